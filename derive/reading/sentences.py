r"""Prose → its sentences, with everything that is no sentence blanked out.

Invariant: blanking keeps every offset, so that a place in a sentence is a place in
the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derive.reading.images import blanked

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,400}>|(?<=\])\([^()\s]{0,400}\)")  # and the target of a link
MATH = re.compile(
    r"\$\$(?P<double>[^$\n]+)\$\$"
    r"|\$(?![\s$])(?P<dollar>(?:[^$\\\n]|\\.|\n(?![ \t]*\n)){1,2000}?)(?<!\s)\$(?!\d)"
    r"|\\\((?P<parenthesis>(?:[^\\\n]|\\[^()\n]|\n(?![ \t]*\n)){1,2000}?)\\\)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|eqs?|figs?|resp|w\.r\.t|s\.t|ref|sec|no|[A-Z]))\.$", re.IGNORECASE
)
_END = re.compile(
    r"[.!?](?=[\s\"')*_”’]|$)|[。！？；;]|\n[ \t\r>]*(?:\n|(?=[-*+•][ \t]|\d{1,3}[.)][ \t]|\#{1,6}[ \t]|\|))"
)
_NOT_LINE_END = re.compile(r"[^\n]")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t].*$", re.MULTILINE)


def silence(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """The text with the ranges, tags and the targets of links and images turned into spaces (line ends stay)."""
    pieces, at = [], 0
    for start, end in ranges:
        pieces += (text[at:start], _NOT_LINE_END.sub(" ", text[start:end]))
        at = end
    return _TAG.sub(lambda m: " " * len(m.group()), blanked("".join((*pieces, text[at:]))))


def formulas(text: str) -> list[tuple[int, int, int, int]]:
    """The inline formulas of a text: (start, end, start and end of the mathematics)."""
    return [(m.start(), m.end(), *m.span(m.lastgroup)) for m in MATH.finditer(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a silenced text as (start, end), in order; none goes on in the next paragraph.

    A full stop in a formula, in a number or after an abbreviation ends nothing.
    """
    plain = list(text)
    for start, end, *_ in formulas(text):
        plain[start:end] = "x" * (end - start)
    bare = _HEADING.sub(lambda m: " " * (len(m.group()) - 1) + ";" if m.group() else "", "".join(plain))
    found, start = [], 0
    for stop in _END.finditer(bare):
        if stop.group() == "." and _ABBREVIATION.search(bare, max(start, stop.start() - 12), stop.end()):
            continue
        found.append((start, stop.end()))
        start = stop.end()
    found.append((start, len(bare)))
    return [(s, e) for s, e in found if bare[s:e].strip(" \t\r\n;>")]
