"""The range of a sum or product under a context: the search for one way to write it.

Invariant: a sum is only ever replaced through a theorem of the kernel.

Sums of the same terms over ranges that differ by known numbers are written by one of
them; the index is shifted to the terms' own, and of two nested sums the one that its
terms put first stands outside, so that equal sums become the same generator.
"""

from __future__ import annotations

from derive.proving import kernel
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Evidence, Refusal
from derive.proving.kernel import Theorem
from derive.proving.rational import whole
from derive.terms.term import (
    ONE,
    Term,
    add,
    div,
    mul,
    neg,
    number,
    relation,
    sub,
    substitute,
    subterms,
    symbol,
)

MOST_ENDS = 6  # terms that are split off at one end
_NONE = (Split, Need, Failure, Undefined, Refusal)
_HERE, _THERE = symbol("?"), symbol("!")  # stand for the two indices of nested sums


def with_plain_bounds(context: Context, base: Context, term: Term, exists: Theorem) -> bool:
    """Write the bounds in normal form, or the value of a sum that is empty."""
    lower, upper = term.args[2:]
    plain = [base.term(base.normal(bound)) for bound in (lower, upper)]
    wholes = Evidence(f for f in base.facts if f.conclusion.op == "integer")
    if plain == [lower, upper] or not all(wholes.holds(Term("integer", (p,))) for p in plain):
        return False
    same = [_same(base, old, new) for old, new in zip((lower, upper), plain)]
    theorem = kernel.summation("sum-bounds", term, (), (exists, *same), lower=plain[0], upper=plain[1])
    context.rewrite(theorem)
    return True


def emptied(context: Context, base: Context, term: Term, bounds) -> bool:
    """Use that a sum has no term, where the facts say so."""
    lower, upper = term.args[2:]
    none = base.equal(upper, sub(lower, ONE))
    if none is None:
        return False
    context.rewrite(kernel.summation("sum-empty", term, (), (*bounds, none)))
    return True


def shifted(context: Context, base: Context, inner: Context, term: Term, premises) -> bool:
    """Count by the index that the terms themselves have: Σ x_{i+1} from 0 is Σ x_i from 1."""
    index = term.args[1]
    offsets, ways = _offsets(inner, term)
    if ways == {-1}:
        context.rewrite(kernel.summation("sum-reverse", term, (), premises))
        return True
    if not ways:
        least = whole(term.args[2])
        if least is None or least == 1:
            return False
        offsets = {(): {1 - least}}
    if ways and ways != {1}:
        return False
    moving = () if () in offsets else min(offsets, key=repr)
    least = min(offsets[moving])
    if not moving and not least:
        return False
    by = add(*(mul(number(c), s) if c != 1 else s for s, c in moving), number(least))
    by = base.term(base.normal(by))
    if index in by.free:
        return False
    try:
        context.rewrite(kernel.summation("sum-shift", term, (), (*premises, *base.support(by)), by=by))
    except Refusal:
        return False
    return True


def _offsets(inner: Context, term: Term):
    """How the index stands below the names and in the exponents of the body: {(symbols with coefficients): {numbers}} of
    what is added to it, and with which signs."""
    body, index = term.args[:2]
    offsets: dict[tuple, set[int]] = {}
    ways: set[int] = set()
    for part in subterms(body):
        named = part.op in ("indexed", "apply") and part.args[0].op == "symbol"
        for argument in part.args[1:] if named or part.op == "^" else ():
            if index not in argument.free:
                continue
            found = _linear(argument)
            if found is None or abs(found[0].get(index, 0)) != 1:
                return {}, {0}
            coefficients, constant = found
            ways.add(coefficients.pop(index))
            offsets.setdefault(tuple(sorted(coefficients.items(), key=repr)), set()).add(constant)
    return offsets, ways


