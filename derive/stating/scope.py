"""Which conditions hold at a place of a document, and which of them a step needs.

Invariant: a condition holds from where it stands to the end of its section; it is
given to a step only when they have a symbol in common, directly or through other
conditions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derive.document import Condition, Prose
from derive.reading.cues import LIFTED
from derive.terms.relations import disjoint
from derive.terms.term import Term

_MARKS = re.compile(r"[ \t]{0,3}(#{1,6})(?=[ \t\n]|$)")
_TEX = re.compile(r"[ \t]*\\(part|chapter|section|subsection|subsubsection|paragraph)\b")
_TEX_LEVELS = {"part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6}
_NUMBER = re.compile(r"[ \t]*(\d+(?:\.\d+)*)")


def heading_level(text: str) -> int:
    """The level of the heading that `text` begins with, 1 the highest."""
    if marks := _MARKS.match(text):
        return len(marks[1])
    if section := _TEX.match(text):
        return _TEX_LEVELS[section[1]]
    second = text.split("\n", 2)[1:2]
    if second and set(second[0].strip()) in ({"="}, {"-"}):
        return 1 if "=" in second[0] else 2
    number = _NUMBER.match(text)
    return number[1].count(".") + 1 if number else 1


class Sections:
    """The conditions of the sections that are open."""

    def __init__(self) -> None:
        self.level = 0  # what stands before the first heading holds throughout
        self.open: list[tuple[int, Condition]] = []
        self.headings: list[tuple[int, int]] = []  # the line and the level of each

    def enter(self, prose: Prose) -> None:
        """Ends the sections that a heading ends, and all assumptions where the text drops them."""
        if prose.section:
            self.level = prose.level or heading_level(prose.text)
            self.open = [(level, c) for level, c in self.open if level < self.level]
            self.headings.append((prose.line, self.level))
        if LIFTED.search(prose.text):
            self.open.clear()

    def ended(self, line: int) -> bool:
        """Whether a heading ended the section of a line; what stands before the first one never ends."""
        level = next((level for start, level in reversed(self.headings) if start <= line), 0)
        return any(start > line and other <= level for start, other in self.headings)

    def add(self, condition: Condition) -> None:
        """Adds a condition; what it excludes (another case, another letter's turn) is over."""
        self.open = [
            (level, c)
            for level, c in self.open
            if c.term != condition.term and not disjoint(c.term, condition.term)
        ]
        self.open.append((self.level, condition))

    def renew(self, said: Term) -> None:
        """Ends what is assumed of the names that `said` speaks of anew.

        `any` lets them be any number from here on; `every` leaves what was supposed of them,
        and without names all that was supposed.
        """
        names = frozenset(said.args)

        def ends(condition: Condition) -> bool:
            if said.op == "every" and not condition.supposed:
                return False
            return not names or bool(condition.term.free) and condition.term.free <= names

        self.open = [(level, c) for level, c in self.open if not ends(c)]

    def beside(self, cases: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """The open conditions, but for those that one of the cases excludes, and then the cases."""
        return (*(c for _, c in self.open if not any(disjoint(c.term, case.term) for case in cases)), *cases)


def relevant(
    conditions: Iterable[tuple[Condition, Term]],
    symbols: frozenset[Term],
    needed: Iterable[tuple[Condition, Term]] = (),
) -> list[tuple[Condition, Term]]:
    """Those of the conditions (with their unfolded terms) that say something of the symbols.

    What is `needed` is kept whatever it says, and its symbols count, too.
    """
    kept = dict.fromkeys(needed)
    waiting = list(dict.fromkeys((*conditions, *kept)))
    reached = symbols.union(*(term.free for _, term in kept))
    grows = True
    while grows:
        grows = False
        for pair in waiting:
            if pair not in kept and not reached.isdisjoint(pair[1].free):
                kept[pair] = None
                reached |= pair[1].free
                grows = True
    return [pair for pair in waiting if pair in kept]
