"""Infinite sums under a context: the search for what they equal, by the laws of series.

Invariant: a sum is only ever replaced through a theorem of the kernel.

A sum is brought to multiples of sums of a single term, as a finite one is.  A term is then
P(k) r^k or P(k) x^k / k! for a polynomial P, which the ratio of neighbouring terms tells, or one
of the terms of the laws for the sine, the cosine and the logarithm.
"""

from __future__ import annotations

from derive.proving import kernel
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Evidence, Refusal
from derive.proving.kernel import Theorem
from derive.proving.laws import laws_by_name
from derive.proving.rational import Vanishing, inverse, times, whole
from derive.proving.signs import require
from derive.proving.summation import with_body
from derive.terms.term import (
    ONE,
    ZERO,
    Term,
    add,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    substitute,
    subterms,
    symbol,
)

_A = symbol("a")
_NONE = (Failure, Need, Split, Undefined, Refusal, Vanishing)
MOST_EXTENDED = 12  # terms that are added before the first, to begin at 0
_POWERS = ("geometric-series", "geometric-mean-series", "geometric-square-series")  # k⁰, k, k² times aᵏ


def settle_series(context: Context, term: Term) -> None:
    """Bring a sum to infinity to its value.  Raises Failure where no law gives it."""
    from derive.proving.sums import outside, within

    body, index, lower, _ = term.args
    base = outside(context, index)
    base.settle(lower)
    wholes = tuple(f for f in base.facts if f.conclusion.op == "integer")
    if not Evidence(wholes).holds(Term("integer", (lower,))):
        raise Failure("a bound of a sum that is not known to be whole")
    inner = within(base, term)
    try:
        inner.settle(body)
        found = _by_name(base, inner, term) or _begun_elsewhere(base, term) or _value(base, inner, term)
    except Need as need:
        if index in need.condition.free:
            raise Failure("a side condition for every term of a sum, which nothing gives") from None
        raise
    except Split as split:
        if index in split.term.free:
            raise Failure("a sign that changes with the index of a sum") from None
        raise
    except (Undefined, Refusal, Vanishing):
        found = None
    if found is None:
        raise Failure("an infinite sum that no law gives")
    context.rewrite(found)


def _begun_elsewhere(base: Context, term: Term) -> Theorem | None:
    """The sum from 1 or more as one from 0: of the terms later on, or with the terms before it."""
    if not 0 < (whole(term.args[2]) or 0) <= MOST_EXTENDED:
        return None
    for way in (_from_zero, _extended):
        try:
            return way(base, term)
        except _NONE:
            continue
    return None


def _value(base: Context, inner: Context, term: Term) -> Theorem | None:
    """The sum = its value, in one equation."""
    from derive.proving.sums import monomials

    parts = monomials(inner, term)
    written = add(*(t if c == ONE else mul(c, t) for c, t in parts))
    steps: list[Theorem] = []
    values = []
    for coefficient, rest in parts:
        single = with_body(term, rest)
        found = base.rewrites.get(single) or _single(base, inner, single)
        if found is None:
            return None
        steps.append(found)
        base.settle(coefficient)
        support = base.support(coefficient)
        steps += support
        value = found.conclusion.args[1]
        if coefficient != ONE:
            multiple = with_body(term, mul(coefficient, rest))
            steps.append(kernel.summation("sum-scale", multiple, (), (found, *support)))
            value = mul(coefficient, value)
        values.append(value)
    total = with_body(term, written)
    if len(parts) > 1:
        steps.append(kernel.summation("sum-separate", total, (), steps))
    if total != term:
        equal = inner.equal(term.args[0], written)
        if equal is None:
            return None
        steps.append(kernel.summation("series-equal", term, (equal,), steps))
    return _arithmetic(base, term, add(*values), steps)


def _arithmetic(base: Context, term: Term, value: Term, steps) -> Theorem:
    base.settle(value)
    return kernel.arithmetic(term, value, (*steps, *base.support(value)))


def _single(base: Context, inner: Context, term: Term) -> Theorem | None:
    """Σ t = its value, for a t that is a product."""
    body, index, lower, _ = term.args
    shape = _shape(inner, body, index)
    if shape is None:
        return None
    name, ratio = shape
    if name == "geometric":
        return _geometric(base, inner, term, ratio) if lower == ZERO else _from_zero(base, term)
    return _exponential(base, inner, term, ratio) if lower == ZERO else None


