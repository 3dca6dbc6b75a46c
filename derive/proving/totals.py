"""Signs of what sums make up: Σ f − Σ g term by term, and products of sums by Cauchy's inequality.

Invariant: every answer is a theorem of the kernel; None means not found.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from flint import fmpq_mpoly

from derive.proving import kernel
from derive.proving.context import Context, Failure, Need, Session, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.facts import instances_of
from derive.proving.kernel import Theorem
from derive.proving.rational import literal
from derive.proving.signs import ordered
from derive.proving.summation import with_body
from derive.terms.term import (
    ONE,
    RELATIONS,
    TWO,
    ZERO,
    Term,
    add,
    fresh,
    mul,
    neg,
    power,
    relation,
    replace,
    sub,
    subterms,
)

_NONE = (Failure, Need, Split, Undefined, Refusal)
MOST_SUMS = 6  # in one polynomial
MOST_SPLITS = 4  # on signs, one inside the other
_PIECED = ("abs", "max", "min", "log")


def sums_in(context: Context, polynomial: fmpq_mpoly) -> list[Term]:
    """The sums that the polynomial depends on, when they all run over one range; else none."""
    atoms = [a for a, d in zip(context.space.atoms, polynomial.degrees()) if d and a.op == "sum"]
    ranges = {atom.args[1:] for atom in atoms}
    return atoms if len(ranges) == 1 and len(atoms) <= MOST_SUMS else []


def term_by_term(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """The sign of c Σ f + d Σ g + (a multiple of the number of terms) by that of c f + d g + …"""
    atoms = sums_in(context, polynomial)
    if not atoms:
        return None
    space = context.space
    places = [space.index[atom] for atom in atoms]
    rest, parts = polynomial, []
    for atom, place in zip(atoms, places):
        factor = polynomial.derivative(place)
        if any(factor.degrees()[p] for p in places):
            return None
        rest = rest - factor * space.variables[place]
        parts.append((factor, atom.args[0]))
    _, index, _, upper = atoms[0].args
    try:
        if not rest.is_zero():
            count = context.normal(add(upper, neg(atoms[0].args[2]), ONE))[0]
            share, left = divmod(rest, count)
            if not left.is_zero():
                return None
            parts.append((share, ONE))
        factors = [context.term(factor) for factor, _ in parts]
        if any(index in factor.free for factor in factors):
            return None
        body = add(*(mul(factor, part) for factor, (_, part) in zip(factors, parts)))
        found = _by_body(context, atoms[0], body, polynomial)
        for more in _vanishing(context, atoms[0]) if found is None and context.session.closely else ():
            found = found or _by_body(context, atoms[0], add(body, more), polynomial)
        return found
    except _NONE:
        return None


def _by_body(context: Context, total: Term, body: Term, polynomial: fmpq_mpoly) -> Theorem | None:
    """The sign of the polynomial, which Σ body is, by that of the body for every index."""
    from derive.proving.sums import bounds_of, outside, within

    _, index, lower, upper = total.args
    inner = within(outside(context, index), total)
    for way, op in ((body, ">="), (neg(body), "<=")):
        sign = _pointwise(context, inner, way)
        if sign is None:
            continue
        some = context.shown(relation(upper, ">=", lower)) if sign.conclusion.op == ">" else None
        if some is None:
            sign = kernel.order(relation(way, ">=", ZERO), ((1, ((sign, 1),)),))
        terms = with_body(total, way)
        premises = (*bounds_of(context, terms), *((some,) if some else ()))
        found = kernel.summation("sum-positive", terms, (sign,), premises)
        return ordered(
            context, polynomial, op[0] if some else op, ((1, ((found, 1),)),), context.support(terms)
        )
    return None


def _pointwise(context: Context, inner: Context, term: Term) -> Theorem | None:
    """term > 0 or ≥ 0 for every index, by its sign, or by cases and growth where it has pieces or logs."""
    sign = inner.sign(term)
    if sign is not None:
        return sign if sign.conclusion.op in (">", ">=") else None
    if not context.session.closely or not any(part.op in _PIECED for part in subterms(term)):
        return None
    try:
        return _of_elements(inner, relation(term, ">=", ZERO))
    except _NONE:
        return None


def _of_elements(inner: Context, goal: Term) -> Theorem:
    """The goal about x_i as one about any number x of which the facts say the same."""
    from derive.proving.cases import relate, with_facts

    elements = dict.fromkeys(part for part in subterms(goal) if part.op == "indexed")
    letters: dict[Term, Term] = {}
    for element in elements:
        letters[element] = fresh("x", goal.free.union(letters.values()))
    said = [
        fact
        for fact in (*inner.facts, *instances_of(inner))
        if fact.conclusion.op in RELATIONS and not elements.keys().isdisjoint(subterms(fact.conclusion))
    ]
    assumed = tuple(kernel.assume(_written(fact.conclusion, letters)) for fact in said)
    claim = _written(goal, letters)
    with Session() as apart:  # whose contexts may split on what stands under an index
        apart.closely = True
        found = with_facts(assumed, apart, lambda c: relate(c, claim), MOST_SPLITS)
    found = kernel.instance(found, {letter: element for element, letter in letters.items()})
    for fact in said:
        found = kernel.discharge(found, fact)
    return found


def _written(term: Term, letters: dict[Term, Term]) -> Term:
    for element, letter in letters.items():
        term = replace(term, element, letter)
    return term


def _vanishing(context: Context, total: Term) -> Iterator[Term]:
    """u − v where Σ u and Σ v are known to be the same number: Σ p = Σ q = 1."""
    known = {}
    for term, theorem in context.rewrites.items():
        value = theorem.conclusion.args[1]
        if term.op == "sum" and term.args[1:] == total.args[1:] and literal(value) is not None:
            known[term.args[0]] = literal(value)
    for first, second in permutations(list(known)[:MOST_SUMS], 2):
        if known[first] == known[second]:
            yield sub(first, second)


def by_cauchy(context: Context, polynomial: fmpq_mpoly) -> Iterator[tuple[fmpq_mpoly, Theorem]]:
    """Σp Σq − (Σh)² ≥ 0 for the sums h of the polynomial whose square it has, where h² = p q."""
    from derive.proving.sums import bounds_of, outside, within

    atoms = sums_in(context, polynomial)
    place_of = context.space.index
    squared = [a for a in atoms if any(e[place_of[a]] == 2 for e in polynomial.monoms())]
    if not squared:
        return
    index = atoms[0].args[1]
    known = [t for t in context.rewrites if t.op == "sum" and t.args[1:] == atoms[0].args[1:]]
    base = outside(context, index)
    bodies = list(dict.fromkeys([*(t.args[0] for t in (*atoms, *known)), ONE]))[: 2 * MOST_SUMS]
    for total in squared:
        inner = within(base, total)
        for place, first in enumerate(bodies):
            for second in bodies[place:]:
                try:
                    found = _cauchy(inner, total, first, second, bounds_of(context, total))
                    more, most = found.conclusion.args
                    upper, lower = context.normal(sub(most, more))
                    support = (*context.support(more, most), *context.support(context.term(upper)))
                    goal = relation(context.term(upper), ">=", ZERO)
                    found = kernel.order(goal, ((1, ((found, 1),)),), support)
                except _NONE:
                    continue
                if lower.is_one():
                    yield upper, found


def _cauchy(inner: Context, total: Term, first: Term, second: Term, bounds) -> Theorem:
    body = total.args[0]
    equal = inner.equal(power(body, TWO), mul(first, second))
    if equal is None:
        raise Failure("not the square of the terms")
    signs = []
    for part in (first, second):
        sign = inner.sign(part)
        if sign is None or sign.conclusion.op not in (">", ">="):
            raise Failure("a sign that cannot be found")
        signs.append(kernel.order(relation(part, ">=", ZERO), ((1, ((sign, 1),)),)))
    return kernel.summation("sum-cauchy", total, (equal, *signs), bounds)
