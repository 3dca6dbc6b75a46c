"""Sums with binomial coefficients under a context: the binomial theorem, and its first two moments.

Invariant: a sum is only ever replaced through a theorem of the kernel.
"""

from __future__ import annotations

from derive.proving import kernel, ranges
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.rational import Ratio, Vanishing, inverse, times, whole
from derive.proving.signs import require
from derive.proving.summation import with_body
from derive.terms.term import (
    ONE,
    ZERO,
    Term,
    add,
    div,
    function,
    mul,
    number,
    power,
    relation,
    sub,
    substitute,
    subterms,
    symbol,
)

_A, _B, _C = symbol("a"), symbol("b"), symbol("c")
_NONE = (Split, Failure, Undefined, Refusal, Vanishing)
_BY_POWER = (("theorem",), ("mean",), ("square", "mean"))  # k² = k (k − 1) + k


def binomial(context: Context, base: Context, inner: Context, term: Term, bounds) -> bool:
    """Use Σ C(n, k) aᵏ bⁿ⁻ᵏ = (a + b)ⁿ, also for k or k² times the terms; whether that went."""
    body, index, lower, _ = term.args
    counted = {part.args[0] for part in subterms(body) if part.op in ("gamma", "factorial")}
    if sum(index in argument.free for argument in counted) < 2:
        return False
    if lower != ZERO:
        return whole(lower) in (1, 2) and _without_first(context, base, term)
    try:
        found = _by_law(base, inner, term, bounds)
    except _NONE:
        return False
    if found is not None:
        context.rewrite(found)
    return found is not None


def _without_first(context: Context, base: Context, term: Term) -> bool:
    """Write the sum as the one that begins a term earlier, less that term."""
    body, index, lower, upper = term.args
    wide = Term("sum", (body, index, number(whole(lower) - 1), upper))
    try:
        base.settle(wide)
        if wide not in base.rewrites or base.rewrites[wide].rule != "arithmetic":
            return False
        return ranges.from_wider(context, base, wide, term, "sum-first")
    except (*_NONE, Need):
        return False


def _by_law(base: Context, inner: Context, term: Term, bounds) -> Theorem | None:
    body, index, _, upper = term.args
    under = mul(function("factorial", index), function("factorial", sub(upper, index)))
    rest = times(inner.normal(body), inner.normal(under))  # k! (n − k)! times the term
    first, second = _bases(inner, rest, index, upper)
    rest = _over(inner, rest, mul(power(first, index), power(second, sub(upper, index))))
    place = inner.space.index.get(index)
    degree = int(rest[0].degrees()[place]) if place is not None else 0
    if degree >= len(_BY_POWER):
        return None
    if degree:
        rest = _over(inner, rest, power(index, number(int(degree))) if degree > 1 else index)
    last = inner.term(rest)
    growth = times(inner.normal(substitute(last, {index: add(index, ONE)})), inverse(rest))
    ratio = inner.term(growth)
    if index in ratio.free:
        return None
    if ratio != ONE:
        rest, first = _over(inner, rest, power(ratio, index)), mul(first, ratio)
    factor = inner.term(_over(inner, rest, function("factorial", upper)))
    if index in factor.free:
        return None
    base.settle(factor)
    values = {_A: base.term(base.normal(first)), _B: base.term(base.normal(second)), _C: upper}
    return _composed(
        base, inner, term, bounds, factor, [_law(base, name, values) for name in _BY_POWER[degree]]
    )


def _bases(inner: Context, rest: Ratio, index: Term, upper: Term) -> tuple[Term, Term]:
    """The product of what stands to the power k, and of what stands to the power n − k."""
    found: tuple[list[Term], list[Term]] = ([], [])
    for polynomial, way in zip(rest, (1, -1)):
        for place, degree in enumerate(polynomial.degrees()):
            atom = inner.space.atoms[place] if degree else ZERO
            for side, exponent in zip(found, (index, sub(upper, index))):
                if atom.op == "^" and inner.is_zero(sub(atom.args[1], exponent)):
                    raised = atom.args[0] if degree == 1 else power(atom.args[0], number(int(degree)))
                    side.append(raised if way == 1 else div(ONE, raised))
    return mul(*found[0]), mul(*found[1])


def _over(inner: Context, ratio: Ratio, term: Term) -> Ratio:
    found = times(ratio, inverse(inner.normal(term)))
    return inner.normal(inner.term(found)) if inner.powers else found


def _law(base: Context, name: str, values: dict[Term, Term]) -> Theorem:
    """The law where its condition on n is shown, or else where a + b is not zero."""
    total, count = add(values[_A], values[_B]), values[_C]
    wholes = tuple(f for f in base.facts if f.conclusion.op == "integer")
    least = {"theorem": ZERO, "mean": ONE, "square": number(2)}[name]
    shown = [base.shown(relation(count, ">=", bound)) for bound in (ZERO, least)]
    premises = (*wholes, *filter(None, shown), *base.support(*values.values()))
    try:
        return kernel.law(f"binomial-{name}", values, premises)
    except Refusal:
        if name == "theorem":
            require(base, count, ">=")  # raises Need
        base.settle(total)
        return kernel.law(f"binomial-{name}-nonzero", values, (*premises, require(base, total, "!=")))


def _composed(
    base: Context, inner: Context, term: Term, bounds, factor: Term, laws: list[Theorem]
) -> Theorem | None:
    """The sum as the factor times what the laws say, in one equation."""
    index = term.args[1]
    steps, bodies, values = [], [], []
    for law in laws:
        total, value = law.conclusion.args
        if total.args[1] != index:
            renamed = kernel.summation("sum-rename", total, (), (law,), index=index)
            turned = kernel.arithmetic(renamed.conclusion.args[1], value, (_turned(renamed), law))
            total, law = renamed.conclusion.args[1], turned
        steps.append(law)
        bodies.append(mul(factor, total.args[0]))
        values.append(mul(factor, value))
    written = add(*bodies)
    equal = inner.equal(term.args[0], written)
    if equal is None:
        return None
    support = base.support(factor)
    steps += [kernel.summation("sum-scale", with_body(term, body), (), (*steps, *support)) for body in bodies]
    if len(bodies) > 1:
        steps.append(kernel.summation("sum-separate", with_body(term, written), (), (*steps, *support)))
    steps.append(kernel.summation("sum-equal", term, (equal,), bounds))
    value = add(*values)
    base.settle(value)
    return kernel.arithmetic(term, value, (*steps, *support, *base.support(value)))


def _turned(equation: Theorem) -> Theorem:
    left, right = equation.conclusion.args
    return kernel.order(relation(right, "=", left), ((-1, ((equation, 1),)),))
