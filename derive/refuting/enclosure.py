"""Rigorous values: an exact rational (fmpq) or a ball (arb) that contains the true real.

Invariant: what a function returns contains the true value, and is an fmpq only when
it is that value.  What has no value raises Undefined; what cannot be told at this
precision raises Unknown.  Jets (jets.py) and intervals (intervals.py) go through the
same functions by their own methods.
"""

from __future__ import annotations

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


def fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


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


def holds(op: str, left: Value, right: Value) -> bool:
    """Whether `left op right`, when certain."""
    plain = type(left) in _PLAIN and type(right) in _PLAIN
    if not plain:
        s = sign(left - right)
    elif type(left) is fmpq and type(right) is fmpq:
        s = 0 if left == right else (-1 if left < right else 1)
    elif left < right:
        s = -1
    elif left > right:
        s = 1
    elif op == "<=" and left <= right or op == ">=" and left >= right:
        return True
    elif op == "<" and left >= right or op == ">" and left <= right:
        return False
    else:
        s = sign(left - right)
    return _OF_SIGN[op][s + 1]


_PLAIN = frozenset((fmpq, arb))
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
        return finite(a**n) if n.bit_length() < 60 else finite(a ** arb(n))
    return a.integer_power(n)


def finite(v: arb) -> arb:
    if v.is_finite():
        return v
    raise Unknown


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
