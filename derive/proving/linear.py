"""Exact linear programming, small: non-negative combinations of given columns.

Invariant: a returned combination satisfies its equations exactly (the kernel checks
the polynomial identity again).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import fmpq

MOST_PIVOTS = 2000


class Column:
    """A vector by its rows, and the rows in which it is positive, and in which it is negative."""

    __slots__ = ("entries", "above", "below")

    def __init__(self, entries: Mapping[object, fmpq]):
        self.entries = entries
        self.above = {row for row, value in entries.items() if value > 0}
        self.below = {row for row, value in entries.items() if value < 0}


def combination(columns: Sequence[Column], target: Column, strict: Sequence[bool]) -> list[Fraction] | None:
    """λ ≥ 0 with Σ λ·column = target, using a strict column where that is possible.

    None when there is none.  (Simplex in two phases with Bland's rule, so it ends.)
    """
    kept = _useful(columns, target)
    if kept is None:
        return None
    zero, width = fmpq(0), len(kept)
    entries: dict[object, list[fmpq]] = {}  # by row: its coefficients, then its right side
    for place, column in enumerate([*(columns[i] for i in kept), target]):
        for row, value in column.entries.items():
            if row not in entries:
                entries[row] = [zero] * (width + 1)
            entries[row][place] = value
    table = [[-x for x in row] if row[-1] < 0 else row for row in entries.values()]
    basis = [width + i for i in range(len(table))]  # all artificial at first
    cost = [-sum((row[j] for row in table), zero) for j in range(width + 1)]
    if _minimise(table, cost, basis, width) is None or cost[-1] != 0:
        return None
    for i in reversed(range(len(table))):  # artificial ones that stayed, at zero
        if basis[i] >= width:
            place = next((j for j in range(width) if table[i][j] != 0), None)
            if place is None:
                del table[i], basis[i]
            else:
                _pivot(table, cost, basis, i, place)
    wanted = [fmpq(-int(strict[i])) for i in kept]
    cost = [
        (wanted[j] if j < width else zero) - sum((wanted[b] * row[j] for b, row in zip(basis, table)), zero)
        for j in range(width + 1)
    ]
    ray = _minimise(table, cost, basis, width)
    values = [zero] * len(columns)
    for b, row in zip(basis, table):
        values[kept[b]] = row[-1]
    if ray is not None and ray >= 0:  # unbounded: go one step along it
        values[kept[ray]] += 1
        for b, row in zip(basis, table):
            values[kept[b]] -= row[ray]
    return [Fraction(int(v.p), int(v.q)) for v in values]


def _useful(columns: Sequence[Column], target: Column) -> list[int] | None:
    """The columns that can take part; None when the target is out of reach at once.

    A row with target 0 and entries of one sign only forces all its columns to zero.
    """
    kept = list(range(len(columns)))
    while True:
        above = set().union(*(columns[i].above for i in kept))
        below = set().union(*(columns[i].below for i in kept))
        if not (target.above <= above and target.below <= below):
            return None
        useless = (above ^ below) - target.above - target.below
        if not useless:
            return kept
        left = [
            i for i in kept if useless.isdisjoint(columns[i].above) and useless.isdisjoint(columns[i].below)
        ]
        if len(left) == len(kept):
            return kept
        kept = left


def _minimise(table, cost, basis, width: int) -> int | None:
    """Pivot until the cost is least: -1, or the column along which it falls for ever."""
    for _ in range(MOST_PIVOTS):
        entering = next((j for j in range(width) if cost[j] < 0), None)
        if entering is None:
            return -1
        ratios = [(row[-1] / row[entering], basis[i], i) for i, row in enumerate(table) if row[entering] > 0]
        if not ratios:
            return entering
        _pivot(table, cost, basis, min(ratios)[2], entering)
    return None


def _pivot(table, cost, basis, leaving: int, entering: int) -> None:
    pivot = table[leaving][entering]
    chosen = table[leaving] = [x / pivot for x in table[leaving]]
    for row in (*table, cost):
        factor = row[entering]
        if row is not chosen and factor != 0:
            row[:] = [x - factor * y for x, y in zip(row, chosen)]
    basis[leaving] = entering
