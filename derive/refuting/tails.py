"""How large a function is on the whole way to infinity or to a pole.

Invariant: `area` encloses the integral over the rest of the way.  It stands on the elasticity
E of f, x f′/f for x on the way to infinity and (x − e) f′/f at e: where E < −1 far out, or
E > −1 at a pole, f lies under a power whose integral is known.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from derive.refuting import enclosure
from derive.refuting.enclosure import ONE, ZERO, Kink, Undefined, Unknown, Value
from derive.refuting.evaluation import Compiler
from derive.refuting.intervals import INFINITE, NOTHING, Interval, interval
from derive.refuting.jets import Jet, Tag
from derive.refuting.valuation import Bound, Point
from derive.terms.term import Term

HIGHEST = 12  # degree of a polynomial that is expanded
_POINT = Interval(arb(0), arb(0))


class Tail:
    """A body, as far as its size on the way to an end of its domain is asked for."""

    def __init__(self, compiler: Compiler, body: Term, variable: Term, bound: frozenset[Term]):
        self.compiler, self.body, self.variable, self.bound = compiler, body, variable, bound

    def area(self, p: Point, key: object, last: fmpq, end: Value, at: Callable[[Value], Value]) -> Interval:
        """Between the last place that was reached and the end, which may be ±∞."""
        if self.body.op == "+":
            try:
                return _Way(self, p, key, last, end).area(self.body)
            except (Unknown, Kink):
                way = _Way(self, p, key, last, end)
                total = _POINT
                for part in self.body.args:
                    total = total + way.area(part)
                return total
        return _Way(self, p, key, last, end).area(self.body)


class _Way:
    """The way from a place to an end."""

    def __init__(self, tail: Tail, p: Point, key: object, last: fmpq, end: Value):
        self.tail, self.p, self.key, self.last = tail, p, key, last
        self.far = type(end) is not fmpq and not end.is_finite()
        low, high = (arb(last), end) if last < end else (end, arb(last))
        self.span = Interval(low if self.far and low == -INFINITE else arb(low), arb(high))
        self.centre = ZERO if self.far else end

    def value(self, term: Term, at: Value | None = None) -> Interval:
        compiled = self.tail.compiler.compile(term, self.tail.bound)
        with Bound(self.p, self.key, self.span if at is None else at):
            found = interval(compiled(self.p))
        if found is None:
            raise Unknown
        return found

    def area(self, term: Term) -> Interval:
        if term.op == "neg":
            return -self.area(term.args[0])
        size = self.value(term, self.last)
        largest = max(abs(size.lo), abs(size.hi), key=lambda v: v.upper()).upper()
        length = abs(self.last - self.centre)
        sign = self.sign(term)
        try:
            e = self.elasticity(term)
        except (Unknown, Undefined, Kink):
            e = None
        if e is not None:
            room = -e.hi - 1 if self.far else e.lo + 1
            if room > 0:
                most = (largest * arb(length) / room).upper()
                return Interval(-most if sign <= 0 else NOTHING, most if sign >= 0 else NOTHING)
            too_large = e.lo >= -1 if self.far else e.hi <= -1
            if too_large and sign and (size.lo > 0 or size.hi < 0):
                raise Undefined(robust=bool(e.lo > -1 if self.far else e.hi < -1))
        if not sign:
            raise Unknown
        return Interval(NOTHING, INFINITE) if sign > 0 else Interval(-INFINITE, NOTHING)

    def sign(self, term: Term) -> int:
        """1 or −1 where the term has one sign on the way (or is zero), else 0."""
        try:
            found = self.value(term)
        except (Unknown, Undefined, Kink):
            return 0
        return 1 if found.lo >= 0 else -1 if found.hi <= 0 else 0

    def elasticity(self, term: Term) -> Interval:
        """An enclosure of (x − e) f′/f on the way, on which f is not zero.  Raises Unknown."""
        op, args = term.op, term.args
        if self.tail.variable not in term.free:
            return _POINT
        if term == self.tail.variable:
            return interval(ONE) if not self.centre else self.away() / self.span
        if op in ("neg", "abs"):
            return self.elasticity(args[0])
        if op == "*":
            total = _POINT
            for factor in args:
                total = total + self.elasticity(factor)
            return total
        if op == "/":
            return self.elasticity(args[0]) - self.elasticity(args[1])
        if op == "+":
            degree = self._degree(term)
            return self._of_sum(args) if degree is None else self._of_polynomial(term, degree)
        if op == "exp":
            return self.moved(args[0])
        if op == "^" and self.tail.variable not in args[1].free:
            exponent = self.value(args[1], self.last)
            whole = args[1].op == "number" and args[1].value.denominator == 1
            if not whole and not self.value(args[0]).lo >= 0:
                raise Unknown
            return self.elasticity(args[0]) * exponent
        if op == "^" and self.tail.variable not in args[0].free:
            base = self.value(args[0], self.last)
            return self.moved(args[1]) * interval(base.apply("log"))
        if op == "sqrt" and self.value(args[0]).lo >= 0:
            return self.elasticity(args[0]) * fmpq(1, 2)
        if op == "log":
            return interval(enclosure.divide(self.elasticity(args[0]), self.value(term)))
        return interval(enclosure.divide(self.moved(term), self.value(term)))

    def _of_sum(self, parts: tuple[Term, ...]) -> Interval:
        """The mean of the parts' elasticities, each with its share, where all have one sign."""
        total = _POINT
        values = [self.value(part) for part in parts]
        for i, part in enumerate(parts):
            others = interval(ONE)
            for j, other in enumerate(values):
                if j != i:
                    ratio = interval(enclosure.divide(other, values[i]))
                    if not ratio.lo >= 0:
                        raise Unknown
                    others = others + ratio
            share = interval(enclosure.divide(ONE, others))
            total = total + self.elasticity(part) * share
        return total

    def _degree(self, term: Term) -> int | None:
        """A bound on the degree of a polynomial in the variable; None for other terms, and high ones."""
        if self.tail.variable not in term.free:
            return 0
        if term == self.tail.variable:
            return 1
        if term.op == "^" and term.args[1].op == "number":
            count, inner = term.args[1].value, self._degree(term.args[0])
            whole = count.denominator == 1 and 0 <= count <= HIGHEST
            return inner * int(count) if whole and inner is not None and inner * count <= HIGHEST else None
        if term.op not in ("+", "*", "neg", "/"):
            return None
        degrees = [self._degree(part) for part in term.args]
        if None in degrees or (term.op == "/" and degrees[1]):
            return None
        found = sum(degrees) if term.op == "*" else max(degrees)
        return found if found <= HIGHEST else None

    def _of_polynomial(self, term: Term, degree: int) -> Interval:
        """By its coefficients in the distance d from the pole, or in 1/x far out: then the
        polynomial is dᵐ h(d), or xⁿ h(1/x), with h(0) not zero."""
        side = fmpq(1 if (self.span.hi == INFINITE if self.far else self.last > self.centre) else -1)
        compiled = self.tail.compiler.compile(term, self.tail.bound)
        tag = Tag(self.p.level + 1, one_sided=False)
        moving = Jet(tag, 0, [self.centre, side] + [ZERO] * (degree - 1))
        with Bound(self.p, self.key, moving):
            found = compiled(self.p)
        if type(found) is not Jet or found.tag is not tag:
            raise Unknown
        c = [found.coefficient(k) for k in range(degree + 1)]
        if self.far:
            c.reverse()
        lowest = next((k for k, v in enumerate(c) if not enclosure.is_exact_zero(v)), None)
        if lowest is None:
            raise Unknown
        length = abs(self.last - self.centre)
        step = Interval(NOTHING, arb(1 / length if self.far else length).upper())
        value, moved, size = _POINT, _POINT, interval(ONE)
        for k, coefficient in enumerate(c[lowest:]):
            value = value + size * coefficient
            moved = moved + size * coefficient * fmpq(k)
            size = size * step
        inner = interval(enclosure.divide(moved, value))
        order = fmpq(degree - lowest if self.far else lowest)
        return -inner + order if self.far else inner + order

    def away(self) -> Interval:
        """x − e."""
        return self.span if not self.centre else self.span - self.centre

    def moved(self, term: Term) -> Interval:
        """(x − e) times the slope of the term."""
        compiled = self.tail.compiler.compile(term, self.tail.bound)
        tag = Tag(self.p.level + 1, one_sided=False)
        self.p.level += 1
        try:
            with Bound(self.p, self.key, Jet(tag, 0, [self.span, self.away()])):
                found = compiled(self.p)
        finally:
            self.p.level -= 1
        if type(found) is not Jet or found.tag is not tag:
            return _POINT
        slope = interval(found.coefficient(1))
        if slope is None:
            raise Unknown
        return slope
