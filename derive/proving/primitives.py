"""Antiderivatives to try.

Invariant: each is only a suggestion, which the kernel differentiates back.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.signs import fraction
from derive.proving.slopes import slope
from derive.terms.term import (
    ONE,
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
    sub,
    symbol,
)


def primitives(inner: Context, body: Term, variable: Term) -> Iterator[Term]:
    """Antiderivatives to try: of sums of powers, exponentials and logarithms, then what SymPy finds."""
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
    """Term by term: c xᵏ e^{ax} with a whole k ≥ 0, c x^r, c xᵏ log x, with c, a and r free of x."""
    upper, lower = inner.normal(body)
    below = list(lower.terms())
    over = inner.term(lower)
    if variable in over.free and len(below) > 1:
        return None
    single = variable in over.free  # one monomial, whose exponents are taken from those above
    parts = []
    for exponents, coefficient in upper.terms():
        value = fraction(coefficient)
        if single:
            exponents = [int(i) - int(j) for i, j in zip(exponents, below[0][0])]
            value /= fraction(below[0][1])
        part = _monomial(inner, exponents, value, variable)
        if part is None:
            return None
        parts.append(part)
    return add(*parts) if single else div(add(*parts), over)


def _monomial(inner: Context, exponents, value: Fraction, variable: Term) -> Term | None:
    rest, count, logs, rates = [number(value)], 0, 0, []
    for atom, exponent in zip(inner.space.atoms, exponents):
        exponent = int(exponent)
        if not exponent:
            continue
        if atom == variable:
            count = exponent
        elif variable not in atom.free:
            rest.append(power(atom, number(exponent)))
        elif atom.op == "exp":
            rates.append(mul(number(exponent), atom.args[0]))
        elif atom == function("log", variable) and exponent == 1:
            logs = 1
        else:
            return None
    if logs:
        if rates or count == -1:
            return None
        n = number(count + 1)
        inside = sub(div(function("log", variable), n), div(ONE, power(n, number(2))))
        return mul(*rest, power(variable, n), inside)
    if not rates:
        return mul(*rest, _power(inner, count, variable))
    total = inner.term(inner.normal(add(*rates)))
    rate = slope(inner, derivative(total, variable)).conclusion.args[1]
    plain = inner.term(inner.normal(rate))
    if variable not in plain.free and count >= 0:
        return mul(*rest, function("exp", total), _by_parts(count, plain, variable))
    share = inner.term(inner.normal(mul(variable, rate)))  # r, where the exponential is x^r
    if variable in share.free:
        return None
    raised = add(number(count + 1), share)
    return div(mul(*rest, power(variable, number(count + 1)), function("exp", total)), raised)


def _power(inner: Context, count: int, variable: Term) -> Term:
    """A primitive of xⁿ."""
    if count != -1:
        return mul(number(Fraction(1, count + 1)), power(variable, number(count + 1)))
    sign = inner.sign(variable)
    below = sign is not None and sign.conclusion.op in ("<", "<=")
    return function("log", neg(variable) if below else variable)


def _by_parts(count: int, rate: Term, variable: Term) -> Term:
    """Σ (−1)ʲ k!/(k − j)! x^{k−j} / a^{j+1}, which e^{ax} makes a primitive of xᵏ e^{ax}."""
    parts, size = [], 1
    for j in range(count + 1):
        raised = power(variable, number(count - j)) if count > j else ONE
        parts.append(div(mul(number(size), raised), power(rate, number(j + 1))))
        size *= -(count - j)
    return add(*parts)


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
