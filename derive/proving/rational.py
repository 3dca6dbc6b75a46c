"""Rational functions over ℚ in atoms: the exact arithmetic under every proof.

Invariant: a fraction (numerator, denominator) equals the term it was made from at
every point where the term is defined, and the denominator is not zero there.  It
holds because a written denominator is not zero where the term is defined, and
sums, products and cancelled common factors of such denominators are not either.

Numbers, + * neg / and whole powers are arithmetic; everything else is an atom.
Polynomials are python-flint's fmpq_mpoly.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import comb

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from derive.terms.term import Term, add, div, mul, neg, number, power

ARITHMETIC = frozenset(("number", "+", "*", "neg", "/", "^"))
MOST_MONOMIALS = 5_000  # of one power; beyond, the power is an atom
MOST_BITS = 20_000  # of one constant; beyond, it is an atom

Ratio = tuple[fmpq_mpoly, fmpq_mpoly]


class Full(Exception):
    """More atoms than the space has room for."""


class Cyclic(Exception):
    """An equation that rewrites an atom leads back to the atom."""


class Vanishing(Exception):
    """A denominator that is zero at every point."""


@lru_cache(maxsize=8)
def _ring(size: int):
    context = fmpq_mpoly_ctx.get(tuple(f"g{i}" for i in range(size)), Ordering.degrevlex)
    return context, context.gens(), context.constant(0), context.constant(1)


class Space:
    """Polynomials whose variables stand for atoms, in the order they were met."""

    def __init__(self, size: int = 32):
        self.context, self.variables, self.zero, self.one = _ring(size)
        self.index: dict[Term, int] = {}
        self.atoms: list[Term] = []

    def variable(self, atom: Term) -> fmpq_mpoly:
        place = self.index.get(atom)
        if place is None:
            place = len(self.atoms)
            if place == len(self.variables):
                raise Full
            self.index[atom] = place
            self.atoms.append(atom)
        return self.variables[place]

    def constant(self, value: Fraction) -> fmpq_mpoly:
        return self.context.constant(fmpq(value.numerator, value.denominator))


def literal(term: Term) -> Fraction | None:
    """The rational number that the term is, written as a number or as minus one."""
    if term.op == "number":
        return term.value
    if term.op == "neg" and term.args[0].op == "number":
        return -term.args[0].value
    if term.op == "/":
        upper, lower = literal(term.args[0]), literal(term.args[1])
        if upper is not None and lower:
            return upper / lower
    return None


def whole(term: Term) -> int | None:
    """The integer that the term is, or None."""
    value = literal(term)
    return value.numerator if value is not None and value.denominator == 1 else None


def is_arithmetic(term: Term) -> bool:
    """Whether the term's outermost operation is arithmetic (else it is an atom)."""
    if term.op == "^":
        return whole(term.args[1]) is not None
    return term.op in ARITHMETIC


class Arithmetic:
    """Fractions of terms in a space, atoms replaced by what `equations` give."""

    def __init__(self, space: Space, equations: Mapping[Term, Term]):
        self.space = space
        self.equations = equations
        self.known: dict[Term, Ratio | None] = {}

    def ratio(self, term: Term) -> Ratio:
        """The term as (numerator, denominator) in lowest terms.

        Raises Full, Cyclic, Vanishing.
        """
        if term in self.known:
            found = self.known[term]
            if found is None:
                raise Cyclic(term)
            return found
        self.known[term] = None
        try:
            found = self._ratio(term)
        except BaseException:
            del self.known[term]
            raise
        self.known[term] = found
        return found

    def _ratio(self, term: Term) -> Ratio:
        op, args = term.op, term.args
        one = self.space.one
        if op == "number":
            return self.space.constant(term.value), one
        if op == "+":
            total = self.ratio(args[0])
            for part in args[1:]:
                total = plus(total, self.ratio(part))
            return total
        if op == "*":
            product = self.ratio(args[0])
            for part in args[1:]:
                product = times(product, self.ratio(part))
            return product
        if op == "neg":
            upper, lower = self.ratio(args[0])
            return -upper, lower
        if op == "/":
            return times(self.ratio(args[0]), inverse(self.ratio(args[1])))
        if op == "^":
            exponent = whole(args[1])
            if exponent is not None:
                base = self.ratio(args[0])
                if _small(base, abs(exponent)):
                    if exponent < 0:
                        base = inverse(base)
                    return base[0] ** abs(exponent), base[1] ** abs(exponent)
        other = self.equations.get(term)
        if other is not None:
            return self.ratio(other)
        return self.space.variable(term), one


def key(polynomial: fmpq_mpoly) -> str:
    """What the polynomial is known by in a table, within one space: it has no hash, and to list it is slow."""
    return str(polynomial)


def plus(a: Ratio, b: Ratio) -> Ratio:
    if a[1] == b[1]:
        return lowest(a[0] + b[0], a[1])
    return lowest(a[0] * b[1] + b[0] * a[1], a[1] * b[1])


def minus(a: Ratio, b: Ratio) -> Ratio:
    return plus(a, (-b[0], b[1]))


def times(a: Ratio, b: Ratio) -> Ratio:
    return lowest(a[0] * b[0], a[1] * b[1])


def inverse(a: Ratio) -> Ratio:
    if a[0].is_zero():
        raise Vanishing
    return lowest(a[1], a[0])


def lowest(upper: fmpq_mpoly, lower: fmpq_mpoly) -> Ratio:
    if lower.is_one():
        return upper, lower
    if not lower.is_constant():
        common = upper.gcd(lower)
        if not common.is_one():
            upper, lower = upper / common, lower / common
    scale = lower.leading_coefficient()
    if scale != 1:
        upper, lower = upper / scale, lower / scale
    return upper, lower


def _small(base: Ratio, exponent: int) -> bool:
    """Whether the power can be written out within the bounds of this module."""
    for part in base:
        count = len(part)
        if count > 1 and (exponent > 200 or comb(exponent + count - 1, count - 1) > MOST_MONOMIALS):
            return False
        bits = max((c.p.bit_length() + c.q.bit_length() for c in part.coeffs()), default=1)
        if bits * exponent > MOST_BITS or exponent * max(1, part.total_degree()) > 10_000:
            return False
    return True


def polynomial_term(polynomial: fmpq_mpoly, space: Space) -> Term:
    """The polynomial written out as a term, monomials in the space's order."""
    parts = []
    for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs()):
        upper, lower = int(coefficient.p), int(coefficient.q)
        factors = [
            atom if exponent == 1 else power(atom, number(int(exponent)))
            for atom, exponent in zip(space.atoms, exponents)
            if exponent
        ]
        if abs(upper) != 1 or lower != 1 or not factors:
            factors.insert(0, number(abs(upper) if lower == 1 else Fraction(abs(upper), lower)))
        part = mul(*factors)
        parts.append(neg(part) if upper < 0 else part)
    return add(*parts)


def ratio_term(ratio: Ratio, space: Space) -> Term:
    """The fraction written out as a term."""
    upper = polynomial_term(ratio[0], space)
    return upper if ratio[1].is_one() else div(upper, polynomial_term(ratio[1], space))
