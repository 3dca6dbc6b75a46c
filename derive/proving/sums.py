"""Finite sums and products under a context: the search for what they equal.

Invariant: a sum is only ever replaced through a theorem of the kernel.

A sum is brought to Σ coefficient · (sum of a monomial in what depends on the index):
sums over the same range of the same monomial are then the same generator.
"""

from __future__ import annotations

from fractions import Fraction

from derive.proving import calculus, kernel, products, ranges
from derive.proving.binomial import binomial
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Evidence, Refusal
from derive.proving.conventions import about_members
from derive.proving.infinite import settle_series
from derive.proving.kernel import Theorem
from derive.proving.rational import Vanishing, inverse, times, whole
from derive.proving.series import is_series
from derive.proving.signs import require
from derive.proving.slopes import slope
from derive.proving.summation import MOST_WRITTEN_OUT, range_of, with_body
from derive.terms.term import (
    ONE,
    ZERO,
    Term,
    add,
    derivative,
    div,
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

INDEX_NAMES = (*"klmstuvwpqrgh", *(f"k_{{{i}}}" for i in range(1, 40)))
HIGHEST_POWER = 6  # of the index, in a sum of a polynomial


def settle_sum(context: Context, term: Term) -> None:
    """Bring a sum or product to generators."""
    body, index, lower, upper = term.args
    if is_series(term):
        settle_series(context, term)
        return
    base = outside(context, index)
    bounds = bounds_of(base, term)
    low, high = whole(lower), whole(upper)
    if low is not None and high is not None and low - 1 <= high <= low + MOST_WRITTEN_OUT:
        values = [substitute(body, {index: number(i)}) for i in range(low, high + 1)]
        for value in values:
            base.settle(value)
        context.rewrite(kernel.summation("sum-written-out", term, (), base.support(*values)))
        return
    if ranges.emptied(context, base, term, bounds):
        return
    plain = _plain_index(context, term)
    inner = within(base, term)
    _settle_body(base, inner, term)
    exists = kernel.summation("sum-equal", term, (kernel.defined(body, inner.support(body)),), bounds)
    context.conditions[term] = (exists,)
    try:
        _settle_defined(context, base, inner, term, bounds, plain, exists)
    except Need as need:  # the sum has a value: it is only another way to write it that asks
        raise Need(need.condition, False) from None


def _settle_defined(
    context: Context, base: Context, inner: Context, term: Term, bounds, plain: Term, exists: Theorem
) -> None:
    """Bring a sum or product that is shown to have a value to generators."""
    if plain != term.args[1]:
        renamed = kernel.summation("sum-rename", term, (), (exists,), index=plain)
        context.rewrite(renamed)
    elif ranges.with_plain_bounds(context, base, term, exists):
        return
    elif term.op == "product":
        products.settle_factors(context, base, inner, term, bounds)
    else:
        _settle_terms(context, base, inner, term, bounds)


def _settle_terms(context: Context, base: Context, inner: Context, term: Term, bounds) -> None:
    """Bring a sum, its index and bounds plain, to coefficients and sums of monomials."""
    body, index = term.args[:2]
    parts = monomials(inner, term)
    written = add(*(t if c == ONE else mul(c, t) for c, t in parts))
    if same_body(context, inner, term, written, bounds):
        return
    if len(parts) > 1:
        sums = [with_body(term, part) for part in written.args]
        for part in sums:
            base.settle(part)
        context.rewrite(kernel.summation("sum-separate", term, (), base.support(*sums)))
        return
    ((coefficient, rest),) = parts
    if index not in body.free:
        context.rewrite(kernel.summation("sum-constant", term, (), (*bounds, *base.support(body))))
    elif coefficient != ONE:
        inside = with_body(term, rest)
        base.settle(coefficient)
        base.settle(inside)
        context.rewrite(kernel.summation("sum-scale", term, (), base.support(coefficient, inside)))
    elif not any(way(context, base, inner, term, bounds) for way in (_picked, _telescoped, binomial)):
        settle_generator(context, base, inner, term, bounds)


def settle_generator(context: Context, base: Context, inner: Context, term: Term, bounds) -> None:
    """Write what no rule evaluates by the sum or product that stands for its like."""
    existing = (*bounds, *context.conditions[term])
    if ranges.shifted(context, base, inner, term, existing):
        return
    if not ranges.swapped(context, base, inner, term, bounds):
        ranges.joined(context, base, inner, term, bounds)


def bounds_of(context: Context, term: Term) -> tuple[Theorem, ...]:
    """Theorems that show the bounds to be whole and the range not to be negative."""
    _, index, lower, upper = term.args
    if any(part.op == "infinity" for bound in (lower, upper) for part in subterms(bound)):
        raise Failure("a sum to infinity is a limit of sums, which is not covered yet")
    context.settle(lower)
    context.settle(upper)
    wholes = tuple(f for f in context.facts if f.conclusion.op == "integer")
    evidence = Evidence(wholes)
    for bound in (lower, upper):
        if not evidence.holds(Term("integer", (bound,))):
            raise Failure("a bound of a sum that is not known to be whole")
    if whole(lower) is not None and whole(upper) is not None:
        return (*wholes, *context.support(lower, upper))
    needed = relation(upper, ">=", sub(lower, ONE))
    shown = context.shown(needed)
    if shown is None:
        require(context, add(upper, neg(lower), ONE), ">=")  # raises Need, in its simplest form
        raise Need(needed)
    return (*wholes, shown, *context.support(lower, upper))


def _plain_index(context: Context, term: Term) -> Term:
    """The name that the index has in the normal form: by how deep the sums go inside,
    and one that nothing else here has."""
    body, index = term.args[:2]
    taken = (body.free - {index}).union(*(f.conclusion.free for f in context.facts))
    names = [name for name in INDEX_NAMES if symbol(name) not in taken]
    return symbol(names[min(_depth(body), len(names) - 1)])


def _depth(term: Term) -> int:
    """How many sums stand inside one another."""
    inside = max((_depth(a) for a in term.args), default=0)
    return inside + (term.op in ("sum", "product"))


def outside(context: Context, index: Term) -> Context:
    """The context without what it says of a symbol that a sum binds again."""
    return context.session.context(f for f in context.facts if not any(index in h.free for h in f.hypotheses))


def within(context: Context, term: Term) -> Context:
    """The context of the body: the facts that are not about sums themselves (reading one
    would need its own body first), and that the index is in the range."""
    index = term.args[1]
    facts = [
        fact
        for fact in context.facts
        if not any(index in h.free for h in fact.hypotheses)
        and not any(part.op in ("sum", "product") for part in subterms(fact.conclusion))
    ]
    inner = context.session.context((*facts, *(kernel.assume(c) for c in range_of(term))))
    inner.counted = inner.counted | context.counted | {index}
    return inner


def _settle_body(context: Context, inner: Context, term: Term) -> None:
    index = term.args[1]
    try:
        inner.settle(term.args[0])
        inner.normal(term.args[0])
    except Split as split:
        if index in split.term.free:
            raise Failure("a sign that changes with the index of a sum") from None
        raise
    except Need as need:
        if index in need.condition.free:
            if not about_members(need.condition, index):
                raise Failure("a side condition for every term of a sum, which nothing gives") from None
            raise Need(Term("all", (need.condition, index)), need.necessary) from None
        some = context.shown(relation(term.args[3], ">=", term.args[2])) is not None
        raise Need(need.condition, need.necessary and some) from None  # an empty sum asks for nothing
    except Undefined:
        raise Failure("a term of a sum has no value") from None


def same_body(context: Context, inner: Context, term: Term, written: Term, bounds) -> bool:
    """Rewrite the sum to one of `written`, which equals its body; False when it is that already."""
    if written == term.args[0]:
        return False
    equal = inner.equal(term.args[0], written)
    if equal is None:
        raise Failure("a normal form that does not check")
    context.rewrite(kernel.summation("sum-equal", term, (equal,), bounds))
    return True


def monomials(inner: Context, term: Term) -> list[tuple[Term, Term]]:
    """The body as Σ c·t: c without the index, t a monomial in what depends on it."""
    body, index = term.args[:2]
    space = inner.space
    upper, lower = inner.normal(body)
    moving = [index in atom.free for atom in space.atoms]
    outside, inside = _split_denominator(lower, moving, space)
    groups: dict[tuple, dict] = {}
    for exponents, coefficient in upper.to_dict().items():
        kept = tuple(int(e) if i < len(moving) and moving[i] else 0 for i, e in enumerate(exponents))
        rest = tuple(0 if i < len(moving) and moving[i] else int(e) for i, e in enumerate(exponents))
        groups.setdefault(kept, {})[rest] = coefficient
    found = []
    for kept, terms in groups.items():
        monomial = space.context.from_dict({kept: 1})
        coefficient = space.context.from_dict(terms)
        c = inner.term((coefficient, outside)) if not outside.is_one() else inner.term(coefficient)
        t = inner.term((monomial, inside)) if not inside.is_one() else inner.term(monomial)
        found.append((c, t))
    return sorted(found, key=repr) or [(ZERO, ONE)]


def _split_denominator(lower, moving, space):
    """The denominator as (part without the index, part with it)."""
    constant, factors = lower.factor()
    outside, inside = space.context.constant(constant), space.one
    for factor, exponent in factors:
        if any(d and i < len(moving) and moving[i] for i, d in enumerate(factor.degrees())):
            inside *= factor**exponent
        else:
            outside *= factor**exponent
    scale = inside.leading_coefficient()
    return outside * scale, inside / scale


def _picked(context: Context, base: Context, inner: Context, term: Term, bounds) -> bool:
    """Σ δ_ij f(i) = f(j), where the range is shown to hold j."""
    body, index, lower, upper = term.args
    for part in subterms(body):
        if part.op != "cases" or part.args[1].op != "=" or index not in part.args[1].args:
            continue
        left, right = part.args[1].args
        place = right if left == index else left
        if index in place.free or not Evidence(bounds).holds(Term("integer", (place,))):
            continue
        shown = [base.shown(relation(place, ">=", lower)), base.shown(relation(place, "<=", upper))]
        if None in shown:
            continue
        apart = inner.given(relation(index, "!=", place))
        try:
            vanishes = apart.equal(body, ZERO)
            value = substitute(body, {index: place})
            base.settle(value)
        except (Split, Need, Failure, Undefined):
            continue
        if vanishes is None:
            continue
        support = (*bounds, *shown, *base.support(value))
        context.rewrite(kernel.summation("sum-pick", term, (vanishes,), support, place=place))
        return True
    return False


def _telescoped(context: Context, base: Context, inner: Context, term: Term, bounds) -> bool:
    """Σ i^k by the polynomial F with F(i) − F(i − 1) = i^k."""
    body, index, lower, upper = term.args
    if _geometric(context, base, inner, term, bounds):
        return True
    degree = 1 if body == index else whole(body.args[1]) if body.op == "^" and body.args[0] == index else None
    if degree is None or not 1 <= degree <= HIGHEST_POWER:
        return False
    primitive = add(*(mul(number(c), power(index, number(k))) for k, c in enumerate(_faulhaber(degree)) if c))
    return _telescope_by(context, base, inner, term, bounds, primitive)


def _telescope_by(context, base: Context, inner: Context, term: Term, bounds, primitive: Term) -> bool:
    """Use F where F(i) − F(i − 1) is the body."""
    body, index, lower, upper = term.args
    before = substitute(primitive, {index: sub(index, ONE)})
    try:
        equal = inner.equal(body, sub(primitive, before))
    except (Split, Need, Failure, Undefined):
        equal = None
    if equal is None:
        return False
    last = substitute(primitive, {index: upper})
    first = substitute(primitive, {index: sub(lower, ONE)})
    base.settle(last)
    base.settle(first)
    support = (*bounds, *base.support(last, first))
    context.rewrite(kernel.summation("sum-telescope", term, (equal,), support, primitive=primitive))
    return True


def _geometric(context: Context, base: Context, inner: Context, term: Term, bounds) -> bool:
    """Σ f by F(i) = f(i + 1) / (q − 1), where f(i + 1) = q f(i) and q is not 1."""
    body, index = term.args[:2]
    following = substitute(body, {index: add(index, ONE)})
    try:
        ratio = inner.term(times(inner.normal(following), inverse(inner.normal(body))))
        if index in ratio.free:
            return False
        base.settle(ratio)
        sign = base.sign(sub(ratio, ONE))
        if sign is None or sign.conclusion.op not in ("<", ">", "!="):
            return False
        return _telescope_by(context, base, inner, term, bounds, div(following, sub(ratio, ONE)))
    except (Split, Need, Failure, Undefined, Refusal, Vanishing):
        return False


def _faulhaber(degree: int) -> list[Fraction]:
    """Coefficients, from x⁰ up, of F with F(x) − F(x − 1) = x^degree and F(0) = 0."""
    found = [Fraction(0)] * (degree + 2)
    left = [Fraction(int(k == degree)) for k in range(degree + 2)]
    for k in range(degree + 1, 0, -1):  # x^k − (x−1)^k = k x^{k−1} − …
        found[k] = left[k - 1] / k
        row = 1
        for j in range(1, k + 1):
            row = row * (k - j + 1) // j
            left[k - j] -= found[k] * row * (-1) ** (j + 1)
    return found


# ── signs, logarithms, slopes ────────────────────────────────────────────────


def sign_of_sum(context: Context, term: Term) -> Theorem | None:
    """`Σ … > 0` or `≥ 0`, by the sign of every term."""
    context = outside(context, term.args[1])
    shown = context.shown(relation(term.args[3], ">=", term.args[2]))
    more = () if shown is None else (shown,)
    inner = within(context, term)
    try:
        sign = inner.sign(term.args[0])
        bounds = bounds_of(context, term)
    except (Split, Need, Failure, Undefined):
        return None
    if sign is None or sign.conclusion.op not in ((">", ">=") if term.op == "sum" else (">", ">=", "!=")):
        return None
    for candidate in (sign, *_weaker(sign)):
        try:
            return kernel.summation("sum-positive", term, (candidate,), (*bounds, *more))
        except Refusal:
            continue
    return None


def one_terms(context: Context, term: Term) -> list[Theorem]:
    """`Σ f ≥ f(j)` for the indices j that the facts place in the range, where f ≥ 0."""
    context = outside(context, term.args[1])
    inner = within(context, term)
    found: list[Theorem] = []
    try:
        sign = inner.sign(term.args[0])
        bounds = bounds_of(context, term)
        if sign is None or sign.conclusion.op not in (">", ">="):
            return found
        (weak,) = _weaker(sign) or (sign,)
        for fact in context.facts:
            if fact.conclusion.op != "integer" or fact.conclusion.args[0].op != "symbol":
                continue
            (place,) = fact.conclusion.args
            inside = [context.shown(relation(place, op, b)) for op, b in zip((">=", "<="), term.args[2:])]
            if None not in inside:
                value = substitute(term.args[0], {term.args[1]: place})
                premises = (*bounds, *inside, *context.support(value))
                found.append(kernel.summation("sum-one-term", term, (weak,), premises, place=place))
    except (Split, Need, Failure, Undefined, Refusal):
        pass
    return found


def _weaker(sign: Theorem) -> tuple[Theorem, ...]:
    if sign.conclusion.op != ">":
        return ()
    left, right = sign.conclusion.args
    return (kernel.order(relation(left, ">=", right), ((1, ((sign, 1),)),)),)


def log_of_product(context: Context, term: Term) -> Theorem | None:
    """log Π f = Σ log f, where every f is positive."""
    context = outside(context, term.args[1])
    inner = within(context, term)
    sign = inner.sign(term.args[0])
    if sign is None or sign.conclusion.op != ">":
        return None
    return kernel.summation("log-of-product", term, (sign,), bounds_of(context, term))


def slope_of_sum(context: Context, term: Term, variable: Term) -> Theorem:
    """derivative(Σ f, x) = Σ g, term by term."""
    index = term.args[1]
    if index in variable.free:
        raise Failure("a derivative by an element whose index is that of a sum")
    context = outside(context, index)
    inner = within(context, term)
    bounds = bounds_of(context, term)
    taken = slope(inner, derivative(term.args[0], variable))
    return kernel.summation("sum-derivative", term, (taken,), bounds, variable=variable)


def moving_sums(body: Term, variable: Term) -> list[Term]:
    """The sums in the body, outside other binders, that change with the variable."""
    from derive.proving.evidence import strict_subterms

    return [p for p in strict_subterms(body) if p.op == "sum" and calculus.depends(p, variable)]
