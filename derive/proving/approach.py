"""Rules of limits, as functions of terms.  Part of what is trusted.

Invariant: a tendency is what the term approaches as its variable tends to the point, and
the term has a value near the point, at every other place.  Where no rule applies the
answer is None.  `evidence.holds(condition)` says whether a condition has been shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.proving.calculus import depends, plus, times
from derive.proving.rational import literal, whole
from derive.terms.term import (
    INFINITY,
    ONE,
    PI,
    TWO,
    ZERO,
    Term,
    add,
    div,
    function,
    neg,
    number,
    power,
    relation,
    sub,
)


@dataclass(frozen=True)
class Tendency:
    """What a term tends to: a value, or ±∞ (value None, sign ±1).

    For a value, sign tells the side from which it is approached: 1 strictly from
    above, -1 strictly from below, 0 not known; constant that it is the value all along.
    """

    value: Term | None
    sign: int = 0
    constant: bool = False


def tendency(body: Term, variable: Term, point: Term, side, evidence) -> Tendency | None:
    """What the body tends to as the variable tends to the point (a term, or ±infinity)."""
    if body == variable:
        if point == INFINITY:
            return Tendency(None, 1)
        if point == neg(INFINITY):
            return Tendency(None, -1)
        return Tendency(point, int(side)) if evidence.shows_defined(point) else None
    if not depends(body, variable):
        return Tendency(body, 0, True) if evidence.shows_defined(body) else None
    known = evidence.limits.get((body, variable, point, number(side)))
    if known is not None:
        if known in (INFINITY, neg(INFINITY)):
            return Tendency(None, 1 if known == INFINITY else -1)
        return Tendency(known)
    if body.op not in _RULES:
        return None
    parts = [tendency(a, variable, point, side, evidence) for a in body.args]
    if None in parts:
        return None
    return _RULES[body.op](parts, evidence)


def _sign(term: Term, evidence) -> int:
    if evidence.holds(relation(term, ">", ZERO)):
        return 1
    return -1 if evidence.holds(relation(term, "<", ZERO)) else 0


def vanishes(a: Tendency | None, evidence) -> bool:
    """Whether the limit is zero."""
    return a is not None and a.value is not None and evidence.holds(relation(a.value, "=", ZERO))


def _negative(parts, evidence) -> Tendency:
    (a,) = parts
    return Tendency(None if a.value is None else _fold(neg(a.value)), -a.sign)


def _sum(parts, evidence) -> Tendency | None:
    infinite = {p.sign for p in parts if p.value is None}
    if infinite:
        return Tendency(None, infinite.pop()) if len(infinite) == 1 else None
    sides = {p.sign for p in parts if not p.constant}
    return Tendency(_fold(plus(*(p.value for p in parts))), sides.pop() if len(sides) == 1 else 0)


def _product(parts, evidence) -> Tendency | None:
    if all(p.value is not None for p in parts):
        moving = [p for p in parts if not p.constant]
        side = 0
        if ZERO in [p.value for p in parts]:  # then the product has a sign near the point, and tends to 0
            side = 1
            for p in parts:
                side *= p.sign if p.value == ZERO else _sign(p.value, evidence)
        elif len(moving) == 1:
            side = moving[0].sign
            for p in parts:
                side *= _sign(p.value, evidence) if p.constant else 1
        return Tendency(_fold(times(*(p.value for p in parts))), side)
    sign = 1
    for p in parts:
        factor = p.sign if p.value is None else _sign(p.value, evidence)
        if factor == 0:
            return None
        sign *= factor
    return Tendency(None, sign)


def _quotient(parts, evidence) -> Tendency | None:
    upper, lower = parts
    if lower.value is None:
        return None if upper.value is None else Tendency(ZERO)
    if lower.value == ZERO and lower.sign:
        sign = upper.sign if upper.value is None else _sign(upper.value, evidence)
        return Tendency(None, sign * lower.sign) if sign else None
    below = _sign(lower.value, evidence)
    if below == 0 and not evidence.holds(relation(lower.value, "!=", ZERO)):
        return None
    if upper.value is None:
        return Tendency(None, upper.sign * below) if below else None
    return Tendency(_fold(div(upper.value, lower.value)), upper.sign * below if lower.constant else 0)


def _power(parts, evidence) -> Tendency | None:
    base, exponent = parts
    count = whole(exponent.value) if exponent.constant else None  # x^{1 + 1/x} has no value for most x < 0
    if count is not None and count >= 1:
        if base.value is None:
            return Tendency(None, base.sign if count % 2 else 1)
        return Tendency(_fold(power(base.value, exponent.value)), _side_of_power(base, count, evidence))
    if exponent.value is None:
        return None
    if base.value is None:
        growth = _sign(exponent.value, evidence)
        if base.sign < 0 or not growth:
            return None
        return Tendency(None, 1) if growth > 0 else Tendency(ZERO, 1)
    if base.value == ZERO:
        positive = base.sign > 0 and _sign(exponent.value, evidence) > 0
        return Tendency(ZERO, 1) if positive else None
    if _sign(base.value, evidence) > 0:
        return Tendency(power(base.value, exponent.value))
    return None


def _side_of_power(base: Tendency, count: int, evidence) -> int:
    """The side from which bⁿ is approached."""
    if base.value == ZERO:
        return base.sign if count % 2 else abs(base.sign)
    sign = _sign(base.value, evidence)
    return base.sign * (1 if count % 2 else sign)


def _exponential(parts, evidence) -> Tendency:
    (a,) = parts
    if a.value is None:
        return Tendency(None, 1) if a.sign > 0 else Tendency(ZERO, 1)
    return Tendency(ONE if a.value == ZERO else function("exp", a.value), a.sign)


def _logarithm(parts, evidence) -> Tendency | None:
    (a,) = parts
    if a.value is None:
        return Tendency(None, 1) if a.sign > 0 else None
    if a.value == ZERO:
        return Tendency(None, -1) if a.sign > 0 else None
    if _sign(a.value, evidence) <= 0:
        return None
    return Tendency(ZERO if a.value == ONE else function("log", a.value), a.sign)


def _root(parts, evidence) -> Tendency | None:
    (a,) = parts
    if a.value is None:
        return Tendency(None, 1) if a.sign > 0 else None
    if a.value == ZERO:
        return Tendency(ZERO, 1) if a.sign > 0 else None
    return Tendency(function("sqrt", a.value), a.sign) if _sign(a.value, evidence) > 0 else None


def _absolute(parts, evidence) -> Tendency:
    (a,) = parts
    if a.value == ZERO:
        return Tendency(ZERO, abs(a.sign))
    return Tendency(None, 1) if a.value is None else Tendency(_fold(function("abs", a.value)))


def _increasing(op: str, end: Term | None):
    """An odd function that increases everywhere, to `end` (None: without bound)."""

    def rule(parts, evidence) -> Tendency:
        (a,) = parts
        if a.value is not None:
            return Tendency(ZERO if a.value == ZERO else function(op, a.value), a.sign)
        if end is None:
            return Tendency(None, a.sign)
        return Tendency(end, -1) if a.sign > 0 else Tendency(neg(end), 1)

    return rule


def _arcsine(parts, evidence) -> Tendency | None:
    (a,) = parts
    if a.value is None:
        return None
    if a.value == ZERO:
        return Tendency(ZERO, a.sign)
    value = literal(a.value)
    at_end = (value == 1 and a.sign < 0) or (value == -1 and a.sign > 0)
    inside = _sign(add(ONE, a.value), evidence) > 0 and _sign(sub(ONE, a.value), evidence) > 0
    return Tendency(function("arcsin", a.value), a.sign) if at_end or inside else None


def _circular(op: str, at_zero: Term):
    def rule(parts, evidence) -> Tendency | None:
        (a,) = parts
        if a.value is None:
            return None
        if a.value == ZERO:  # sin has the sign of its argument there, and cos is below 1
            return Tendency(at_zero, a.sign if op == "sin" else -abs(a.sign))
        return Tendency(function(op, a.value))

    return rule


def _continuous(op: str):
    def rule(parts, evidence) -> Tendency | None:
        if any(p.value is None for p in parts):
            return None
        return Tendency(function(op, *(p.value for p in parts)))

    return rule


def _hyperbolic_cosine(parts, evidence) -> Tendency:
    (a,) = parts
    return Tendency(None, 1) if a.value is None else Tendency(function("cosh", a.value))


_RULES = {
    "+": _sum,
    "*": _product,
    "neg": _negative,
    "/": _quotient,
    "^": _power,
    "exp": _exponential,
    "log": _logarithm,
    "sqrt": _root,
    "abs": _absolute,
    "arctan": _increasing("arctan", div(PI, TWO)),
    "tanh": _increasing("tanh", ONE),
    "erf": _increasing("erf", ONE),
    "sinh": _increasing("sinh", None),
    "arsinh": _increasing("arsinh", None),
    "cosh": _hyperbolic_cosine,
    "arcsin": _arcsine,
    "sin": _circular("sin", ZERO),
    "cos": _circular("cos", ONE),
    "max": _continuous("max"),
    "min": _continuous("min"),
}


def _fold(term: Term) -> Term:
    """The term, computed when it is arithmetic of numbers alone."""
    values = [literal(a) for a in term.args]
    if None in values or term.op not in ("+", "*", "neg", "/", "^", "abs"):
        return term
    if term.op == "+":
        return number(sum(values))
    if term.op == "*":
        product = values[0]
        for value in values[1:]:
            product *= value
        return number(product)
    if term.op == "neg":
        return number(-values[0])
    if term.op == "abs":
        return number(abs(values[0]))
    if term.op == "/":
        return number(values[0] / values[1])
    return number(values[0] ** values[1]) if 0 <= values[1] <= 64 else term


def holds_near(condition: Term, variable: Term, point: Term, side: Term, evidence) -> bool:
    """Whether the condition holds for all values of the variable close enough to the point
    (and not the point itself): of the form variable ⋛ constant, or by a limit of its left side."""
    if condition.op not in ("<", "<=", ">", ">=", "!="):
        return False
    if condition.args[1] == ZERO and _sign_near(condition, variable, point, side, evidence):
        return True
    bound = condition.args[1]
    if condition.args[0] != variable:
        return False
    if depends(bound, variable) or not evidence.shows_defined(bound):
        return False
    if point == INFINITY:
        return condition.op in (">", ">=", "!=")
    if point == neg(INFINITY):
        return condition.op in ("<", "<=", "!=")
    if bound == point:
        sides = {1: (">", ">=", "!="), -1: ("<", "<=", "!=")}.get(int(side.value), ("!=",))
        return condition.op in sides
    here, there = literal(point), literal(bound)
    if here is not None and there is not None:
        below = there < here
        return condition.op in ((">", ">=", "!=") if below else ("<", "<=", "!="))
    return False


def _sign_near(condition: Term, variable: Term, point: Term, side: Term, evidence) -> bool:
    """Whether t ⋛ 0 holds near the point, because t tends to a limit on that side of zero,
    or to zero from that side."""
    subject = condition.args[0]
    if not depends(subject, variable):
        return False
    found = tendency(subject, variable, point, side.value, evidence)
    if found is None:
        return False
    if found.value is None or found.value == ZERO:
        sign = found.sign
    else:
        sign = _sign(found.value, evidence)
        if not sign and condition.op == "!=":
            return evidence.holds(relation(found.value, "!=", ZERO))
    return condition.op in {1: (">", ">=", "!="), -1: ("<", "<=", "!="), 0: ()}[sign]
