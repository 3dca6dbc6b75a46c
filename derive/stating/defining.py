"""Whether a relation gives a name its meaning, or claims something of it.

Invariant: a definition is accepted only for a name that means nothing yet, or that is said
to be defined; anything else is a claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.document import Condition, Document, Link, Place, Problem
from derive.stating import telling
from derive.stating.definitions import Definition, Head, Piece, head_of, occurs
from derive.stating.known import Known
from derive.stating.matching import renamed
from derive.stating.scope import relevant
from derive.stating.steps import Step
from derive.stating.unfolding import Refused, inverted
from derive.terms.relations import disjoint
from derive.terms.term import Term, substitute, subterms


_INDICES = frozenset("ijklmn")


@dataclass(frozen=True)
class Meaning:
    """What a step says that a name means, with the name as it is written."""

    head: Head
    pieces: tuple[Piece, ...]
    written: str
    place: Place
    conditions: tuple[Condition, ...]
    warning: str | None = None
    ends: bool = False  # with the section


class Defining:
    """Tells definitions from claims in one document."""

    def __init__(self, document: Document, known: Known):
        self.document = document
        self.known = known

    def meaning(self, step: Step) -> Meaning | Problem | None:
        """What the step says that a name means; the problem of one that says nothing; None for a claim."""
        head = head_of(step.left.term)
        if step.link.relation not in ("=", ":="):
            return None
        return head is not None and self.forwards(head, step) or self.backwards(step)

    def forwards(self, head: Head, step: Step) -> Meaning | Problem | None:
        """The meaning of the name on the left."""
        right = step.link.side.term
        known = self.known.definitions.of(head)
        conditions = self.conditions(head, right, step)
        pieces = (Piece(right, conditions),)
        warning = None
        if step.link.relation == ":=":
            if occurs(head, right):
                return telling.update(step.link, step.left.latex) if head.op == "symbol" else None
            if known is not None and known.pieces != pieces:
                if self.says_identical(step.link):
                    return None
                warning = telling.redefined(known, self.document.language)
        elif known is not None:
            values = renamed(known.pieces[-1].value, right, known.head.parameters) if step.first else None
            if values is not None and known.head == head:
                left = substitute_arguments(step.left.term, values)
                warning = telling.second_meaning(known, left, self.document.language)
            elif self.completes(known, head, conditions, step):
                pieces = (*known.pieces, *pieces)
            elif self.means_another(head, known, step):
                warning = telling.redefined(known, self.document.language)
            else:
                return None
        elif self.is_inverse(head) or not self.is_new(head, step):
            return None
        if known is None and head.op != "apply" and self.known.occurred.has(head):
            warning = telling.late(step.left.latex, self.document.language)
        return Meaning(head, pieces, step.left.latex, step.left.place, conditions, warning)

    def backwards(self, step: Step) -> Meaning | None:
        """`log a = z` gives a meaning to a z that has not occurred: a claim about a name that
        nothing is said of says nothing else."""
        head = head_of(step.link.side.term)
        if head is None or step.link.relation != "=" or self.known.occurred.has(head):
            return None
        if self.known.definitions.all(head.op, head.name) or not self.is_without(head, step.left.term):
            return None
        conditions = self.conditions(head, step.left.term, step)
        pieces, side = (Piece(step.left.term, conditions),), step.link.side
        ends = step.left.term.op == "sum"  # a constraint on its terms: that of its section
        return Meaning(head, pieces, side.latex, side.place, conditions, ends=ends)

    def says_identical(self, link: Link) -> bool:
        r"""Whether the relation is `\equiv`, which defines a new name and claims something of an old one."""
        if link.place is None:
            return False
        line = self.document.source.split("\n", link.place.line)[link.place.line - 1]
        return line.startswith((r"\equiv", "≡"), link.place.column - 1)

    def is_new(self, head: Head, step: Step) -> bool:
        """Whether the left side is a name that means nothing yet."""
        if occurs(head, step.link.side.term) or self.comes_back(head, step.link.side.term):
            return False
        if head.op != "apply":
            taken = head.op == "symbol" and self.known.definitions.all("apply", head.name)
            return (
                step.first and not taken and (not self.known.occurred.has(head) or self.is_late(head, step))
            )
        symbol = self.known.definitions.of(Head("symbol", head.name))
        if (
            symbol is not None and head_of(symbol.pieces[-1].value) != head
        ):  # but `L = L(y, p) = …` defines both
            return False
        # `p = σ(z) = …` may define σ: it has occurred once then, as the side on the left
        return step.first or (
            self.known.occurred.count(head) == 1 and not self.known.definitions.all(head.op, head.name)
        )

    def is_inverse(self, head: Head) -> bool:
        """Whether the name is `f^{-1}` for a function f that has a formula: a claim about f then."""
        return head.op == "apply" and bool(self.known.definitions.all("apply", inverted(head.name)))

    def is_late(self, head: Head, step: Step) -> bool:
        """Whether a name that has occurred gets its meaning now: `ŷ = σ(z)` below a loss of ŷ.

        A number gives none (x = 2 solves something), nor does what is said to follow from what
        stands above, or a formula of what was defined by the name: z = log p, then p = σ(z).
        """
        right = step.link.side.term
        if not right.free or step.said.concludes or step.link.relation != "=":
            return False
        if head.op == "symbol" and {head.name, str(right.value)} <= _INDICES:
            return False  # k = i is a case
        said = (*self.known.sections.beside(step.conditions), *self.known.equations.beside(()))
        said = [c.term for c in said if c not in self.known.stipulated]
        if any(part.op == "=" and occurs(head, part) for term in said for part in subterms(term)):
            return False
        return self.is_without(head, right)

    def is_without(self, head: Head, term: Term) -> bool:
        """Whether a term can define a name: nothing in it means something by that name."""
        try:
            return not occurs(head, term) and not occurs(head, self.known.unfolding.unfold(term).term)
        except Refused:
            return False

    def comes_back(self, head: Head, right: Term) -> bool:
        """Whether the definitions of what stands in a term speak of the name: z in p, after `p = σ(z)`."""
        try:
            return occurs(head, self.known.unfolding.unfold(right).term)
        except Refused:
            return False

    def completes(self, known: Definition, head: Head, conditions: tuple[Condition, ...], step: Step) -> bool:
        """Whether a definition by cases goes on: `for x < 0` after `for x ≥ 0`."""
        if not step.first or known.head != head or not conditions or occurs(head, step.link.side.term):
            return False
        new = Piece(step.link.side.term, conditions).condition
        return all(piece.conditions and disjoint(piece.condition, new) for piece in known.pieces)

    def can_mean_another(self, known: Definition, step: Step) -> bool:
        """Whether what a relation says of a name can be a new meaning: the old one's section, or model, has ended."""
        ended = (
            step.first and step.link.relation == "=" and not (step.said.concludes or step.said.recalls or step.goes_on)
        )
        listed = (step.said.item or step.said.turns) and known.place in self.known.items
        return ended and (step.said.turns or step.said.names_another or listed or self.known.sections.ended(known.place.line))

    def speaks_of_new(self, known: Definition, right: Term) -> bool:
        """Whether a formula has a symbol that nothing has spoken of: it can be meant for a new meaning."""
        return any(
            part.op == "symbol" and not self.known.occurred.times(part) and part not in known.head.parameters
            for part in right.free
        )

    def means_another(self, head: Head, known: Definition, step: Step) -> bool:
        """Whether a name that a section above defined is defined again, for another section.

        A formula of what the old one speaks of is a claim about it, and true or false, unless
        the text says that it defines the name.
        """
        if not self.is_without(head, step.link.side.term):
            return False
        if self.is_another_family(head, known, step):
            return True
        if not self.can_mean_another(known, step):
            return False
        try:
            old, new = (
                self.known.unfolding.unfold(step.left.term).term,
                self.known.unfolding.unfold(step.link.side.term).term,
            )
        except Refused:
            return step.said.names_another
        return old != new and (
            step.said.names_another
            or step.said.item
            or step.said.turns
            and known.place in self.known.items
            or step.said.defines
            and not step.said.turns
            or self.is_foreign(new, old.free | set(head.parameters), step)
        )

    def is_another_family(self, head: Head, known: Definition, step: Step) -> bool:
        """Whether it is the `f(x; γ)` of one section, and `f(x; θ)` was that of one which has ended."""
        lettered = step.first and step.link.relation == "=" and ";" in step.left.latex
        ended = not step.said.recalls and self.known.sections.ended(known.place.line)
        return lettered and ended and head.parameters != known.head.parameters

    def is_foreign(self, new: Term, known: frozenset[Term], step: Step) -> bool:
        """Whether a formula speaks of symbols that nothing given, `x = 2 t`, expresses by the known ones."""
        foreign, given = new.free - known, []
        for condition in (*self.known.sections.beside(step.conditions), *self.known.equations.beside(())):
            free = condition.term.free
            if any(p.op == "=" for p in subterms(condition.term)) and not free.isdisjoint(foreign):
                given.append(condition)
                foreign |= free - known
        return len(foreign) > len(given)

    def conditions(self, head: Head, right: Term, step: Step) -> tuple[Condition, ...]:
        """The conditions under which a definition is made: those that say something of it, and its case.

        `L = -\\log p \\quad \\text{if } y = 1` is no formula of y, and says nothing of L at y = 0.
        """
        symbols = frozenset(head.parameters) | right.free
        scope = [(c, c.term) for c in self.known.sections.beside(step.conditions)]
        cases = [(c, c.term) for c in step.conditions if is_case(c.term)]
        return tuple(c for c, _ in relevant(scope, symbols, cases))


def is_case(term: Term) -> bool:
    """Whether a condition says which value a name has: y = 1."""
    return term.op == "=" and {side.op for side in term.args} == {"symbol", "number"}


def substitute_arguments(term: Term, values: dict[Term, Term]) -> Term:
    """`f(x, y)` at other arguments."""
    name, *arguments = term.args
    return Term(term.op, (name, *(substitute(a, values) for a in arguments)))
