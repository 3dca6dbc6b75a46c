"""Polynomials in one variable over ℚ: their sign on an interval.  Part of what is trusted.

Invariant: a sign is that of the polynomial at every point of the interval, both ends
included; 0 says nothing.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_poly

GREATEST_DEGREE = 64


def sign_between(p: fmpq_poly, low: Fraction | None, high: Fraction | None) -> int:
    """1 or -1, the sign of p on [low, high] (None: without end); 0 when p has a root there.

    Sturm: let p₀ = p, p₁ = p′ and pₖ₊₁ = −(pₖ₋₁ mod pₖ).  Where p is zero at neither end,
    it has as many roots between them as the sequence loses changes of sign from low to high.
    """
    if p.degree() < 0 or p.degree() > GREATEST_DEGREE or (None not in (low, high) and low > high):
        return 0
    sequence = [p, p.derivative()]
    while sequence[-1].degree() >= 0:
        sequence.append(-(sequence[-2] % sequence[-1]))
    signs = [[_sign_at(q, low, -1) for q in sequence[:-1]], [_sign_at(q, high, 1) for q in sequence[:-1]]]
    if 0 in (signs[0][0], signs[1][0]) or _changes(signs[0]) != _changes(signs[1]):
        return 0
    return signs[1][0]


def _sign_at(p: fmpq_poly, point: Fraction | None, end: int) -> int:
    """The sign of p at the point; without a point, far out on the side of the end."""
    if point is not None:
        value = p(fmpq(point.numerator, point.denominator))
    else:
        value = p[p.degree()] * (end if p.degree() % 2 else 1)
    return (value > 0) - (value < 0)


def _changes(signs: list[int]) -> int:
    told = [sign for sign in signs if sign]
    return sum(a != b for a, b in zip(told, told[1:]))
