"""The values of sums, derivatives, limits and integrals, from values of their bodies.

Invariant: a value is given only where numbers ever nearer agree on it; Undefined only where they
disagree plainly.  `value` is passed in, the value of a term at a point.
"""

from __future__ import annotations

from fractions import Fraction

import mpmath
from mpmath import mp

from attacks import values
from attacks.tables import element, opaque

STEPS = (Fraction(1, 10**20), Fraction(1, 10**15), Fraction(1, 10**13))  # by how many derivatives are inside
NEAR = (8, 12, 16, 20)  # how many digits a limit's variable is from its point
AWAY = tuple(2**k for k in range(7, 15))  # and how far it goes
DIGITS = 30  # under an integral


def _repeated(value, term, point):
    body, index, lower, upper = term.args
    low, high = value(lower, point), value(upper, point)
    if not all(isinstance(b, Fraction) and b.denominator == 1 for b in (low, high)) or high - low > 400:
        raise values.Unknown
    if high < low - 1:
        raise values.Undefined(term)
    parts = [value(body, {**point, index: Fraction(i)}) for i in range(int(low), int(high) + 1)]
    if not parts:
        return Fraction(0 if term.op == "sum" else 1)
    return values._sum(*parts) if term.op == "sum" else values._product(*parts)


def _at(value, term, point):
    body, variable, there = term.args
    return value(body, {**point, variable: value(there, point)})


# ── derivatives ──────────────────────────────────────────────────────────────


def _slope(value, term, point):
    """The derivative, from difference quotients on both sides; Undefined where they differ."""
    body, variable = term.args
    if variable.op == "indexed":
        indices = tuple(value(a, point) for a in variable.args[1:])
        here, variable = element(variable.args[0], indices, point), (variable.args[0], indices)
    elif variable not in point:
        raise values.Unknown(term)
    else:
        here = point[variable]
    return _difference(lambda x: value(body, {**point, variable: x}), here, _order(body))


def _prime(value, term, point):
    head, order, argument = term.args
    if order.op != "number" or not 1 <= order.value <= 3:
        raise values.Unknown(term)

    def derived(count: int, x):
        if not count:
            return opaque(head, (x,), point)
        return _difference(lambda y: derived(count - 1, y), x, count - 1)

    return derived(int(order.value), value(argument, point))


def _order(term) -> int:
    inside = max(map(_order, term.args), default=0)
    return inside + (term.op in ("derivative", "prime"))


def _difference(function, here, order: int):
    if order >= len(STEPS):
        raise values.Unknown
    step = STEPS[order]
    middle, quotients = function(here), []
    for way in (step, -step):
        beside = here + (way if isinstance(here, Fraction) else values._float(way))
        quotients.append(values._float(values._sum(function(beside), -middle)) / values._float(way))
    gap = abs(quotients[0] - quotients[1])
    size = 1 + abs(quotients[0]) + abs(quotients[1])
    if gap > size / 10**3:
        raise values.Undefined
    if gap > size / 10**12 or size > 10**8:
        raise values.Unknown
    return sum(quotients) / 2


# ── limits ───────────────────────────────────────────────────────────────────


def _limit(value, term, point):
    """The limit, where the body settles down on the way; Undefined where two sides differ."""
    side = term.args[3]
    ways = (int(side.value),) if side.op == "number" and side.value else (1, -1)
    try:
        found = [_settled(s) for s in _sequences(value, term, point, ways)]
    except values.Undefined:  # a reader may still mean the limit over the domain: √x at 0
        raise values.Unknown from None
    if abs(found[0] - found[-1]) > values.ROUGH * (1 + abs(found[0])):
        raise values.Undefined(term)
    return found[0]


def _sequences(value, term, point, ways) -> list[list]:
    """What the body is on the way to the limit's point, from each side."""
    body, variable, target, _ = term.args
    far = infinite(target)
    found = []
    for way in (far,) if far else ways:
        if far:
            places = [Fraction(way * distance) for distance in AWAY]
        else:
            there = value(target, point)
            if not isinstance(there, Fraction):
                raise values.Unknown
            places = [there + way * Fraction(1, 10**digits) for digits in NEAR]
        found.append([value(body, {**point, variable: p}) for p in places])
    return found


def stays(value, term, point, sign: int) -> bool | None:
    """Whether the term, a limit, is certainly not ±∞: None where that cannot be told."""
    if term.op == "neg":
        return stays(value, term.args[0], point, -sign)
    if term.op != "limit":
        return None
    side = term.args[3]
    ways = (int(side.value),) if side.op == "number" and side.value else (1, -1)
    try:
        for sequence in _sequences(value, term, point, ways):
            gaps = [sign * (values._float(b) - values._float(a)) for a, b in zip(sequence, sequence[1:])]
            if gaps[-1] < values.ROUGH:
                return True
            if min(gaps) <= 0 or gaps[-1] < gaps[0] / 2:
                return None
    except (values.Undefined, values.Unknown, OverflowError):
        return None
    return False


def infinite(target) -> int:
    sign = -1 if target.op == "neg" else 1
    return sign if (target.args[0] if sign < 0 else target).op == "infinity" else 0


def _settled(sequence):
    """What the sequence tends to, after one step of Aitken's; Unknown where it does not settle."""
    a, b, c = map(values._float, sequence[-3:])
    size = 1 + abs(c)
    if abs(c - b) > size / 10 or abs(c - b) > abs(b - a) + values.FAINT:
        raise values.Unknown
    better = c - (c - b) ** 2 / ((c - b) - (b - a)) if abs((c - b) - (b - a)) > mpmath.mpf(10) ** -80 else c
    if abs(better - c) > size / 10**3:
        raise values.Unknown
    return better


# ── integrals ────────────────────────────────────────────────────────────────


def _integral(value, term, point):
    body, variable, lower, upper = term.args
    ends = []
    for end in (lower, upper):
        sign = infinite(end)
        ends.append(sign * mpmath.inf if sign else values._float(value(end, point)))
    before = mp.dps
    try:
        mp.dps = DIGITS
        pieces = [ends[0], *_kinks(*ends), ends[1]]
        if pieces[0] == pieces[-1]:
            value(body, {**point, variable: pieces[0]})
            return Fraction(0)
        found, error = mpmath.quad(
            lambda x: values._float(value(body, {**point, variable: x})), pieces, error=True
        )
    finally:
        mp.dps = before
    if not error < values.ROUGH / 100 or not mpmath.isfinite(found):
        raise values.Unknown
    return found


def _kinks(low, high):
    """Places between the ends where posts have kinks: the whole numbers."""
    if mpmath.isinf(low) or mpmath.isinf(high):
        return [mpmath.mpf(0)] if mpmath.isinf(low) and mpmath.isinf(high) else []
    inside = [
        k for k in range(int(min(low, high)), int(max(low, high)) + 1) if min(low, high) < k < max(low, high)
    ]
    return [mpmath.mpf(k) for k in (inside if low < high else reversed(inside))][:12]


RULES = {
    "sum": _repeated, "product": _repeated, "at": _at, "derivative": _slope, "prime": _prime,
    "limit": _limit, "integral": _integral,
}  # fmt: skip
