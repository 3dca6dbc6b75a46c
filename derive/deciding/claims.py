r"""A membership or an approximation → the relations between numbers that it says.

Invariant: it is proved when all of them are proved, and refuted when one of them is, or
at a point where the member is certainly outside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from flint import ctx, fmpq

from derive.document import Counterexample, Proposition, Verdict
from derive.proving import numbers
from derive.proving.context import NO_PROOF
from derive.proving.prover import Proof, prove
from derive.proving.rational import literal
from derive.reading.vocabulary import COMPARISONS
from derive.refuting import refuter
from derive.terms.latex import write
from derive.terms.sets import denied, said_of, written
from derive.terms.term import (
    ONE,
    TRUE,
    ZERO,
    Capture,
    Term,
    add,
    function,
    mul,
    neg,
    number,
    relation,
    sub,
    substitute,
)

Decide = Callable[[Proposition], Verdict]
ABOUT, IN, NOT_IN, PROPORTIONAL = r"\approx", r"\in", r"\notin", r"\propto"
COMPARING = frozenset(COMPARISONS.values()) - {PROPORTIONAL}
KINDS = (ABOUT, IN, NOT_IN, PROPORTIONAL, *COMPARING)
_SIGNS = {"{": "{", "}": "}", "R": "ℝ", "Z": "ℤ", "N": "ℕ", "inf": "∞", "...": "…", "|": "|", "u": "∪"}
_TENS = [10**n for n in range(1, 400)]


def decide_claim(proposition: Proposition, decide: Decide) -> Verdict:
    """The verdict on a proposition with a set behind its relation, by `decide` on what it says."""
    members = proposition.right
    if proposition.relation == PROPORTIONAL:
        return Verdict(
            "undecided",
            message="proportionality is not decided: ∝ does not say what its factor may depend on, write = with it",
        )
    if proposition.relation in COMPARING:
        return Verdict(
            "undecided",
            message=f"`{proposition.relation}` is read, and not decided: only = < > ≤ ≥ and ≠ are, of numbers",
        )
    if members.op != "set":
        return Verdict(
            "undecided",
            message="≈ is checked to the digits that are written, and neither side is: write a decimal, or a bound",
        )
    if proposition.relation == ABOUT and not _is_number(proposition):
        return Verdict("undecided", message="≈ of a term that varies says nothing exact: write a bound")
    said = said_of(proposition.left, members)
    if proposition.relation == NOT_IN:
        said = denied(said)
        if said is None:
            return Verdict("undecided", message="that a value is not whole is not covered yet")
    verdict = _decide(proposition, said, decide)
    if verdict.counterexample is not None:
        found = verdict.counterexample
        verdict = replace(verdict, counterexample=Counterexample(found.point, found.left, _text(proposition)))
    return _rounded(proposition, verdict) if proposition.relation == ABOUT else verdict


def proofs(proposition: Proposition) -> list[tuple[Proposition, Proof]]:
    """What proves a proposition that is proved: its own proof, or those of the relations it says."""
    if proposition.relation not in KINDS:
        return [(proposition, prove(proposition))]
    said = said_of(proposition.left, proposition.right)
    return _proofs(proposition, denied(said) if proposition.relation == NOT_IN else said)


def _proofs(proposition: Proposition, said: Term) -> list[tuple[Proposition, Proof]]:
    if said.op == "and":
        return [pair for part in said.args for pair in _proofs(proposition, part)]
    stated = _stated(proposition, said)
    if stated is not None:
        return [(stated, prove(stated))]
    for part in said.args:
        try:
            return _proofs(proposition, part)
        except NO_PROOF:
            continue
    return []


def _decide(proposition: Proposition, said: Term, decide: Decide) -> Verdict:
    if said.op == "and":
        return _all([_decide(proposition, part, decide) for part in said.args])
    stated = _stated(proposition, said)
    if stated is not None:
        verdict = decide(stated)
        if verdict.kind != "refuted":
            return verdict
        return replace(
            verdict,
            counterexample=_member(proposition, stated, verdict.counterexample),
            holds_if=None,
            message=None,
        )
    verdicts = [_decide(proposition, part, decide) for part in said.args]
    proved = next((v for v in verdicts if v.kind == "proved" and not v.conditions), None)
    if proved is not None:
        return proved
    found = _outside(proposition, said)
    if found is not None:
        return Verdict("refuted", counterexample=found)
    return Verdict("undecided", message="which part of the set the value is in was not found")


def _stated(proposition: Proposition, condition: Term) -> Proposition | None:
    """The condition on the member as one proposition; None for a choice of others.

    t is whole when ⌊t⌋ = t, one of a, b when (t − a)(t − b) = 0, and a number when 0 · t = 0.
    """
    member = proposition.left
    if condition == TRUE:
        return Proposition(proposition.givens, mul(ZERO, member), "=", ZERO)
    if condition.op == "integer":
        return Proposition(proposition.givens, function("floor", member), "=", member)
    if condition.op == "or":
        if any(part.op != "=" for part in condition.args):
            return None
        return Proposition(proposition.givens, mul(*(sub(*part.args) for part in condition.args)), "=", ZERO)
    return Proposition(proposition.givens, condition.args[0], condition.op, condition.args[1])


def _all(verdicts: list[Verdict]) -> Verdict:
    """Proved when all are; refuted when one is; else what the first undecided one says."""
    for kind in ("refuted", "undecided"):
        found = next((v for v in verdicts if v.kind == kind), None)
        if found is not None:
            return found
    conditions = tuple(dict.fromkeys(c for v in verdicts for c in v.conditions))
    uses = tuple(dict.fromkeys(u for v in verdicts for u in v.uses))
    return Verdict("proved", conditions, uses, message=next((v.message for v in verdicts if v.message), None))


# ── outside ──────────────────────────────────────────────────────────────────


def _member(proposition: Proposition, stated: Proposition, found: Counterexample) -> Counterexample:
    """The counterexample with the member's value on the left."""
    if stated.right == proposition.left:
        return replace(found, left=found.right)
    if stated.left == proposition.left:
        return found
    if "undefined" in (found.left, found.right):
        return replace(found, left="undefined")
    return _outside(proposition, relation(stated.left, stated.relation, stated.right)) or found


