"""Rigorous values: an exact rational (fmpq) or a ball (arb) that contains the true real.

Invariant: what a function returns contains the true value, and is an fmpq only when
it is that value.  What has no value raises Undefined; what cannot be told at this
precision raises Unknown.  Jets (jets.py) and intervals (intervals.py) go through the
same functions by their own methods.
"""

from __future__ import annotations

from collections.abc import Callable

from fractions import Fraction

from flint import arb, fmpq, fmpz

ZERO, ONE, TWO = fmpq(0), fmpq(1), fmpq(2)
EXACT_BITS = 40_000  # an exact power or factorial has at most so many bits: 2006! has 19,112
POWER_BITS = 96  # an exact exponent of a ball has at most so many bits


class Undefined(Exception):
    """The term has no value here.  `robust`: nor anywhere near."""

    def __init__(self, robust: bool):
        self.robust = robust


class Unknown(Exception):
    """Neither a value nor its absence is certain."""


class Kink(Exception):
    """Which piece holds near the point depends on the side from which `tag` comes."""

    def __init__(self, tag: object):
        self.tag = tag


Value = object  # fmpq | arb | Jet | Interval


def exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def is_exact_zero(v: Value) -> bool:
    t = type(v)
    return (t is fmpq and not v) or (t is arb and v.is_zero())


def sign(v: Value, continuous: bool = False) -> int:
    """-1, 0 or 1 when certain.  `continuous`: the caller joins its pieces continuously."""
    t = type(v)
    if t is fmpq:
        return 0 if not v else (1 if v.p > 0 else -1)
    if t is arb:
        if v > 0:
            return 1
        if v < 0:
            return -1
        if v.is_zero():
            return 0
        raise Unknown
    return v.sign(continuous)


def holds(op: str, l: Value, r: Value) -> bool:
    """Whether `l op r`, when certain."""
    tl, tr = type(l), type(r)
    if tl is fmpq and tr is fmpq:
        s = 0 if l == r else (-1 if l < r else 1)
    elif (tl is arb or tl is fmpq) and (tr is arb or tr is fmpq):
        if l < r:
            s = -1
        elif l > r:
            s = 1
        elif op == "<=" and l <= r or op == ">=" and l >= r:
            return True
        elif op == "<" and l >= r or op == ">" and l <= r:
            return False
        else:
            s = sign(l - r)
    else:
        s = sign(l - r)
    return _OF_SIGN[op][s + 1]


_OF_SIGN = {
    "<": (True, False, False),
    "<=": (True, True, False),
    "=": (False, True, False),
    "!=": (True, False, True),
    ">=": (False, True, True),
    ">": (False, False, True),
}


# ── arithmetic ───────────────────────────────────────────────────────────────


def times(a: Value, b: Value) -> Value:
    """The product; an exact zero times a value is exactly zero."""
    if type(a) is fmpq:
        if not a:
            return ZERO
        if type(b) is fmpq:
            return bounded(a * b)
    elif type(b) is fmpq and not b:
        return ZERO
    return a * b


def bounded(v: fmpq) -> Value:
    """The same, as a ball when it is too long to go on with exactly."""
    return v if v.height_bits() <= EXACT_BITS else arb(v)


def divide(a: Value, b: Value) -> Value:
    t = type(b)
    if t is fmpq:
        if not b:
            raise Undefined(robust=False)
        return a / b
    if t is arb:
        if not (b > 0 or b < 0):
            if b.is_zero():
                raise Undefined(robust=False)
            raise Unknown
        return ZERO if type(a) is fmpq and not a else a / b
    return b.under(a)


def integer_power(a: Value, n: fmpz) -> Value:
    """a^n for an exact integer n; 0^0 is 1."""
    n = int(n)
    t = type(a)
    if n < 0:
        return divide(ONE, integer_power(a, -n))
    if t is fmpq:
        if n <= 1:
            return a if n else ONE
        if not a or a == ONE:
            return a
        if a == -ONE:
            return a if n & 1 else ONE
        if n.bit_length() <= 20 and n * a.height_bits() <= EXACT_BITS:
            return a**n
        a, t = arb(a), arb
    if t is arb:
        if n.bit_length() > POWER_BITS:
            raise Unknown
        return _finite(a**n) if n.bit_length() < 60 else _finite(a ** arb(n))
    return a.integer_power(n)


def _finite(v: arb) -> arb:
    if v.is_finite():
        return v
    raise Unknown


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
        return _finite(arb(a) ** arb(b))
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
    return _finite(arb(a) ** arb(b))


def _general_power(a: Value, b: Value) -> Value:
    if type(b) is fmpq:
        return a.rational_power(b)
    s = sign(a, continuous=True)
    if s < 0:  # near this point the exponent is no integer
        raise Undefined(robust=True)
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


def absolute(v: Value) -> Value:
    t = type(v)
    if t is arb or t is fmpq:
        return abs(v)
    return v.absolute()


def maximum(a: Value, b: Value) -> Value:
    ta, tb = type(a), type(b)
    if ta is fmpq and tb is fmpq:
        return a if a >= b else b
    if (ta is arb or ta is fmpq) and (tb is arb or tb is fmpq):
        if a >= b:
            return a
        return b if a <= b else arb(a).max(arb(b))
    return a.maximum(b) if not (ta is arb or ta is fmpq) else b.maximum(a)


def minimum(a: Value, b: Value) -> Value:
    return -maximum(-a, -b)


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
        return _finite(arb(v).gamma())
    return _finite(v.gamma()) if t is arb else v.apply("gamma")


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
            return _finite(ball(arb(v))) if known is None else known
        return _finite(ball(v)) if t is arb else v.apply(name)

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
        return _finite(ball(arb(v))) if known is None else known

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
    return _finite(arb(v).digamma())


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


def pi() -> arb:
    return arb.pi()
