"""A claim → its proposition, under what is given where it stands.

Invariant: a proposition is closed: the definitions in force are unfolded in it, and its
givens are the conditions in scope that say something of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.document import Condition, Display, Document, Proposition, Side
from derive.reading.vocabulary import APPROXIMATIONS
from derive.stating.index_sets import IndexSets
from derive.stating.known import Known
from derive.stating.rounding import rounded
from derive.stating.scope import relevant
from derive.stating.steps import Step
from derive.stating.unfolding import Refused, Unfolded
from derive.stating.unknown import hide, unknown_in, untold
from derive.stating.vectors import vectors
from derive.terms.term import Term, symbol


@dataclass(frozen=True)
class Stated:
    """A proposition with the conditions that are its givens, and the derivatives in it of which nothing is known."""

    given: tuple[Condition, ...]
    proposition: Proposition
    unknown: tuple[str, ...]
    untold: str | None


class Propositions:
    """States the claims of one document."""

    def __init__(self, document: Document, known: Known):
        self.known = known
        self.vectors = vectors(document)
        self.sets = IndexSets(said(document))

    def of(self, step: Step, relation: str) -> tuple[Stated, Stated]:
        """What a step claims, and the same with the equations that the text sets among its givens.

        Raises Refused for what cannot be unfolded, Open for what nothing can be said of.
        """
        beside = self.known.sections.beside(step.conditions)
        equations = self.known.equations.beside(())
        right = self.known.unfolding.unfold(step.link.side.term)
        left = self.known.unfolding.unfold(step.left.term, right.term.free)
        if relation in APPROXIMATIONS:
            member, near = rounded(step.left, step.link.side, (left.term, right.term))
            left, right = left._replace(term=member), right._replace(term=near)
        if self.vectors.speak(left.term, right.term):
            left = left._replace(term=undecided(step.left))
        claimed = self.under(beside, left, relation, right, step)
        if not equations:
            return claimed, claimed
        return claimed, self.under((*beside, *equations), left, relation, right, step)

    def under(
        self, beside: tuple[Condition, ...], left: Unfolded, relation: str, right: Unfolded, step: Step
    ) -> Stated:
        """The proposition of a step under those of the conditions that say something of it."""
        given = relevant(
            list(self.scope(beside, step)), left.term.free | right.term.free, (*left.domain, *right.domain)
        )
        terms = tuple(dict.fromkeys(t for _, t in given))
        closed = self.sets.close((left.term, right.term), terms, step.link.side.place)
        one, other, *terms = map(hide, closed.terms)
        conditions = tuple(dict.fromkeys((*(c for c, _ in given), *closed.told)))
        proposition = Proposition(tuple(dict.fromkeys((*terms, *closed.more))), one, relation, other)
        return Stated(
            conditions, proposition, unknown_in(*closed.terms), untold(one, relation, other, proposition.givens)
        )

    def scope(self, beside: tuple[Condition, ...], step: Step) -> Iterator[tuple[Condition, Term]]:
        """The conditions, unfolded.

        Raises Refused for one that speaks of the step and cannot be; others do not matter.
        """
        symbols = step.left.term.free | step.link.side.term.free
        for condition in beside:
            try:
                yield condition, self.known.unfolding.unfold(condition.term).term
            except Refused:
                if not symbols.isdisjoint(condition.term.free):
                    raise


def undecided(side: Side) -> Term:
    """A side that speaks of vectors, whose products do not commute: read, and not decided."""
    return Term("beyond", (symbol(side.latex.replace(r"\cdot", r"\times")),), "vector")


def said(document: Document) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """The terms of each chain and condition, with the conditions that are said with them."""
    for block in document.blocks:
        conditions = tuple(c.term for c in block.conditions)
        yield from (((term,), ()) for term in conditions)
        if isinstance(block, Display):
            for chain in block.chains:
                sides = [link.side.term for link in chain.links]
                if chain.first is not None:
                    sides.append(chain.first.term)
                more = (c.term for link in chain.links for c in link.conditions)
                yield tuple(sides), (*conditions, *more)
