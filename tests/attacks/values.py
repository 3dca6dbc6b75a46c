"""What a term is worth at a point, in fractions and 120 digits of mpmath.

Invariant: shares no code with the prover or the refuter, so that it can disagree with
both.  Nothing here is a proof: a value that cannot be told from zero, a pole or a jump
is Unknown; what is read off numbers that approach it (binders.py) is less sharp.
"""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
from mpmath import mp

from attacks.tables import element, opaque

from derive.terms.term import RELATIONS

mp.dps = 120
FAINT = mpmath.mpf(10) ** -25  # below, a value that is not exact may as well be zero
TURNS = 10**40  # beyond, too few digits are left of an angle
FAR = 40_000  # beyond e^±FAR nothing is told
LOST = mpmath.mpf(10) ** 60  # a sum this much smaller than its terms has too few digits left
SHARP, ROUGH = mpmath.mpf(10) ** -12, mpmath.mpf(10) ** -5  # how near two equal values are
ROUGH_BINDERS = frozenset(("limit", "integral"))


class Undefined(Exception):
    """The term has no value at the point."""


class Unknown(Exception):
    """Its value cannot be told."""


def value(term, point):
    """A Fraction where the value is exact, else an mpf.  Raises Undefined, Unknown."""
    op, args = term.op, term.args
    if op == "number":
        return term.value
    if op == "symbol":
        if term not in point:
            raise Unknown(term)
        return point[term]
    if op == "constant":
        return mp.pi
    if op == "cases":
        for result, condition in zip(args[::2], args[1::2]):
            if holds(condition, point):
                return value(result, point)
        raise Undefined(term)
    if op in binders.RULES:
        return binders.RULES[op](value, term, point)
    if op == "indexed":
        return element(args[0], tuple(value(a, point) for a in args[1:]), point)
    if op == "apply":
        return opaque(args[0], tuple(value(a, point) for a in args[1:]), point)
    rule = _RULES.get(op)
    if rule is None:
        raise Unknown(term)
    return rule(*(value(a, point) for a in args))


def holds(condition, point) -> bool:
    """Whether the condition holds.  Raises Undefined, Unknown."""
    if condition.op == "true":
        return True
    if condition.op == "and":
        return all([holds(part, point) for part in condition.args])
    if condition.op == "or":
        return any([holds(part, point) for part in condition.args])
    if condition.op == "all":
        body, index = condition.args
        return all([holds(body, {**point, index: Fraction(i)}) for i in range(1, 5)])
    if condition.op == "integer":
        found = value(condition.args[0], point)
        if not isinstance(found, Fraction):
            raise Unknown(condition)
        return found.denominator == 1
    return compare(value(condition.args[0], point), condition.op, value(condition.args[1], point))


