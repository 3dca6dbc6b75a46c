"""Derivatives, limits, sums, products and integrals at a point, rigorously.

Invariant: a derivative's value is returned only where the derivative exists.  Where its
body is smooth that is the second coefficient of a jet; at a kink both one-sided expansions
must exist, meet the value there, and have the same slope.
"""

from __future__ import annotations

from flint import arb, fmpq

from derive.proving import enclosure
from derive.proving.enclosure import ONE, ZERO, Kink, Undefined, Unknown, Value, is_exact_zero
from derive.proving.evaluation import Compiler, Compiled, Point
from derive.proving.jets import Jet, Tag
from derive.terms.term import Term, subterms

DEEPEST = 6  # nested derivatives and limits
MOST_TERMS = 60  # of one sum or product
PIECES = 64  # of one integral


class Bound:
    """`with Bound(p, key, value)`: the variable has that value inside."""

    __slots__ = ("values", "key", "value", "before")

    def __init__(self, p: Point, key: object, value: Value):
        self.values, self.key, self.value = p.values, key, value

    def __enter__(self) -> None:
        self.before = self.values.get(self.key)
        self.values[self.key] = self.value

    def __exit__(self, *_: object) -> None:
        if self.before is None:
            del self.values[self.key]
        else:
            self.values[self.key] = self.before


def _order(p: Point) -> int:
    """How many coefficients a one-sided expansion has: fewer when nested, for cost."""
    return (8, 6, 4, 3)[min(p.level - 1, 3)]


def _derivative(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    body_term, variable = term.args
    key = compiler.key(variable, bound)
    body = compiler.compile(body_term, bound | {variable})
    current = compiler.compile(variable, bound)

    def slope(p: Point) -> Value:
        p.spend(1 + 4 * p.level)
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
            return _slope_at_kink(p, body, k, v)
        finally:
            p.level -= 1

    return slope


def _coefficient(value: Value, tag: Tag, k: int) -> Value:
    """The coefficient of εᵏ in a value that may depend on ε."""
    if type(value) is Jet and value.tag is tag:
        return value.coefficient(k)
    return ZERO if k else value


def _slope_at_kink(p: Point, body: Compiled, key: object, v: Value) -> Value:
    with Bound(p, key, v):
        here = body(p)
    slopes = []
    for side in (1, -1):
        tag = Tag(p.level, one_sided=True)
        moving = Jet(tag, 0, [v, fmpq(side)] + [ZERO] * (_order(p) - 2))
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
    if type(a) is fmpq and type(b) is fmpq:
        return a == b
    if type(a) is arb or type(b) is arb or type(a) is fmpq or type(b) is fmpq:
        if type(a) is not Jet and type(b) is not Jet:
            if a < b or a > b:
                return False
            raise Unknown
    difference = a - b
    if type(difference) is Jet and all(map(is_exact_zero, difference.c)):
        return True
    raise Unknown


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
        p.spend(2 + 4 * p.level)
        if p.level >= DEEPEST:
            raise Unknown
        k = key(p)
        p.level += 1
        try:
            n = _order(p)
            if infinite:
                return _along(p, body, k, -1, [fmpq(infinite)] + [ZERO] * (n - 1))
            at = point(p)
            values = [_along(p, body, k, 0, [at, fmpq(side)] + [ZERO] * (n - 2)) for side in sides]
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
        return values[0]

    return approached


def _along(p: Point, body: Compiled, key: object, low: int, c: list) -> Value:
    """The limit of the body as the variable moves as the one-sided jet (low, c) does.

    Where the body has no value on the way, a reader may still mean the limit over its
    domain (√x at 0), so that is Unknown.
    """
    tag = Tag(p.level, one_sided=True)
    try:
        with Bound(p, key, Jet(tag, low, c)):
            value = body(p)
    except Undefined:
        raise Unknown from None
    return value.at_zero() if type(value) is Jet and value.tag is tag else value


def _repeated(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    body_term, variable, lower_term, upper_term = term.args
    key = compiler.key(variable, bound)
    lower, upper = compiler.compile(lower_term, bound), compiler.compile(upper_term, bound)
    body = compiler.compile(body_term, bound | {variable})
    literal = lower_term.op == "number" and upper_term.op == "number"
    places = {
        (s.args[0].value, place)
        for s in subterms(body_term)
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
        p.spend(count)
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


def _integral(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    body_term, variable, lower_term, upper_term = term.args
    key = compiler.key(variable, bound)
    lower, upper = compiler.compile(lower_term, bound), compiler.compile(upper_term, bound)
    body = compiler.compile(body_term, bound | {variable})

    def enclosed(p: Point) -> Value:
        a, b = lower(p), upper(p)
        if type(a) is not fmpq or type(b) is not fmpq:
            raise Unknown
        p.spend(PIECES)
        k, step = key(p), (b - a) / PIECES
        total = ZERO
        for i in range(PIECES):
            piece = arb(a + i * step).union(arb(a + (i + 1) * step))
            with Bound(p, k, piece):
                value = body(p)
            if type(value) not in (fmpq, arb):
                raise Unknown
            total = total + enclosure.times(value, step)
        return total

    return enclosed


BUILD = {
    "derivative": _derivative,
    "at": _at,
    "limit": _limit,
    "sum": _repeated,
    "product": _repeated,
    "integral": _integral,
}
