"""Definite integrals that are laws: Γ and Β, of c xᵃ e^{−bx} and c xᵃ (1 − x)ᵇ.

Invariant: every answer is a theorem of the kernel; None means not found.
"""

from __future__ import annotations

from derive.proving import calculus, kernel
from derive.proving.context import Context, Failure
from derive.proving.kernel import Theorem
from derive.proving.rational import inverse, times, whole
from derive.proving.signs import require
from derive.proving.slopes import slope
from derive.terms.term import (
    INFINITY,
    ONE,
    ZERO,
    Term,
    add,
    derivative,
    mul,
    neg,
    sub,
    substitute,
    subterms,
    symbol,
)

_A, _B = symbol("a"), symbol("b")


def is_tabled(term: Term) -> bool:
    """Whether the integral has the bounds of a law, and a power that no antiderivative is known of."""
    body, variable, lower, upper = term.args
    if lower != ZERO or upper not in (INFINITY, ONE):
        return False
    return any(
        part.op == "sqrt" or part.op == "^" and whole(part.args[1]) is None
        for part in subterms(body)
        if part.args and calculus.depends(part.args[0], variable)
    )


def tabled(context: Context, inner: Context, term: Term) -> Theorem:
    """The integral's value by a law.  Raises Failure, or Need where a parameter's sign is not known."""
    body, variable, _, upper = term.args
    taken = slope(inner, derivative(body, variable)).conclusion.args[1]
    around = variable if upper == INFINITY else mul(variable, sub(ONE, variable))
    # x f′/f = p − b x for c xᵖ e^{−bx}, and x (1 − x) f′/f = p (1 − x) − q x for c xᵖ (1 − x)^q
    growth = times(times(inner.normal(taken), inner.normal(around)), inverse(inner.normal(body)))
    first, second = _line(inner, growth, variable)
    name = "gamma-integral" if upper == INFINITY else "beta-integral"
    decay = context.term(context.normal(neg(second)))
    values = {_A: add(first, ONE), _B: decay if upper == INFINITY else add(sub(decay, first), ONE)}
    values = {place: context.term(context.normal(value)) for place, value in values.items()}
    signs = [require(context, value, ">") for value in values.values()]
    law = kernel.law(name, values, (*signs, *context.support(*values.values())))
    context.settle(law.conclusion.args[1])
    known = law.conclusion.args[0]
    shape = substitute(known.args[0], {known.args[1]: variable})
    factor = inner.term(times(inner.normal(body), inverse(inner.normal(shape))))
    if calculus.depends(factor, variable):
        raise Failure("not an integral that is a law")
    context.settle(factor)
    equal = inner.equal(body, mul(factor, shape))
    if equal is None:
        raise Failure("a normal form that does not check")
    premises = context.support(factor, law.conclusion.args[1])
    return kernel.integral_of_sum(term, equal, ((factor, law),), premises)


def _line(inner: Context, ratio, variable: Term) -> tuple[Term, Term]:
    """(p, q) of p + q x.  Raises Failure where the ratio is no such line."""
    upper, lower = ratio
    place = inner.space.index.get(variable)
    if place is None or lower.degrees()[place] or upper.degrees()[place] > 1:
        raise Failure("not an integral that is a law")
    lead = upper.derivative(place)
    ends = [inner.term((part, lower)) for part in (upper - lead * inner.space.variables[place], lead)]
    if any(calculus.depends(end, variable) for end in ends):
        raise Failure("not an integral that is a law")
    return ends[0], ends[1]
