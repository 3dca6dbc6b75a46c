"""Truncated series in one infinitesimal, with rigorous coefficients: derivatives and limits.

Invariant: a jet with coefficients c and lowest power `low` contains every function
c₀·εˡᵒʷ + c₁·εˡᵒʷ⁺¹ + … + O(εˡᵒʷ⁺ⁿ) it stands for.  Coefficients are values themselves,
jets of an earlier infinitesimal included: that gives nested and mixed derivatives.

Two kinds of infinitesimal.  A two-sided one is a full neighbourhood of zero: which piece
of |·|, max, cases … holds must not depend on its sign (else Kink).  A one-sided one is
positive and as small as we please: signs are those of the leading coefficient.
"""

from __future__ import annotations

from flint import arb, fmpq

from derive.refuting import enclosure
from derive.refuting.elementary import FUNCTIONS, SLOPES, real_power
from derive.refuting.enclosure import ONE, ZERO, Kink, Undefined, Unknown, is_exact_zero
from derive.refuting.intervals import infinite


class Tag:
    """One infinitesimal.  Later ones (higher level) are infinitely smaller.

    `jumped`: a piece was chosen by the side at a place where the pieces need not meet.
    """

    __slots__ = ("level", "one_sided", "jumped")

    def __init__(self, level: int, one_sided: bool):
        self.level, self.one_sided, self.jumped = level, one_sided, False


