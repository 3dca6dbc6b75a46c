"""Definite integrals: the search for an antiderivative, which the kernel differentiates back.

Invariant: an antiderivative, wherever it comes from, is only a suggestion; the kernel
proves its derivative to be the integrand at every point of the interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.proving import calculus, kernel
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.slopes import slope
from derive.terms.term import (
    INFINITY,
    PI,
    TRUE,
    E,
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
    substitute,
    symbol,
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
    if len(finite) == 2:
        inside = (relation(variable, ">=", lower), relation(variable, "<=", upper)) if ordered else ()
        inner = context.session.context((*facts, *(kernel.assume(c) for c in inside)))
        for primitive in _primitives(inner, body, variable):
            try:
                return _proper(context, inner, term, primitive, ordered)
            except _NOT_FOUND:
                continue
    inside = [relation(variable, op, b) for op, b in ((">", lower), ("<", upper)) if b in finite]
    inner = context.session.context((*facts, *(kernel.assume(c) for c in inside)))
    for primitive in _primitives(inner, body, variable):
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


# ── suggestions ──────────────────────────────────────────────────────────────


def _primitives(inner: Context, body: Term, variable: Term) -> Iterator[Term]:
    """Antiderivatives to try: of sums of powers and exponentials, then what SymPy finds."""
    try:
        found = _elementary(inner, body, variable)
    except (Failure, Need, Split, Undefined, Refusal):
        found = None
    if found is not None:
        yield found
    suggested = _from_sympy_integrate(body, variable)
    if suggested is not None:
        yield suggested


def _elementary(inner: Context, body: Term, variable: Term) -> Term | None:
    """Σ c xᵏ and Σ c e^{ax} with c and a free of x, term by term."""
    upper, lower = inner.normal(body)
    space = inner.space
    if variable in inner.term(lower).free:
        return None
    parts = []
    for exponents, coefficient in upper.terms():
        rest, count, rates = [], 0, []
        for place, exponent in enumerate(exponents):
            if not exponent:
                continue
            atom, exponent = space.atoms[place], int(exponent)
            if atom == variable:
                count = exponent
            elif variable not in atom.free:
                rest.append(power(atom, number(exponent)))
            elif atom.op == "exp":
                rates.append((atom.args[0], exponent))
            else:
                return None
        value = number(Fraction(int(coefficient.p), int(coefficient.q)))
        if rates and count:
            return None
        if rates:
            total = add(*(mul(number(k), a) for a, k in rates))
            rate = slope(inner, derivative(total, variable)).conclusion.args[1]
            if variable in inner.term(inner.normal(rate)).free:
                return None
            parts.append(div(mul(value, *rest, function("exp", total)), rate))
        else:
            parts.append(
                mul(value, *rest, number(Fraction(1, count + 1)), power(variable, number(count + 1)))
            )
    return div(add(*parts), inner.term(lower))


def _from_sympy_integrate(body: Term, variable: Term) -> Term | None:
    try:
        import sympy

        from derive.terms.sympy import to_sympy

        found = sympy.integrate(to_sympy(body).doit(), to_sympy(variable))
    except Exception:  # a suggestion only: SymPy may fail in any way it likes
        return None
    return from_sympy(found)


def from_sympy(expression) -> Term | None:
    """The term of a SymPy expression, or None for what has no term here."""
    import sympy

    if expression.is_Rational:
        return number(Fraction(int(expression.p), int(expression.q)))
    if expression.is_Symbol:
        return symbol(expression.name)
    if expression is sympy.pi:
        return PI
    if expression is sympy.E:
        return E
    if isinstance(expression, sympy.Piecewise):
        rows = [(from_sympy(value), from_sympy(condition)) for value, condition in expression.args]
        if any(None in row for row in rows):
            return None
        return Term("cases", tuple(part for row in rows for part in row))
    if expression is sympy.true:
        return TRUE
    arguments = [from_sympy(a) for a in expression.args]
    if not arguments or None in arguments:
        return None
    relations = {sympy.Lt: "<", sympy.Le: "<=", sympy.Gt: ">", sympy.Ge: ">=", sympy.Eq: "=", sympy.Ne: "!="}
    for kind, op in relations.items():
        if isinstance(expression, kind):
            return relation(arguments[0], op, arguments[1])
    if expression.is_Add:
        return add(*arguments)
    if expression.is_Mul:
        return mul(*arguments)
    if isinstance(expression, sympy.exp):
        return function("exp", *arguments)
    if expression.is_Pow:
        if expression.exp == sympy.Rational(1, 2):
            return function("sqrt", arguments[0])
        return power(*arguments)
    names = {sympy.log: "log", sympy.Abs: "abs", sympy.Max: "max", sympy.Min: "min"}
    for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "erf"):
        names[getattr(sympy, name)] = name
    names |= {sympy.atan: "arctan", sympy.asin: "arcsin", sympy.asinh: "arsinh"}
    op = names.get(expression.func)
    return function(op, *arguments) if op is not None else None
