"""Where mathematics stands in a source.

Invariant: spans are in order and do not overlap; what is between them is prose, so
spans and prose together are the source, character by character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from derive.document import Place

BLANK_LINE = re.compile(r"\n[ \t\r>]*\n")

# Environments that LaTeX sets as a display without further delimiters.
DISPLAY_ENVIRONMENTS = (
    "equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign", "displaymath", "dmath",
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


@dataclass(frozen=True)
class Scan:
    """What a source holds besides prose: its displays, and ranges that are not read as sentences.

    `silent` ranges (start, end, kind) are code, comments and the like, in order, outside
    the displays; the kind "comment" may hold a note to derive.
    """

    displays: tuple[Span, ...]
    silent: tuple[tuple[int, int, str], ...]


class Lines:
    """The lines of a source: from an offset to a place."""

    def __init__(self, text: str):
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """Line and column, both from 1."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)

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
