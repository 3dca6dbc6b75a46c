"""A term of one variable → the points that its curve goes through.

Invariant: every vertex is the term's value at an exact rational, enclosed by ball arithmetic;
a line joins two vertices only where halving brings their values together.

Where it does not, the curve jumps: the line ends, and the point in between is looked for among
the rationals that are shortest to write, so that a jump at 0 or 1/3 is found exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb, ctx, fmpq

from derive.refuting.enclosure import Kink, Undefined, Unknown, fraction
from derive.refuting.evaluation import Compiler
from derive.refuting.valuation import Budget, Point
from derive.terms.term import Term

FIRST = 160  # intervals
HALVINGS = 9  # of one of them, where the curve bends
CLOSEST = 40  # halvings towards a jump or the end of a domain
BEND = 1 / 800  # of the picture's height: how far a curve may be from its line
BITS = (64, 256)
BUDGET = 100_000  # terms of sums, derivatives, pieces of integrals for one curve
MOST_POINTS = 16_000  # of one curve
PAGE = 20  # curves at their most expensive that a page may have
ROUGHLY = 3e-4  # how well a value is known, beside its size
HIGHEST = 1e30  # what is higher is drawn there, far outside of every picture
UNKNOWN = math.nan

Vertex = tuple[float, float]


@dataclass(frozen=True)
class Trace:
    """A curve: unbroken lines, single points on it (`filled`), and ends that are not (`hollow`).

    `heights` are the values at places that are the same distance apart: what a picture has to show.
    """

    lines: tuple[tuple[Vertex, ...], ...]
    filled: tuple[Vertex, ...] = ()
    hollow: tuple[Vertex, ...] = ()
    heights: tuple[float, ...] = ()


TOO_LONG = "it takes too long to draw"


class NotDrawn(Exception):
    """Why a curve is not drawn."""


class Allowance:
    """What the curves of a page may cost together."""

    def __init__(self) -> None:
        self.points, self.terms = PAGE * MOST_POINTS, PAGE * BUDGET


class Curve:
    """A term as a function of exact rationals."""

    def __init__(
        self, term: Term, variable: Term, condition: Term | None = None, page: Allowance | None = None
    ):
        compiler = Compiler()
        self.page = page or Allowance()
        self.name = variable.value
        self.value = compiler.compile(term)
        self.holds = None if condition is None or condition.op == "true" else compiler.condition(condition)
        self.budget = Budget(min(BUDGET, self.page.terms))
        self.known: dict[Fraction, float | None] = {}

    def __call__(self, x: Fraction) -> float | None:
        """The value, or None where there is none or it is not known."""
        if x not in self.known:
            if len(self.known) >= MOST_POINTS or self.page.points <= 0:
                raise NotDrawn(TOO_LONG)
            self.page.points -= 1
            before = self.budget.left
            self.known[x] = self.worked_out(x)
            self.page.terms -= before - self.budget.left
        value = self.known[x]
        return None if value is UNKNOWN else value

    def is_unknown(self, x: Fraction) -> bool:
        """Whether there may be a value, and it is not known."""
        self(x)
        return self.known[x] is UNKNOWN

    def worked_out(self, x: Fraction) -> float | None:
        before = ctx.prec
        try:
            for bits in BITS:
                ctx.prec = bits
                point = Point({self.name: fmpq(x.numerator, x.denominator)}, budget=self.budget)
                try:
                    if self.holds is not None and not self.holds(point):
                        return None
                    value = self.value(point)
                except (Undefined, Kink):
                    return None
                except (Unknown, RecursionError):
                    if self.budget.left < 0:
                        raise NotDrawn(TOO_LONG) from None
                    continue
                ball = arb(value) if type(value) in (fmpq, arb) else arb("nan")
                if ball.is_finite() and ball.rad() < ROUGHLY * (1 + abs(ball.mid())):
                    return max(-HIGHEST, min(HIGHEST, float(ball.mid())))
            return UNKNOWN
        finally:
            ctx.prec = before


def valued(term: Term) -> Fraction | None:
    """The value of a closed term, exact where it is rational; None where it is not known."""
    try:
        value = Compiler().compile(term)(Point({}))
    except (Undefined, Kink, Unknown, RecursionError):
        return None
    if type(value) is fmpq:
        return fraction(value)
    return Fraction(float(value.mid())) if type(value) is arb and value.is_finite() else None


def sample(
    term: Term,
    variable: Term,
    low: Fraction,
    high: Fraction,
    condition: Term | None = None,
    page: Allowance | None = None,
) -> Trace:
    """The curve over low ≤ variable ≤ high.  Raises NotDrawn."""
    curve = Curve(term, variable, condition, page)
    step = (high - low) / FIRST
    places = sorted({*(low + step * k for k in range(FIRST)), high, *_whole(low, high)})
    heights = [y for y in map(curve, places) if y is not None]
    if sum(map(curve.is_unknown, places)) > len(places) // 20:
        raise NotDrawn("its values are not known there")
    if not heights:
        raise NotDrawn("it has no value there")
    return replace(_Walk(curve, *span(heights)).along(places), heights=tuple(heights))


def span(heights: list[float]) -> tuple[float, float]:
    """The heights that a picture shows: all of them, but for the far ends of poles."""
    ordered = sorted(heights)
    low, high = ordered[0], ordered[-1]
    few = len(ordered) // 20
    inner_low, inner_high = ordered[few], ordered[-1 - few]
    inner = inner_high - inner_low
    if inner > 0 and high - low > 12 * inner:
        low, high = max(low, inner_low - inner), min(high, inner_high + inner)
    if low == high:
        return low - 1, high + 1
    return low, high


def _whole(low: Fraction, high: Fraction) -> list[Fraction]:
    """The whole numbers of a range, where they are few."""
    if high - low > 200:
        return []
    return [Fraction(n) for n in range(math.ceil(low), math.floor(high) + 1)]


class _Walk:
    """Goes along a curve from left to right and notes what is to be drawn."""

    def __init__(self, curve: Curve, bottom: float, top: float):
        self.curve, self.tolerance = curve, (top - bottom) * BEND
        self.bottom, self.top = bottom - (top - bottom), top + (top - bottom)
        self.lines: list[list[Vertex]] = [[]]
        self.filled: dict[Vertex, None] = {}
        self.hollow: dict[Vertex, None] = {}

    def along(self, places: list[Fraction]) -> Trace:
        self.to(places[0])
        for a, b in zip(places, places[1:]):
            self.between(a, b)
        alone = (line[0] for line in self.lines if len(line) == 1)
        lines = tuple(tuple(line) for line in self.lines if len(line) > 1)
        return Trace(lines, tuple(dict.fromkeys((*self.filled, *alone))), tuple(self.hollow))

    def to(self, x: Fraction, y: float | None = None) -> None:
        """Draws on to the point; with no value there the line ends before it."""
        y = self.curve(x) if y is None else y
        if y is None:
            self.stop()
        elif self.lines[-1][-1:] != [(float(x), y)]:
            self.lines[-1].append((float(x), y))

    def stop(self) -> None:
        if self.lines[-1]:
            self.lines.append([])

    def between(self, a: Fraction, b: Fraction, depth: int = 0) -> None:
        """Draws what follows `a`, up to `b`."""
        left, right = self.curve(a), self.curve(b)
        if left is None and right is None:
            return
        if right is None:
            self.ends(a, b)
        elif left is None:
            self.begins(a, b)
        elif self.is_straight(a, b):
            self.to(b)
        elif depth < HALVINGS:
            middle = (a + b) / 2
            self.between(a, middle, depth + 1)
            self.between(middle, b, depth + 1)
        elif abs(right - left) > 4 * self.tolerance:
            self.steps(a, b)
        else:
            self.to(b)

    def is_straight(self, a: Fraction, b: Fraction) -> bool:
        left, right = self.curve(a), self.curve(b)
        if max(left, right) < self.bottom or min(left, right) > self.top:
            return True  # nobody sees it
        for part in (Fraction(1, 2), Fraction(1, 4), Fraction(13, 16)):
            y = self.curve(a + (b - a) * part)
            if y is None or abs(y - (left + (right - left) * float(part))) > self.tolerance:
                return False
        return True

    def ends(self, a: Fraction, b: Fraction) -> None:
        """The domain ends between `a`, which is in it, and `b`."""
        last, end, y = self.edge(a, b)
        if last != a:
            self.between(a, last, HALVINGS // 2)
        if y is not None:
            self.to(end, y)
        self.stop()

    def begins(self, a: Fraction, b: Fraction) -> None:
        first, start, y = self.edge(b, a)
        self.stop()
        self.to(start, y) if y is not None else self.to(first)
        if first != b:
            self.between(first, b, HALVINGS // 2)
        else:
            self.to(b)

    def edge(self, inside: Fraction, outside: Fraction) -> tuple[Fraction, Fraction, float | None]:
        """The last point found inside, where the domain ends, and the value there or on the way to
        it; None where the values run away."""
        start = inside
        for _ in range(CLOSEST):
            middle = (inside + outside) / 2
            if self.curve(middle) is None:
                outside = middle
            else:
                inside = middle
        end = shortest(min(inside, outside), max(inside, outside))
        here = self.curve(end)
        if here is not None:
            return (start if end == start else inside), end, here
        before = self.curve(outside + (start - outside) / 2**18)
        near = self.curve(inside)
        if (
            before is None
            or abs(near - before) > 10 * self.tolerance
            or self.curve.is_unknown(end)
            or abs(near) == HIGHEST
        ):
            return inside, end, None
        self.hollow[float(end), near] = None
        return inside, end, near

    def steps(self, a: Fraction, b: Fraction) -> None:
        """Halving has not brought the values at `a` and `b` together."""
        size, start, stop = abs(self.curve(b) - self.curve(a)), a, b
        for _ in range(CLOSEST):
            middle = (a + b) / 2
            y = self.curve(middle)
            if y is None:  # the step is at an undefined point
                self.between(start, middle, HALVINGS)
                self.between(middle, stop, HALVINGS)
                return
            if abs(y - self.curve(a)) > abs(self.curve(b) - y):
                b = middle
            else:
                a = middle
        left, right = self.curve(a), self.curve(b)
        if abs(right - left) < size / 2:  # steep, and no step
            self.to(stop)
        elif abs(right - left) > 50 * size:  # a pole
            self.to(a)
            self.stop()
            self.to(b)
            self.to(stop)
        else:
            self.step(shortest(a, b), left, right)
            self.to(stop)

    def step(self, place: Fraction, left: float, right: float) -> None:
        x, here = float(place), self.curve(place)
        self.to(place, left)
        self.stop()
        self.to(place, right)
        ends = {y: here is not None and abs(here - y) <= 4 * self.tolerance for y in (left, right)}
        for y, reached in ends.items():
            (self.filled if reached else self.hollow)[x, y] = None
        if here is not None and not any(ends.values()):
            self.filled[x, here] = None


def shortest(a: Fraction, b: Fraction) -> Fraction:
    """The rational between two, both included, with the smallest denominator."""
    if a <= 0 <= b:
        return Fraction(0)
    if b < 0:
        return -shortest(-b, -a)
    whole = math.floor(a)
    if whole == a:
        return a
    if whole + 1 <= b:
        return Fraction(whole + 1)
    return whole + 1 / shortest(1 / (b - whole), 1 / (a - whole))
