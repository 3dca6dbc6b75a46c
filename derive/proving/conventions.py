"""What is meant without being written: indices are whole and run over one range, n in n! is whole.

Invariant: only conditions about indices, bounds of sums and factorials are added, and a given on
x_i or p(x) with an index or argument that the claim does not mention is read as one on every i.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.document import Proposition
from derive.proving.rational import literal, whole
from derive.terms.term import BINDERS, ONE, RELATIONS, ZERO, Term, number, relation, sub, subterms


def with_conventions(proposition: Proposition) -> Proposition:
    """The proposition with what its indices and bounds mean among its givens.

    Bounds are whole; in a sum from a number to a symbol n, of which the text says nothing,
    n is at least that number less one, and at least 0 where that is the number; a free index
    of a family that is summed so runs over that sum's range.
    """
    sides = (proposition.left, proposition.right)
    everything = (*sides, *proposition.givens)
    kinds = {part.op for term in everything for part in subterms(term)}
    if not kinds & {"sum", "product", "indexed", "factorial"}:
        return proposition
    found: dict[Term, None] = {}
    unbound = frozenset().union(*(term.free for term in everything))
    for part in (part for term in everything for part in subterms(term) if part.op == "factorial"):
        for symbol in sorted(part.args[0].free & unbound, key=repr):
            found[Term("integer", (symbol,))] = None
    for total, enclosing in _sums(everything):
        _, _, lower, upper = total.args
        if (lower.free | upper.free) & enclosing:
            continue
        for symbol in sorted(lower.free | upper.free, key=repr):
            found[Term("integer", (symbol,))] = None
        if upper.op != "symbol" or lower.op != "number":
            continue  # of n − 1 terms nothing is taken for granted
        if not any(_bounds(g, upper.free | lower.free) for g in proposition.givens):
            found[relation(upper, ">=", lower if lower == ZERO else sub(lower, ONE))] = None
    ranges = _ranges(everything)
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


def _ranges(terms: tuple[Term, ...]) -> dict[tuple[Term, int], tuple[Term, Term]]:
    """For a family and the place of an index, the range over which it is summed there, from a number to a
    symbol: where all its sums and all its elements with an index of their own are known to lie in it.

    Of `\\sum_{i=1}^{n} x_i + \\sum_{i=1}^{m} x_i` nothing is known: x_j may be one of either sum.
    """
    lowest: dict[tuple[Term, int], list[Term]] = {}
    last: dict[tuple[Term, int], set[Term]] = {}
    for total, _ in _sums(terms):
        body, index, lower, upper = total.args
        for place, subscript in _places(body):
            if subscript == index:
                lowest.setdefault(place, []).append(lower)
                last.setdefault(place, set()).add(_without_decrease(upper))
    bound = {total.args[1] for total, _ in _sums(terms)}
    own = [entry for term in terms for entry in _places(term) if entry[1] not in bound]
    found = {}
    for place, uppers in last.items():
        (upper, *others), lowers = uppers, [whole(lower) for lower in lowest[place]]
        if others or upper.op != "symbol" or upper in bound or None in lowers:
            continue
        indices = [_without_decrease(subscript) for other, subscript in own if other == place]
        if all(i.op == "symbol" or (whole(i) is not None and whole(i) >= min(lowers)) for i in indices):
            found[place] = (number(min(lowers)), upper)
    return found


def _without_decrease(term: Term) -> Term:
    """n for n − 1: what ends there lies in what ends at n."""
    if (
        term.op == "+"
        and len(term.args) == 2
        and term.args[1].op == "neg"
        and literal(term.args[1]) is not None
    ):
        return term.args[0] if literal(term.args[1]) < 0 else term
    return term


def _places(term: Term) -> Iterator[tuple[tuple[Term, int], Term]]:
    """Where each index in the term stands (the family, which of its indices), and the index."""
    for part in subterms(term):
        if part.op == "indexed":
            for place, subscript in enumerate(part.args[1:], 1):
                yield (part.args[0], place), subscript


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


def about_members(condition: Term, index: Term) -> bool:
    """Whether a relation says something of the members of families only, by their index: p_i > 0."""
    return condition.op in RELATIONS and index not in _bare(condition)


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
