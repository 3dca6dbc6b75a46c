"""Rules of derivatives, and of continuity, as functions of terms.  Part of what is trusted.

Invariant: a slope is the derivative at the current point under the evidence given.
Where no rule applies the answer is None.
`evidence.holds(condition)` says whether a condition has been shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from derive.proving.rational import whole
from derive.terms.term import (
    ONE,
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

_CONTINUOUS = frozenset(
    ["+", "*", "neg", "/", "exp", "log", "abs", "max", "min", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh", "arsinh", "artanh", "erf"]
)


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
        if any(depends(index, variable) for index in (*args[1:], *variable.args[1:])):
            return None  # y_{x_1} jumps as x_1 varies, where it has a value at all
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
    counted = slopes[1] == ZERO and evidence.holds(Term("integer", (exponent,)))  # by any x near, 0^0 = 1
    if counted and any(map(evidence.holds, (relation(exponent, ">=", ONE), relation(base, "!=", ZERO)))):
        return times(exponent, power(base, sub(exponent, ONE)), slopes[0])
    if not evidence.holds(relation(base, ">", ZERO)):
        return None
    used.append("derivative-power")
    if slopes[1] == ZERO:
        return times(exponent, power(base, sub(exponent, ONE)), slopes[0])
    logarithm = function("log", base)
    return times(
        power(base, exponent), plus(times(slopes[1], logarithm), div(times(exponent, slopes[0]), base))
    )
