"""Where a term is evaluated: the values of its symbols, and how much may be spent on it.

Invariant: what is read at a point never changes while the point lives.
"""

from __future__ import annotations

from derive.refuting.enclosure import Unknown, Value
from derive.refuting.opaque import Table


class Budget:
    """How many more terms of sums, derivatives and pieces of integrals a search may evaluate."""

    __slots__ = ("left",)

    def __init__(self, left: int = 5_000):
        self.left = left

    def spend(self, steps: int) -> None:
        """Unknown when there is nothing left."""
        self.left -= steps
        if self.left < 0:
            raise Unknown


class Point:
    """Where a term is evaluated: exact values of the symbols, and what opaque terms are.

    `fragile` is set when a value stands on a boundary, so that it says nothing about
    what is defined nearby; `unsure` when a value was enclosed though it may not exist.
    """

    __slots__ = ("values", "table", "fragile", "unsure", "level", "cache", "budget")

    def __init__(self, values: dict, table: Table | None = None, budget: Budget | None = None):
        self.values = dict(values)
        self.table = Table() if table is None else table
        self.fragile = self.unsure = False
        self.level = 0
        self.cache: dict[int, Value] = {}
        self.budget = Budget() if budget is None else budget


class Bound:
    """`with Bound(p, key, value)`: the variable has that value inside."""

    __slots__ = ("values", "key", "value", "before")

    def __init__(self, p: Point, key: object, value: Value):
        self.values, self.key, self.value = p.values, key, value

    def __enter__(self) -> None:
        self.before = self.values.get(self.key)
        self.values[self.key] = self.value

    def __exit__(self, *_: object) -> None:
        if self.before is None:
            del self.values[self.key]
        else:
            self.values[self.key] = self.before