def _linear(term: Term) -> tuple[dict[Term, int], int] | None:
    """The term as whole multiples of symbols and a whole number, or None."""
    value = whole(term)
    if value is not None:
        return {}, value
    if term.op == "symbol":
        return {term: 1}, 0
    if term.op == "neg":
        return _scaled(_linear(term.args[0]), -1)
    if term.op == "*" and len(term.args) == 2 and whole(term.args[0]) is not None:
        return _scaled(_linear(term.args[1]), whole(term.args[0]))
    if term.op != "+":
        return None
    total, constant = {}, 0
    for part in map(_linear, term.args):
        if part is None:
            return None
        for name, count in part[0].items():
            total[name] = total.get(name, 0) + count
        constant += part[1]
    return {name: count for name, count in total.items() if count}, constant


def _scaled(found, by: int):
    return None if found is None else ({s: by * c for s, c in found[0].items()}, by * found[1])


# ── ranges that differ by a few terms ────────────────────────────────────────


def joined(context: Context, base: Context, inner: Context, term: Term, bounds) -> bool:
    """Go one step toward a range over which the same terms are summed already; else this is one."""
    body, _, lower, upper = term.args
    name = (term.op, term.args[1])
    for other in context.ranges.setdefault(name, []):
        if other == term:
            return False
        ends = [_distance(base, a, b) for a, b in zip(other.args[2:], (lower, upper))]
        if None in ends or other.args[0] != body and not _equal_body(context, inner, term, other, bounds):
            continue
        if other.args[0] != body:
            return True  # now with the other's body
        try:
            if _stepped(context, base, term, ends, bounds):
                return True
        except _NONE:
            continue
    context.ranges[name].append(term)
    return False


def _distance(base: Context, origin: Term, bound: Term) -> int | None:
    """bound − origin, where that is a small whole number."""
    upper, lower = base.normal(sub(bound, origin))
    if not upper.is_constant() or not lower.is_one():
        return None
    value = upper.leading_coefficient() if not upper.is_zero() else 0
    if value != int(value) or abs(value) > MOST_ENDS:
        return None
    return int(value)


def _equal_body(context: Context, inner: Context, term: Term, other: Term, bounds) -> bool:
    try:
        equal = inner.equal(term.args[0], other.args[0])
    except _NONE:
        return False
    if equal is not None:
        context.rewrite(kernel.summation("sum-equal", term, (equal,), bounds))
    return equal is not None


def _stepped(context: Context, base: Context, term: Term, ends: list[int], bounds) -> bool:
    """Write the sum by one whose range is one term wider or narrower, toward the distance 0."""
    body, index, lower, upper = term.args
    low, high = ends
    if low > 0:
        wide = Term(term.op, (body, index, _moved(base, lower, -1), upper))
        return from_wider(context, base, wide, term, "sum-first")
    if high < 0:
        wide = Term(term.op, (body, index, lower, _moved(base, upper, 1)))
        return from_wider(context, base, wide, term, "sum-last")
    if low < 0:
        narrow = Term(term.op, (body, index, _moved(base, lower, 1), upper))
        return _from_narrower(context, base, term, narrow, "sum-first")
    if high > 0:
        narrow = Term(term.op, (body, index, lower, _moved(base, upper, -1)))
        return _from_narrower(context, base, term, narrow, "sum-last")
    return False


def _moved(base: Context, bound: Term, by: int) -> Term:
    return base.term(base.normal(add(bound, number(by) if by > 0 else neg(number(-by)))))


def _from_narrower(context: Context, base: Context, wide: Term, narrow: Term, rule: str) -> bool:
    """wide = the term at its end and narrow."""
    split = _split_off(base, wide, narrow, rule, exists=context.conditions[wide])
    base.settle(narrow)
    context.rewrite(split)
    return True


def from_wider(context: Context, base: Context, wide: Term, narrow: Term, rule: str) -> bool:
    """narrow = wide without the term at its end; a product is not divided by a term that may
    be zero: the wider one, a generator until now, is written by the narrower."""
    base.settle(wide)
    split = _split_off(base, wide, narrow, rule, base.conditions[wide])
    value = split.conclusion.args[1].args[0]
    if wide.op == "sum":
        goal = relation(narrow, "=", sub(wide, value))
        context.rewrite(kernel.order(goal, ((-1, ((split, 1),)),)))
        return True
    known = context.ranges[wide.op, wide.args[1]]
    if wide not in known:
        return False
    known[known.index(wide)] = narrow
    context.redirect(split)
    return True


