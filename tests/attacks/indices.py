"""What the second opinion takes an index to mean: x_i > 0 is for every i that nothing else names, and j
in x_j runs where x is summed.

Invariant: only points are left out; written again from what a reader takes it to mean, not from the prover.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.document import Proposition
from derive.terms.term import FAMILIES, Term, relation, subterms

_BINDERS = ("sum", "product", "limit", "integral", "at", "all")


def meant(proposition: Proposition, more: tuple[Term, ...] = ()) -> tuple[Term, ...]:
    """The conditions that a point of the proposition must meet: what is given, `more`, and where its
    indices run."""
    sides = (proposition.left, proposition.right)
    named = {s for side in sides for s in _alone(side)} | {
        s for side in sides for _, s in _elements(side, bound=False)
    }
    given = (*proposition.givens, *more)
    named |= {s for g in given for s in _alone(g)}
    return (*(_for_every(g, named) for g in given), *_ranges((*sides, *proposition.givens)))


def settled(given: tuple[Term, ...]) -> list[tuple[Term, Term, Term | None]]:
    """The names for which an equation gives the value: (x, value, None), or (x_i, value, i) for every i."""
    found: list[tuple[Term, Term, Term | None]] = []
    for condition in given:
        condition, index = condition.args if condition.op == "all" else (condition, None)
        if condition.op != "=":
            continue
        for name, term in (condition.args, condition.args[::-1]):
            known = {s for s, _, _ in found}
            plain = (
                name.op == "symbol" if index is None else name.op == "indexed" and name.args[1:] == (index,)
            )
            head = name if name.op == "symbol" else name.args[0] if name.args else None
            if plain and head not in term.free and name not in known and not known & term.free:
                found.append((name, term, index))
                break
    return found


def _for_every(given: Term, named: set[Term]) -> Term:
    for _, subscript in _elements(given):
        if subscript.op == "symbol" and subscript not in named and subscript in given.free:
            given = Term("all", (given, subscript))
    return given


def _ranges(terms: tuple[Term, ...]) -> Iterator[Term]:
    """That a free index runs where the family is summed, in one of the sums, unless one counts to it."""
    summed: dict = {}
    for term in terms:
        for part in subterms(term):
            if part.op in ("sum", "product") and part.args[3].op != "infinity":
                body, index, lower, upper = part.args
                for place, subscript in _elements(body):
                    if subscript == index:
                        summed.setdefault(place, {})[lower, upper] = None
    for term in terms:
        for place, subscript in _elements(term, bound=False):
            ends = list(summed.get(place, ()))
            counted_to = any(subscript in low.free | high.free for low, high in ends)  # nothing says where j is
            if ends and subscript.op == "symbol" and not counted_to:
                inside = [
                    Term("and", (relation(low, "<=", subscript), relation(subscript, "<=", high)))
                    for low, high in ends
                ]
                yield inside[0] if len(inside) == 1 else Term("or", tuple(inside))


def _elements(term: Term, bound: bool = True, inside: frozenset = frozenset()) -> Iterator[tuple]:
    """Where the indices of x_i and x_{ij} stand, and the index there; without the bound ones if so asked."""
    if term.op == "indexed":
        for place, subscript in enumerate(term.args[1:]):
            if bound or subscript not in inside:
                yield (term.args[0], place), subscript
    inner = inside | {term.args[1]} if term.op in _BINDERS else inside
    for part in term.args:
        yield from _elements(part, bound, inner)


def _alone(term: Term) -> frozenset[Term]:
    """The symbols that stand by themselves, not only as an index."""
    if term.op == "symbol":
        return frozenset((term,))
    if term.op == "indexed":
        return frozenset()
    found = (
        frozenset().union(*map(_alone, term.args[1:] if term.op in FAMILIES else term.args))
        if term.args
        else frozenset()
    )
    return found - {term.args[1]} if term.op in _BINDERS else found
