"""Enclosures of terms without symbols, in Arb balls.  Part of what is trusted.

Invariant: the ball contains the value, and where there is a ball the term is defined.
"""

from __future__ import annotations

from flint import arb, ctx, fmpq

from derive.proving.rational import whole
from derive.terms.term import Term

BITS = (64, 256, 1024, 4096)
GREATEST_EXPONENT = 10_000


class Wide(Exception):
    """No enclosure: an operation outside this module, or a ball too wide to go on with."""


def compare(left: Term, op: str, right: Term) -> bool:
    """Whether disjoint enclosures show the relation between two closed terms."""
    before = ctx.prec
    try:
        for ctx.prec in BITS:
            try:
                difference = enclose(left) - enclose(right)
            except Wide:
                continue
            if op in (">", ">=") and difference > 0 or op in ("<", "<=") and difference < 0:
                return True
            if op == "!=" and (difference > 0 or difference < 0):
                return True
        return False
    finally:
        ctx.prec = before


def enclose(term: Term) -> arb:
    """A ball that contains the value of a closed term.  Raises Wide."""
    op, args = term.op, term.args
    if op == "number":
        return arb(fmpq(term.value.numerator, term.value.denominator))
    if op == "constant" and term.value == "pi":
        return arb.pi()
    if op == "^" and whole(args[1]) is not None:
        return _power(enclose(args[0]), whole(args[1]))
    rule = _RULES.get(op)
    if rule is None:
        raise Wide(op)
    found = rule(*map(enclose, args))
    if not found.is_finite():
        raise Wide(op)
    return found


def _power(base: arb, exponent: int) -> arb:
    if abs(exponent) > GREATEST_EXPONENT or (exponent < 0 and not _nonzero(base)):
        raise Wide("^")
    return base**exponent


def _nonzero(ball: arb) -> bool:
    return ball > 0 or ball < 0


def _quotient(a: arb, b: arb) -> arb:
    if not _nonzero(b):
        raise Wide("/")
    return a / b


def _positive(function):
    def rule(a: arb) -> arb:
        if not a > 0:
            raise Wide
        return function(a)

    return rule


def _sum(*balls: arb) -> arb:
    total = arb(0)
    for ball in balls:
        total += ball
    return total


def _product(*balls: arb) -> arb:
    product = arb(1)
    for ball in balls:
        product *= ball
    return product


def _real_power(a: arb, b: arb) -> arb:
    if not a > 0:
        raise Wide("^")
    return (b * a.log()).exp()


_RULES = {
    "+": _sum,
    "*": _product,
    "neg": lambda a: -a,
    "/": _quotient,
    "^": _real_power,
    "exp": lambda a: a.exp(),
    "log": _positive(lambda a: a.log()),
    "sqrt": _positive(lambda a: a.sqrt()),
    "abs": lambda a: abs(a),
    "sin": lambda a: a.sin(),
    "cos": lambda a: a.cos(),
    "arctan": lambda a: a.atan(),
    "sinh": lambda a: a.sinh(),
    "cosh": lambda a: a.cosh(),
    "tanh": lambda a: a.tanh(),
    "erf": lambda a: a.erf(),
}
