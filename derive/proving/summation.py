"""Rules of finite sums and products, as functions of terms.  Part of what is trusted.

Invariant: a rule's conclusion holds when what it is told of the body holds for every
whole index from the lower to the upper bound.  A sum has a value when its bounds are
whole, the upper at least the lower less one, and its body has a value for each index.

Each rule takes the sum or product, the conclusions about its body, and the evidence
about the rest; it returns the conclusion, or None when it does not apply.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.proving.rational import whole
from derive.terms.term import (
    ONE,
    ZERO,
    Term,
    add,
    derivative,
    function,
    mul,
    number,
    relation,
    sub,
    substitute,
)

MOST_WRITTEN_OUT = 24  # terms of a sum between numbers


def range_of(term: Term) -> tuple[Term, Term, Term]:
    """What holds of the index: at least the lower bound, at most the upper, whole."""
    _, index, lower, upper = term.args
    return relation(index, ">=", lower), relation(index, "<=", upper), Term("integer", (index,))


def with_body(term: Term, body: Term) -> Term:
    """The sum or product with another body."""
    return Term(term.op, (body, *term.args[1:]))


def has_bounds(term: Term, evidence) -> bool:
    """Whether the bounds are whole and leave no gap below the empty sum."""
    _, index, lower, upper = term.args
    if index in lower.free or index in upper.free or index.op != "symbol":
        return False
    if not (evidence.holds(Term("integer", (lower,))) and evidence.holds(Term("integer", (upper,)))):
        return False
    low, high = whole(lower), whole(upper)
    if low is not None and high is not None:
        return high >= low - 1
    return evidence.holds(relation(upper, ">=", sub(lower, ONE)))


def equal_bodies(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Σ f = Σ g from f = g for every index."""
    (equal,) = inner
    if equal.op != "=" or equal.args[0] != term.args[0] or not has_bounds(term, evidence):
        return None
    return relation(term, "=", with_body(term, equal.args[1]))


def separate(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Σ (f + g) = Σ f + Σ g."""
    if term.op != "sum" or term.args[0].op != "+":
        return None
    parts = [with_body(term, part) for part in term.args[0].args]
    if not all(evidence.shows_defined(part) for part in parts):
        return None
    return relation(term, "=", add(*parts))


def scale(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Σ c f = c Σ f for a c without the index."""
    body, index = term.args[:2]
    if term.op != "sum" or body.op != "*" or len(body.args) != 2 or index in body.args[0].free:
        return None
    rest = with_body(term, body.args[1])
    if not (evidence.shows_defined(body.args[0]) and evidence.shows_defined(rest)):
        return None
    return relation(term, "=", mul(body.args[0], rest))


def constant(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Σ c = (upper − lower + 1) c for a c without the index."""
    body, index, lower, upper = term.args
    if term.op != "sum" or index in body.free or not has_bounds(term, evidence):
        return None
    if not evidence.shows_defined(body):
        return None
    return relation(term, "=", mul(add(upper, Term("neg", (lower,)), ONE), body))


def rename(term: Term, inner: Sequence[Term], evidence, index: Term) -> Term | None:
    """The same sum with another index, which does not occur in it."""
    body, old, *bounds = term.args
    if index.op != "symbol" or index in body.free or not evidence.shows_defined(term):
        return None
    return relation(term, "=", Term(term.op, (substitute(body, {old: index}), index, *bounds)))


def pick(term: Term, inner: Sequence[Term], evidence, place: Term) -> Term | None:
    """Σ f = f(place), from f = 0 for every other index."""
    body, index, lower, upper = term.args
    (vanishes,) = inner
    if term.op != "sum" or vanishes != relation(body, "=", ZERO) or index in place.free:
        return None
    inside = (relation(place, ">=", lower), relation(place, "<=", upper), Term("integer", (place,)))
    value = substitute(body, {index: place})
    if (
        not has_bounds(term, evidence)
        or not all(map(evidence.holds, inside))
        or not evidence.shows_defined(value)
    ):
        return None
    return relation(term, "=", value)


def write_out(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """A sum or product between numbers, one term after the other."""
    body, index, lower, upper = term.args
    low, high = whole(lower), whole(upper)
    if low is None or high is None or not low - 1 <= high <= low + MOST_WRITTEN_OUT:
        return None
    parts = [substitute(body, {index: number(i)}) for i in range(low, high + 1)]
    if not all(map(evidence.shows_defined, parts)):
        return None
    return relation(term, "=", add(*parts) if term.op == "sum" else mul(*parts))


def telescope(term: Term, inner: Sequence[Term], evidence, primitive: Term) -> Term | None:
    """Σ f = F(upper) − F(lower − 1), from f = F(i) − F(i − 1) for every index i."""
    body, index, lower, upper = term.args
    (equal,) = inner
    before = substitute(primitive, {index: sub(index, ONE)})
    if term.op != "sum" or equal != relation(body, "=", sub(primitive, before)):
        return None
    last, first = substitute(primitive, {index: upper}), substitute(primitive, {index: sub(lower, ONE)})
    if not has_bounds(term, evidence) or not (evidence.shows_defined(last) and evidence.shows_defined(first)):
        return None
    return relation(term, "=", sub(last, first))


def positive(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Σ f > 0 from f > 0 for every index, of which there is one; Σ f ≥ 0 from f ≥ 0;
    Π f > 0 from f > 0, also when there is none."""
    (sign,) = inner
    _, _, lower, upper = term.args
    if sign.args != (term.args[0], ZERO) or sign.op not in (">", ">=") or not has_bounds(term, evidence):
        return None
    if sign.op == ">" and term.op == "sum" and not evidence.holds(relation(upper, ">=", lower)):
        return None
    return relation(term, sign.op, ZERO)


def one_term(term: Term, inner: Sequence[Term], evidence, place: Term) -> Term | None:
    """Σ f ≥ f(place) from f ≥ 0 for every index, the place being one of them."""
    (sign,) = inner
    body, index, lower, upper = term.args
    inside = (relation(place, ">=", lower), relation(place, "<=", upper), Term("integer", (place,)))
    value = substitute(body, {index: place})
    if term.op != "sum" or sign != relation(body, ">=", ZERO) or index in place.free:
        return None
    if (
        not has_bounds(term, evidence)
        or not all(map(evidence.holds, inside))
        or not evidence.shows_defined(value)
    ):
        return None
    return relation(term, ">=", value)


def slope(term: Term, inner: Sequence[Term], evidence, variable: Term) -> Term | None:
    """The derivative of a sum, term by term."""
    body, index, lower, upper = term.args
    (taken,) = inner
    if term.op != "sum" or taken.op != "=" or taken.args[0] != derivative(body, variable):
        return None
    if index in variable.free or variable.free & (lower.free | upper.free) or not has_bounds(term, evidence):
        return None
    return relation(derivative(term, variable), "=", with_body(term, taken.args[1]))


def logarithm(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """log Π f = Σ log f, from f > 0 for every index."""
    (sign,) = inner
    body = term.args[0]
    if term.op != "product" or sign != relation(body, ">", ZERO) or not has_bounds(term, evidence):
        return None
    total = Term("sum", (function("log", body), *term.args[1:]))
    return relation(function("log", term), "=", total)


RULES = {
    "sum-equal": equal_bodies,
    "sum-separate": separate,
    "sum-scale": scale,
    "sum-constant": constant,
    "sum-rename": rename,
    "sum-pick": pick,
    "sum-written-out": write_out,
    "sum-telescope": telescope,
    "sum-positive": positive,
    "sum-one-term": one_term,
    "sum-derivative": slope,
    "log-of-product": logarithm,
}
