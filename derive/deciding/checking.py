"""Document → Report: states each step, has it decided, keeps the author's order.

Invariant: every statement of every document gets exactly one verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from derive.document import Checked, Document, Report, Statement, Step, Verdict
from derive.deciding.workers import decide_all
from derive.stating import state

Progress = Callable[[int, int], None]


def check(
    documents: Iterable[Document],
    timeout: float = 10.0,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """A verdict on each step of each document, the steps of all decided together."""
    stated = [(document, state(document)) for document in documents]
    verdicts = iter(decide([s for _, statements in stated for s in statements], timeout, workers, progress))
    return Report(
        tuple(
            Checked(document, _steps(document, statements, [next(verdicts) for _ in statements]))
            for document, statements in stated
        )
    )


def decide(
    statements: Iterable[Statement],
    timeout: float = 10.0,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Verdict]:
    """The verdicts on the statements, in their order."""
    statements = list(statements)
    propositions = [s.proposition for s in statements if s.proposition is not None]
    decided = iter(decide_all(propositions, timeout, workers, progress))
    return [_unproven(s) if s.proposition is None else next(decided) for s in statements]


def _unproven(statement: Statement) -> Verdict:
    """The verdict on a statement that claims nothing: a definition, or not read."""
    if statement.problem is None:
        return Verdict(statement.kind)
    return Verdict("unread", message=f"{statement.problem.message}: {statement.problem.edit}")


def _steps(document: Document, statements: Iterable[Statement], verdicts: list[Verdict]) -> tuple[Step, ...]:
    """The note of a display acknowledges those of its steps that are undecided.

    Where none is, the note is out of date, and all its steps carry it, so as to fail.
    """
    pairs = list(zip(statements, verdicts, strict=True))
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
