"""Powers, roots and the elementary functions, rigorously.

Invariant: as in enclosure.py; a function of an exact rational is exact where its value is
rational for a simple reason: e⁰ = 1, log 1 = 0, √(4/9) = 2/3.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq, fmpz

from derive.refuting.enclosure import (
    EXACT_BITS,
    ONE,
    TWO,
    ZERO,
    Undefined,
    Unknown,
    Value,
    absolute,
    divide,
    finite,
    integer_power,
    sign,
    times,
)

# ── powers ───────────────────────────────────────────────────────────────────


def integer_root(a: fmpq, n: int) -> fmpq | None:
    """The exact non-negative n-th root of a ≥ 0, or None."""
    if n > 64 or a.height_bits() > EXACT_BITS:
        return None
    p, q = a.p.root(n), a.q.root(n)
    return fmpq(p, q) if p**n == a.p and q**n == a.q else None


def real_power(a: Value, b: Value) -> Value:
    """a^b where b is no exact integer: a > 0, or a = 0 and b > 0."""
    if type(a) is fmpq and type(b) is fmpq:
        s = sign(a)
        if s < 0:
            raise Undefined(robust=True)
        if s == 0:
            if b > 0:
                return ZERO
            raise Undefined(robust=False)
        if a == ONE:
            return ONE
        if b.q <= 64:
            exact = integer_root(a, int(b.q))
            if exact is not None:
                return integer_power(exact, b.p)
        return finite(arb(a) ** arb(b))
    if not isinstance(a, (fmpq, arb)) or not isinstance(b, (fmpq, arb)):
        return _general_power(a, b)
    s = sign(a)
    if s < 0:  # an inexact exponent is not known to be an integer, nor not to be
        if type(b) is arb and b.contains_integer():
            raise Unknown
        raise Undefined(robust=True)
    if s == 0:
        if b > 0:
            return ZERO
        if b < 0:
            raise Undefined(robust=False)
        raise Unknown
    return finite(arb(a) ** arb(b))


def _general_power(a: Value, b: Value) -> Value:
    if type(b) is fmpq:
        return a.rational_power(b)
    s = sign(a, continuous=True)
    if s < 0:  # an exponent that moves may stay 2 all the same: 2 + x - x
        raise Unknown
    if s == 0:
        if sign(b) > 0:
            return ZERO
        raise Unknown
    return exp(times(b, log(a)))


def root(a: Value, n: int) -> Value:
    """The real n-th root, n ≥ 1: of any real for odd n, of a ≥ 0 for even n."""
    if n % 2 and sign(a, continuous=True) < 0:
        return -root(-a, n)
    return real_power(a, fmpq(1, n)) if n > 1 else a


# ── functions of one argument ────────────────────────────────────────────────


def exp(v: Value) -> Value:
    t = type(v)
    if t is fmpq:
        return ONE if not v else arb(v).exp()
    return v.exp() if t is arb else v.apply("exp")


def log(v: Value) -> Value:
    t = type(v)
    if t is fmpq:
        if v.p > 0:
            return ZERO if v == ONE else arb(v).log()
        raise Undefined(robust=bool(v))
    if t is arb:
        if v > 0:
            return v.log()
        if v < 0:
            raise Undefined(robust=True)
        raise Undefined(robust=False) if v.is_zero() else Unknown
    return v.apply("log")


def sqrt(v: Value) -> Value:
    t = type(v)
    if t is fmpq:
        if v.p < 0:
            raise Undefined(robust=True)
        exact = integer_root(v, 2)
        return arb(v).sqrt() if exact is None else exact
    if t is arb:
        if v >= 0:
            return v.sqrt()
        if v < 0:
            raise Undefined(robust=True)
        raise Unknown
    return v.rational_power(fmpq(1, 2))


def sign_value(v: Value) -> Value:
    if type(v) in (arb, fmpq) or not hasattr(v, "sign_value"):
        return fmpq(sign(v))
    return v.sign_value()


def floor(v: Value) -> Value:
    t = type(v)
    if t is fmpq:
        return fmpq(v.floor())
    if t is arb:
        whole = v.floor().unique_fmpz() if abs(v) < 10**30 else None
        if whole is None:
            raise Unknown
        return fmpq(whole)
    return v.floor()


def gamma(v: Value) -> Value:
    t = type(v)
    if t is fmpq:
        if v.q == 1:
            if v.p <= 0:
                raise Undefined(robust=False)
            if v.p <= 4000:
                return fmpq(fmpz.fac_ui(int(v.p) - 1))
        return finite(arb(v).gamma())
    return finite(v.gamma()) if t is arb else v.apply("gamma")


def factorial(v: Value) -> Value:
    """n! for an exact non-negative integer n."""
    if type(v) is not fmpq or v.q != 1:
        raise Unknown
    if v.p < 0:
        raise Undefined(robust=False)
    return gamma(v + 1)


def _analytic(name: str, ball: Callable[[arb], arb], exact: dict[fmpq, fmpq]) -> Callable[[Value], Value]:
    def evaluate(v: Value) -> Value:
        t = type(v)
        if t is fmpq:
            known = exact.get(v)
            return finite(ball(arb(v))) if known is None else known
        return finite(ball(v)) if t is arb else v.apply(name)

    return evaluate


def _bounded(name: str, ball: Callable[[arb], arb], exact: dict[fmpq, fmpq], ends: bool):
    """A function on [-1, 1], or on (-1, 1) without its ends."""

    def evaluate(v: Value) -> Value:
        t = type(v)
        if t is not fmpq and t is not arb:
            return v.apply(name)
        if v > 1 or v < -1:
            raise Undefined(robust=True)
        if v == ONE or v == -ONE:
            if not ends:
                raise Undefined(robust=False)
        elif not (v < 1 and v > -1):
            raise Unknown
        known = exact.get(v) if t is fmpq else None
        return finite(ball(arb(v))) if known is None else known

    return evaluate


def arcosh(v: Value) -> Value:
    t = type(v)
    if t is not fmpq and t is not arb:
        return v.apply("arcosh")
    if v == ONE:
        return ZERO
    if v > 1:
        return arb(v).acosh()
    if v < 1:
        raise Undefined(robust=True)
    raise Unknown


def digamma(v: Value) -> Value:
    """Γ'/Γ, for the derivative of Γ."""
    if type(v) not in (fmpq, arb):
        raise Unknown
    return finite(arb(v).digamma())