def _split_off(base: Context, wide: Term, narrow: Term, rule: str, exists) -> Theorem:
    """`wide = f(end) + narrow` (or times), where the range is shown to hold its end."""
    body, index, lower, upper = wide.args
    end, inside = (lower, narrow.args[2]) if rule == "sum-first" else (upper, narrow.args[3])
    neighbour = add(end, ONE) if rule == "sum-first" else sub(end, ONE)
    some = base.shown(relation(upper, ">=", lower))
    if some is None:
        raise Failure("a range that may be empty")
    value = substitute(body, {index: end})
    base.settle(value)
    premises = (*exists, *range_premises(base, wide), some, _same(base, inside, neighbour))
    more = {"after" if rule == "sum-first" else "before": inside}
    return kernel.summation(rule, wide, (), (*premises, *base.support(value)), **more)


def range_premises(base: Context, term: Term) -> tuple[Theorem, ...]:
    """Why the bounds are whole and the range is not negative."""
    from derive.proving.sums import bounds_of

    return bounds_of(base, term)


def _same(base: Context, left: Term, right: Term) -> Theorem:
    if left == right:
        return kernel.defined(left, base.support(left))
    found = base.equal(left, right)
    if found is None:
        raise Failure("a bound in normal form that does not check")
    return found


# ── nested sums ──────────────────────────────────────────────────────────────


def swapped(context: Context, base: Context, inner: Context, term: Term, bounds) -> bool:
    """Σ_i m Σ_j f = Σ_j Σ_i m f, where that order comes first."""
    body, index, lower, upper = term.args
    factors = _factors(body)
    nested = [f for f in factors if f.op == "sum" and index in f.free]
    if term.op != "sum" or len(nested) != 1:
        return False
    (within,) = nested
    content, other, low, high = within.args
    if index in low.free | high.free or other in lower.free | upper.free | {index}:
        return False
    outer = [f for f in factors if f is not within]
    parts = _factors(content)
    joint, alone = [p for p in parts if index in p.free], [p for p in parts if index not in p.free]
    here = _signature(outer, joint, index, other, lower, upper)
    if here <= _signature(alone, joint, other, index, low, high):
        return False
    premises = (*bounds, *range_premises(base, within))
    if not outer:
        context.rewrite(kernel.summation("sum-swap", term, (), (*context.conditions[term], *premises)))
        return True
    multiplier = mul(*outer)
    inner.settle(multiplier)
    scale = kernel.summation(
        "sum-scale",
        Term("sum", (mul(multiplier, content), *within.args[1:])),
        (),
        inner.support(multiplier, within),
    )
    inside = scale.conclusion.args[0]
    whole_body = kernel.order(relation(body, "=", inside), ((-1, ((scale, 1),)),), inner.support(body))
    merged = kernel.summation("sum-equal", term, (whole_body,), bounds)
    turned = kernel.summation("sum-swap", merged.conclusion.args[1], (), (merged, *premises))
    goal = relation(term, "=", turned.conclusion.args[1])
    context.rewrite(kernel.order(goal, ((1, ((merged, 1),)), (1, ((turned, 1),)))))
    return True


def _factors(term: Term) -> list[Term]:
    """What the term multiplies; a denominator counts as one over it."""
    above, below = term.args if term.op == "/" else (term, None)
    parts = list(above.args) if above.op == "*" else [above]
    return [p for p in parts if p != ONE] + ([div(ONE, below)] if below is not None else [])


def _signature(own: list[Term], joint: list[Term], index: Term, other: Term, lower: Term, upper: Term):
    """What tells an index from the other: its range, what only it has, and what both have."""
    names = {index: _HERE, other: _THERE}
    alone = sorted(repr(substitute(t, names)) for t in own)
    both = sorted(repr(substitute(t, names)) for t in joint)
    return repr(lower), repr(upper), alone, both
