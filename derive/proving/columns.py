"""What is known not to be negative, and the sign of a polynomial by a combination of it.

Invariant: every answer is a theorem of the kernel; None means not found.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derive.proving import kernel
from derive.proving.context import Context
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.linear import Column, combination
from derive.proving.signs import atom_sign, fraction, monomial_factors, ordered
from derive.terms.term import PI, ZERO, Term, neg, number, relation, sub, symbol

_A = symbol("a")


class Nonnegative:
    """A polynomial that is not negative (`strict`: positive), and the factors that say so."""

    __slots__ = ("polynomial", "factors", "strict", "column")

    def __init__(self, polynomial: fmpq_mpoly, factors: tuple, strict: bool):
        self.polynomial, self.factors, self.strict = polynomial, factors, strict
        self.column = column(polynomial)

    def __mul__(self, other: Nonnegative) -> Nonnegative:
        strict = self.strict and other.strict
        return Nonnegative(self.polynomial * other.polynomial, (*self.factors, *other.factors), strict)


def column(polynomial: fmpq_mpoly) -> Column:
    """The polynomial by its monomials."""
    return Column(dict(zip(polynomial.monoms(), polynomial.coeffs())))


def _by_theorem(polynomial: fmpq_mpoly, theorem: Theorem) -> Nonnegative:
    return Nonnegative(polynomial, ((theorem, 1),), theorem.conclusion.op in ("<", ">"))


def columns(context: Context, polynomial: fmpq_mpoly) -> list[Nonnegative]:
    """What is known not to be negative and may say something of the polynomial."""
    kept = context.nonnegative
    if not kept:
        kept.append(Nonnegative(context.space.one, (), True))
    kept += [_by_theorem(p, theorem) for p, theorem in context.columns[len(kept) - 1 :]]
    facts = kept[1:]
    for place, degree in enumerate(polynomial.degrees()):
        if degree:
            facts += [_by_theorem(*bound) for bound in _own_bounds(context, context.space.atoms[place])]
    found = [kept[0], *facts]
    if len(facts) <= 8:
        for i, first in enumerate(facts):
            for second in facts[i:]:
                product = context.products.get((first, second))
                if product is None:
                    product = context.products[first, second] = first * second
                found.append(product)
    for exponents, _ in polynomial.terms():
        if any(exponents):
            monomial = monomial_factors(context, exponents)
            if monomial is not None:
                p = context.space.context.from_dict({exponents: monomial[1]})
                found.append(Nonnegative(p, monomial[0], monomial[2]))
    for place, atom in enumerate(tuple(context.space.atoms)):
        if atom.op != "sum" and atom.op not in _LAWS or not any(e[place] for e in polynomial.monoms()):
            continue
        if atom.op == "sum":
            from derive.proving.sums import one_terms

            for theorem in one_terms(context, atom):
                upper, lower = context.normal(sub(*theorem.conclusion.args))
                if lower.is_one():
                    found.append(Nonnegative(upper, ((theorem, 1),), False))
            if any(e[place] == 2 for e in polynomial.monoms()):
                from derive.proving.totals import by_cauchy

                found += [Nonnegative(p, ((t, 1),), False) for p, t in by_cauchy(context, polynomial)]
        else:
            for bound in _laws_of(context, atom):
                found += [bound, *(bound * fact for fact in (facts if len(facts) <= 4 else ()))]
    return found


def combined(context: Context, polynomial: fmpq_mpoly, wanted=(">=", "<=")) -> Theorem | None:
    """The sign of the polynomial, as a combination of what is known not to be negative; of
    the `wanted` ones the first that is found, which may be strict."""
    if len(context.pending) > 4:
        return None
    known = columns(context, polynomial)
    every, strict = [k.column for k in known], [k.strict for k in known]
    for way, ops in ((1, (">", ">=")), (-1, ("<", "<="))):
        if ops[1] not in wanted:
            continue
        found = combination(every, column(way * polynomial), strict)
        if found is None:
            continue
        parts = [(c, known[i].factors) for i, c in enumerate(found) if c]
        op = ops[0] if any(c and strict[i] for i, c in enumerate(found)) else ops[1]
        theorem = ordered(context, polynomial, op, parts)
        if theorem is not None:
            return theorem
    return None


_LAWS = {
    "log": ("log-tangent",),
    "exp": ("exp-tangent",),
    "floor": ("floor-below", "floor-above"),
    "abs": ("abs-above", "abs-above-opposite"),
}


def _laws_of(context: Context, atom: Term) -> Iterator[Nonnegative]:
    """What the laws say of an atom beside polynomials in its argument."""
    for name in _LAWS[atom.op]:
        try:
            bound = kernel.law(name, {_A: atom.args[0]}, context.support(atom))
        except Refusal:
            continue
        op, (left, right) = bound.conclusion.op, bound.conclusion.args
        upper, lower = context.normal(sub(right, left) if op in ("<", "<=") else sub(left, right))
        if lower.is_one():
            yield _by_theorem(upper, bound)
        elif atom.op == "floor":  # ⌊x/s⌋: times s, where s is positive
            size = context.sign(context.term(lower))
            if size is not None and size.conclusion.op == ">":
                yield Nonnegative(upper, ((bound, 1), (size, 1)), op in ("<", ">"))


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
