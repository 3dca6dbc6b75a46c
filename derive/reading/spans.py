"""Where mathematics stands in a source.

Invariant: spans are in order and do not overlap; what is between them is prose, so
spans and prose together are the source, character by character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from derive.document import Place

BLANK_LINE = re.compile(r"\n[ \t\r>]*\n")

# Environments that LaTeX sets as a display without further delimiters.
DISPLAY_ENVIRONMENTS = (
    "equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign", "displaymath", "dmath",
    "IEEEeqnarray", "xalignat",
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """A displayed formula: source[start:end], with the mathematics at [inner, outer).

    `problem` is (message, edit) where its end is missing.  `quoted` says that each
    line begins with the mark of a block quote, which is no mathematics.
    """

    start: int
    end: int
    inner: int
    outer: int
    problem: tuple[str, str] | None = None
    quoted: bool = False

    def moved(self, by: int) -> Span:
        """The same, where other text stands before it."""
        places = (self.start + by, self.end + by, self.inner + by, self.outer + by)
        return Span(*places, self.problem, self.quoted)


@dataclass(frozen=True)
class Scan:
    """What a source holds besides prose: its displays, and ranges that are not read as sentences.

    `silent` ranges (start, end, kind) are code, comments and the like, in order, outside
    the displays; the kind "comment" may hold a note to derive, "definition" a macro.  `headings` are where they
    begin, with their levels, in a format that tells them from the rest of a document only.
    """

    displays: tuple[Span, ...]
    silent: tuple[tuple[int, int, str], ...]
    headings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Cell:
    """The text of a notebook's cell: source[start:end].  `number` is its place among all cells, from 1."""

    number: int
    start: int
    end: int


class Lines:
    """The lines of a source: from an offset to a place."""

    def __init__(self, text: str, cells: Sequence[Cell] = ()):
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self.cells = cells
        self.first = [self.line(cell.start) for cell in cells]  # the line on which each cell begins

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> Place:
        """Line and column, both from 1; in a notebook with the cell."""
        line = self.line(offset)
        cell = None
        if self.cells:
            index = max(bisect_right(self.first, line) - 1, 0)
            cell = (self.cells[index].number, line - self.first[index] + 1)
        return Place(line, offset - self.starts[line - 1] + 1, cell)

    def line_start(self, offset: int) -> int:
        """The offset at which the line of `offset` begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]


def paragraph_end(text: str, start: int) -> int:
    """The offset of the first blank line from `start` on, or of the end."""
    blank = BLANK_LINE.search(text, start)
    end = blank.start() if blank else len(text)
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return max(end, start)
