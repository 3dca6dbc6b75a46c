"""The points of the second opinion: numbers for symbols, tables for x_i, formulas for f(x).

Invariant: the points depend on the terms alone, and what a point says of x_i or f(x) is the same at every
occurrence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice, product

from derive.terms.term import Term

GRID = tuple(
    Fraction(text)
    for text in "0 1 -1 1/2 -1/2 2 -2 3 -3 1/3 -4/3 5/2 -7/2 9/10 1/4 -1/10 7 -9 21 -30 1/100 -1/1000 110 -130".split()
)
WHOLE = tuple(map(Fraction, (3, 1, 2, 0, 4, -1, 5)))
COUNTS = tuple(map(Fraction, (3, 2, 1, 4, 0)))
TABLES = tuple(  # of x_1, x_2, …; beyond, the last is repeated
    tuple(Fraction(text) for text in row.split())
    for row in (
        "1 -2 3/2 5 1/3",
        "1/2 1/3 1/6 1/7",
        "1 0 0 0",
        "1/3 2/3 1/4",
        "-1 -1/2 -3 2",
        "0 1 0",
        "2 1 3",
        "1",
    )
)


def _curved(s: Fraction):
    return s + s * s / 3


def _bell(s: Fraction):
    return 1 / (1 + s * s)


def _line(s: Fraction):
    return s - 1


def _kinked(s: Fraction):
    return abs(s)


def _step(s: Fraction):
    return s * 0 + (1 if s > 1 else -2)


FORMULAS = (_curved, _bell, _line, _step, _kinked)


ONLY_GIVEN = "only given"  # in a point: what it says nothing of is not known


class Table:
    """The key under which a point keeps which table or formula a name follows."""

    def __init__(self, head: Term):
        self.head = head

    def __hash__(self) -> int:
        return hash(("table", self.head))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self.head == other.head


def element(head: Term, indices: tuple, point: dict):
    """The value of x_i at the point: its own, or the one of the table that x follows there."""
    if (head, indices) in point:
        return point[head, indices]
    if ONLY_GIVEN in point or any(not isinstance(i, Fraction) or i.denominator != 1 for i in indices):
        from attacks.values import Unknown

        raise Unknown(head)
    row = TABLES[point.get(Table(head), _odd(head) % len(TABLES))]
    first, *others = indices
    place = int(first) - 1 + sum(2 * int(i) for i in others)
    return row[min(place, len(row) - 1)] if place >= 0 else Fraction(place, 2)


def opaque(head: Term, arguments: tuple, point: dict):
    """The value of f(x, y) at the point."""
    from attacks import values  # which asks here for the value of a name

    formula = FORMULAS[point.get(Table(head), _odd(head) % len(FORMULAS))]
    parts = [values._product(Fraction(_odd(head) % 3 + place, 2), a) for place, a in enumerate(arguments, 1)]
    return formula(values._sum(Fraction(_odd(head) % 5 - 2, 3), *parts))


def _odd(head: Term) -> int:
    return sum(map(ord, str(head.value)))


def points(
    terms: tuple[Term, ...],
    most: int = 600,
    settled: frozenset[Term] = frozenset(),
    admits: Callable[[Term, Fraction], bool] = lambda name, value: True,
) -> Iterator[dict]:
    """Points of a grid over what the terms leave open but for what is settled, the small numbers first;
    of a symbol's values those that it `admits`."""
    names = _Names()
    for term in terms:
        names.walk(term, frozenset(), False)
    keys: list = sorted(names.free - settled, key=repr)
    lists: list[tuple] = []
    for key in keys:
        values = COUNTS if key in names.counts else WHOLE if key in names.whole else GRID
        lists.append(tuple(v for v in values if admits(key, v)))
    for head in sorted(names.heads, key=repr):
        keys.append(Table(head))
        lists.append(tuple(range(len(TABLES))))
    for head in sorted(names.functions, key=repr):
        keys.append(Table(head))
        lists.append(tuple(range(len(FORMULAS))))
    sizes = [len(values) for values in lists]
    while sizes and max(sizes) > 3 and _product(sizes) > most:
        sizes[sizes.index(max(sizes))] -= 1
    every = product(*(values[:size] for values, size in zip(lists, sizes)))
    step = max(1, _product(sizes) // most)
    step += step % 2 == 0 or step % 3 == 0  # so that no symbol keeps one value
    for values in islice(every, 0, most * 3 * step, step):
        yield dict(zip(keys, values))


def _product(sizes: list[int]) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total


class _Names:
    """What terms leave open, by what its values may be."""

    def __init__(self) -> None:
        self.free: set[Term] = set()
        self.whole: set[Term] = set()
        self.counts: set[Term] = set()
        self.heads: set[Term] = set()
        self.functions: set[Term] = set()

    def walk(self, term: Term, bound: frozenset, whole: bool) -> None:
        op, args = term.op, term.args
        if op == "symbol":
            if whole:
                self.whole.add(term)
            if term not in bound:
                self.free.add(term)
        elif op == "indexed":
            self.heads.add(args[0])
            for index in args[1:]:
                self.walk(index, bound, True)
        elif op in ("apply", "prime"):
            self.functions.add(args[0])
            for argument in args[1:]:
                self.walk(argument, bound, whole)
        elif op in ("sum", "product"):
            body, index, lower, upper = args
            self.whole.add(index)
            self.counts |= upper.free
            for end in (lower, upper):
                self.walk(end, bound, True)
            self.walk(body, bound | {index}, whole)
        elif op in ("limit", "integral", "at", "all"):
            for part in args[2:]:
                self.walk(part, bound, whole)
            self.walk(args[0], bound | {args[1]}, whole)
        elif op == "derivative":
            self.walk(args[1], bound, False)
            self.walk(args[0], bound, whole)
        else:
            for part in args:
                self.walk(part, bound, whole or op in ("integer", "factorial"))
