"""Explanations as lines for a person and as objects for programs.

Invariant: a line says no more than the explanation; what was said once is not said again.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain

import click

from derive.deciding.explanation import ARITHMETIC, CASE, Case, Explanation, Reason, Remark, Rewriting
from derive.deciding.margins import Explained
from derive.document import Step
from derive.reporting.data import remarks, step_object, where
from derive.reporting.plain import SIGNS, name, plain
from derive.reporting.terminal import MARKS, stands_on
from derive.terms.latex import write
from derive.terms.term import Capture, Term, number, relation, replace, substitute, subterms

WIDTH = 110
COLUMN = 44  # where the reasons of a rewriting stand, at most


def equation_lines(explained: Iterable[Explained]) -> Iterator[str]:
    """Every step of an equation: its verdict, what it says, and why."""
    said: set[object] = set()
    for index, one in enumerate(explained):
        if index:
            yield ""
        yield from step_lines(one, said)


def step_lines(one: Explained, said: set[object]) -> Iterator[str]:
    step = one.step
    statement, verdict = step.statement, step.verdict
    mark, colour = MARKS[verdict.kind]
    number = f"({statement.equation}) " if statement.equation else ""
    verdict_line = f"{click.style(mark, fg=colour)} {number}{statement.place}  "
    yield verdict_line + click.style(verdict.kind, fg=colour) + stands_on(step)
    yield from _indented(_claim(step))
    if one.explanation is not None:
        yield from _indented(_indented(explanation_lines(one.explanation, said)))
    elif verdict.counterexample is not None:
        yield from _indented(_indented(counterexample_lines(step)))
    yield from _indented(_indented(remarks(step)))


def _claim(step: Step) -> Iterator[str]:
    """What the step says, definitions put in; as it is written where that was not read."""
    statement = step.statement
    said = statement.proposition
    if said is None:
        yield " ".join(f"{statement.left} {statement.relation} {statement.right}".split())
    else:
        line = plain(relation(said.left, said.relation, said.right))
        sign = f" {SIGNS.get(said.relation, said.relation)} "
        if len(line) <= WIDTH:
            yield line
        else:
            yield plain(said.left)
            yield sign + plain(said.right)


def counterexample_lines(step: Step) -> Iterator[str]:
    """Both sides worked out at the point."""
    found, said = step.verdict.counterexample, step.statement.proposition
    if found.point:
        yield "at " + ", ".join(f"{name(symbol)} = {value}" for symbol, value in found.point)
    for side, term, value in (("left", said.left, found.left), ("right", said.right, found.right)):
        here = plain(_at_point(term, dict(found.point)))
        shown = plain(term) + (f" = {here}" if here not in (plain(term), value) else "")
        if value == "undefined":
            shown += ", which is undefined"
        elif value != plain(term):
            shown += f" = {value}"
        yield f"{side + ':':<7}{shown}"


def _at_point(term: Term, point: dict[str, str]) -> Term:
    """The term with the numbers of the point put in, as far as they are rational."""
    values = {}
    for part in subterms(term):
        if part.op in ("symbol", "indexed") and write(part) in point:
            try:
                values[part] = number(Fraction(point[write(part)]))
            except ValueError:
                continue
    try:
        term = substitute(term, {part: value for part, value in values.items() if part.op == "symbol"})
    except Capture:
        return term
    for part, value in values.items():
        if part.op == "indexed":
            term = replace(term, part, value)
    return term


def explanation_lines(explanation: Explanation, said: set[object]) -> Iterator[str]:
    """The margin notes of one step; `said` is what was said before, and gets what is said here."""
    margin = _Margin(said)
    if not explanation.remarks:
        yield "both sides say the same" if explanation.same else ARITHMETIC
    yield from margin.remarks(explanation.remarks)
    for reason in explanation.defined:
        if reason.claim not in said:
            yield from _wrapped(f"defined: {plain(reason.claim)}", margin.why(reason))
            said.add(reason.claim)


class _Margin:
    def __init__(self, said: set[object]):
        self.said = said

    def remarks(self, remarks: Iterable[Remark]) -> Iterator[str]:
        for remark in remarks:
            if isinstance(remark, Case):
                yield f"for {plain(remark.condition)}:"
                inner = _Margin(set(self.said))  # what is said in one case is not said in the other
                yield from _indented(inner.remarks(remark.remarks) if remark.remarks else [ARITHMETIC])
            elif isinstance(remark, Rewriting):
                yield from self.rewriting(remark)
            elif remark not in self.said:
                self.said.add(remark)
                yield from self.statement(remark)

    def statement(self, reason: Reason) -> Iterator[str]:
        """A statement with its reason, on one line or with what it stands on below."""
        if _is_short(reason):
            yield from _wrapped(plain(reason.claim), self.why(reason))
        else:
            yield from _wrapped(plain(reason.claim), ", ".join(reason.by))
            yield from _indented(self.remarks(reason.because))

    def rewriting(self, rewriting: Rewriting) -> Iterator[str]:
        first, *rest = rewriting.terms
        line = f"{plain(first)} = {plain(rest[-1])}"
        if rewriting in self.said:
            yield from _wrapped(line, "as above")
            return
        self.said.add(rewriting)
        if len(rest) == 1 and len(line) <= COLUMN and all(map(_is_short, rewriting.reasons[0])):
            yield from _wrapped(line, "; ".join(self.law(r, first, rest[0]) for r in rewriting.reasons[0]))
            return
        column = min(COLUMN, max(len(plain(term)) for term in rest) + 4)
        yield plain(first)
        before = rewriting.terms[0]
        for term, reasons in zip(rest, rewriting.reasons):
            long = [r for r in reasons if not _is_short(r)]
            whole = [r for r in long if r.claim.args[0] == before]  # it is said by the line itself
            short = "; ".join(self.law(r, before, term) for r in reasons if r not in long)
            names = ", ".join(law for r in whole or long for law in r.by)
            yield from _wrapped(f"  = {plain(term)}", short or names, column)
            for reason in long:
                below = reason.because if reason in whole else (reason,)
                yield from _indented(_indented(self.remarks(below)))
            before = term

    def law(self, reason: Reason, before: Term, after: Term) -> str:
        """`log-power, as a > 0`, with what it says where that is not seen in the terms."""
        seen = reason.claim.args[0] in _parts(before) or reason.claim.args[1] == after
        says = "" if seen else f"{_unbroken(reason.claim)}: "
        return says + self.why(reason)

    def why(self, reason: Reason) -> str:
        """The names of the laws, and the conditions each with its reason the first time."""
        said = ", ".join(reason.by)
        if reason.place is not None:
            said += f" in {reason.place}"
        glance = any(word.endswith("terms") for word in reason.by)  # what was said need not be said again
        told = (r for r in reason.because if not (glance and r.claim in self.said))
        conditions = [self.condition(r) for r in told]
        link = " from " if ARITHMETIC in reason.by else ", as "
        return said + (link + ", ".join(conditions) if conditions else "")

    def condition(self, reason: Reason) -> str:
        told = _unbroken(reason.claim)
        if (
            reason.claim in self.said
            or reason.by == (CASE,)
            or reason.by == (ARITHMETIC,)
            and not reason.because
        ):
            return told
        self.said.add(reason.claim)
        return f"{told} ({self.why(reason)})"


def _is_short(reason: Reason) -> bool:
    """Whether all it stands on are statements that fit into a line."""
    return all(isinstance(r, Reason) and _is_short(r) for r in reason.because) and _depth(reason) <= 3


def _depth(reason: Reason) -> int:
    return 1 + max((_depth(r) for r in reason.because), default=0)


def _parts(term: Term) -> set[Term]:
    from derive.proving.rational import is_arithmetic

    parts = {term}
    if is_arithmetic(term):
        parts |= set(chain.from_iterable(map(_parts, term.args)))
    return parts


def _unbroken(claim: Term) -> str:
    """The claim as one word, which no line breaks."""
    return plain(claim).replace(" ", "\u00a0")


def _wrapped(text: str, why: str, column: int | None = None) -> Iterator[str]:
    """The text with the reason on its right; on the lines below where it does not fit."""
    start = max(len(text), column or 0) + 4
    if start + len(why) > WIDTH and start > WIDTH // 2:
        yield text
        start = 8
        yield from (" " * start + line for line in _folded(why, WIDTH - start))
        return
    first, *rest = _folded(why, WIDTH - start)
    yield f"{text:<{start}}{first}"
    yield from (" " * start + line for line in rest)


def _folded(text: str, width: int) -> list[str]:
    lines = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
    return [line.replace("\u00a0", " ") for line in lines] or [""]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return ("  " + line for line in lines)


# ── for programs ─────────────────────────────────────────────────────────────


def explained_object(one: Explained) -> dict[str, object]:
    """A step as `derive check` gives it with its `explanation` (None unless it is proved); LaTeX."""
    told = None if one.explanation is None else explanation_object(one.explanation)
    return {**step_object(one.step), "explanation": told}


def explanation_object(explanation: Explanation) -> dict[str, object]:
    return {
        "remarks": [_object(remark) for remark in explanation.remarks],
        "defined": [_object(reason) for reason in explanation.defined],
    }


def _object(remark: Remark) -> dict[str, object]:
    if isinstance(remark, Case):
        return {"case": write(remark.condition), "remarks": [_object(r) for r in remark.remarks]}
    if isinstance(remark, Rewriting):
        return {
            "terms": [write(term) for term in remark.terms],
            "reasons": [[_object(r) for r in reasons] for reasons in remark.reasons],
        }
    return {
        "claim": write(remark.claim),
        "by": list(remark.by),
        **(where(remark.place) if remark.place else {"line": None}),
        "because": [_object(r) for r in remark.because],
    }
