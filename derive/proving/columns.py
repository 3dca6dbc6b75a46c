"""What is known not to be negative, and the sign of a polynomial by a combination of it.

Invariant: every answer is a theorem of the kernel; None means not found.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derive.proving import kernel
from derive.proving.context import Context
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.linear import combination
from derive.proving.signs import atom_sign, fraction, monomial_factors, ordered
from derive.terms.term import PI, ZERO, Term, neg, number, relation, sub, symbol

_A = symbol("a")


def columns(context: Context, polynomial: fmpq_mpoly):
    """Polynomials known not to be negative, each with the factors that say so."""
    one = context.space.one
    found = [(one, (), True)]
    facts = context.columns
    for p, theorem in facts:
        found.append((p, ((theorem, 1),), theorem.conclusion.op in ("<", ">")))
    for place, degree in enumerate(polynomial.degrees()):
        if degree:
            facts = facts + list(_own_bounds(context, context.space.atoms[place]))
    for p, theorem in facts[len(context.columns) :]:
        found.append((p, ((theorem, 1),), theorem.conclusion.op in ("<", ">")))
    if len(facts) <= 8:
        for i, (p, first) in enumerate(facts):
            for q, second in facts[i:]:
                strict = first.conclusion.op in "<>" and second.conclusion.op in "<>"
                found.append((p * q, ((first, 1), (second, 1)), strict))
    for exponents, _ in polynomial.terms():
        if any(exponents):
            monomial = monomial_factors(context, exponents)
            if monomial is not None:
                p = context.space.context.from_dict({exponents: monomial[1]})
                found.append((p, monomial[0], monomial[2]))
    for place, atom in enumerate(tuple(context.space.atoms)):
        if atom.op == "sum" and any(e[place] for e in polynomial.monoms()):
            from derive.proving.sums import one_terms

            for theorem in one_terms(context, atom):
                upper, lower = context.normal(sub(*theorem.conclusion.args))
                if lower.is_one():
                    found.append((upper, ((theorem, 1),), False))
        if atom.op == "sum" and any(e[place] == 2 for e in polynomial.monoms()):
            from derive.proving.totals import by_cauchy

            found += [(p, ((theorem, 1),), False) for p, theorem in by_cauchy(context, polynomial)]
        if atom.op in _LAWS and any(e[place] for e in polynomial.monoms()):
            for p, factors, strict in _laws_of(context, atom):
                found.append((p, factors, strict))
                for q, fact in facts if len(facts) <= 4 else ():
                    both = strict and fact.conclusion.op in ("<", ">")
                    found.append((p * q, (*factors, (fact, 1)), both))
    return found


def combined(context: Context, polynomial: fmpq_mpoly, wanted=(">=", "<=")) -> Theorem | None:
    """The sign of the polynomial, as a combination of what is known not to be negative; of
    the `wanted` ones the first that is found, which may be strict."""
    if len(context.pending) > 4:
        return None
    known = columns(context, polynomial)
    vectors = [vector(p) for p, _, _ in known]
    strict = [s for _, _, s in known]
    for way, ops in ((1, (">", ">=")), (-1, ("<", "<="))):
        if ops[1] not in wanted:
            continue
        found = combination(vectors, vector(way * polynomial), strict)
        if found is None:
            continue
        parts = [(c, known[i][1]) for i, c in enumerate(found) if c]
        op = ops[0] if any(c and strict[i] for i, c in enumerate(found)) else ops[1]
        theorem = ordered(context, polynomial, op, parts)
        if theorem is not None:
            return theorem
    return None


def vector(polynomial: fmpq_mpoly) -> dict:
    return dict(zip(polynomial.monoms(), polynomial.coeffs()))


_LAWS = {
    "log": ("log-tangent",),
    "exp": ("exp-tangent",),
    "floor": ("floor-below", "floor-above"),
    "abs": ("abs-above", "abs-above-opposite"),
}


def _laws_of(context: Context, atom: Term):
    """What the laws say of an atom beside polynomials in its argument."""
    for name in _LAWS[atom.op]:
        try:
            bound = kernel.law(name, {_A: atom.args[0]}, context.support(atom))
        except Refusal:
            continue
        op, (left, right) = bound.conclusion.op, bound.conclusion.args
        upper, lower = context.normal(sub(right, left) if op in ("<", "<=") else sub(left, right))
        if lower.is_one():
            yield upper, ((bound, 1),), op in ("<", ">")
        elif atom.op == "floor":  # ⌊x/s⌋: times s, where s is positive
            size = context.sign(context.term(lower))
            if size is not None and size.conclusion.op == ">":
                yield upper, ((bound, 1), (size, 1)), op in ("<", ">")


def _below(context: Context, atom: Term):
    """a − sin a > 0 where a > 0, and sin a − a > 0 where a < 0."""
    (argument,) = atom.args
    sign = context.sign(argument) if atom.op == "sin" and len(context.pending) < 3 else None
    support = context.support(atom)
    if sign is None or sign.conclusion.op not in ("<", ">"):
        return
    if sign.conclusion.op == ">":
        bound = kernel.law("sin-below", {_A: argument}, (sign, *support))
    else:
        opposite = neg(argument)
        above = kernel.order(relation(opposite, ">", ZERO), ((1, ((sign, 1),)),), support)
        turned = kernel.law("sin-below", {_A: opposite}, (above, *support))
        odd = kernel.law("sin-odd", {_A: argument}, support)
        bound = kernel.order(relation(atom, ">", argument), ((1, ((turned, 1),)),), (odd, *support))
    upper, lower = context.normal(sub(*bound.conclusion.args))
    if lower.is_one():
        yield (-upper if bound.conclusion.op == "<" else upper), bound


def rootless(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """A polynomial in one generator that has no root between the generator's bounds."""
    places = [place for place, degree in enumerate(polynomial.degrees()) if degree]
    if len(places) != 1 or polynomial.total_degree() < 2:
        return None
    (place,) = places
    atom = context.space.atoms[place]
    term = context.term(polynomial)
    try:
        return kernel.polynomial(term, atom, _bounds(context, atom), context.support(term, atom))
    except Refusal:
        return None


