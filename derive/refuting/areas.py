"""Definite integrals at a point, rigorously, up to infinite bounds and poles.

Invariant: a number or a finite interval encloses the integral, which exists; an interval up to
±∞ says that it lies there if it exists.  Undefined where the integrand is too large for it.
"""

from __future__ import annotations

from flint import arb, fmpq

from derive.refuting import enclosure
from derive.refuting.enclosure import ONE, ZERO, Kink, Undefined, Unknown, Value
from derive.refuting.evaluation import Compiled, Compiler
from derive.refuting.intervals import INFINITE, Interval, interval
from derive.refuting.jets import Jet, Tag
from derive.refuting.tails import Tail
from derive.refuting.valuation import Bound, Point
from derive.refuting.variables import distinct
from derive.terms.term import Term

PIECES = 64  # of an integral between bounds that the integrand reaches
SHARES = 10  # of each octave on the way to another bound
NEAR, FAR = 24, 11  # octaves towards a pole and towards infinity
MOST_CUTS = 4
_NOT_TOLD = (Unknown, Undefined, Kink)


def integral(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    """An integral as a function of a point."""
    body_term, variable, lower_term, upper_term = term.args
    if any(s.op in ("apply", "prime", "indexed") for s in distinct(body_term)):
        return compiler.unknown  # on a whole piece an opaque value is no single number
    key = compiler.key(variable, bound)
    lower, upper = (_bound(compiler, t, bound) for t in (lower_term, upper_term))
    inside = bound | {variable}
    body, tail = compiler.compile(body_term, inside), Tail(compiler, body_term, variable, inside)
    numbers = {s.value for s in distinct(body_term) if s.op == "number"}
    poles = sorted({0, *numbers, *(-n for n in numbers)})

    def enclosed(p: Point) -> Value:
        a, b = lower(p), upper(p)
        if type(a) not in (fmpq, arb) or type(b) not in (fmpq, arb):
            raise Unknown
        area = _Area(p, body, key(p), tail)
        if _finite(a) and _finite(b):
            try:
                return area.reached(a, b, PIECES)
            except _NOT_TOLD:
                pass
        if not all(type(end) is fmpq or not _finite(end) for end in (a, b)) or a == b:
            raise Unknown
        return -area.stretch(b, a, poles) if a > b else area.stretch(a, b, poles)

    return enclosed


def _bound(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    if term.op == "infinity":
        return lambda p: INFINITE
    if term.op == "neg" and term.args[0].op == "infinity":
        return lambda p: -INFINITE
    return compiler.compile(term, bound)


def _finite(end: Value) -> bool:
    return type(end) is fmpq or end.is_finite()


class _Area:
    """The area under one body at one point."""

    def __init__(self, p: Point, body: Compiled, key: object, tail: Tail):
        self.p, self.body, self.key, self.tail = p, body, key, tail

    def at(self, value: Value) -> Value:
        with Bound(self.p, self.key, value):
            return self.body(self.p)

    def reached(self, a: Value, b: Value, count: int) -> Value:
        """From a to b, by the slope of the slope on each of so many pieces."""
        self.p.budget.spend(count)
        step = (b - a) / count
        total: Value = ZERO
        for i in range(count):
            total = total + self._piece(a + i * step, step)
        return total

    def _piece(self, start: Value, step: Value) -> Value:
        piece = arb(start).union(arb(start + step))
        try:
            tag = Tag(self.p.level + 1, one_sided=False)
            self.p.level += 1
            try:
                curved = self.at(Jet(tag, 0, [piece, ONE, ZERO]))
            finally:
                self.p.level -= 1
            bend = curved.coefficient(2) if type(curved) is Jet and curved.tag is tag else ZERO
            value = self.at(start + step / 2) + enclosure.times(bend, step * step / 12)
        except _NOT_TOLD:
            value = self.at(piece)
        if type(value) not in (fmpq, arb) or (type(value) is arb and not value.is_finite()):
            raise Unknown
        return enclosure.times(value, step)

    def stretch(self, a: Value, b: Value, poles: list) -> Value:
        """From a to b > a, where either may be infinite and the integrand may have poles."""
        cuts = [fmpq(n.numerator, n.denominator) if n else ZERO for n in poles]
        cuts = [c for c in cuts if a < c and c < b and self._pole(c)][:MOST_CUTS] or [_between(a, b)]
        total, unknown = Interval(arb(0), arb(0)), False
        for left, right in zip([a, *cuts], [*cuts, b]):
            try:
                if not (_finite(left) and _finite(right)):
                    raise Unknown
                part = self.reached(left, right, PIECES)
            except _NOT_TOLD:
                try:
                    middle = _between(left, right)
                    part = self.half(middle, left) + self.half(middle, right)
                except (Unknown, Kink):
                    unknown = True  # another part may still be too large
                    continue
            total = total + interval(part)
        if unknown:
            raise Unknown
        if total.lo.is_finite() and total.hi.is_finite():
            return total.lo.union(total.hi)
        self.p.unsure = True
        return total

    def half(self, middle: fmpq, end: Value) -> Interval:
        """Between a point where the integrand has a value and an end of the stretch."""
        if _finite(end) and not self._pole(end):
            try:
                return interval(self.reached(min(middle, end), max(middle, end), PIECES))
            except _NOT_TOLD:
                pass
        return self.towards(middle, end)

    def _pole(self, place: fmpq) -> bool:
        try:
            self.at(place)
        except Undefined:
            return True
        except (Unknown, Kink):
            pass
        return False

    def towards(self, start: fmpq, end: Value) -> Interval:
        """The area between a point where the integrand has a value and an end of its domain."""
        if _finite(end):
            ways = [(start - end) / 2**k for k in range(NEAR + 1)]
            places = [end + way for way in ways]
        else:
            side = 1 if end > 0 else -1
            start = start if start * side > 0 else fmpq(side)
            places = [start * 2**k for k in range(FAR + 1)]
        total: Value = ZERO
        for here, there in zip(places, places[1:]):
            total = total + self.reached(min(here, there), max(here, there), SHARES)
        rest = self.tail.area(self.p, self.key, places[-1], end, self.at)
        return interval(total) + rest


def _between(a: Value, b: Value) -> fmpq:
    if _finite(a) and _finite(b):
        return (a + b) / 2
    if _finite(a):
        return a + 1 if a > 0 else ONE
    return b - 1 if _finite(b) and b < 0 else -ONE if _finite(b) else ZERO