def _shape(inner: Context, body: Term, index: Term) -> tuple[str, Term] | None:
    """("geometric", r) where neighbouring terms have the ratio r in the end, ("exponential", x)
    where it is x/k, or None."""
    following = inner.normal(substitute(body, {index: add(index, ONE)}))
    upper, lower = times(following, inverse(inner.normal(body)))
    place = inner.space.index.get(index)
    degrees = [int(part.degrees()[place]) if place is not None else 0 for part in (upper, lower)]
    leads = [_lead(inner, part, place, degree) for part, degree in zip((upper, lower), degrees)]
    ratio = inner.term(times((leads[0], inner.space.one), inverse((leads[1], inner.space.one))))
    if index in ratio.free or degrees[1] - degrees[0] not in (0, 1):
        return None
    return ("exponential" if degrees[1] > degrees[0] else "geometric"), ratio


def _lead(inner: Context, polynomial, place: int | None, degree: int):
    """The coefficient of the index's highest power."""
    for count in range(degree):
        polynomial = polynomial.derivative(place) / (count + 1)
    return polynomial


def _degree(inner: Context, body: Term, shape: Term, index: Term) -> int | None:
    """n where the body is the shape times the index's n-th power."""
    upper, lower = times(inner.normal(body), inverse(inner.normal(shape)))
    if upper.is_one() and lower.is_one():
        return 0
    place = inner.space.index.get(index)
    degree = int(upper.degrees()[place]) if place is not None else 0
    return degree if lower.is_one() and upper == inner.space.variables[place] ** degree else None


def _law(base: Context, name: str, value: Term, index: Term) -> Theorem:
    """The law at a value, with the index, its conditions shown or asked for."""
    base.settle(value)
    conditions = {"exponential-series": (), "sine-series": (), "cosine-series": ()}.get(name)
    premises = list(base.support(value))
    if conditions is None:
        op = ">=" if name == "logarithm-series" else ">"
        for apart, goal in (
            (add(value, ONE), relation(value, op, neg(ONE))),
            (sub(ONE, value), relation(value, "<", ONE)),
        ):
            sign = require(base, apart, ">=" if goal.op == ">=" else ">")
            premises.append(kernel.order(goal, ((1, ((sign, 1),)),), base.support(value)))
    law = kernel.law(name, {_A: value}, premises)
    total, result = law.conclusion.args
    if total.args[1] != index:
        renamed = kernel.summation("sum-rename", total, (), (law,), index=index)
        turned = kernel.order(relation(renamed.conclusion.args[1], "=", total), ((-1, ((renamed, 1),)),))
        law = kernel.arithmetic(renamed.conclusion.args[1], result, (turned, law))
    return law


def _geometric(base: Context, inner: Context, term: Term, ratio: Term) -> Theorem | None:
    body, index, lower, _ = term.args
    degree = _degree(inner, body, power(ratio, index), index)
    if degree is None or degree >= len(_POWERS):
        return None
    return _like(base, inner, term, _law(base, _POWERS[degree], ratio, index))


def _like(base: Context, inner: Context, term: Term, law: Theorem) -> Theorem | None:
    """The sum = the law's value, where the terms are equal."""
    total, value = law.conclusion.args
    if total == term:
        return law
    if total.args[2:] != term.args[2:]:
        return None
    inner.settle(total.args[0])
    equal = inner.equal(term.args[0], total.args[0])
    if equal is None:
        return None
    same = kernel.summation("series-equal", term, (equal,), (law,))
    return _arithmetic(base, term, value, (same, law))


def _exponential(base: Context, inner: Context, term: Term, ratio: Term) -> Theorem | None:
    """Σ kⁿ xᵏ/k! from 0: for n = 0 a law, else from 1, which is counted from 0 again."""
    body, index, lower, upper = term.args
    shape = mul(power(ratio, index), _reciprocal(index))
    degree = _degree(inner, body, shape, index)
    if degree is None:
        return None
    if not degree:
        return _like(base, inner, term, _law(base, "exponential-series", ratio, index))
    return _after_first(base, term, _from_zero(base, Term("sum", (body, index, ONE, upper))))


