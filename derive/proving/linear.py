"""Exact linear programming, small: non-negative combinations of given columns.

Invariant: a returned combination satisfies its equations exactly (the kernel checks
the polynomial identity again).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

Column = Mapping[object, Fraction]


def combination(columns: Sequence[Column], target: Column, strict: Sequence[bool]) -> list[Fraction] | None:
    """λ ≥ 0 with Σ λ·column = target, using a strict column where that is possible.

    None when there is none.  (Simplex with Bland's rule, so it ends.)
    """
    rows = sorted({key for column in (*columns, target) for key in column}, key=repr)
    table = [[column.get(row, Fraction(0)) for column in columns] for row in rows]
    right = [target.get(row, Fraction(0)) for row in rows]
    for i, value in enumerate(right):
        if value < 0:
            table[i], right[i] = [-x for x in table[i]], -value
    count, height = len(columns), len(rows)
    for i in range(height):  # one artificial column a row
        table[i] += [Fraction(int(i == j)) for j in range(height)]
    basis = list(range(count, count + height))
    cost = [Fraction(0)] * count + [Fraction(1)] * height
    if _minimise(table, right, basis, cost, count + height) is None or any(
        basis[i] >= count and right[i] for i in range(height)
    ):
        return None
    for i in reversed(range(height)):  # artificial columns that stayed in the basis, at zero
        if basis[i] >= count:
            place = next((j for j in range(count) if table[i][j]), None)
            if place is None:
                del table[i], right[i], basis[i]
            else:
                _pivot(table, right, basis, i, place)
    cost = [Fraction(-int(s)) for s in strict] + [Fraction(0)] * height
    ray = _minimise(table, right, basis, cost, count)
    values = [Fraction(0)] * count
    for i, column in enumerate(basis):
        if column < count:
            values[column] = right[i]
    if ray is not None and ray >= 0:  # unbounded: go one step along it
        values[ray] += 1
        for i, column in enumerate(basis):
            if column < count:
                values[column] -= table[i][ray]
    return values


def _minimise(table, right, basis, cost, width) -> int | None:
    """Pivot until the cost is least: -1, or the column along which it falls for ever."""
    for _ in range(2000):
        entering = next(
            (
                j
                for j in range(width)
                if j not in basis and cost[j] - sum(cost[b] * table[i][j] for i, b in enumerate(basis)) < 0
            ),
            None,
        )
        if entering is None:
            return -1
        ratios = [
            (right[i] / table[i][entering], basis[i], i) for i in range(len(basis)) if table[i][entering] > 0
        ]
        if not ratios:
            return entering
        _, _, leaving = min(ratios)
        _pivot(table, right, basis, leaving, entering)
    return None


def _pivot(table, right, basis, leaving: int, entering: int) -> None:
    pivot = table[leaving][entering]
    table[leaving] = [x / pivot for x in table[leaving]]
    right[leaving] /= pivot
    for i in range(len(basis)):
        factor = table[i][entering]
        if i != leaving and factor:
            table[i] = [x - factor * y for x, y in zip(table[i], table[leaving])]
            right[i] -= factor * right[leaving]
    basis[leaving] = entering