class Jet:
    __slots__ = ("tag", "low", "c")

    def __init__(self, tag: Tag, low: int, c: list):
        self.tag, self.low, self.c = tag, low, c

    # arithmetic

    def _outranked_by(self, other: object) -> bool:
        """Whether `other` is the one to do the arithmetic."""
        if type(other) is Jet:
            return other.tag.level > self.tag.level
        return type(other) is Huge and other.tag.level >= self.tag.level

    def __neg__(self) -> Jet:
        return Jet(self.tag, self.low, [-x for x in self.c])

    def __add__(self, other):
        if self._outranked_by(other):
            return other + self
        if type(other) is not Jet or other.tag is not self.tag:
            if is_exact_zero(other):
                return self
            place = -self.low
            if place >= len(self.c):
                return self
            if place < 0:
                return Jet(self.tag, 0, [other] + [ZERO] * (-place - 1) + self.c)
            c = list(self.c)
            c[place] = c[place] + other
            return Jet(self.tag, self.low, c)
        low = min(self.low, other.low)
        end = min(self.low + len(self.c), other.low + len(other.c))
        return Jet(self.tag, low, [self.coefficient(k) + other.coefficient(k) for k in range(low, end)])

    __radd__ = __add__

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return (-self) + other

    def __mul__(self, other):
        times = enclosure.times
        if self._outranked_by(other):
            return other * self
        if type(other) is not Jet or other.tag is not self.tag:
            return Jet(self.tag, self.low, [times(x, other) for x in self.c])
        a, b = self.c, other.c
        n = min(len(a), len(b))
        if n == 2:
            c = [times(a[0], b[0]), times(a[0], b[1]) + times(a[1], b[0])]
        else:
            c = [_total(times(a[j], b[k - j]) for j in range(k + 1)) for k in range(n)]
        return Jet(self.tag, self.low + other.low, c)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if type(other) is fmpq or type(other) is arb:
            return Jet(self.tag, self.low, [enclosure.divide(x, other) for x in self.c])
        return other.under(self)

    def under(self, a):
        """a / self."""
        if type(a) is Jet and a.tag.level > self.tag.level:
            return Jet(a.tag, a.low, [enclosure.divide(x, self) for x in a.c])
        if type(a) is Huge and a.tag.level >= self.tag.level:
            return a * self.sign(continuous=True)
        b = self
        if is_exact_zero(b.c[0]):
            if not self.tag.one_sided:
                raise Undefined(robust=False)
            b = self.stripped()
            self.tag.jumped = True
        if type(a) is not Jet or a.tag is not self.tag:
            if is_exact_zero(a):
                return ZERO
            a = Jet(self.tag, 0, [a] + [ZERO] * (len(b.c) - 1))
        n = min(len(a.c), len(b.c))
        c: list = []
        for k in range(n):
            rest = a.c[k]
            for j in range(1, k + 1):
                rest = rest - enclosure.times(b.c[j], c[k - j])
            c.append(enclosure.divide(rest, b.c[0]))
        return Jet(self.tag, a.low - b.low, c)

    def integer_power(self, n: int):
        """self^n for n ≥ 0."""
        if n > 10**6:
            raise Unknown
        result = ONE
        square = self
        while n:
            if n & 1:
                result = enclosure.times(result, square)
            n >>= 1
            if n:
                square = square * square
        return result

    # coefficients and signs

    def coefficient(self, k: int):
        """The coefficient of εᵏ."""
        k -= self.low
        if k < 0:
            return ZERO
        if k >= len(self.c):
            raise Unknown
        return self.c[k]

    def stripped(self) -> Jet:
        """The same without exact zeros in front; Unknown when only zeros are known."""
        for k, x in enumerate(self.c):
            if not is_exact_zero(x):
                return Jet(self.tag, self.low + k, self.c[k:])
        raise Unknown

    def at_zero(self):
        """The limit as ε goes to 0: the constant coefficient, or an infinite interval."""
        for k in range(self.low, 0):
            x = self.coefficient(k)
            if not is_exact_zero(x):
                return infinite(enclosure.sign(x))
        return self.coefficient(0)

    def sign(self, continuous: bool) -> int:
        if not self.tag.one_sided:
            s = enclosure.sign(self.c[0], continuous) if self.low == 0 else 0
            if s == 0:
                raise Kink(self.tag)
            return s
        leading = self.stripped()
        if leading.low > 0 and not continuous:
            self.tag.jumped = True
        return enclosure.sign(leading.c[0], continuous)

    # functions

    def regular(self) -> list:
        """The coefficients from ε⁰ on; Unknown when there is a pole."""
        if self.low == 0:
            return self.c
        if self.low > 0:
            return [ZERO] * self.low + self.c
        for x in self.c[: -self.low]:
            if not is_exact_zero(x):
                raise Unknown
        if len(self.c) <= -self.low:
            raise Unknown
        return self.c[-self.low :]

    def absolute(self):
        try:
            return -self if self.sign(continuous=True) < 0 else self
        except Unknown:
            if all(map(is_exact_zero, self.c)):
                return self  # |O(εⁿ)| is O(εⁿ)
            raise

    def maximum(self, other):
        difference = self - other
        if type(difference) is not Jet:
            return self if enclosure.sign(difference) >= 0 else other
        try:
            return other if difference.sign(continuous=True) < 0 else self
        except Unknown:
            if all(map(is_exact_zero, difference.c)):
                return self
            raise

    def sign_value(self):
        return fmpq(self.sign(continuous=False))

    def floor(self):
        c = self.regular()
        whole = FUNCTIONS["floor"](c[0])
        if type(whole) is Jet:
            raise Unknown
        rest = c[0] - whole
        if enclosure.sign(rest) > 0:
            return whole
        if not self.tag.one_sided:
            raise Kink(self.tag)
        self.tag.jumped = True
        return whole if (self - whole).sign(continuous=False) > 0 else whole - 1

    def apply(self, name: str):
        """The function called `name` of this jet."""
        try:
            c = self.regular()
        except Unknown:
            return self._at_infinity(name)
        try:
            return self.lift(FUNCTIONS[name], SLOPES[name], c)
        except Undefined as undefined:
            if self.tag.one_sided and not undefined.robust:
                raise Unknown from None  # undefined at ε = 0, which is left out
            raise

    def _at_infinity(self, name: str):
        """exp, tanh, erf where the argument goes to ±∞: flat, so every coefficient is known."""
        leading = self.stripped()
        if not self.tag.one_sided or leading.low >= 0:
            raise Unknown
        s = enclosure.sign(leading.c[0])
        flat = [ZERO] * (len(leading.c) - 1)
        if name == "exp" and s:
            return Huge(self.tag, 1, len(leading.c)) if s > 0 else Jet(self.tag, 0, [ZERO, *flat])
        if name in ("tanh", "erf") and s:
            return Jet(self.tag, 0, [fmpq(s), *flat])
        raise Unknown

    def lift(self, function, slope, c: list):
        """function(jet) by Taylor: its derivative is slope(jet)·jet′; c are the jet's coefficients."""
        first = function(c[0])
        n = len(c)
        if n == 1:
            return Jet(self.tag, 0, [first])
        try:
            s = slope(c[0] if n == 2 else Jet(self.tag, 0, c[:-1]))
        except Undefined:
            raise Unknown from None  # vertical here, though the whole may not be: arcsin(1 - x⁴)
        if type(s) is not Jet or s.tag is not self.tag:
            return Jet(self.tag, 0, [first] + [enclosure.times(s, x) for x in c[1:]])
        d = s.regular()
        return Jet(self.tag, 0, [first] + integrated(d, c))

    def rational_power(self, p: fmpq):
        """self^p for a constant p that is no integer."""
        if is_exact_zero(self.c[0]) or self.low:
            if not self.tag.one_sided:
                raise Kink(self.tag)
            unit = self.stripped()
            low = unit.low * p
            if enclosure.sign(unit.c[0], continuous=True) < 0:
                raise Undefined(robust=True)
            if low.q != 1:
                raise Unknown
            inner = Jet(self.tag, 0, unit.c).rational_power(p)
            return Jet(self.tag, int(low.p), inner.c)
        return self.lift(
            lambda x: real_power(x, p),
            lambda x: enclosure.times(p, real_power(x, p - 1) if (p - 1).q != 1 else x),
            self.c,
        )


