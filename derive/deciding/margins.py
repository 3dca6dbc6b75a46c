"""The steps of one equation, each with its verdict and what explains it.

Invariant: an explanation is given of proved steps only, and is of the proof that proved them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from derive.deciding.checking import decide
from derive.deciding.claims import proofs
from derive.deciding.explanation import explained
from derive.document import DeriveError, Document, Explanation, Statement, Step
from derive.stating import state


@dataclass(frozen=True)
class Explained:
    """A step; `explanation` is None unless it is proved."""

    step: Step
    explanation: Explanation | None


def explain_equation(
    document: Document,
    equation: str,
    timeout: float = 10.0,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Explained, ...]:
    """The steps of the equation with this number, or at `line:N`, explained.

    Raises DeriveError where there is none.
    """
    statements = find(document, equation)
    decided = decide(statements, timeout, progress=progress)
    return tuple(
        Explained(Step(statement, verdict), _explained(statement) if verdict.kind == "proved" else None)
        for statement, verdict in decided
    )


def _explained(statement: Statement) -> Explanation:
    """The proof is found once more, in this process: it took less than the time limit before."""
    proposition = statement.proposition
    places = {condition.term: condition.place for condition in statement.given}
    if len(statement.given) == len(proposition.givens):  # definitions are unfolded in these
        places.update((g, c.place) for g, c in zip(proposition.givens, statement.given))
    return explained(proofs(proposition), places)


def find(document: Document, equation: str) -> list[Statement]:
    """The statements of an equation, by its number (7, (7)) or a line it stands on (line:52, cell:3:5)."""
    statements = state(document)
    line = re.fullmatch(r"(?:line:|cell:\s*(\d+):)\s*(\d+)", equation.strip())
    if line:
        cell, number = line[1] and int(line[1]), int(line[2])
        found = _at(document, statements, number if cell is None else line_in_cell(document, cell, number))
        edit = "give a line of a displayed formula"
    else:
        wanted = equation.strip().removeprefix("(").removesuffix(")")
        found = [s for s in statements if s.equation == wanted]
        numbers = list(dict.fromkeys(s.equation for s in statements if s.equation))
        listed = f"its numbers are {', '.join(numbers)}; " if numbers else "its equations have no numbers; "
        edit = f"{listed}{_addressed(document)}"
    if not found:
        raise DeriveError(f"{document.path}: no equation {equation}: {edit}")
    return found


def _at(document: Document, statements: tuple[Statement, ...], line: int) -> list[Statement]:
    """Those whose right side begins on the line, else those of the display that the line is part of."""
    here = [s for s in statements if s.place.line == line]
    if here:
        return here
    return [s for s in statements if _covers(document, s.display, line)]


def line_in_cell(document: Document, cell: int, line: int) -> int:
    """The line of the source that is a line of a cell, as far as a display tells; 0 where none does."""
    for display in document.displays:
        if display.place.cell and display.place.cell[0] == cell:
            return display.place.line - display.place.cell[1] + line
    return 0


def _addressed(document: Document) -> str:
    cells = any(display.place.cell for display in document.displays)
    return "cell:M:N is the equation on line N of cell M" if cells else "line:N is the equation on line N"


def _covers(document: Document, display: int, line: int) -> bool:
    shown = document.displays[display]
    first = shown.place.line
    return first <= line <= first + shown.source.count("\n")