def _bounds(context: Context, atom: Term) -> list[Theorem]:
    """The tightest numbers known to be below and above a generator."""
    found: dict[str, tuple[Fraction, Theorem]] = {}
    name = context.space.variable(atom)
    known = [*((polynomial, theorem) for polynomial, theorem in context.columns)]
    known += [(p, context.signs[k]) for k, p in context.polynomials.items() if context.signs.get(k)]
    own = atom_sign(context, atom)
    if own is not None:
        known.append((name, own))
    known += _own_bounds(context, atom)
    for polynomial, theorem in known:
        op = theorem.conclusion.op
        place = context.space.index[atom]
        if op not in ("<", "<=", ">", ">=") or polynomial.total_degree() != 1:
            continue
        slope = polynomial.derivative(place)
        rest = polynomial - slope * name
        if slope.is_zero() or not rest.is_constant():
            continue
        scale = fraction(slope.leading_coefficient())
        end = -(fraction(rest.leading_coefficient()) if not rest.is_zero() else Fraction(0)) / scale
        for way in (">=", "<="):
            goal = relation(atom, way, number(end) if end >= 0 else neg(number(-end)))
            try:
                bound = kernel.order(goal, ((abs(1 / scale), ((theorem, 1),)),), context.support(atom))
            except Refusal:
                continue
            before = found.get(way)
            if before is None or (end > before[0]) == (way == ">="):
                found[way] = end, bound
    return [bound for _, bound in found.values()]


def _own_bounds(context: Context, atom: Term):
    """What a generator's laws and sign say: polynomials that are not negative, each with its theorem."""
    value = context.space.variable(atom)
    if atom.op in ("sin", "cos"):
        yield from _below(context, atom)
        for name, p in (("most", 1 - value), ("least", 1 + value)):
            yield p, kernel.law(f"{atom.op}-{name}", {_A: atom.args[0]}, context.support(atom.args[0]))
    elif atom == PI:
        for way, p, bound in (
            (">", value - 3, number(3)),
            ("<", fmpq(22, 7) - value, number(Fraction(22, 7))),
        ):
            yield p, kernel.numeric(relation(atom, way, bound))
    elif atom.op == "log":
        sign = atom_sign(context, atom)
        if sign is not None and sign.conclusion.op in ("<", "<=", ">", ">="):
            yield (-value if sign.conclusion.op in ("<", "<=") else value), sign
