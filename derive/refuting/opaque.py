"""What opaque terms are at a point: array elements x_i and values f(a), chosen and kept.

Invariant: equal indices and equal arguments give equal values.  Any finite table of values
and derivatives at distinct arguments belongs to some smooth function, so a choice is always
possible; where two arguments might or might not be equal, it is Unknown.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from derive.refuting import enclosure
from derive.refuting.enclosure import ONE, Unknown, Value
from derive.refuting.jets import Jet, integrated
from derive.terms.term import Term, number, symbol

Choice = Callable[[str, int], fmpq]  # (name, how many of it were chosen before) → value


def _ones(name: str, count: int) -> fmpq:
    return ONE


class Table:
    """The elements and values chosen so far.

    `ranges` holds, for an array and a position of its index, the indices that binders ran
    over; `free` the elements read with no binder's index.  An array is taken to have the
    elements its sums run over, those written beside them (x_0, x_{n+1}), and no others.
    """

    def __init__(self, choose: Choice = _ones):
        self.choose = choose
        self.elements: dict[tuple[str, tuple], fmpq] = {}
        self.calls: dict[tuple[Term, tuple[int, ...]], list[tuple[tuple, fmpq]]] = {}
        self.heads: dict[str, Term] = {}
        self.ranges: dict[tuple[str, int], set] = {}
        self.free: dict[tuple[str, tuple], tuple[bool, bool]] = {}
        self.counts: dict[str, int] = {}

    def _next(self, name: str) -> fmpq:
        count = self.counts.get(name, 0)
        self.counts[name] = count + 1
        return self.choose(name, count)

    def element(self, key: tuple[str, tuple]) -> fmpq:
        value = self.elements.get(key)
        if value is None:
            value = self.elements[key] = self._next(key[0])
        return value

    def read(self, key: tuple[str, tuple], free: bool, below: bool, above: bool) -> None:
        """Notes that an element was read: `free` with no binder's index, and whether it may stand just
        below or above the range of its array, since it is written so: x_0, x_{n+1}."""
        if not free:
            for place, i in enumerate(key[1]):
                self.ranges.setdefault((key[0], place), set()).add(i)
        else:
            self.free[key] = (below, above)

    def name(self, key: object) -> Term:
        """The term that a key stands for: symbol, element, or value of a function."""
        if isinstance(key, str):
            return symbol(key)
        if len(key) == 2:
            return Term("indexed", (self.heads.get(key[0], symbol(key[0])), *map(_number, key[1])))
        head, orders, arguments = key
        values = tuple(map(_number, arguments))
        if len(orders) == 1 and orders[0]:
            return Term("prime", (head, number(orders[0]), *values))
        plain = Term("apply", (head, *values))
        for place, order in enumerate(orders):
            for _ in range(order):
                plain = Term("derivative", (plain, values[place]))
        return plain

    def outside(self) -> bool:
        """Whether an element was read that no sum over its array runs over, nor is said to stand beside."""
        for (name, indices), (below, above) in self.free.items():
            for place, i in enumerate(indices):
                known = self.ranges.get((name, place))
                if known is None or i in known:
                    continue
                if not (below and i == min(known) - 1 or above and i == max(known) + 1):
                    return True
        return False

    def call(self, head: Term, orders: tuple[int, ...], arguments: tuple[Value, ...]) -> Value:
        """The value of the function's partial derivative of the given orders."""
        tags = [a.tag for a in arguments if type(a) is Jet]
        if tags:
            return self._call_jet(head, orders, arguments, max(tags, key=lambda tag: tag.level))
        if not all(type(a) in (fmpq, arb) for a in arguments):
            raise Unknown
        kept = self.calls.setdefault((head, orders), [])
        found = None
        for others, value in kept:
            if others == arguments and all(type(a) is fmpq for a in arguments):
                return value
            if all(_may_be_equal(a, b) for a, b in zip(arguments, others, strict=True)):
                if found is not None and found != value:
                    raise Unknown
                found = value
        value = self._next(f"{head.value}{orders if any(orders) else ''}") if found is None else found
        kept.append((arguments, value))
        return value

    def _call_jet(self, head: Term, orders: tuple[int, ...], arguments: tuple, tag) -> Value:
        c = [a.regular() if type(a) is Jet and a.tag is tag else [a] for a in arguments]
        n = min(len(x) for x in c if len(x) > 1) if any(len(x) > 1 for x in c) else 1
        first = self.call(head, orders, tuple(x[0] for x in c))
        if n == 1:
            return Jet(tag, 0, [first])
        rest = [enclosure.ZERO] * (n - 1)
        shorter = tuple(x[0] if len(x) == 1 or n == 2 else Jet(tag, 0, x[: n - 1]) for x in c)
        for place, x in enumerate(c):
            if len(x) == 1:
                continue
            raised = tuple(o + (k == place) for k, o in enumerate(orders))
            slope = self.call(head, raised, shorter)
            d = slope.regular() if type(slope) is Jet and slope.tag is tag else [slope] + [enclosure.ZERO] * n
            rest = [old + new for old, new in zip(rest, integrated(d, x[:n]), strict=True)]
        return Jet(tag, 0, [first, *rest])


def _number(value: fmpq) -> Term:
    return number(f"{value.p}/{value.q}")


def _may_be_equal(a: Value, b: Value) -> bool:
    return not (a < b or a > b)