def _outside(proposition: Proposition, said: Term) -> Counterexample | None:
    """A point where what is said of the member fails and the member has a value."""
    opposite = denied(said)
    if opposite is None:
        return None
    point = refuter.witness((*proposition.givens, opposite), (proposition.left,))
    if point is None:
        return None
    known = tuple(relation(name, "=", _term(value)) for name, value in point.items())
    shifted = Proposition((*proposition.givens, *known), proposition.left, "=", add(proposition.left, ONE))
    found = refuter.refute(shifted, effort=0)  # false wherever the member has a value
    return found if found is None else Counterexample(found.point, found.left, found.left)


def _term(value: Fraction) -> Term:
    return number(value) if value >= 0 else neg(number(-value))


# ── rounded numbers ──────────────────────────────────────────────────────────


def _is_number(proposition: Proposition) -> bool:
    """Whether the givens leave one value for the member at most."""
    settled = {g.args[0] for g in proposition.givens if g.op == "=" and not g.args[1].free}
    return proposition.left.free <= settled


def _rounded(proposition: Proposition, verdict: Verdict) -> Verdict:
    """The verdict on a rounded number, with what it rounds to when that is something else."""
    low, high = (part.args[place] for place, part in enumerate(proposition.right.args[0].args))
    unit, written = literal(high) - literal(low), (literal(high) + literal(low)) / 2
    nearest = _steps(proposition, unit, Fraction(1, 2))
    if verdict.kind != "refuted" or nearest is None:
        return verdict
    if unit == 1 and written % 10 == 0 and written:
        wider = next(u for u in _TENS if written % (10 * u))  # 1100 may be meant to the hundreds
        if _steps(proposition, wider, Fraction(1, 2)) == written:
            message = f"{written} may be meant to any of its zeros: write it as digits times a power of ten"
            return Verdict("undecided", message=message)
    cut = _steps(proposition, unit, Fraction(0 if written >= 0 else 1)) == written != 0
    value = _decimal(nearest, unit)
    if cut:
        message = f"its digits are cut off: rounded it is {value}"
    else:
        message = f"rounded to these digits it is {value}"
    return replace(verdict, message=message)


def told_of_equation(proposition: Proposition) -> str | None:
    """What is told of a false equation between a number and a decimal that it is rounded to."""
    for member, other in ((proposition.left, proposition.right), (proposition.right, proposition.left)):
        value = literal(other)
        if value is None or value.denominator == 1 or literal(member) == value:
            continue
        places = next((n for n in range(1, 60) if (value * 10**n).denominator == 1), None)
        if (
            places is None
            or _steps(replace(proposition, left=member), Fraction(1, 10**places), Fraction(1, 2)) != value
        ):
            continue
        digits = len(str(abs(value.numerator) * 10**places // value.denominator))
        if digits == 1:
            return "equal to 1 digit: write ≈"
        return f"equal to {digits} digits: write ≈"
    return None


def _steps(proposition: Proposition, unit: Fraction, more: Fraction) -> Fraction | None:
    """The greatest multiple of the unit up to the member and so much of a unit more (the nearest
    for a half); None where that is not certain."""
    values = {g.args[0]: g.args[1] for g in proposition.givens if g.op == "=" and g.args[0].op == "symbol"}
    member, before = substitute(proposition.left, values), ctx.prec
    try:
        ctx.prec = 512
        steps = (numbers.enclose(member) / _exact(unit) + _exact(more)).floor()
        found = steps.unique_fmpz()
        return None if found is None else int(found) * unit
    except (numbers.Wide, Capture):
        return None
    finally:
        ctx.prec = before


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _decimal(value: Fraction, unit: Fraction) -> str:
    places = next((n for n in range(400) if (unit * 10**n).denominator == 1), 0)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text


def _text(proposition: Proposition) -> str:
    """The set as plain text: (0, 1/2], and [0.6925, 0.6935] around what is rounded."""

    def plain(term: Term) -> str:
        value = literal(term)
        if value is None:
            return write(term)
        if proposition.relation != ABOUT:
            return str(value)
        return _decimal(
            value, next(unit for n in range(400) if (value / (unit := Fraction(1, 10**n))).denominator == 1)
        )

    return written(proposition.right, plain, _SIGNS)