class Huge:
    """A function beyond every power of a one-sided ε, with a sign: e^{1/ε}."""

    __slots__ = ("tag", "side", "n")

    def __init__(self, tag: Tag, side: int, n: int):
        self.tag, self.side, self.n = tag, side, n

    def _flat(self, value: int) -> Jet:
        return Jet(self.tag, 0, [fmpq(value)] + [ZERO] * (self.n - 1))

    def __neg__(self) -> Huge:
        return Huge(self.tag, -self.side, self.n)

    def __add__(self, other):
        if type(other) is Jet and other.tag.level > self.tag.level:
            return NotImplemented
        if type(other) is Huge and (other.tag is not self.tag or other.side != self.side):
            raise Unknown
        return self

    __radd__ = __add__

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return (-self) + other

    def __mul__(self, other):
        if type(other) is Jet and other.tag.level > self.tag.level:
            return NotImplemented
        return self if enclosure.sign(other, continuous=True) > 0 else self._reversed(other)

    __rmul__ = __mul__

    def _reversed(self, other) -> Huge:
        if enclosure.sign(other, continuous=True) == 0:
            raise Unknown
        return -self

    def __truediv__(self, other):
        if type(other) is fmpq or type(other) is arb:
            return self * other
        return other.under(self)

    def under(self, a):
        if type(a) is Huge:
            raise Unknown
        if type(a) is Jet and a.tag.level > self.tag.level:
            return Jet(a.tag, a.low, [enclosure.divide(x, self) for x in a.c])
        return self._flat(0)

    def integer_power(self, n: int):
        if n == 0:
            return ONE
        return self if n % 2 else Huge(self.tag, 1, self.n)

    def rational_power(self, p: fmpq):
        if self.side < 0:
            raise Undefined(robust=True)
        return self if p > 0 else self._flat(0)

    def sign(self, continuous: bool) -> int:
        return self.side

    def sign_value(self):
        return fmpq(self.side)

    def absolute(self):
        return Huge(self.tag, 1, self.n)

    def maximum(self, other):
        return self if enclosure.sign(self - other) > 0 else other

    def apply(self, name: str):
        if name == "exp":
            return self if self.side > 0 else self._flat(0)
        if name in ("tanh", "erf"):
            return self._flat(self.side)
        raise Unknown

    def floor(self):
        raise Unknown

    def at_zero(self):
        return infinite(self.side)


def integrated(slope: list, c: list) -> list:
    """Coefficients 1, 2, … of the series whose derivative is slope·c′."""
    times = enclosure.times
    return [
        _total(times(fmpq(j, k), times(c[j], slope[k - j])) for j in range(1, k + 1))
        for k in range(1, len(c))
    ]


def _total(terms):
    total = ZERO
    for term in terms:
        total = total + term
    return total
