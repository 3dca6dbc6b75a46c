"""Enclosures contain the true value: values, derivatives and limits against mpmath."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from flint import arb, ctx, fmpq
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.refuting.enclosure import Kink, Undefined, Unknown
from derive.refuting.evaluation import Compiler
from derive.refuting.intervals import Interval, interval
from derive.refuting.valuation import Point
from derive.terms.term import Term, derivative, div, function, number, power, symbol

X = symbol("x")
REFERENCE = {  # the same functions, by another library
    "+": lambda a, b: a + b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "neg": lambda a: -a,
    "exp": mpmath.exp, "log": mpmath.log, "sqrt": mpmath.sqrt, "abs": abs, "max": max, "min": min,
    "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan, "arcsin": mpmath.asin, "arccos": mpmath.acos,
    "arctan": mpmath.atan, "sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh,
    "arsinh": mpmath.asinh, "arcosh": mpmath.acosh, "artanh": mpmath.atanh, "erf": mpmath.erf,
    "gamma": mpmath.gamma, "sign": mpmath.sign, "floor": mpmath.floor,
}  # fmt: skip
TWO_PLACES = ("+", "*", "/", "max", "min")
ONE_PLACE = tuple(name for name in REFERENCE if name not in TWO_PLACES)


def reference(term: Term, x: mpmath.mpf) -> mpmath.mpf:
    """The value of the term at x, by mpmath.  ValueError where it is not real."""
    if term.op == "symbol":
        return x
    if term.op == "number":
        return mpmath.mpf(term.value.numerator) / term.value.denominator
    arguments = [reference(a, x) for a in term.args]
    value = arguments[0] ** int(term.args[1].value) if term.op == "^" else REFERENCE[term.op](*arguments)
    if isinstance(value, mpmath.mpc) or not mpmath.isfinite(value):
        raise ValueError
    return value


rationals = st.fractions(-4, 4, max_denominator=7)
terms = st.recursive(
    st.one_of(st.just(X), st.just(X), rationals.map(number)),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(TWO_PLACES), inner, inner).map(lambda t: function(*t)),
        st.tuples(st.sampled_from(ONE_PLACE), inner).map(lambda t: function(*t)),
        st.tuples(inner, st.integers(-3, 4)).map(lambda t: power(t[0], number(t[1]))),
    ),
    max_leaves=7,
)


def contains(value, true: mpmath.mpf, slack: float) -> bool:
    """Whether the enclosure contains the true value, known up to the slack."""
    ctx.prec = 256
    if isinstance(value, Interval):
        return value.lo - slack <= arb(mpmath.nstr(true, 60)) <= value.hi + slack
    wide = arb(0, slack) * (1 + abs(arb(mpmath.nstr(true, 60))))
    return (arb(value) + wide).overlaps(arb(mpmath.nstr(true, 60)))


def evaluate(term: Term, x: Fraction):
    ctx.prec = 64
    return Compiler().compile(term)(Point({"x": fmpq(x.numerator, x.denominator)}))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(terms, rationals)
def test_values(term, x):
    with mpmath.workdps(60):
        try:
            true = reference(term, mpmath.mpf(x.numerator) / x.denominator)
        except (ValueError, ZeroDivisionError, OverflowError):
            true = None
        try:
            value = evaluate(term, x)
        except Undefined as undefined:
            assert true is None or not undefined.robust
            return
        except Unknown:
            return
        assume(true is not None)  # mpmath has no value at 0·∞ or where it overflows
        assert contains(value, true, 1e-50)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(terms, rationals, st.integers(1, 2))
def test_derivatives(term, x, order):
    slope = term
    for _ in range(order):
        slope = derivative(slope, X)
    try:
        value = evaluate(slope, x)
    except (Undefined, Unknown):
        return
    with mpmath.workdps(80):
        at = mpmath.mpf(x.numerator) / x.denominator
        h = mpmath.mpf(10) ** -25
        try:
            f = [reference(term, at + k * h) for k in (-2, -1, 0, 1, 2)]
        except (ValueError, ZeroDivisionError, OverflowError):
            assume(False)
        size = max(map(abs, f))
        assume(size < 10**10)
        slopes = [(f[3] - f[2]) / h, (f[2] - f[1]) / h]  # from both sides: there is no slope at a kink
        for true in slopes if order == 1 else [(slopes[0] - slopes[1]) / h]:
            assert contains(value, true, 1e-8 * float(1 + size))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    terms, st.fractions(-3, 3, max_denominator=5), st.fractions(0, 2, max_denominator=9), st.integers(0, 10)
)
def test_intervals_contain_all_values(term, low, width, step):
    ctx.prec = 64
    ends = (arb(fmpq(v.numerator, v.denominator)) for v in (low, low + width))
    lo, hi = ends
    try:
        value = interval(Compiler().compile(term)(Point({"x": Interval(lo.lower(), hi.upper())})))
    except (Undefined, Unknown, Kink):
        return
    x = low + width * Fraction(step, 10)
    with mpmath.workdps(60):
        try:
            true = reference(term, mpmath.mpf(x.numerator) / x.denominator)
        except (ValueError, ZeroDivisionError, OverflowError):
            assume(False)
        assert contains(value, true, 1e-40)


@pytest.mark.parametrize(
    ("body", "point", "side", "limit"),
    [
        (div(function("sin", X), X), number(0), 0, 1),
        (div(function("abs", X), X), number(0), -1, -1),
        (div(function("+", function("exp", X), number(-1)), X), number(0), 0, 1),
        (function("arctan", X), Term("infinity"), 0, mpmath.pi / 2),
        (function("tanh", function("neg", X)), Term("infinity"), 0, -1),
        (div(X, function("exp", X)), Term("infinity"), 0, 0),
        (power(function("+", number(1), div(number(1), X)), X), Term("infinity"), 0, mpmath.e),
    ],
)
def test_limits(body, point, side, limit):
    value = evaluate(Term("limit", (body, X, point, number(side))), Fraction(0))
    assert contains(value, mpmath.mpf(limit), 1e-12)
