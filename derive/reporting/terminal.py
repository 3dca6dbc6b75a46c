"""A report as lines for a person: calm where all is well, exact where it is not.

Invariant: every step is on a line of its own or counted in the line of its equation,
and a line that stands for several steps stands only for steps that are alike.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from derive.document import VERDICTS, Checked, Condition, Place, Report, Step
from derive.reporting.data import remarks
from derive.terms.latex import RELATION_SIGNS, write

WIDTH = 100  # columns of a source line that are shown
_SIGNS = {"<=": r"\le", ">=": r"\ge", "!=": r"\ne"}
MARKS = {
    "proved": ("✓", "green"),
    "definition": ("≡", "blue"),
    "refuted": ("✗", "red"),
    "undecided": ("?", "yellow"),
    "unread": ("!", "yellow"),
}


def report_lines(report: Report, verbose: bool = False) -> Iterator[str]:
    """The whole report, line by line, coloured; `click.echo` takes colour off where it must.

    `verbose`: each step by itself, with its sides and its conditions as they were read.
    """
    for checked in report.documents:
        yield from document_lines(checked, verbose)
        yield ""
    yield summary_line(report)


def document_lines(checked: Checked, verbose: bool = False) -> Iterator[str]:
    """A document: its path and title, then its equations."""
    document = checked.document
    title = f"  {document.title}" if document.title else ""
    yield click.style(document.path, bold=True) + title
    if not checked.steps:
        yield "  no displayed relation"
    source = document.source.split("\n")
    for _, alike in groupby(checked.steps, key=id if verbose else _likeness):
        steps = list(alike)
        yield from _group_lines(steps, source)
        if verbose:
            yield from ("      " + line for line in reading_lines(steps[0]))


def _likeness(step: Step) -> object:
    """Steps with equal likeness that follow each other share a line."""
    if step.verdict.kind in ("proved", "definition") and not remarks(step):
        return (step.statement.equation, step.verdict.kind, step.statement.given, step.verdict.conditions)
    return id(step)


def _group_lines(steps: list[Step], source: list[str]) -> Iterator[str]:
    step = steps[0]
    kind = step.verdict.kind
    mark, colour = MARKS[kind]
    number = f"({step.statement.equation})" if step.statement.equation else ""
    where = _where(step.statement.place, steps[-1].statement.place)
    count = f"{len(steps)} steps " if len(steps) > 1 else ""
    yield (
        f"  {click.style(mark, fg=colour)} {number:<5} {where:<14} "
        f"{count}{click.style(kind, fg=colour)}{stands_on(step)}"
    )
    if kind in ("refuted", "undecided", "unread"):
        place = step.statement.problem.place if step.statement.problem else step.statement.place
        yield from ("      " + line for line in excerpt(source, place))
    yield from ("      " + line for line in reason_lines(step))


def _where(first: Place, last: Place) -> str:
    """`line 5`, `lines 5–7`, and in a notebook `cell 3, lines 5–7`."""
    if first.line == last.line:
        return str(first)
    if (first.cell and first.cell[0]) != (last.cell and last.cell[0]):
        return f"{first} – {last}"
    end = last.cell[1] if last.cell else last.line
    return f"{first}–{end}".replace("line", "lines")


def stands_on(step: Step, lines: bool = True) -> str:
    """The conditions of a verdict: those the proof adds, and those of the text, with their lines."""
    parts = []
    if step.verdict.conditions:
        parts.append("if " + " and ".join(step.verdict.conditions))
    if step.verdict.kind in ("proved", "refuted", "undecided") and step.statement.given:
        parts.append("for " + ", ".join(_given(step.statement.given, lines)))
    return "".join(f", {part}" for part in parts)


def _given(given: Iterable[Condition], lines: bool) -> Iterator[str]:
    for _, alike in groupby(given, key=lambda condition: condition.place.line):
        conditions = list(alike)
        told = dict.fromkeys(" ".join(condition.latex.split()) for condition in conditions)
        yield ", ".join(told) + (f" ({conditions[0].place})" if lines else "")


def step_lines(step: Step, alone: bool = True) -> Iterator[str]:
    """A step that stands in no document: verdict, conditions, laws, reasons; which step, unless it is alone."""
    mark, colour = MARKS[step.verdict.kind]
    laws = f", by {', '.join(step.verdict.laws)}" if step.verdict.laws else ""
    said = step.statement
    which = "" if alone else f"  {said.left} {_SIGNS.get(said.relation, said.relation)} {said.right}"
    yield f"{click.style(f'{mark} {step.verdict.kind}', fg=colour)}{which}{stands_on(step, lines=False)}{laws}"
    if step.statement.problem:
        problem = step.statement.problem
        yield from ("  " + line for line in excerpt([problem.latex], problem.place))
    yield from ("  " + line for line in reason_lines(step))


def reading_lines(step: Step) -> Iterator[str]:
    """The step as it was read, written back from its terms; reading that gives the same terms again."""
    statement = step.statement
    if statement.sides is not None:
        left, right = map(write, statement.sides)
        sign = RELATION_SIGNS.get(statement.relation, statement.relation)
        short = len(left) + len(right) < WIDTH - 12
        yield from [f"read: {left} {sign} {right}"] if short else [f"read: {left}", f"      {sign} {right}"]
    for condition in statement.given:
        yield f"for:  {write(condition.term)} ({condition.place})"


def reason_lines(step: Step) -> Iterator[str]:
    """The counterexample, and what else is told."""
    counterexample = step.verdict.counterexample
    if counterexample is not None:
        point = ", ".join(f"{name} = {value}" for name, value in counterexample.point)
        values = f"left {counterexample.left}, right {counterexample.right}"
        yield f"at {point}: {values}" if point else values
    yield from remarks(step)


def excerpt(source: list[str], place: Place) -> Iterator[str]:
    """The source line and a caret under the column, the line cut to WIDTH columns about it."""
    if not 1 <= place.line <= len(source):
        return
    text = source[place.line - 1].replace("\t", " ").rstrip()
    column = min(place.column - 1, len(text))
    before, after = text[:column].lstrip(), text[column:]
    before = _cut(before[::-1], WIDTH // 2)[::-1]
    after = _cut(after, WIDTH - _width(before))
    label = f"{place.cell[1] if place.cell else place.line} | "
    yield label + before + after
    yield " " * (len(label) - 2) + "| " + " " * _width(before) + click.style("^", fg="red", bold=True)


def _cut(text: str, width: int) -> str:
    """As much of the text as fits, with … where it was cut."""
    used = 0
    for index, character in enumerate(text):
        used += _width(character)
        if used > width:
            return text[: max(0, index - 1)] + "…"
    return text


def _width(text: str) -> int:
    """The columns a terminal needs: two for Chinese, none for a combining mark."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def summary_line(report: Report) -> str:
    """`19 relations: 16 proved, 3 definitions`."""
    summary = report.summary
    total = sum(summary.values())
    counts = [
        click.style(f"{n} {kind}{'s' if kind == 'definition' and n > 1 else ''}", fg=_alarm(kind))
        for kind in VERDICTS
        if (n := summary[kind])
    ]
    acknowledged = sum(bool(step.acknowledged) for checked in report.documents for step in checked.steps)
    if acknowledged:
        counts.append(f"{acknowledged} acknowledged")
    return f"{total} relation{'s' if total != 1 else ''}: {', '.join(counts)}"


def _alarm(kind: str) -> str | None:
    return None if kind in ("proved", "definition") else MARKS[kind][1]


class Progress:
    """A bar on stderr that tells how far it is: on a terminal only, and only after two seconds."""

    AFTER = 2.0
    _CLEARED = "\r\033[K\033[?25h"  # the line empty, the cursor there again

    def __init__(self, label: str = "steps"):
        self.begin = time.monotonic()
        self.label = label
        self.bar = None

    def __call__(self, done: int, total: int) -> None:
        if self.bar is None:
            if time.monotonic() - self.begin <= self.AFTER or not sys.stderr.isatty():
                return
            self.bar = click.progressbar(
                length=total, label=self.label, show_eta=False, show_percent=False, show_pos=True, file=sys.stderr
            )
        self.bar.length = max(total, 1)
        self.bar.update(done - self.bar.pos)

    def close(self) -> None:
        if self.bar is not None:
            print(self._CLEARED, end="", file=sys.stderr, flush=True)
