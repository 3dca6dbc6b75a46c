"""Definite integrals: the search for an antiderivative, which the kernel differentiates back.

Invariant: an antiderivative, wherever it comes from, is only a suggestion; the kernel
proves its derivative to be the integrand at every point of the interval.
"""

from __future__ import annotations

from derive.proving import calculus, kernel
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.primitives import primitives
from derive.proving.rational import Vanishing
from derive.proving.slopes import slope
from derive.proving.tabled import is_tabled, tabled
from derive.terms.term import (
    INFINITY,
    Term,
    derivative,
    neg,
    number,
    relation,
    substitute,
)


def integral(context: Context, term: Term) -> Theorem:
    """integral(f, x, a, b) = F(b) − F(a), or by the limits of F at the bounds.

    Raises Failure when no F is found.
    """
    body, variable, lower, upper = term.args
    facts = [f for f in context.facts if not any(variable in h.free for h in f.hypotheses)]
    finite = [bound for bound in (lower, upper) if bound not in (INFINITY, neg(INFINITY))]
    for bound in finite:
        context.settle(bound)
    ordered = context.shown(relation(lower, "<=", upper)) if len(finite) == 2 else None
    reason = Failure("no antiderivative was found that differentiates back to the integrand")
    inside = [relation(variable, op, b) for op, b in ((">", lower), ("<", upper)) if b in finite]
    if is_tabled(term):
        try:
            return tabled(context, context.session.context((*facts, *map(kernel.assume, inside))), term)
        except Need as need:
            if variable not in need.condition.free:
                raise
        except (Failure, Split, Undefined, Refusal, Vanishing):
            pass
    if len(finite) == 2:
        closed = (relation(variable, ">=", lower), relation(variable, "<=", upper)) if ordered else ()
        inner = context.session.context((*facts, *map(kernel.assume, closed)))
        for primitive in primitives(inner, body, variable):
            try:
                return _proper(context, inner, term, primitive, ordered)
            except _NOT_FOUND:
                continue
    inner = context.session.context((*facts, *map(kernel.assume, inside)))
    for primitive in primitives(inner, body, variable):
        try:
            return _improper(context, inner, term, primitive)
        except Failure as failure:
            reason = failure
        except _NOT_FOUND:
            continue
    raise reason


_NOT_FOUND = (Failure, Need, Split, Undefined, Refusal)


def _proper(context: Context, inner: Context, term: Term, primitive: Term, ordered) -> Theorem:
    body, variable, lower, upper = term.args
    taken = _differentiated_back(inner, body, variable, primitive)
    ends = [substitute(primitive, {variable: bound}) for bound in (upper, lower)]
    for end in ends:
        context.settle(end)
    return kernel.integral(term, taken, (*([ordered] if ordered else ()), *context.support(*ends)))


def _improper(context: Context, inner: Context, term: Term, primitive: Term) -> Theorem:
    """By the limits of F at the bounds, each from inside."""
    from derive.proving.limits import limit

    body, variable, lower, upper = term.args
    taken = _differentiated_back(inner, body, variable, primitive)
    premises = []
    if INFINITY != upper and neg(INFINITY) != lower:
        order = context.shown(relation(lower, "<", upper))
        if order is None:
            raise Failure("the bounds of an improper integral whose order is not known")
        premises.append(order)
    premises += context.support(*(b for b in (lower, upper) if b not in (INFINITY, neg(INFINITY))))
    sides = (0 if lower == neg(INFINITY) else 1, 0 if upper == INFINITY else -1)
    ends = [
        limit(context, Term("limit", (primitive, variable, bound, number(side))))
        for bound, side in zip((lower, upper), sides)
    ]
    if not calculus.is_continuous(body, variable):
        premises.append(slope(inner, derivative(body, variable)))
    return kernel.improper_integral(term, taken, *ends, premises)


def _differentiated_back(inner: Context, body: Term, variable: Term, primitive: Term) -> Theorem:
    from derive.proving.cases import relate, with_facts

    goal = relation(derivative(primitive, variable), "=", body)
    return with_facts(inner.facts, inner.session, lambda c: relate(c, goal), 4)
