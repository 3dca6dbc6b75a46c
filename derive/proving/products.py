"""Finite products under a context: the search for what they equal.

Invariant: a product is only ever replaced through a theorem of the kernel.

A product is brought to products of single factors; one of exponentials, or of other positive
factors, is the exponential of a sum.
"""

from __future__ import annotations

from derive.proving import kernel
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.rational import whole
from derive.proving.signs import factor_sign, split_factors
from derive.proving.summation import with_body
from derive.proving.kernel import Theorem
from derive.terms.term import (
    ONE,
    Term,
    add,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    symbol,
)

_NONE = (Split, Need, Failure, Undefined, Refusal)


def settle_factors(context: Context, base: Context, inner: Context, term: Term, bounds) -> None:
    """Bring a product, its index and bounds plain, to products of single factors."""
    from derive.proving.sums import same_body, settle_generator

    body, index = term.args[:2]
    try:
        written = _written(inner, term)
        if same_body(context, inner, term, written, bounds):
            return
        if body.op == "/":
            value = div(*(with_body(term, part) for part in body.args))
            base.settle(value)
            context.rewrite(kernel.summation("product-quotient", term, (), base.support(value)))
            return
        if body.op == "*":
            parts = [with_body(term, part) for part in body.args]
            for part in parts:
                base.settle(part)
            context.rewrite(kernel.summation("product-separate", term, (), base.support(*parts)))
            return
        if body.op == "^" and whole(body.args[1]) is not None:
            root = with_body(term, body.args[0])
            base.settle(root)
            context.rewrite(kernel.summation("product-power", term, (), base.support(root)))
            return
        if index not in body.free:
            context.rewrite(_constant(base, term, bounds))
            return
        if body.op == "exp":
            total = Term("sum", (body.args[0], *term.args[1:]))
            base.settle(total)
            context.rewrite(kernel.summation("product-exp", term, (), base.support(total)))
            return
        sign = inner.sign(body)
        if sign is not None and sign.conclusion.op == ">":
            context.rewrite(_exponential(base, inner, term, sign, bounds))
            return
    except _NONE:
        return  # a generator as it is
    settle_generator(context, base, inner, term, bounds)


def _constant(base: Context, term: Term, bounds):
    body, _, lower, upper = term.args
    value = power(body, add(upper, neg(lower), ONE))
    base.settle(value)
    return kernel.summation("product-constant", term, (), (*bounds, *base.support(value)))


def _exponential(base: Context, inner: Context, term: Term, sign: Theorem, bounds) -> Theorem:
    """Π f = e^{Σ log f} for positive factors."""
    body, *rest = term.args
    logarithm = function("log", body)
    back = kernel.law("exp-log", {symbol("a"): body}, (sign, *inner.support(body)))
    turned = kernel.order(relation(body, "=", function("exp", logarithm)), ((-1, ((back, 1),)),))
    written = kernel.summation("sum-equal", term, (turned,), bounds)
    total = Term("sum", (logarithm, *rest))
    base.settle(total)
    raised = kernel.summation("product-exp", written.conclusion.args[1], (), base.support(total))
    goal = relation(term, "=", raised.conclusion.args[1])
    return kernel.order(goal, ((1, ((written, 1),)), (1, ((raised, 1),))))


def _written(inner: Context, term: Term) -> Term:
    """The body as a product of irreducible factors over such a product, positive where the sign is known."""
    coefficient, factors = split_factors(inner, inner.normal(term.args[0]))
    kept = []
    for polynomial, exponent in factors:
        sign = factor_sign(inner, polynomial)
        if sign is not None and sign.conclusion.op in ("<", "<="):
            polynomial = -polynomial
            coefficient = -coefficient if exponent % 2 else coefficient
        kept.append([polynomial, exponent, sign is not None])
    if coefficient < 0:
        odd = [entry for entry in kept if entry[1] % 2]
        odd.sort(key=lambda entry: entry[2])  # first those of unknown sign
        if not odd:
            raise Failure("a product of negative numbers")
        odd[0][0], coefficient = -odd[0][0], -coefficient
    above = [(inner.term(p), e) for p, e, _ in kept if e > 0]
    below = [(inner.term(p), -e) for p, e, _ in kept if e < 0]
    if coefficient.numerator != 1:
        above.append((number(coefficient.numerator), 1))
    if coefficient.denominator != 1:
        below.append((number(coefficient.denominator), 1))
    upper, lower = (
        mul(*sorted((t if e == 1 else power(t, number(e)) for t, e in part), key=repr))
        for part in (above, below)
    )
    return upper if lower == ONE else div(upper, lower)
