"""Whether a sum of products of terms is zero, by exact arithmetic, given equations.

Invariant: what is called zero is zero wherever the equations hold and all terms in
them are defined.  Part of what is trusted.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from flint import fmpq, fmpq_poly

from derive.proving.evidence import Refusal
from derive.proving.rational import (
    Arithmetic,
    Cyclic,
    Full,
    Ratio,
    Space,
    Vanishing,
    is_arithmetic,
    minus,
    plus,
    times,
    whole,
)
from derive.terms.term import RELATIONS, Term


Equations = tuple[tuple[Term, Term], ...]


def rewriting(premises: Iterable) -> tuple[Equations, Equations]:
    """What the premises' equations replace: atoms, and powers of atoms, each with its value."""
    atoms, powers = {}, {}
    for premise in premises:
        if premise.conclusion.op != "=":
            continue
        left, right = premise.conclusion.args
        if left == right:
            continue
        if not is_arithmetic(left):
            atoms[left] = right
        elif left.op == "^" and not is_arithmetic(left.args[0]) and (whole(left.args[1]) or 0) > 1:
            powers[left.args[0]] = (left, right)
    return tuple(atoms.items()), tuple(powers.values())


class Sums(Arithmetic):
    """Arithmetic in which equations replace atoms and powers of atoms."""

    def __init__(self, space: Space, atoms: Equations, powers: Equations):
        super().__init__(space, dict(atoms))
        self.powers = {power.args[0]: (whole(power.args[1]), right) for power, right in powers}

    def factor(self, factor: Term, exponent: int) -> Ratio:
        """The power of a factor; a relation stands for the difference of its sides."""
        if factor.op in RELATIONS:
            left, right = map(self.ratio, factor.args)
            ratio = minus(right, left) if factor.op in ("<", "<=") else minus(left, right)
        else:
            ratio = self.ratio(factor)
        base = ratio if exponent > 0 else (ratio[1], ratio[0])
        if base[1].is_zero():
            raise Vanishing
        return base[0] ** abs(exponent), base[1] ** abs(exponent)

    def reduce(self, polynomial):
        """(q, m) with q = m · polynomial, every power that a premise rewrites brought
        below it; m is a product of denominators, so not zero."""
        factor = self.space.one
        for _ in range(64):
            for atom, (degree, right) in self.powers.items():
                place = self.space.index.get(atom)
                if place is None:
                    continue
                groups: dict[int, dict] = {}
                for exponents, coefficient in polynomial.to_dict().items():
                    times_over, rest = divmod(int(exponents[place]), degree)
                    rest = (*exponents[:place], rest, *exponents[place + 1 :])
                    groups.setdefault(times_over, {})[rest] = coefficient
                if groups.keys() <= {0}:
                    continue
                upper, lower = self.ratio(right)
                most = max(groups)
                factor *= lower**most
                polynomial = sum(
                    (
                        self.space.context.from_dict(group) * upper**k * lower ** (most - k)
                        for k, group in groups.items()
                    ),
                    self.space.zero,
                )
                break
            else:
                return polynomial, factor
        raise Refusal("the powers do not settle")


def require_zero(premises: Iterable, ends, parts=()) -> None:
    """Raise Refusal unless Σ sign·term − Σ coefficient·∏ factors is zero by the premises' equations.

    A sign is 1 or −1; a factor is a term, or a theorem, which stands for the difference of its sides.
    """
    written = tuple(
        (
            c.numerator,
            c.denominator,
            tuple((f if isinstance(f, Term) else f.conclusion, e) for f, e in factors),
        )
        for c, factors in parts
    )
    if not _is_zero(*rewriting(premises), tuple(ends), written):
        raise Refusal("arithmetic does not give it")


@lru_cache(maxsize=10_000)  # in one search the same is asked for again and again
def _is_zero(atoms: Equations, powers: Equations, ends, parts) -> bool:
    return with_room(lambda space: _difference(Sums(space, atoms, powers), ends, parts).is_zero())


def _difference(sums: Sums, ends, parts):
    """The numerator of Σ sign·term − Σ coefficient·∏ factors."""
    total: Ratio = (sums.space.zero, sums.space.one)
    for sign, term in ends:
        upper, lower = sums.ratio(term)
        total = plus(total, (upper if sign > 0 else -upper, lower))
    for numerator, denominator, factors in parts:
        product: Ratio = (sums.space.constant(Fraction(-numerator, denominator)), sums.space.one)
        for factor, exponent in factors:
            product = times(product, sums.factor(factor, exponent))
        total = plus(total, product)
    return sums.reduce(total[0])[0]


def with_room(work):
    """The work's result in a space large enough for its atoms."""
    try:
        for size in (8, 32, 256):
            try:
                return work(Space(size))
            except Full:
                continue
    except Cyclic as error:
        raise Refusal(f"equations that lead in a circle at {error}") from None
    except Vanishing:
        raise Refusal("a denominator is zero everywhere") from None
    raise Refusal("more than 256 atoms")


def univariate(sums: Sums, term: Term, atom: Term) -> fmpq_poly:
    """The term as a polynomial in the atom alone, once the equations are used.  Raises Refusal."""
    upper, lower = sums.ratio(term)
    place = sums.space.index.get(atom)
    if place is None or not lower.is_constant():
        raise Refusal("not a polynomial in the atom")
    coefficients = [fmpq(0)] * (int(upper.degrees()[place]) + 1)
    for exponents, coefficient in upper.to_dict().items():
        if any(count for other, count in enumerate(exponents) if other != place):
            raise Refusal("a polynomial in more than the atom")
        coefficients[int(exponents[place])] = coefficient / lower.leading_coefficient()
    return fmpq_poly(coefficients)


_SIGN = {
    ">": "positive",
    "<": "positive",
    ">=": "nonnegative",
    "<=": "nonnegative",
    "=": "zero",
    "!=": "nonzero",
}


def sign_of_product(coefficient: Fraction, factors, evidence) -> str:
    """The sign of coefficient · ∏ factor^exponent: "positive", "nonnegative", "zero" or
    "nonzero".  A factor is a theorem, which stands for the difference of its sides, or a
    term.  Raises Refusal where no sign is shown."""
    signs = set()
    for factor, exponent in factors:
        if not exponent:
            raise Refusal("a factor to the power 0")
        even = exponent % 2 == 0
        if not isinstance(factor, Term):
            if factor.conclusion.op not in _SIGN:
                raise Refusal("not a relation between numbers")
            sign = _SIGN[factor.conclusion.op]
        elif factor.op in RELATIONS:
            raise Refusal("a relation is no number")
        else:
            evidence.require(factor)
            sign = "real"
        if exponent < 0 and sign not in ("positive", "nonzero"):
            raise Refusal("a factor that may be zero is divided by")
        if even and exponent:
            sign = {"nonzero": "positive", "real": "nonnegative"}.get(sign, sign)
        signs.add(sign)
    if "zero" in signs:
        return "zero"
    if "real" in signs:
        raise Refusal("a factor of unknown sign")
    if "nonzero" in signs:
        if "nonnegative" in signs or not coefficient:
            raise Refusal("a product of unknown sign")
        return "nonzero"
    if coefficient < 0:
        raise Refusal("a negative coefficient")
    if not coefficient:
        return "zero"
    return "nonnegative" if "nonnegative" in signs else "positive"
