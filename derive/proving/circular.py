"""Sine and cosine by the laws of sums of angles, their inverses, and erf, which is odd as they are.

Invariant: as in atoms.py, an atom is only ever replaced through a theorem of the kernel.
"""

from __future__ import annotations

from fractions import Fraction

from derive.proving import kernel
from derive.proving.atoms import by_arguments, exchange, law_at, pieces
from derive.proving.context import Context
from derive.proving.evidence import domain_of
from derive.proving.laws import laws_by_name
from derive.proving.signs import fraction, require
from derive.terms.term import ONE, PI, ZERO, Term, add, div, function, mul, neg, number, relation, symbol

_A, _B = symbol("a"), symbol("b")
MOST_ANGLES = 12  # in one sum: sin 12x has terms enough
_NAMES = {1: "pi", 2: "half", 3: "third", 4: "quarter", 6: "sixth"}  # the angles π/q, in names of laws


def circular(context: Context, term: Term) -> None:
    """sin and cos: of a sum by the laws of sums, of an inverse or a share of π by its law."""
    (argument,) = term.args
    for name in _NAMES.values():
        if laws_by_name()[f"{term.op}-{name}"].relation.args[0] == term:
            context.rewrite(kernel.law(f"{term.op}-{name}", {}))
            return
    found = pieces(context, argument, "angle")
    if not found:
        exchange(context, term, ZERO)
        context.rewrite(kernel.law(f"{term.op}-zero", {}))
        return
    if sum(abs(count) for count, _ in found) > MOST_ANGLES:
        return
    angles = [base if count > 0 else Term("neg", (base,)) for count, base in found for _ in range(abs(count))]
    total = angles[-1]
    for angle in reversed(angles[:-1]):
        total = add(angle, total)
    exchange(context, term, total)
    if total != argument:
        return
    if len(angles) > 1:
        context.rewrite(law_at(context, f"{term.op}-sum", {_A: angles[0], _B: total.args[1]}))
    elif argument.op == "neg":
        context.rewrite(
            law_at(context, "sin-odd" if term.op == "sin" else "cos-even", {_A: argument.args[0]})
        )
    elif argument.op in ("arcsin", "arctan"):
        name = f"{term.op}-{argument.op}"
        context.rewrite(law_at(context, name, {_A: argument.args[0]}, *context.conditions.get(argument, ())))
    elif (name := _share_of_pi(argument)) is not None:
        exchange(context, term, laws_by_name()[f"{term.op}-{name}"].relation.args[0].args[0])
    elif term.op == "sin":
        context.powers[term] = law_at(context, "sin-squared", {_A: argument})
        context.settle(context.powers[term].conclusion.args[1])


def _share_of_pi(angle: Term) -> str | None:
    for q, name in _NAMES.items():
        if angle == (PI if q == 1 else mul(number(Fraction(1, q)), PI)):
            return name
    return None


def tangent(context: Context, term: Term) -> None:
    context.rewrite(law_at(context, "tan-quotient", {_A: term.args[0]}, *context.conditions[term]))


def arccosine(context: Context, term: Term) -> None:
    context.rewrite(law_at(context, "arccos-arcsin", {_A: term.args[0]}, *context.conditions.get(term, ())))


_VALUES = {
    "arcsin": {Fraction(0): "zero", Fraction(1, 2): "half", Fraction(1): "one"},
    "arctan": {Fraction(0): "zero", Fraction(1): "one"},
    "erf": {Fraction(0): "zero"},
}


def odd(context: Context, term: Term) -> None:
    """f(−a) = −f(a), and the values that are laws, for arcsin, arctan and erf."""
    (argument,) = term.args
    upper, lower = context.normal(argument)
    if upper.is_zero() or (upper.is_constant() and lower.is_one()):
        value = Fraction(0) if upper.is_zero() else fraction(upper.leading_coefficient())
        name = _VALUES[term.op].get(value)
        if name is not None:
            statement = laws_by_name()[f"{term.op}-{name}"]
            exchange(context, term, statement.relation.args[0].args[0])
            context.rewrite(kernel.law(statement.name, {}))
            return
    if term.op == "arctan" and upper.is_constant() and not lower.is_constant():
        _reciprocal(context, term, context.term((lower, upper)))
    elif not upper.is_zero() and upper.leading_coefficient() < 0:
        turned = Term("neg", (context.term((-upper, lower)),))
        exchange(context, term, turned)
        if turned == argument:
            inner = turned.args[0]
            shown = [require(context, c.args[0], c.op) for c in domain_of(function(term.op, inner))]
            context.rewrite(law_at(context, f"{term.op}-odd", {_A: inner}, *shown))
    else:
        by_arguments(context, term)


def _reciprocal(context: Context, term: Term, inverse: Term) -> None:
    """arctan(1/a) = π/2 − arctan a for a > 0, and its opposite for a < 0."""
    sign = context.sign(inverse)
    op = sign.conclusion.op if sign is not None else None
    if op == ">":
        exchange(context, term, div(ONE, inverse))
        context.rewrite(law_at(context, "arctan-reciprocal", {_A: inverse}, sign))
    elif op == "<":
        opposite = context.term(context.normal(neg(inverse)))
        positive = context.sign(opposite)
        inside = div(ONE, opposite)
        same = context.equal(term.args[0], neg(inside))
        support = context.support(*term.args, neg(inside))
        moved = kernel.congruence(term, (same,), support)
        turned = law_at(context, "arctan-odd", {_A: inside})
        back = law_at(context, "arctan-reciprocal", {_A: opposite}, positive)
        goal = relation(term, "=", neg(back.conclusion.args[1]))
        parts = ((1, ((moved, 1),)), (1, ((turned, 1),)), (-1, ((back, 1),)))
        context.rewrite(kernel.order(goal, parts, (*support, *context.support(back.conclusion.args[1]))))
    else:
        by_arguments(context, term)
