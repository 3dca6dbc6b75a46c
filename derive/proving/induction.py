"""Proof by induction on a whole number to which a sum, product, factorial or power counts.

Invariant: every answer is a theorem of the kernel, whose hypotheses are among what is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from derive.proving import kernel
from derive.proving.cases import relate, with_facts
from derive.proving.context import NO_PROOF, Context, Failure, Session
from derive.proving.evidence import Refusal
from derive.proving.facts import facts_of
from derive.proving.kernel import Theorem
from derive.proving.rational import inverse, times
from derive.proving.signs import difference, fraction
from derive.terms.term import (
    ONE,
    ZERO,
    Capture,
    Term,
    add,
    mul,
    neg,
    number,
    relation,
    sub,
    substitute,
    subterms,
    symbol,
)

DEEPEST = 3  # splits on signs, one inside the other
LATEST = 3  # first numbers that are proved apart, where the step does not go on from them
_A, _B = symbol("a"), symbol("b")


def by_induction(assumed: tuple[Term, ...], goal: Term, universal: tuple[Term, ...]) -> Theorem | None:
    """The goal, proved for the least number and from each number to the next; None when it is not."""
    for count in _counters(goal):
        least = _least(assumed, count)
        if least is None:
            continue
        search = _Induction(assumed, goal, count, universal)
        for later in range(LATEST):
            try:
                found = search.counted_from(least + later)
                for first in range(least + later, least, -1):
                    found = search.and_before(found, first)
                return search.given(found, least)
            except (*NO_PROOF, Capture):
                continue
    return None


class _Induction:
    def __init__(self, assumed: tuple[Term, ...], goal: Term, count: Term, universal):
        self.assumed, self.goal, self.count, self.universal = assumed, goal, count, universal
        self.others = tuple(g for g in assumed if count not in g.free)
        self.whole = Term("integer", (count,))

    def counted_from(self, least: int) -> Theorem:
        """The goal for every whole number from the least on."""
        reached = self._reached(least)
        start, following = (
            substitute(self.goal, {self.count: n}) for n in (_number(least), add(self.count, ONE))
        )
        base = self._proved(self.others, lambda c: relate(c, start))
        facts = (*self.others, reached, self.whole, self.goal)
        step = self._proved(facts, lambda c: self._next(c, following))
        return kernel.induction(base, step, self.count, _number(least))

    def and_before(self, found: Theorem, first: int) -> Theorem:
        """The goal for every whole number from first − 1 on, where it is found from `first` on."""
        here = _number(first - 1)
        below, equal, above = (relation(self.count, op, here) for op in "<=>")
        at_it = self._proved((*self.others, self.whole, equal), lambda c: relate(c, self.goal))
        apart = kernel.order(relation(here, "<", self.count), ((1, ((kernel.assume(above), 1),)),))
        following = kernel.law("whole-next", {_A: here, _B: self.count}, (apart, kernel.assume(self.whole)))
        reached = kernel.order(self._reached(first), ((1, ((following, 1),)),))
        parts = [(1, ((kernel.assume(c), 1),)) for c in (below, self._reached(first - 1))]
        never = kernel.absurd(kernel.order(relation(ZERO, "<", ZERO), parts), self.goal)
        exists = kernel.defined(sub(self.count, here))
        return kernel.split((never, at_it, kernel.discharge(found, reached)), (below, equal, above), exists)

    def given(self, found: Theorem, least: int) -> Theorem:
        """What was found under what is assumed."""
        goal = self._reached(least)
        reasons = [fact for fact in facts_of(self.assumed) if fact.conclusion == self.whole]
        reasons.append(self._proved(self.assumed, lambda c: relate(c, goal)))
        for reason in reasons:
            found = kernel.discharge(found, reason)
        return found

    def _reached(self, least: int) -> Term:
        return relation(self.count, ">=", _number(least))

    def _proved(self, assumed: tuple[Term, ...], work) -> Theorem:
        from derive.proving.prover import restarting

        with Session() as session:
            session.universal = self.universal
            return restarting(session, lambda: with_facts(facts_of(assumed), session, work, DEEPEST))

    def _next(self, context: Context, following: Term) -> Theorem:
        """The goal for n + 1."""
        try:
            return relate(context, following)
        except Failure:
            if following.op == "=":
                raise
        for factor in self._growths(context, following):
            found = self._from_last(context, following, factor)
            if found is not None:
                return found
        raise Failure("the step was not found")

    def _growths(self, context: Context, following: Term) -> Iterator[Term]:
        """By what a side grows from n to n + 1."""
        yield ONE
        for last, after in zip(self.goal.args, following.args):
            ratio = context.normal(last)
            if not ratio[0].is_zero():
                yield context.term(times(context.normal(after), inverse(ratio)))

    def _from_last(self, context: Context, following: Term, factor: Term) -> Theorem | None:
        """left − right at n + 1 is factor · (left − right) at n, and more with the same sign."""
        apart, last = (difference(*claim.args) for claim in (following, self.goal))
        size, more = context.sign(factor), context.sign(sub(apart, mul(factor, last)))
        if None in (size, more) or size.conclusion.op not in (">", ">=", "="):
            return None
        parts = ((1, ((kernel.assume(self.goal), 1), (size, 1))), (1, ((more, 1),)))
        try:
            return kernel.order(following, parts, context.support(apart, last, factor, *following.args))
        except Refusal:
            return None


def _counters(goal: Term) -> Iterator[Term]:
    """The symbols that sums and products in the goal end at, then those in factorials and exponents."""
    bounds: dict[Term, None] = {}
    others: dict[Term, None] = {}
    for part in subterms(goal):
        if part.op in ("sum", "product"):
            bounds.update(dict.fromkeys(s for s in part.args[3].free if s not in part.args[0].free))
        elif part.op == "factorial":
            others.update(dict.fromkeys(part.args[0].free))
        elif part.op == "^":
            others.update(dict.fromkeys(part.args[1].free))
    yield from sorted(bounds.keys() & goal.free, key=repr)
    yield from sorted((others.keys() - bounds.keys()) & goal.free, key=repr)


def _least(assumed: tuple[Term, ...], count: Term) -> int | None:
    """The greatest whole number that the count is assumed to reach, where it is whole."""
    parts = [part for c in assumed for part in (c.args if c.op == "and" else (c,))]
    if Term("integer", (count,)) not in parts:
        return None
    found = []
    for condition in parts:
        if condition.op not in (">", ">=", "<", "<="):
            continue
        low, high = condition.args if condition.op[0] == "<" else reversed(condition.args)
        if high == count and not low.free:
            bound, under = Session().context(()).normal(low)
            if bound.is_constant() and under.is_one():
                value = fraction(bound.leading_coefficient()) if bound else Fraction(0)
                found.append(floor(value) + 1 if len(condition.op) == 1 else ceil(value))
    return max(found) if found else None


def _number(value: int) -> Term:
    return number(value) if value >= 0 else neg(number(-value))
