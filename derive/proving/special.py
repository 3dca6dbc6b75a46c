"""Γ, factorials and whole parts by their laws.

Invariant: as in atoms.py, an atom is only ever replaced through a theorem of the kernel.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from derive.proving import kernel
from derive.proving.atoms import by_arguments, exchange, law_at, whole_facts
from derive.proving.context import Context
from derive.proving.evidence import Evidence
from derive.proving.kernel import Theorem
from derive.proving.laws import laws_by_name
from derive.proving.signs import fraction
from derive.terms.term import ONE, Term, add, div, function, neg, number, relation, symbol

_A, _B = symbol("a"), symbol("b")
MOST_STEPS = 60  # from Γ(a) to Γ(a ± n)
NEAREST = (0, 1, -1, 2, -2, 3, -3)  # whole parts to try


def factorial(context: Context, term: Term) -> None:
    """n! = Γ(n + 1)."""
    context.rewrite(law_at(context, "factorial-gamma", {_A: term.args[0]}, *context.conditions.get(term, ())))


def gamma(context: Context, term: Term) -> None:
    """Γ(a) by the Γ(a ± n) whose argument has its constant term above 0 and at most 1."""
    (argument,) = term.args
    for name in ("gamma-one", "gamma-half"):
        if laws_by_name()[name].relation.args[0] == term:
            context.rewrite(kernel.law(name, {}))
            return
    upper, lower = context.normal(argument)
    plain = context.term((upper, lower))
    constant = _constant(upper) if lower.is_one() else Fraction(1)
    steps = ceil(constant) - 1
    if upper.is_constant() and constant in (Fraction(1), Fraction(1, 2)) and lower.is_one():
        name = "gamma-one" if constant == 1 else "gamma-half"
        exchange(context, term, laws_by_name()[name].relation.args[0].args[0])
    elif not steps or abs(steps) > MOST_STEPS:
        by_arguments(context, term)
    elif steps < 0 and plain != argument:
        exchange(context, term, plain)
    elif steps > 0:
        below = context.term(upper - context.space.one)
        sign = context.sign(below)
        if sign is None or sign.conclusion.op != ">":
            by_arguments(context, term)
            return
        exchange(context, term, add(below, ONE))
        context.rewrite(law_at(context, "gamma-next", {_A: below}, sign))
    else:
        sign = context.sign(argument)
        following = law_at(context, "gamma-next", {_A: argument}, sign)
        above = function("gamma", add(argument, ONE))
        goal = relation(term, "=", div(above, argument))
        part = (-1, ((following, 1), (sign, -1)))
        context.rewrite(kernel.order(goal, (part,), (*context.support(argument), *context.conditions[term])))


def _constant(polynomial) -> Fraction:
    return next((fraction(c) for e, c in polynomial.terms() if not any(e)), Fraction(0))


def floor(context: Context, term: Term) -> None:
    """⌊a + n⌋ = ⌊a⌋ + n for what is whole in the sum; then a whole part that bounds give."""
    (argument,) = term.args
    upper, lower = context.normal(argument)
    shown = whole_facts(context)
    if lower.is_one():
        moved = _whole_part(context, upper, Evidence(shown))
        if not moved.is_zero():
            rest, whole = context.term(upper - moved), context.term(moved)
            exchange(context, term, add(rest, whole))
            if argument == add(rest, whole):
                context.rewrite(law_at(context, "floor-shift", {_A: rest, _B: whole}, *shown))
            return
    for value in NEAREST:
        found = _between(context, argument, number(value) if value >= 0 else neg(number(-value)))
        if found is not None:
            context.rewrite(found)
            return
    by_arguments(context, term)


def _whole_part(context: Context, upper, evidence: Evidence):
    """The monomials with whole coefficients in what is known to be whole, and the constant's whole part."""
    moved = context.space.zero
    for exponents, coefficient in upper.terms():
        value = fraction(coefficient)
        monomial = context.space.context.from_dict({exponents: 1})
        if not any(exponents):
            moved += context.space.constant(Fraction(value.numerator // value.denominator))
        elif value.denominator == 1:
            atoms = [context.space.atoms[i] for i, e in enumerate(exponents) if e]
            if all(evidence.holds(Term("integer", (atom,))) for atom in atoms):
                moved += monomial * coefficient
    return moved


def _between(context: Context, argument: Term, value: Term) -> Theorem | None:
    """⌊a⌋ = value, when value ≤ a < value + 1 is shown."""
    above = add(value, ONE)
    low = context.shown(relation(value, "<=", argument))
    high = context.shown(relation(argument, "<", above)) if low is not None else None
    if high is None:
        return None
    return law_at(context, "floor-between", {_A: argument, _B: value}, low, high)
