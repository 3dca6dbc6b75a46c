"""Rules of derivatives and limits, as functions of terms.  Part of what is trusted.

Invariant: a slope is the derivative at the current point under the evidence given;
a tendency is what the term approaches.  Where no rule applies the answer is None.
`evidence.holds(condition)` says whether a condition has been shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.proving.rational import literal, whole
from derive.terms.term import (
    INFINITY,
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    substitute,
)

_SMOOTH = frozenset("+ * neg exp sin cos arctan sinh cosh tanh arsinh erf".split())
_CONTINUOUS = _SMOOTH | frozenset("abs max min / log".split())


def depends(term: Term, variable: Term) -> bool:
    """Whether the term's value may change with the variable (a symbol, or an indexed
    one: then any member of its family counts)."""
    return (variable if variable.op == "symbol" else variable.args[0]) in term.free


def is_continuous(term: Term, variable: Term) -> bool:
    """Whether the term, where defined, is defined and continuous all around it."""
    if not depends(term, variable) or term == variable:
        return True
    if term.op == "^":
        return whole(term.args[1]) is not None and is_continuous(term.args[0], variable)
    return term.op in _CONTINUOUS and all(is_continuous(a, variable) for a in term.args)


def is_open(condition: Term, variable: Term) -> bool:
    """Whether the condition, where it holds, holds for all near values of the variable."""
    if not depends(condition, variable):
        return True
    if condition.op in ("and", "or"):
        return all(is_open(part, variable) for part in condition.args)
    return condition.op in ("<", ">", "!=") and all(is_continuous(a, variable) for a in condition.args)


def is_convex(condition: Term, variable: Term) -> bool:
    """Whether the condition, where it holds at two values of the variable, holds between them."""
    if not depends(condition, variable):
        return True
    if condition.op == "and":
        return all(is_convex(part, variable) for part in condition.args)
    return condition.op in ("=", "<", "<=", ">", ">=") and all(is_linear(a, variable) for a in condition.args)


def is_linear(term: Term, variable: Term) -> bool:
    """Whether the term, where defined, is a + b · variable with a and b free of the variable."""
    if not depends(term, variable) or term == variable:
        return True
    if term.op in ("+", "neg"):
        return all(is_linear(a, variable) for a in term.args)
    if term.op == "*":
        return sum(depends(a, variable) for a in term.args) == 1 and all(
            is_linear(a, variable) for a in term.args
        )
    return term.op == "/" and not depends(term.args[1], variable) and is_linear(term.args[0], variable)


# ── derivatives ──────────────────────────────────────────────────────────────


def plus(*terms: Term) -> Term:
    return add(*(t for t in terms if t != ZERO))


def times(*terms: Term) -> Term:
    return ZERO if ZERO in terms else mul(*(t for t in terms if t != ONE))


def slope(body: Term, variable: Term, evidence, laws: Mapping, used: list[str]) -> Term | None:
    """The derivative of the body, which is defined; None when no rule applies."""
    if body == variable:
        return ONE
    if not depends(body, variable):
        return ZERO
    if (body, variable) in evidence.slopes:
        return evidence.slopes[body, variable]
    op, args = body.op, body.args
    if op == "apply" and len(args) == 2:
        outer = Term("prime", (args[0], ONE, args[1]))
        chain = slope(args[1], variable, evidence, laws, used) if evidence.shows_defined(outer) else None
        return None if chain is None else times(outer, chain)
    if op == "prime" and args[1].op == "number":
        outer = Term("prime", (args[0], number(args[1].value + 1), args[2]))
        chain = slope(args[2], variable, evidence, laws, used) if evidence.shows_defined(outer) else None
        return None if chain is None else times(outer, chain)
    if op == "indexed" and variable.op == "indexed" and len(args) == len(variable.args):
        return _kronecker(args, variable.args)

    def inner(term: Term) -> Term | None:
        return slope(term, variable, evidence, laws, used)

    if op in ("+", "*", "neg", "/", "^"):
        slopes = [inner(a) for a in args]
        if None in slopes:
            return None
        if op == "+":
            return plus(*slopes)
        if op == "neg":
            return ZERO if slopes[0] == ZERO else neg(slopes[0])
        if op == "*":
            return plus(*(times(*args[:i], s, *args[i + 1 :]) for i, s in enumerate(slopes)))
        if op == "/":
            upper = plus(times(slopes[0], args[1]), neg(times(args[0], slopes[1])))
            return div(slopes[0], args[1]) if slopes[1] == ZERO else div(upper, power(args[1], TWO))
        return _slope_of_power(args, slopes, evidence, used)
    statement = laws.get(op)
    if statement is None or len(args) != 1:
        return None
    symbol = statement.relation.args[0].args[1]
    for condition in statement.side_conditions:
        if not evidence.holds(substitute(condition, {symbol: args[0]})):
            return None
    chain = inner(args[0])
    if chain is None:
        return None
    used.append(statement.name)
    return times(substitute(statement.relation.args[1], {symbol: args[0]}), chain)


def _kronecker(indices: tuple[Term, ...], others: tuple[Term, ...]) -> Term | None:
    """The derivative of x_i with respect to x_j: 1 where the indices agree, else 0."""
    if indices[0] != others[0]:
        return ZERO
    conditions = [relation(i, "=", j) for i, j in zip(indices[1:], others[1:]) if i != j]
    if any(None not in (whole(c.args[0]), whole(c.args[1])) for c in conditions):
        return ZERO  # two different numbers
    if len(conditions) != 1:
        return None
    return Term("cases", (ONE, conditions[0], ZERO, TRUE))


def _slope_of_power(args, slopes, evidence, used: list[str]) -> Term | None:
    base, exponent = args
    count = whole(exponent)
    if count is not None:  # a base under a negative one is not zero: the body is defined
        if count in (0, 1):
            return slopes[0] if count else ZERO
        return times(number(count), power(base, number(count - 1)), slopes[0])
    if not evidence.holds(relation(base, ">", ZERO)):
        return None
    used.append("derivative-power")
    if slopes[1] == ZERO:
        return times(exponent, power(base, sub(exponent, ONE)), slopes[0])
    logarithm = function("log", base)
    return times(
        power(base, exponent), plus(times(slopes[1], logarithm), div(times(exponent, slopes[0]), base))
    )


# ── limits ───────────────────────────────────────────────────────────────────


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
        return Tendency(_fold(times(*(p.value for p in parts))))
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
    if _sign(lower.value, evidence) == 0 and not evidence.holds(relation(lower.value, "!=", ZERO)):
        return None
    if upper.value is None:
        sign = _sign(lower.value, evidence)
        return Tendency(None, upper.sign * sign) if sign else None
    return Tendency(_fold(div(upper.value, lower.value)))


def _power(parts, evidence) -> Tendency | None:
    base, exponent = parts
    count = whole(exponent.value) if exponent.constant else None  # x^{1 + 1/x} has no value for most x < 0
    if count is None or count < 1:
        return None
    if base.value is None:
        return Tendency(None, base.sign if count % 2 else 1)
    return Tendency(_fold(power(base.value, exponent.value)))


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
    return Tendency(function("sqrt", a.value)) if _sign(a.value, evidence) > 0 else None


def _absolute(parts, evidence) -> Tendency:
    (a,) = parts
    return Tendency(None, 1) if a.value is None else Tendency(_fold(function("abs", a.value)))


def _arctangent(parts, evidence) -> Tendency:
    (a,) = parts
    if a.value is None:
        half = div(PI, TWO)
        return Tendency(half, -1) if a.sign > 0 else Tendency(neg(half), 1)
    return Tendency(function("arctan", a.value), a.sign)


def _continuous(op: str):
    def rule(parts, evidence) -> Tendency | None:
        if any(p.value is None for p in parts):
            return None
        return Tendency(function(op, *(p.value for p in parts)))

    return rule


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
    "arctan": _arctangent,
    **{op: _continuous(op) for op in ("max", "min", "sin", "cos", "sinh", "cosh", "tanh", "arsinh", "erf")},
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


def holds_near(condition: Term, variable: Term, point: Term, side: Term) -> bool:
    """Whether the condition holds for all values of the variable close enough to the
    point (and not the point itself), by being of the form variable ⋛ constant."""
    if condition.op not in ("<", "<=", ">", ">=", "!=") or condition.args[0] != variable:
        return False
    bound = condition.args[1]
    if depends(bound, variable):
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
