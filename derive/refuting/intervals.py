"""Closed intervals with ends in [-∞, ∞]: what a function does on a whole tail.

Invariant: the result contains every value at points of the arguments where the function
is defined; ends are rounded outwards.  Where it might be undefined, Unknown.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq, fmpz

from derive.refuting import enclosure
from derive.refuting.enclosure import Unknown, Value

INFINITE = arb.pos_inf()
NOTHING = arb(0)


class Interval:
    """All reals from `lo` to `hi` (arb without radius, possibly infinite)."""

    __slots__ = ("lo", "hi")

    def __init__(self, lo: arb, hi: arb):
        self.lo, self.hi = lo, hi

    def __repr__(self) -> str:
        return f"[{self.lo.str(6, radius=False)}, {self.hi.str(6, radius=False)}]"

    # arithmetic

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo)

    def __add__(self, other):
        o = interval(other)
        return NotImplemented if o is None else _outward(self.lo + o.lo, self.hi + o.hi)

    __radd__ = __add__

    def __sub__(self, other):
        o = interval(other)
        return NotImplemented if o is None else self + (-o)

    def __rsub__(self, other):
        return (-self) + other

    def __mul__(self, other):
        o = interval(other)
        if o is None:
            return NotImplemented
        self._finite(), o._finite()
        return _hull([_product(a, b) for a in (self.lo, self.hi) for b in (o.lo, o.hi)])

    __rmul__ = __mul__

    def __truediv__(self, other):
        o = interval(other)
        return other.under(self) if o is None else o.under(self)

    def under(self, a: Value) -> Value:
        """a / self."""
        self._finite()
        if self.lo < 0 and self.hi > 0 or self.lo == 0 and self.hi == 0:
            raise Unknown
        if self.lo < 0:
            return -((-self).under(a))
        upper = INFINITE if self.lo == 0 else 1 / self.lo
        lower = NOTHING if self.hi == INFINITE else 1 / self.hi
        return enclosure.times(_outward(lower, upper), a)

    def integer_power(self, n: int) -> Value:
        if n == 0:
            return enclosure.ONE
        if n > 10**6:
            raise Unknown
        self._finite()
        base = self.absolute() if n % 2 == 0 else self
        return _outward(_raised(base.lo, n), _raised(base.hi, n))

    def rational_power(self, p: fmpq) -> Value:
        if not self.lo >= 0:
            raise Unknown
        if p < 0:
            return self.rational_power(-p).under(enclosure.ONE)
        return self._increasing(lambda v: v ** arb(p) if v > 0 else NOTHING, INFINITE)

    def _finite(self) -> None:
        """Unknown where there is no real number."""
        if self.lo == self.hi and not self.lo.is_finite():
            raise Unknown

    # pieces

    def sign(self, continuous: bool) -> int:
        if self.lo > 0:
            return 1
        if self.hi < 0:
            return -1
        raise Unknown

    def absolute(self) -> Interval:
        if self.lo >= 0:
            return self
        if self.hi <= 0:
            return -self
        return Interval(NOTHING, self.hi if self.hi >= -self.lo else -self.lo)

    def maximum(self, other: Value) -> Value:
        o = interval(other)
        if o is None:
            return other.maximum(self)
        return Interval(*(a if a >= b else b for a, b in ((self.lo, o.lo), (self.hi, o.hi))))

    def sign_value(self) -> Value:
        try:
            return fmpq(self.sign(False))
        except Unknown:
            return Interval(arb(-1), arb(1))

    def floor(self) -> Value:
        return Interval(*(v if abs(v) == INFINITE else v.floor().lower() for v in (self.lo, self.hi)))

    # functions

    def apply(self, name: str) -> Value:
        if name == "log":
            if not self.lo >= 0:
                raise Unknown
            return self._increasing(lambda v: v.log() if v > 0 else -INFINITE, INFINITE)
        if name in _INCREASING:
            function, low, high = _INCREASING[name]
            return self._increasing(function, high, low)
        if name == "cosh":
            return self.absolute()._increasing(arb.cosh, INFINITE)
        if name in ("sin", "cos"):
            return Interval(arb(-1), arb(1))
        raise Unknown

    def _increasing(self, function: Callable[[arb], arb], high: arb, low: arb | None = None) -> Interval:
        """The image under an increasing function with the given limits at ±∞."""
        self._finite()
        ends = []
        for v in (self.lo, self.hi):
            if v == INFINITE:
                ends.append(high)
            elif v == -INFINITE:
                ends.append(-INFINITE if low is None else low)
            else:
                ends.append(function(v))
        return _outward(*ends)


def infinite(side: int) -> Interval:
    """∞ for side 1 and -∞ for side -1: a limit, only to be compared with a number."""
    return Interval(side * INFINITE, side * INFINITE)


def interval(v: Value) -> Interval | None:
    """The value as an interval; None for a jet."""
    t = type(v)
    if t is Interval:
        return v
    if t is fmpq or t is arb or t is fmpz or t is int:
        return _outward(arb(v), arb(v))
    return None


def within(a: Value, b: Value) -> Value:
    """An enclosure of a number that is in both, as tight as the two allow."""
    x, y = interval(a), interval(b)
    lo, hi = (x.lo if x.lo >= y.lo else y.lo), (x.hi if x.hi <= y.hi else y.hi)
    if lo > hi:
        raise Unknown  # in neither: what both enclose does not exist
    return Interval(lo, hi)


def _outward(lo: arb, hi: arb) -> Interval:
    lo, hi = _end(lo, -1), _end(hi, 1)
    if not lo <= hi:
        raise Unknown
    return Interval(lo, hi)


def _end(v: arb, side: int) -> arb:
    if v.is_nan():
        raise Unknown
    if not v.is_finite():  # an overflow is [0, ∞] or the like; exact infinities stay
        return v if v.is_exact() else side * INFINITE
    return v.lower() if side < 0 else v.upper()


def _hull(values: list[arb]) -> Interval:
    lows, highs = [_end(v, -1) for v in values], [_end(v, 1) for v in values]
    lo, hi = lows[0], highs[0]
    for v in lows:
        lo = v if v < lo else lo
    for v in highs:
        hi = v if v > hi else hi
    return Interval(lo, hi)


def _product(a: arb, b: arb) -> arb:
    return NOTHING if a == 0 or b == 0 else a * b


def _raised(v: arb, n: int) -> arb:
    if abs(v) == INFINITE:
        return v if n % 2 else INFINITE
    return v**n


_HALF_PI = arb.pi() / 2
_INCREASING: dict[str, tuple[Callable[[arb], arb], arb, arb]] = {  # with the limits at -∞ and ∞
    "exp": (arb.exp, NOTHING, INFINITE),
    "arctan": (arb.atan, -_HALF_PI, _HALF_PI),
    "tanh": (arb.tanh, arb(-1), arb(1)),
    "sinh": (arb.sinh, -INFINITE, INFINITE),
    "arsinh": (arb.asinh, -INFINITE, INFINITE),
    "erf": (arb.erf, arb(-1), arb(1)),
}
