"""Derivatives, limits, sums and products at a point, rigorously.

Invariant: a derivative's value is returned only where the derivative exists.  Where its
body is smooth that is the second coefficient of a jet; at a kink both one-sided expansions
must exist, meet the value there, and have the same slope.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from derive.refuting import areas, enclosure, intervals, series
from derive.refuting.enclosure import ONE, ZERO, Kink, Undefined, Unknown, Value, is_exact_zero
from derive.refuting.evaluation import Compiled, Compiler
from derive.refuting.jets import Huge, Jet, Tag
from derive.refuting.valuation import Bound, Point
from derive.refuting.variables import distinct
from derive.terms.term import Term

DEEPEST = 6  # nested derivatives and limits
MOST_TERMS = 60  # of one sum or product


ORDERS = ((3, 8), (3, 6), (3, 4), (3,))  # coefficients of a one-sided expansion, by nesting: few first


def _with_enough(p: Point, expand: Callable[[int], Value]) -> Value:
    """What `expand` finds with so many coefficients; more when the first do not tell."""
    orders = ORDERS[min(p.level - 1, 3)]
    for order in orders[:-1]:
        try:
            return expand(order)
        except Unknown:
            pass
    return expand(orders[-1])


def _derivative(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    body_term, variable = term.args
    key = compiler.key(variable, bound)
    body = compiler.compile(body_term, bound | {variable})
    current = compiler.compile(variable, bound)

    def slope(p: Point) -> Value:
        p.budget.spend(1 + 4 * p.level)
        k, v = key(p), current(p)
        if p.level >= DEEPEST:
            raise Unknown
        p.level += 1
        try:
            tag = Tag(p.level, one_sided=False)
            try:
                with Bound(p, k, Jet(tag, 0, [v, ONE])):
                    return _coefficient(body(p), tag, 1)
            except Kink as kink:
                if kink.tag is not tag:
                    raise
            return _with_enough(p, lambda order: _slope_at_kink(p, body, k, v, order))
        finally:
            p.level -= 1

    return slope


def _coefficient(value: Value, tag: Tag, k: int) -> Value:
    """The coefficient of εᵏ in a value that may depend on ε."""
    if type(value) is Jet and value.tag is tag:
        return value.coefficient(k)
    return ZERO if k else value


def _slope_at_kink(p: Point, body: Compiled, key: object, v: Value, order: int) -> Value:
    with Bound(p, key, v):
        here = body(p)
    slopes = []
    for side in (1, -1):
        tag = Tag(p.level, one_sided=True)
        moving = Jet(tag, 0, [v, fmpq(side)] + [ZERO] * (order - 2))
        try:
            with Bound(p, key, moving):
                value = body(p)
            if type(value) is Jet and value.tag is tag:
                start = value.at_zero()
            else:
                start = value
        except Undefined:
            raise Undefined(robust=False) from None
        if tag.jumped and not _equal(start, here):
            raise Undefined(robust=False)
        slope = _coefficient(value, tag, 1)
        slopes.append(slope if side > 0 else -slope)
    if _equal(*slopes):
        return slopes[0]
    raise Undefined(robust=False)


def _equal(a: Value, b: Value) -> bool:
    """Whether two values are equal, when certain."""
    if type(a) is Jet or type(b) is Jet:
        difference = a - b
        if type(difference) is Jet and all(map(is_exact_zero, difference.c)):
            return True
        raise Unknown
    return enclosure.holds("=", a, b)


def _at(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    body_term, variable, value_term = term.args
    key = compiler.key(variable, bound)
    value = compiler.compile(value_term, bound)
    body = compiler.compile(body_term, bound | {variable})

    def set_there(p: Point) -> Value:
        with Bound(p, key(p), value(p)):
            return body(p)

    return set_there


def _limit(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    body_term, variable, point_term, side_term = term.args
    key = compiler.key(variable, bound)
    body = compiler.compile(body_term, bound | {variable})
    infinite = {"infinity": 1, "neg": -1}.get(point_term.op, 0)
    if infinite < 0 and point_term.args[0].op != "infinity":
        infinite = 0
    point = None if infinite else compiler.compile(point_term, bound)
    sides = (1, -1)
    if not infinite and side_term.op != "number":
        sides = (-1,)
    elif not infinite and side_term.value:
        sides = (1,) if side_term.value > 0 else (-1,)

    def approached(p: Point) -> Value:
        p.budget.spend(2 + 4 * p.level)
        if p.level >= DEEPEST:
            raise Unknown
        k = key(p)
        p.level += 1
        try:
            if infinite:
                return _toward(p, body, k, None, infinite)
            at = point(p)
            values = [_toward(p, body, k, at, side) for side in sides]
        finally:
            p.level -= 1
        if len(values) == 1:
            return values[0]
        try:
            if not _equal(*values):
                raise Undefined(robust=False)
        except Unknown:
            if type(values[0]) is Jet or type(values[1]) is Jet:
                raise
            p.unsure = True
            return intervals.within(*values)
        return values[0]

    return approached


def _toward(p: Point, body: Compiled, key: object, at: Value | None, side: int) -> Value:
    """The limit as the variable goes to `at` from the given side, or to ±∞ where `at` is None."""

    def expanded(n: int) -> Value:
        tag = Tag(p.level, one_sided=True)
        c = [fmpq(side)] + [ZERO] * (n - 1) if at is None else [at, fmpq(side)] + [ZERO] * (n - 2)
        with Bound(p, key, Jet(tag, -1 if at is None else 0, c)):
            value = body(p)
        return value.at_zero() if type(value) in (Jet, Huge) and value.tag is tag else value

    try:
        return _with_enough(p, expanded)
    except Undefined as undefined:
        if undefined.robust:  # a reader may still mean the limit over the domain: √x at 0
            raise Unknown from None
        raise
    except Unknown:
        if at is not None and type(at) is not fmpq:
            raise
    return _tail(p, body, key, at, side)


def _tail(p: Point, body: Compiled, key: object, at: fmpq | None, side: int) -> Value:
    """An enclosure of the limit: what the body is on whole one-sided neighbourhoods.

    Where its slope has one sign there, it also lies beyond the value at the far end.
    """
    p.unsure = True
    found: Value = intervals.Interval(-intervals.INFINITE, intervals.INFINITE)
    for size in (16, 1000, 10**6, 10**12):
        far = fmpq(side * size) if at is None else at + fmpq(side, size)
        near = side * intervals.INFINITE if at is None else arb(at)
        outward = (side > 0) == (at is None)  # the limit is at the upper end
        low, high = (arb(far), near) if outward else (near, arb(far))
        span = intervals.Interval(low.lower(), high.upper())
        with Bound(p, key, span):
            value = body(p)
        if intervals.interval(value) is None:
            raise Unknown
        found = intervals.within(found, value)
        tag = Tag(p.level, one_sided=False)
        try:
            with Bound(p, key, Jet(tag, 0, [span, ONE])):
                slope = intervals.interval(_coefficient(body(p), tag, 1))
            with Bound(p, key, far):
                start = intervals.interval(body(p))
        except (Undefined, Unknown, Kink):
            continue
        rising = slope.lo >= 0 if outward else slope.hi <= 0  # on the way to the limit
        falling = slope.hi <= 0 if outward else slope.lo >= 0
        if rising:
            found = intervals.within(found, intervals.Interval(start.lo, intervals.INFINITE))
        elif falling:
            found = intervals.within(found, intervals.Interval(-intervals.INFINITE, start.hi))
    if abs(found.lo) == intervals.INFINITE and abs(found.hi) == intervals.INFINITE:
        raise Unknown
    return found


def _repeated(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    body_term, variable, lower_term, upper_term = term.args
    if term.op == "sum" and upper_term.op == "infinity":
        return series.series(compiler, term, bound)
    key = compiler.key(variable, bound)
    lower, upper = compiler.compile(lower_term, bound), compiler.compile(upper_term, bound)
    body = compiler.compile(body_term, bound | {variable})
    literal = lower_term.op == "number" and upper_term.op == "number"
    places = {
        (s.args[0].value, place)
        for s in distinct(body_term)
        if s.op == "indexed"
        for place, index in enumerate(s.args[1:])
        if index == variable
    }
    combine = (lambda a, b: a + b) if term.op == "sum" else enclosure.times
    start = ZERO if term.op == "sum" else ONE

    def repeated(p: Point) -> Value:
        first, last = lower(p), upper(p)
        if type(first) is not fmpq or type(last) is not fmpq or first.q != 1 or last.q != 1:
            raise Unknown
        count = int(last.p) - int(first.p) + 1
        if count > MOST_TERMS or count < 0 or count == 0 and not literal:
            raise Unknown  # an empty sum is rarely what n ≥ 1 left unsaid means
        p.budget.spend(count)
        k = key(p)
        value = start
        indices = [first + i for i in range(count)]
        for place in places:
            p.table.ranges.setdefault(place, set()).update(indices)
        for i in indices:
            with Bound(p, k, i):
                value = combine(value, body(p))
            if type(value) is fmpq and value.height_bits() > enclosure.EXACT_BITS:
                raise Unknown
        return value

    return repeated


BUILD = {
    "derivative": _derivative,
    "at": _at,
    "limit": _limit,
    "sum": _repeated,
    "product": _repeated,
    "integral": areas.integral,
}
