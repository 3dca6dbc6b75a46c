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
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    derivative,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    substitute,
)

MOST_WRITTEN_OUT = 24  # terms of a sum between numbers


def range_of(term: Term) -> tuple[Term, Term, Term]:
    """What holds of the index: at least the lower bound, at most the upper where there is one, whole."""
    _, index, lower, upper = term.args
    if upper == INFINITY:
        return relation(index, ">=", lower), Term("integer", (index,))
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
    """Σ (f + g) = Σ f + Σ g and Π f g = Π f · Π g."""
    if term.args[0].op != ("+" if term.op == "sum" else "*"):
        return None
    parts = [with_body(term, part) for part in term.args[0].args]
    if not all(evidence.shows_defined(part) for part in parts):
        return None
    return relation(term, "=", add(*parts) if term.op == "sum" else mul(*parts))


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
    """Σ c = (upper − lower + 1) c and Π c = c^(upper − lower + 1) for a c without the index."""
    body, index, lower, upper = term.args
    if index in body.free or not has_bounds(term, evidence):
        return None
    count = add(upper, neg(lower), ONE)
    value = mul(count, body) if term.op == "sum" else power(body, count)
    if not evidence.shows_defined(value):
        return None
    return relation(term, "=", value)


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


def first(term: Term, inner: Sequence[Term], evidence, after: Term) -> Term | None:
    """Σ f = f(lower) + Σ from `after`, which is lower + 1, and so Π, where there is a term."""
    body, index, lower, upper = term.args
    if not evidence.holds(relation(after, "=", add(lower, ONE))) or index in after.free:
        return None
    return _apart(term, lower, Term(term.op, (body, index, after, upper)), evidence)


def last(term: Term, inner: Sequence[Term], evidence, before: Term) -> Term | None:
    """Σ f = f(upper) + Σ up to `before`, which is upper − 1, and so Π, where there is a term."""
    body, index, lower, upper = term.args
    if not evidence.holds(relation(before, "=", sub(upper, ONE))) or index in before.free:
        return None
    return _apart(term, upper, Term(term.op, (body, index, lower, before)), evidence)


def _apart(term: Term, place: Term, rest: Term, evidence) -> Term | None:
    """The sum is its term at an end of the range and the rest."""
    body, index, lower, upper = term.args
    value = substitute(body, {index: place})
    if not (has_bounds(term, evidence) and evidence.holds(relation(upper, ">=", lower))):
        return None
    if not (evidence.shows_defined(term) and evidence.shows_defined(value)):
        return None
    return relation(term, "=", add(value, rest) if term.op == "sum" else mul(value, rest))


def rebound(term: Term, inner: Sequence[Term], evidence, lower: Term, upper: Term) -> Term | None:
    """The same range, its bounds written in another way."""
    body, index, low, high = term.args
    same = (relation(low, "=", lower), relation(high, "=", upper))
    if index in lower.free | upper.free or not all(map(evidence.holds, same)):
        return None
    if not evidence.shows_defined(term):
        return None
    return relation(term, "=", Term(term.op, (body, index, lower, upper)))


def empty(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """A sum of no term is 0, a product 1."""
    _, _, lower, upper = term.args
    if not has_bounds(term, evidence) or not evidence.holds(relation(upper, "=", sub(lower, ONE))):
        return None
    return relation(term, "=", ZERO if term.op == "sum" else ONE)


def shift(term: Term, inner: Sequence[Term], evidence, by: Term) -> Term | None:
    """The same sum counted from lower + c: f(i − c) there is f(i) here."""
    body, index, lower, upper = term.args
    if index in by.free or not evidence.holds(Term("integer", (by,))):
        return None
    if not has_bounds(term, evidence) or not evidence.shows_defined(term):
        return None
    moved = substitute(body, {index: sub(index, by)})
    return relation(term, "=", Term(term.op, (moved, index, add(lower, by), add(upper, by))))


def reverse(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """The same terms in the other order: f(lower + upper − i) for f(i)."""
    body, index, lower, upper = term.args
    if not has_bounds(term, evidence) or not evidence.shows_defined(term):
        return None
    turned = substitute(body, {index: add(lower, upper, neg(index))})
    return relation(term, "=", with_body(term, turned))


def swap(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Σ over i of Σ over j = Σ over j of Σ over i, where neither range depends on the other index.

    The inner bounds must be whole by themselves: where the outer range is empty they
    are not asked for on the left, but they are on the right.
    """
    within, index, lower, upper = term.args
    if within.op != term.op or not evidence.shows_defined(term):
        return None
    body, other, low, high = within.args
    if index == other or other in lower.free | upper.free or index in low.free | high.free:
        return None
    if not has_bounds(term, evidence) or not has_bounds(within, evidence):
        return None
    return relation(term, "=", Term(term.op, (Term(term.op, (body, index, lower, upper)), other, low, high)))


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
    Π f > 0 from f > 0 and Π f ≠ 0 from f ≠ 0, also when there is none."""
    (sign,) = inner
    _, _, lower, upper = term.args
    signs = (">", ">=") if term.op == "sum" else (">", ">=", "!=")
    if sign.args != (term.args[0], ZERO) or sign.op not in signs or not has_bounds(term, evidence):
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


def cauchy(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """(Σ h)² ≤ Σ p · Σ q, from h² = p q, p ≥ 0 and q ≥ 0 for every index."""
    equal, first, second = inner
    body = term.args[0]
    if term.op != "sum" or equal.op != "=" or equal.args[0] != power(body, TWO) or equal.args[1].op != "*":
        return None
    factors = equal.args[1].args
    if len(factors) != 2 or [first, second] != [relation(part, ">=", ZERO) for part in factors]:
        return None
    if not has_bounds(term, evidence):
        return None
    return relation(power(term, TWO), "<=", mul(*(with_body(term, part) for part in factors)))


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


def quotient(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Π f/g = Π f / Π g, where Π g is not zero."""
    body = term.args[0]
    if term.op != "product" or body.op != "/":
        return None
    value = div(*(with_body(term, part) for part in body.args))
    return relation(term, "=", value) if evidence.shows_defined(value) else None


def raised(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Π f^k = (Π f)^k for a whole number k ≥ 0."""
    body = term.args[0]
    if term.op != "product" or body.op != "^" or (whole(body.args[1]) or -1) < 0:
        return None
    value = power(with_body(term, body.args[0]), body.args[1])
    return relation(term, "=", value) if evidence.shows_defined(value) else None


def exponential(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Π e^f = e^(Σ f)."""
    body = term.args[0]
    if term.op != "product" or body.op != "exp":
        return None
    total = Term("sum", (body.args[0], *term.args[1:]))
    return relation(term, "=", function("exp", total)) if evidence.shows_defined(total) else None


RULES = {
    "sum-equal": equal_bodies,
    "sum-separate": separate,
    "sum-scale": scale,
    "sum-constant": constant,
    "sum-rename": rename,
    "sum-pick": pick,
    "sum-written-out": write_out,
    "sum-first": first,
    "sum-last": last,
    "sum-bounds": rebound,
    "sum-empty": empty,
    "sum-shift": shift,
    "sum-reverse": reverse,
    "sum-swap": swap,
    "sum-telescope": telescope,
    "sum-positive": positive,
    "sum-one-term": one_term,
    "sum-cauchy": cauchy,
    "sum-derivative": slope,
    "log-of-product": logarithm,
    "product-separate": separate,
    "product-constant": constant,
    "product-quotient": quotient,
    "product-power": raised,
    "product-exp": exponential,
}