def _reciprocal(index: Term) -> Term:
    return Term("/", (ONE, function("factorial", index)))


def _from_zero(base: Context, term: Term) -> Theorem | None:
    """Σ from a = Σ from 0 of the terms a later, and its value."""
    body, index, lower, upper = term.args
    moved = Term("sum", (substitute(body, {index: add(index, lower)}), index, ZERO, upper))
    base.settle(moved)
    by = neg(lower)
    back = base.equal(ZERO, add(lower, by))
    wholes = tuple(f for f in base.facts if f.conclusion.op == "integer")
    written = Term("sum", (substitute(body, {index: sub(index, by)}), index, ZERO, upper))
    base.settle(written)
    premises = (*base.support(written), *wholes, back, *base.support(lower))
    same = kernel.summation("series-shift", term, (), premises, by=by, lower=ZERO)
    return _arithmetic(base, term, base.rewrites[written].conclusion.args[1], (same, *premises))


def _extended(base: Context, term: Term) -> Theorem | None:
    """Σ from a = Σ from a − 1, less its first term."""
    body, index, lower, upper = term.args
    before = number(whole(lower) - 1)
    wide = Term("sum", (body, index, before, upper))
    base.settle(wide)
    split = _split(base, wide, lower, base.support(wide))
    first = split.conclusion.args[1].args[0]
    value = sub(wide, first)
    same = kernel.order(relation(term, "=", value), ((-1, ((split, 1),)),))
    return _arithmetic(
        base, term, sub(base.rewrites[wide].conclusion.args[1], first), (same, *base.support(wide))
    )


def _after_first(base: Context, wide: Term, rest: Theorem | None) -> Theorem | None:
    """The sum = its first term and the rest, whose value is known."""
    if rest is None:
        return None
    split = _split(base, wide, rest.conclusion.args[0].args[2], (rest,))
    value = add(split.conclusion.args[1].args[0], rest.conclusion.args[1])
    return _arithmetic(base, wide, value, (split, rest))


def _split(base: Context, wide: Term, after: Term, known) -> Theorem:
    body, index, lower, _ = wide.args
    first = substitute(body, {index: lower})
    base.settle(first)
    following = base.equal(after, add(lower, ONE))
    return kernel.summation("series-first", wide, (), (*known, following, *base.support(first)), after=after)


def _by_name(base: Context, inner: Context, term: Term) -> Theorem | None:
    """Σ t by the law for the sine, the cosine or the logarithm, where t is its term."""
    body, index, lower, _ = term.args
    tried = {part.args[0] for part in subterms(body) if part.op == "^" and index in part.args[1].free}
    tried |= {neg(a) for a in tried} | {Term("/", (ONE, a)) for a in tried} | {ONE}
    names = (
        ("logarithm-series",) if lower == ONE else ("cosine-series", "sine-series") if lower == ZERO else ()
    )
    for name in names:
        if (name == "logarithm-series") == any(p.op in ("gamma", "factorial") for p in subterms(body)):
            continue
        for value in sorted(tried, key=repr):
            if index in value.free:
                continue
            shape = _terms_of(name, value, index)
            try:
                inner.settle(shape)
                factor = inner.term(times(inner.normal(body), inverse(inner.normal(shape))))
            except _NONE:
                continue
            if index in factor.free:
                continue
            return _scaled(base, inner, term, factor, _law(base, name, value, index))
    return None


def _terms_of(name: str, value: Term, index: Term) -> Term:
    total = laws_by_name()[name].relation.args[0]
    return substitute(total.args[0], {_A: value, total.args[1]: index})


def _scaled(base: Context, inner: Context, term: Term, factor: Term, law: Theorem) -> Theorem | None:
    if factor == ONE:
        return _like(base, inner, term, law)
    base.settle(factor)
    support = base.support(factor)
    multiple = with_body(term, mul(factor, law.conclusion.args[0].args[0]))
    scale = kernel.summation("sum-scale", multiple, (), (law, *support))
    equal = inner.equal(term.args[0], multiple.args[0])
    if equal is None:
        return None
    same = kernel.summation("series-equal", term, (equal,), (scale, law, *support))
    return _arithmetic(base, term, mul(factor, law.conclusion.args[1]), (same, scale, law, *support))
