"""Checked documents made by hand, for the tests of rendering."""

from __future__ import annotations

from derive.document import (
    Checked,
    Condition,
    Counterexample,
    Display,
    Document,
    Place,
    Problem,
    Prose,
    Statement,
    Step,
    Use,
    Verdict,
)
from derive.terms.term import TRUE


def condition(latex: str, line: int) -> Condition:
    return Condition(latex, TRUE, Place(line, 1))


def shown(latex: str, number: str | None = None, line: int = 1, source: str | None = None) -> Display:
    numbers = () if number is None else tuple(number.split())
    return Display(source or f"$$\n{latex}\n$$", latex, Place(line, 1), numbers)


def step(
    verdict: str = "proved",
    relation: str = "a = b",
    display: int = 0,
    line: int = 1,
    equation: str | None = None,
    laws: str = "",
    given: tuple[Condition, ...] = (),
    conditions: tuple[str, ...] = (),
    at: str | None = None,
    message: str | None = None,
    warning: str | None = None,
    problem: str | None = None,
    acknowledged: str | None = None,
    holds_if: str | None = None,
) -> Step:
    """A step from words: `relation` is "left = right"; `at` is "x=1: left | right"."""
    left, sign, right = relation.split(" ", 2)
    kind = {"definition": "definition", "unread": "unread"}.get(verdict, "claim")
    trouble = None
    if problem:
        why, _, edit = problem.partition(" | ")
        trouble = Problem(Place(line, 1), why, edit)
    found = None
    if at is not None:
        point, _, values = at.partition(": ")
        a, _, b = values.partition(" | ")
        pairs = tuple(tuple(p.partition("=")[::2]) for p in point.split(",") if p)
        found = Counterexample(pairs, a, b)
    statement = Statement(
        kind, equation, Place(line, 5), left, sign, right, display, given, None, warning, trouble
    )
    uses = tuple(Use(law, "") for law in laws.split())
    return Step(statement, Verdict(verdict, conditions, uses, found, message, holds_if), acknowledged)


def checked(blocks, *steps: Step, title="Title", language="en", path="notes/page.md", source="") -> Checked:
    """A document of blocks (text or displays) with its steps."""
    made = tuple(Prose(b, 1) if isinstance(b, str) else b for b in blocks)
    return Checked(Document(path, title, language, made, source), steps)
