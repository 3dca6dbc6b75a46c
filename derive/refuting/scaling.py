"""Sums that the givens fix: Σ y_i = 1 is made to hold by scaling the elements.

Invariant: elements change only before anything has been read at the point, and by a positive
factor, so that y_i > 0 stays true; whether the given then holds is still checked.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from derive.refuting.enclosure import Kink, Undefined, Unknown
from derive.refuting.evaluation import Compiled, Compiler
from derive.refuting.valuation import Point
from derive.terms.term import Term

MOST = 24  # elements of one sum

Scaling = Callable[[Point], None]


def scalings(givens: tuple[Term, ...], compiler: Compiler) -> dict[Term, Scaling]:
    """For each given `Σ x_i = number` what makes it hold at a point where the sum is positive."""
    found = {}
    for given in givens:
        for total, wanted in (given.args, given.args[::-1]) if given.op == "=" else ():
            if total.op != "sum" or wanted.op != "number" or wanted.value <= 0:
                continue
            body, index, lower, upper = total.args
            if body.op == "indexed" and body.args[1:] == (index,) and body.args[0].op == "symbol":
                ends = compiler.compile(lower), compiler.compile(upper)
                number = fmpq(wanted.value.numerator, wanted.value.denominator)
                found[given] = _scaling(body.args[0], ends, number)
    return found


def _scaling(head: Term, ends: tuple[Compiled, Compiled], wanted: fmpq) -> Scaling:
    def scale(p: Point) -> None:
        try:
            first, last = (end(p) for end in ends)
        except (Undefined, Unknown, Kink):
            return
        if not all(type(e) is fmpq and e.q == 1 for e in (first, last)) or not 0 <= last - first < MOST:
            return
        p.table.heads.setdefault(head.value, head)
        keys = [(head.value, (first + i,)) for i in range(int((last - first).p) + 1)]
        values = [p.values[k] if k in p.values else p.table.element(k) for k in keys]
        total = sum(values, fmpq(0))
        if total <= 0 or total == wanted:
            return
        for k, value in zip(keys, values, strict=True):
            if k in p.values:
                p.values[k] = value * wanted / total
            else:
                p.table.elements[k] = value * wanted / total

    return scale
