"""What a document has said up to a place: what its names mean, and what is given there.

Invariant: a condition of the prose gives a name or is given to the end of its section;
a second meaning that a name has for a section ends with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from derive.document import Condition, Link, Place, Prose
from derive.reading.clauses import RENEWALS
from derive.stating.definitions import Definition, Definitions, Head, Occurrences, Piece, head_of, occurs
from derive.stating.scope import Sections
from derive.stating.unfolding import Unfolding
from derive.terms.term import Term


@dataclass
class Known:
    """The names and conditions so far."""

    definitions: Definitions = field(default_factory=Definitions)
    occurred: Occurrences = field(default_factory=Occurrences)
    sections: Sections = field(default_factory=Sections)
    equations: Sections = field(default_factory=Sections)  # what the text asks for: set, not claimed
    items: set[Place] = field(default_factory=set)  # of the definitions of one of several, by a line of a list or for a model
    local: list[tuple[int, Head, Definition | None]] = field(default_factory=list)
    # names of a section: its level, what they were
    stipulated: dict[Condition, Term] = field(default_factory=dict)  # equations, and the name each is about

    def __post_init__(self) -> None:
        self.unfolding = Unfolding(self.definitions)

    def enter(self, block: Prose) -> None:
        """Takes what prose says: a heading ends what is of a section, a condition begins to hold."""
        self.sections.enter(block)
        self.equations.enter(block)
        if block.section:
            self.forget()
        for condition in block.conditions:
            if condition.term.op in RENEWALS:
                self.sections.renew(condition.term)
            elif head := named(condition):
                before = self.definitions.of(head)
                if before is not None or (head.op == "symbol" and self.occurred.has(head)):
                    self.local.append((self.sections.level, head, before))
                self.name(head, condition)
            else:
                self.sections.add(condition)
                self.occurred.add(condition.term)

    def name(self, head: Head, condition: Condition) -> None:
        """`Let p = σ(z)`: the prose gives a name to a formula."""
        self.occurred.add(condition.term.args[1])
        written = condition.latex.split("=")[0].strip()
        self.definitions.add(head, (Piece(condition.term.args[1]),), written, None, condition.place)

    def forget(self) -> None:
        """Ends the second meanings that names were given for a section; new names stay."""
        ended = [entry for entry in self.local if entry[0] >= self.sections.level]
        self.local = [entry for entry in self.local if entry[0] < self.sections.level]
        for _, head, before in reversed(ended):
            self.definitions.restore(head, before)

    def condition(self, condition: Condition) -> Condition | None:
        """What holds for a display, or None for what gives a name: `…, where p = σ(z)`."""
        if condition.term.op == ":=":
            head = named(condition)
            known = self.definitions.of(head) if head else None
            if known is not None and known.pieces == (Piece(condition.term.args[1]),):
                return None
            if known is None and head is not None and not self.occurred.has(head):
                self.name(head, condition)
                return None
            if head is None or head.op == "apply":
                return None  # what a function is said to be besides its definition is no assumption
            condition = replace(condition, term=Term("=", condition.term.args))
        self.occurred.add(condition.term)
        return condition

    def with_names(self, link: Link) -> Link:
        """The link without the remarks that give names: `where p = σ(z)`."""
        if not link.conditions:
            return link
        return replace(link, conditions=tuple(c for c in map(self.condition, link.conditions) if c))


def named(condition: Condition) -> Head | None:
    """The name that a condition of the prose gives to a formula, if that is what it does."""
    if condition.term.op != ":=":
        return None
    left, right = condition.term.args
    head = head_of(left)
    return head if head is not None and not occurs(head, right) else None
