"""What is meant without being written: indices are whole and run over one range, n in n! is whole.

Invariant: only conditions about indices, bounds of sums and factorials are added, and a given on
x_i or p(x) with an index or argument that the claim does not mention is read as one on every i.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.document import Proposition
from derive.terms.term import BINDERS, ONE, RELATIONS, Term, relation, sub, subterms


def with_conventions(proposition: Proposition) -> Proposition:
    """The proposition with what its indices and bounds mean among its givens.

    Bounds are whole; in a sum from a number to a symbol n, of which the text says nothing,
    n is at least that number less one, and a free index of a family that is summed so
    runs over that sum's range.
    """
    sides = (proposition.left, proposition.right)
    everything = (*sides, *proposition.givens)
    kinds = {part.op for term in everything for part in subterms(term)}
    if not kinds & {"sum", "product", "indexed", "factorial"}:
        return proposition
    found: dict[Term, None] = {}
    for part in (part for term in everything for part in subterms(term) if part.op == "factorial"):
        for symbol in sorted(part.args[0].free, key=repr):
            found[Term("integer", (symbol,))] = None
    ranges: dict[tuple[Term, int], tuple[Term, Term]] = {}
    for total, enclosing in _sums(everything):
        _, index, lower, upper = total.args
        if (lower.free | upper.free) & enclosing:
            continue
        for symbol in sorted(lower.free | upper.free, key=repr):
            found[Term("integer", (symbol,))] = None
        if upper.op != "symbol" or lower.op != "number":
            continue  # of n − 1 terms nothing is taken for granted
        if not any(_bounds(g, upper.free | lower.free) for g in proposition.givens):
            found[relation(upper, ">=", sub(lower, ONE))] = None
        for part in subterms(total.args[0]):
            if part.op == "indexed":
                for place, subscript in enumerate(part.args[1:], 1):
                    if subscript == index:
                        ranges.setdefault((part.args[0], place), (lower, upper))
    for part in _free_elements(sides):
        for place, subscript in enumerate(part.args[1:], 1):
            if subscript.op != "symbol":
                continue
            found[Term("integer", (subscript,))] = None
            if (part.args[0], place) in ranges:
                lower, upper = ranges[part.args[0], place]
                found[relation(subscript, ">=", lower)] = None
                found[relation(subscript, "<=", upper)] = None
    free = sides[0].free | sides[1].free
    spoken = free.union(*(_bare(given) for given in proposition.givens))  # i ≤ 3 says which i
    givens = tuple(_for_all(part, spoken) for given in proposition.givens for part in _parts(given))
    more = tuple(c for c in found if c not in givens)
    return Proposition((*givens, *more), proposition.left, proposition.relation, proposition.right)


def _bounds(given: Term, symbols: frozenset[Term]) -> bool:
    """Whether the given says how large one of the symbols is."""
    if given.op in ("and", "or"):
        return any(_bounds(part, symbols) for part in given.args)
    return given.op in RELATIONS and any(side in symbols for side in given.args)


def _sums(terms: tuple[Term, ...]) -> Iterator[tuple[Term, frozenset[Term]]]:
    """Every sum and product, with the indices that are bound around it."""
    stack = [(term, frozenset()) for term in reversed(terms)]
    while stack:
        term, bound = stack.pop()
        if term.op in ("sum", "product"):
            yield term, bound
            stack.extend((a, bound) for a in term.args[2:])
            stack.append((term.args[0], bound | {term.args[1]}))
        else:
            stack.extend((a, bound) for a in reversed(term.args))


def _free_elements(terms: tuple[Term, ...], ops: tuple[str, ...] = ("indexed",)) -> Iterator[Term]:
    """Every x_i (or p(x)) whose index is not bound."""
    stack = [(term, frozenset()) for term in reversed(terms)]
    while stack:
        term, bound = stack.pop()
        if term.op in ops and not any(a in bound for a in term.args[1:]):
            yield term
        if term.op in BINDERS and term.op != "derivative":
            stack.append((term.args[0], bound | {term.args[1]}))
            stack.extend((a, bound) for a in term.args[2:])
        else:
            stack.extend((a, bound) for a in reversed(term.args))


def _bare(term: Term) -> frozenset[Term]:
    """The symbols that stand in the term by themselves, not only as an index or argument."""
    if term.op == "symbol":
        return frozenset((term,))
    if term.op == "indexed":
        return frozenset()
    parts = [a for a in term.args[1:] if a.op != "symbol"] if term.op == "apply" else term.args
    found = frozenset().union(*map(_bare, parts))
    return found - {term.args[1]} if term.op in BINDERS and term.op != "derivative" else found


def _parts(given: Term) -> tuple[Term, ...]:
    """What is said together of elements, one by one: 0 < p_i and p_i < 1 hold for every i."""
    elements = any(part.op in ("indexed", "apply") for part in subterms(given))
    return given.args if given.op == "and" and elements else (given,)


def _for_all(given: Term, free: frozenset[Term]) -> Term:
    if given.op not in RELATIONS:
        return given
    for part in _free_elements((given,), ("indexed", "apply")):
        for subscript in part.args[1:]:
            if subscript.op == "symbol" and subscript not in free:
                return Term("all", (given, subscript))
    return given
