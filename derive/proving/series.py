"""Rules of infinite sums, as functions of terms.  Part of what is trusted.

Invariant: a sum to infinity has a value when its lower bound is whole, its body has a value for
every whole index from there on, and the sums of the first terms have a limit, which it is.  A
rule's conclusion holds when what it is told of the body holds for every such index.

Beside these rules those of finite sums that ask for no bounds hold: of sums, of multiples and of
another index, where the sums on the right are shown to have a value.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.proving.summation import with_body
from derive.terms.term import INFINITY, ONE, ZERO, Term, add, relation, sub, substitute


def is_series(term: Term) -> bool:
    """Whether the term is a sum to infinity."""
    return term.op == "sum" and term.args[3] == INFINITY and term.args[1].op == "symbol"


def equal_bodies(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Σ f = Σ g from f = g for every index, where Σ g has a value."""
    (equal,) = inner
    if not is_series(term) or equal.op != "=" or equal.args[0] != term.args[0]:
        return None
    other = with_body(term, equal.args[1])
    return relation(term, "=", other) if evidence.shows_defined(other) else None


def first(term: Term, inner: Sequence[Term], evidence, after: Term) -> Term | None:
    """Σ f = f(lower) + Σ from `after`, which is lower + 1, where one of the sums has a value."""
    body, index, lower, upper = term.args
    if not is_series(term) or not evidence.holds(relation(after, "=", add(lower, ONE))):
        return None
    value, rest = substitute(body, {index: lower}), Term("sum", (body, index, after, upper))
    if index in after.free | lower.free or not evidence.shows_defined(value):
        return None
    if not (evidence.shows_defined(term) or evidence.shows_defined(rest)):
        return None
    return relation(term, "=", add(value, rest))


def shift(term: Term, inner: Sequence[Term], evidence, by: Term, lower: Term) -> Term | None:
    """The same sum counted from `lower`, which is the lower bound + c: f(i − c) there is f(i) here,
    where one of the sums has a value."""
    body, index, low, upper = term.args
    if not is_series(term) or index in by.free | lower.free | low.free:
        return None
    whole = evidence.holds(Term("integer", (by,))) and evidence.holds(Term("integer", (low,)))
    if not whole or not evidence.holds(relation(lower, "=", add(low, by))):
        return None
    other = Term("sum", (substitute(body, {index: sub(index, by)}), index, lower, upper))
    if not (evidence.shows_defined(term) or evidence.shows_defined(other)):
        return None
    return relation(term, "=", other)


def positive(term: Term, inner: Sequence[Term], evidence) -> Term | None:
    """Σ f > 0 from f > 0 for every index, and Σ f ≥ 0 from f ≥ 0, where the sum has a value."""
    (sign,) = inner
    if not is_series(term) or sign.args != (term.args[0], ZERO) or sign.op not in (">", ">="):
        return None
    return relation(term, sign.op, ZERO) if evidence.shows_defined(term) else None


RULES = {
    "series-equal": equal_bodies,
    "series-first": first,
    "series-shift": shift,
    "series-positive": positive,
}