def compare(left, op: str, right) -> bool:
    """Whether the relation holds between two values.  Raises Unknown where they are too close."""
    sign = _sign(_sum(left, -right), 1 + abs(_float(left)) + abs(_float(right)))
    return {"=": sign == 0, "!=": sign != 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[
        op
    ]


def fails(left, op: str, right, point) -> bool | None:
    """Whether `left op right` certainly fails at the point: one side alone has a value, or
    both have one and they are not so related.  None where that cannot be told."""
    found = []
    if op not in RELATIONS:  # ≈, of which the digits that are written decide
        return None
    if op == "=" and binders.infinite(right):
        return binders.stays(value, left, point, binders.infinite(right))
    for side in (left, right):
        try:
            found.append(value(side, point))
        except Undefined:
            found.append(None)
        except (Unknown, OverflowError, mpmath.libmp.NoConvergence):
            return None
    if found[0] is None or found[1] is None:
        return found[0] is not found[1]
    a, b = found
    scale = 1 + abs(_float(a)) + abs(_float(b))
    gap = (_float(a) - _float(b)) / scale
    exact = isinstance(a, Fraction) and isinstance(b, Fraction)
    width = ROUGH if _is_rough(left) or _is_rough(right) else SHARP
    near = a == b if exact else abs(gap) < width
    if near and not exact:  # equal, as far as can be told
        return False if op in ("=", "<=", ">=") and abs(gap) < width / 10 else None
    return not {"=": near, "!=": not near, "<": gap < 0, "<=": gap <= 0, ">": gap > 0, ">=": gap >= 0}[op]


def _is_rough(term) -> bool:
    return term.op in ROUGH_BINDERS or any(map(_is_rough, term.args))


# ── one operation at a time ──────────────────────────────────────────────────


def _float(a):
    return mpmath.mpf(a.numerator) / a.denominator if isinstance(a, Fraction) else a


def _sign(a, scale=1) -> int:
    if not isinstance(a, Fraction) and abs(a) < FAINT * scale:
        raise Unknown(a)
    return (a > 0) - (a < 0)


def _sum(*terms):
    if all(isinstance(t, Fraction) for t in terms):
        return sum(terms)
    floats = [_float(t) for t in terms]
    total, largest = mpmath.fsum(floats), max(map(abs, floats))
    if largest > LOST * max(abs(total), FAINT):
        raise Unknown
    return total


def _product(*terms):
    if any(isinstance(t, Fraction) and t == 0 for t in terms):
        return Fraction(0)
    if all(isinstance(t, Fraction) for t in terms):
        found = Fraction(1)
        for term in terms:
            found *= term
        return found
    return mpmath.fprod(map(_float, terms))


def _quotient(a, b):
    if _sign(b) == 0:
        raise Undefined
    if isinstance(a, Fraction) and (a == 0 or isinstance(b, Fraction)):
        return a / b if isinstance(b, Fraction) else Fraction(0)
    return _float(a) / _float(b)


def _power(a, b):
    if isinstance(b, Fraction) and b.denominator == 1:
        if b < 0 and _sign(a) == 0:
            raise Undefined
        if abs(b) > 500 and a not in (0, 1, -1):
            return _float(a) ** int(b)
        return a ** int(b)
    if not isinstance(b, Fraction):
        near = mpmath.nint(b)
        if abs(b - near) < FAINT:
            raise Unknown
    sign = _sign(a)
    if sign < 0:
        raise Undefined
    if sign == 0:
        if _sign(b) <= 0:
            raise Undefined
        return Fraction(0)
    return Fraction(1) if a == 1 else _exp(_float(b) * mpmath.log(_float(a)))


def _exp(a):
    if isinstance(a, Fraction) and a == 0:
        return Fraction(1)
    if a < -FAR and mp.dps < 60:  # under an integral, where it is as good as nothing
        return Fraction(0)
    if abs(a) > FAR:
        raise Unknown
    return mpmath.exp(_float(a))


def _log(a):
    if _sign(a) <= 0:
        raise Undefined
    return Fraction(0) if a == 1 else mpmath.log(_float(a))


def _root(a, degree=Fraction(2)):
    if not isinstance(degree, Fraction) or degree.denominator != 1 or degree < 1:
        raise Unknown
    sign = _sign(a)
    if sign < 0 and degree % 2 == 0:
        raise Undefined
    if sign == 0:
        return Fraction(0)
    size = abs(a)
    if isinstance(a, Fraction):
        roots = [round(mpmath.root(n, int(degree))) for n in (size.numerator, size.denominator)]
        exact = Fraction(*roots)
        if exact**degree == size:
            return sign * exact
    return sign * mpmath.root(_float(size), int(degree))


def _extreme(way: int):
    def rule(*terms):
        best = terms[0]
        for term in terms[1:]:
            if way * _float(_sum(term, -best)) > 0:
                best = term
        return best

    return rule


def _floor(a):
    if isinstance(a, Fraction):
        return Fraction(a.__floor__())
    if abs(a - mpmath.nint(a)) < FAINT:
        raise Unknown
    return Fraction(int(mpmath.floor(a)))


def _plain(function):
    return lambda a: function(_float(a))


def _circular(function):
    def rule(a):
        if abs(a) > TURNS:
            raise Unknown
        return function(_float(a))

    return rule


def _inside(function, low, high, ends: bool = True):
    def rule(a):
        x = _float(a)
        if not low <= x <= high or (not ends and x in (low, high)):
            raise Undefined
        return function(x)

    return rule


def _tan(a):
    if abs(a) > TURNS:
        raise Unknown
    _quotient(Fraction(1), mpmath.cos(_float(a)))
    return mpmath.tan(_float(a))


def _gamma(a):
    x = _float(a)
    if x <= 0 and abs(x - mpmath.nint(x)) < FAINT:
        raise Undefined
    if abs(a) > 500:
        raise Unknown
    return mpmath.gamma(_float(a))


def _factorial(a):
    if not isinstance(a, Fraction) or a.denominator != 1 or a > 200:
        raise Unknown
    if a < 0:
        raise Undefined
    return Fraction(math.factorial(int(a)))


_RULES = {
    "+": _sum, "*": _product, "neg": lambda a: -a, "/": _quotient, "^": _power,
    "exp": _exp, "log": _log, "sqrt": _root, "root": _root, "abs": abs,
    "max": _extreme(1), "min": _extreme(-1), "sign": lambda a: Fraction(_sign(a)), "floor": _floor,
    "sin": _circular(mpmath.sin), "cos": _circular(mpmath.cos), "tan": _tan,
    "sinh": _plain(mpmath.sinh), "cosh": _plain(mpmath.cosh), "tanh": _plain(mpmath.tanh),
    "arctan": _plain(mpmath.atan), "arsinh": _plain(mpmath.asinh), "erf": _plain(mpmath.erf),
    "arcsin": _inside(mpmath.asin, -1, 1), "arccos": _inside(mpmath.acos, -1, 1),
    "arcosh": _inside(mpmath.acosh, 1, mpmath.inf), "artanh": _inside(mpmath.atanh, -1, 1, ends=False),
    "gamma": _gamma, "factorial": _factorial,
}  # fmt: skip


from attacks import binders  # noqa: E402  (the two need each other)
