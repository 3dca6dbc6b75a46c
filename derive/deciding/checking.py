"""Document → Report: states each step, has it decided, keeps the author's order.

Invariant: every statement of every document gets exactly one verdict.  What the text
sets is given to a step only where the step does not hold without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from derive.document import Checked, Document, Report, Statement, Step, Verdict
from derive.deciding.workers import decide_all
from derive.reading.introductions import can_be_set
from derive.stating import state
from derive.terms.term import symbol

Progress = Callable[[int, int], None]
_DECIMAL = re.compile(r"\d[.]\d")
SET = "set, not claimed: given from here to the end of the section"
ASKED = "an equation to be solved is introduced by words that say so: `Setting … to zero:`"


def check(
    documents: Iterable[Document],
    timeout: float = 10.0,
    workers: int | None = None,
    progress: Progress | None = None,
    explained: bool = False,
) -> Report:
    """A verdict on each step of each document, the steps of all decided together."""
    stated = [(document, state(document)) for document in documents]
    every = [s for _, statements in stated for s in statements]
    decided = iter(decide(every, timeout, workers, progress, explained))
    return Report(
        tuple(
            Checked(document, _steps(document, [next(decided) for _ in statements]))
            for document, statements in stated
        )
    )


def decide(
    statements: Iterable[Statement],
    timeout: float = 10.0,
    workers: int | None = None,
    progress: Progress | None = None,
    explained: bool = False,
) -> list[tuple[Statement, Verdict]]:
    """The statements in their order, each with its verdict and the givens it was decided under."""
    statements = list(statements)
    propositions = [s.proposition for s in statements if s.proposition is not None]
    verdicts = iter(decide_all(propositions, timeout, workers, progress, explained))
    first = [(s, _unproven(s) if s.proposition is None else next(verdicts)) for s in statements]
    again = [s.supposing.proposition for s, verdict in first if _depends(s, verdict)]
    verdicts = iter(decide_all(again, timeout, workers, progress, explained) if again else ())
    return [_settled(s, v, next(verdicts) if _depends(s, v) else None) for s, v in first]


def _depends(statement: Statement, verdict: Verdict) -> bool:
    """Whether a claim is to be decided again under what the text sets."""
    return statement.supposing is not None and verdict.kind != "proved"


def _settled(statement: Statement, verdict: Verdict, under: Verdict | None) -> tuple[Statement, Verdict]:
    """A claim with the verdict on it under what the text sets, if there is one; what the
    text sets itself, and what does not hold by itself, is given like a definition, unless it
    contradicts the derivative that the text sets to zero."""
    if under is not None:
        statement, verdict = statement.supposing, under
    if statement.unknown:
        verdict = _whatever_it_is(statement, verdict)
    if statement.untold and verdict.kind == "refuted" and not statement.sets:
        verdict = Verdict("undecided", message=_untold(statement.untold))
    if statement.sets and (
        verdict.kind == "undecided" or verdict.kind == "refuted" and not statement.follows
    ):
        return statement, Verdict("definition", message=SET)
    if verdict.kind == "refuted" and _puts_in(statement):
        message = "the values that are put in are not said: write them before it, `with $x = 2$`"
        return statement, Verdict("undecided", message=message)
    if verdict.kind in ("refuted", "undecided") and statement.advice and statement.warning is None:
        return replace(statement, warning=statement.advice), verdict
    asks = verdict.kind == "refuted" and statement.relation == "=" and not statement.follows
    if asks and statement.warning is None:
        if can_be_set(statement.proposition.left, statement.proposition.right):
            statement = replace(statement, warning=ASKED)
    return statement, verdict


def _puts_in(statement: Statement) -> bool:
    r"""Whether an equation has letters on its left, three or more, and decimals only on its right.

    `a b + c = 0.2 \times 0.5 + 0.1` puts in what was measured; no constant is written with so many.
    """
    proposition = statement.proposition
    decimals = statement.relation == "=" and _DECIMAL.search(statement.right) is not None
    letters = proposition.left.free
    return decimals and len(letters) > 2 and not proposition.right.free and not proposition.givens


def _unproven(statement: Statement) -> Verdict:
    """The verdict on a statement without a proposition: a definition, not read, or read only."""
    if statement.problem is None:
        return Verdict(statement.kind)
    kind = "undecided" if statement.kind == "claim" else "unread"
    return Verdict(kind, message=f"{statement.problem.message}: {statement.problem.edit}")


def _whatever_it_is(statement: Statement, verdict: Verdict) -> Verdict:
    """The verdict on a claim about derivatives of which nothing is known: they are any numbers."""
    if verdict.kind != "proved":
        return Verdict("undecided", message=f"nothing above says what `{statement.unknown[0]}` is")
    free = statement.proposition.left.free | statement.proposition.right.free
    exist = (rf"{name} \text{{ exists}}" for name in statement.unknown if symbol(name) in free)
    return replace(verdict, conditions=(*verdict.conditions, *exist))


def _untold(name: str) -> str:
    return f"nothing above says what `{name}` is, which can be what is written here: define it with `:=`"


def _steps(document: Document, pairs: list[tuple[Statement, Verdict]]) -> tuple[Step, ...]:
    """The note of a display acknowledges those of its steps that are undecided.

    Where none is, the note is out of date, and all its steps carry it, so as to fail.
    """
    open_displays = {s.display for s, verdict in pairs if verdict.kind == "undecided"}
    return tuple(
        Step(
            s,
            verdict,
            document.displays[s.display].acknowledged
            if verdict.kind == "undecided" or s.display not in open_displays
            else None,
        )
        for s, verdict in pairs
    )
