"""Infinite sums at a point, rigorously: partial sums, and the rest by the ratio of the terms.

Invariant: a value encloses the sum, which converges; Undefined where no term is smaller than
the one before it, so that it diverges.  Ratios are those of magnitudes, |f(j + 1)| / |f(j)|.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from derive.refuting import enclosure
from derive.refuting.enclosure import ZERO, Undefined, Unknown, Value
from derive.refuting.evaluation import Compiled, Compiler
from derive.refuting.valuation import Bound, Point
from derive.refuting.variables import distinct
from derive.terms.term import Term, add, div, mul, neg, number

CHECKED = (8, 24, 80, 240)  # terms after which the rest is looked at
ENOUGH = 1e-25  # of the rest, beside the sum
INFINITE = arb("+inf")
Range = tuple[arb, arb]  # of |f(j + 1)| / |f(j)| for all j from some index on
Growth = Callable[[Point, fmpq], Range]
_CONSTANT: Growth = lambda p, i: (arb(1), arb(1))  # noqa: E731


def series(compiler: Compiler, term: Term, bound: frozenset[Term]) -> Compiled:
    """A sum to infinity as a function of a point."""
    body_term, index, lower_term, _ = term.args
    if any(s.op in ("apply", "prime", "indexed") for s in distinct(body_term)):
        return compiler.unknown  # values of which nothing is known
    key = compiler.key(index, bound)
    lower = compiler.compile(lower_term, bound)
    body = compiler.compile(body_term, bound | {index})
    growth = _growth(compiler, body_term, index, bound)

    def summed(p: Point) -> Value:
        first, k = lower(p), key(p)
        if type(first) is not fmpq or first.q != 1:
            raise Unknown
        total, done = ZERO, 0
        for count in CHECKED:
            p.budget.spend(count - done)
            while done < count:
                i = first + done
                with Bound(p, k, i):
                    value = body(p)
                if type(value) not in (fmpq, arb):
                    raise Unknown
                total, done = total + value, done + 1
                if type(total) is fmpq and total.height_bits() > enclosure.EXACT_BITS:
                    total = arb(total)
            if growth is None:
                raise Unknown
            least, most = growth(p, i)
            if least >= 1 and (value > 0 or value < 0):  # also nearby, but perhaps where all are as large
                raise Undefined(robust=bool(least > 1))
            if not most < 1:
                continue
            rest = (abs(arb(value)) * most / (1 - most)).upper()
            if count == CHECKED[-1] or rest < ENOUGH * (1 + abs(arb(total)).lower()):
                return arb(total) + (-rest).union(rest)
        raise Unknown

    return summed


def _growth(compiler: Compiler, term: Term, index: Term, bound: frozenset[Term]) -> Growth | None:
    """How |f(j + 1)| / |f(j)| is bounded for j ≥ i; None where no rule says it."""
    op, args = term.op, term.args
    if index not in term.free:
        return _CONSTANT
    if op in ("neg", "abs"):
        return _growth(compiler, args[0], index, bound)
    if op in ("*", "/"):
        parts = [_growth(compiler, a, index, bound) for a in args]
        return None if None in parts else _product(parts, op)
    if op == "exp":
        rate = _slope(args[0], index)
        return None if rate is None else _fixed(compiler.compile(Term("exp", (rate,)), bound))
    if op == "factorial":
        return _factorial(compiler, args[0], index, bound)
    if op == "^" and index not in args[1].free:
        count = args[1].value if args[1].op == "number" else None
        inner = _growth(compiler, args[0], index, bound)
        if count is None or count.denominator != 1 or count < 0 or inner is None:
            return None
        return lambda p, i: tuple(end ** int(count) for end in inner(p, i))
    if op == "^" and index not in args[0].free:
        rate = _slope(args[1], index)
        if rate is None or rate.op != "number" or rate.value.denominator != 1:
            return None
        return _fixed(compiler.compile(Term("^", (args[0], rate)), bound))
    return _linear(compiler, term, index, bound)


def _fixed(value: Compiled) -> Growth:
    """The same ratio between all neighbours."""

    def ratio(p: Point, i: fmpq) -> Range:
        found = abs(arb(_plain(value(p))))
        return found.lower(), found.upper()

    return ratio


def _plain(value: Value) -> Value:
    if type(value) not in (fmpq, arb):
        raise Unknown
    return value


def _product(parts: list[Growth], op: str) -> Growth:
    def ratio(p: Point, i: fmpq) -> Range:
        (low, high), *others = [part(p, i) for part in parts]
        for least, most in others:
            if op == "/":
                least, most = 1 / most if most.is_finite() else arb(0), 1 / least if least > 0 else INFINITE
            low, high = low * least, high * most
        if not (low.is_finite() and low >= 0):
            low = arb(0)
        return low.lower(), high.upper() if high >= 0 else INFINITE  # 0 · ∞ is not told

    return ratio


def _factorial(compiler: Compiler, argument: Term, index: Term, bound: frozenset[Term]) -> Growth | None:
    """(m + s)! / m! = (m + 1) … (m + s), which grows with m."""
    rate = _slope(argument, index)
    if rate is None or rate.op != "number" or rate.value not in (1, 2):
        return None
    start, key = compiler.compile(argument, bound | {index}), compiler.key(index, bound)

    def ratio(p: Point, i: fmpq) -> Range:
        with Bound(p, key(p), i):
            m = arb(_plain(start(p)))
        least = (m + 1) if rate.value == 1 else (m + 1) * (m + 2)
        return (least.lower() if m >= 0 else arb(0)), INFINITE

    return ratio


def _linear(compiler: Compiler, term: Term, index: Term, bound: frozenset[Term]) -> Growth | None:
    """(v + s) / v for a v > 0 that grows by s > 0: between 1 and its value at the first."""
    rate = _slope(term, index)
    if rate is None:
        return None
    start, step = compiler.compile(term, bound | {index}), compiler.compile(rate, bound)
    key = compiler.key(index, bound)

    def ratio(p: Point, i: fmpq) -> Range:
        with Bound(p, key(p), i):
            v = arb(_plain(start(p)))
        s = arb(_plain(step(p)))
        if not (v > 0 and s > 0 or v < 0 and s < 0):
            raise Unknown
        return arb(1), (1 + s / v).upper()

    return ratio


def _slope(term: Term, index: Term) -> Term | None:
    """By how much a term grows from an index to the next, when that is always the same."""
    if index not in term.free:
        return number(0)
    if term == index:
        return number(1)
    if term.op == "neg":
        inner = _slope(term.args[0], index)
        return None if inner is None else number(-inner.value) if inner.op == "number" else neg(inner)
    if term.op == "+":
        parts = [_slope(a, index) for a in term.args]
        if None in parts:
            return None
        if all(part.op == "number" for part in parts):
            return number(sum(part.value for part in parts))
        return add(*parts)
    if term.op == "/" and index not in term.args[1].free:
        inner = _slope(term.args[0], index)
        return None if inner is None else div(inner, term.args[1])
    if term.op == "*" and sum(index in a.free for a in term.args) == 1:
        inner = next(_slope(a, index) for a in term.args if index in a.free)
        others = [a for a in term.args if index not in a.free]
        if inner is None:
            return None
        if inner.op == "number" and len(others) == 1 and others[0].op == "number":
            return number(inner.value * others[0].value)
        return mul(*others, inner)
    return None