FUNCTIONS: dict[str, Callable[[Value], Value]] = {
    "exp": exp,
    "log": log,
    "abs": absolute,
    "sign": sign_value,
    "floor": floor,
    "sin": _analytic("sin", arb.sin, {ZERO: ZERO}),
    "cos": _analytic("cos", arb.cos, {ZERO: ONE}),
    "tan": _analytic("tan", arb.tan, {ZERO: ZERO}),
    "arcsin": _bounded("arcsin", arb.asin, {ZERO: ZERO}, ends=True),
    "arccos": _bounded("arccos", arb.acos, {ONE: ZERO}, ends=True),
    "arctan": _analytic("arctan", arb.atan, {ZERO: ZERO}),
    "sinh": _analytic("sinh", arb.sinh, {ZERO: ZERO}),
    "cosh": _analytic("cosh", arb.cosh, {ZERO: ONE}),
    "tanh": _analytic("tanh", arb.tanh, {ZERO: ZERO}),
    "arsinh": _analytic("arsinh", arb.asinh, {ZERO: ZERO}),
    "arcosh": arcosh,
    "artanh": _bounded("artanh", arb.atanh, {ZERO: ZERO}, ends=False),
    "erf": _analytic("erf", arb.erf, {ZERO: ZERO}),
    "gamma": gamma,
    "factorial": factorial,
    "sqrt": sqrt,
}


# ── their derivatives ────────────────────────────────────────────────────────


def _call(name: str):
    return lambda v: FUNCTIONS[name](v)


def _one_over_root(sign_of_square: int, constant: int):
    def slope(v):
        inside = times(v, v) * sign_of_square + constant
        return divide(ONE, sqrt(inside))

    return slope


SLOPES: dict[str, Callable[[Value], Value]] = {  # the derivatives
    "exp": exp,
    "log": lambda v: divide(ONE, v),
    "sin": _call("cos"),
    "cos": lambda v: -FUNCTIONS["sin"](v),
    "tan": lambda v: integer_power(FUNCTIONS["tan"](v), 2) + ONE,
    "arcsin": _one_over_root(-1, 1),
    "arccos": lambda v: -_one_over_root(-1, 1)(v),
    "arctan": lambda v: divide(ONE, times(v, v) + ONE),
    "sinh": _call("cosh"),
    "cosh": _call("sinh"),
    "tanh": lambda v: -integer_power(FUNCTIONS["tanh"](v), 2) + ONE,
    "arsinh": _one_over_root(1, 1),
    "arcosh": _one_over_root(1, -1),
    "artanh": lambda v: divide(ONE, -times(v, v) + ONE),
    "erf": lambda v: times(TWO / arb.pi().sqrt(), exp(-times(v, v))),
    "gamma": lambda v: times(gamma(v), digamma(v)),
}
