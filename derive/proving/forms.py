"""Forms of a term that show its limit: what it equals, written otherwise.

Invariant: a form is only a suggestion, or a theorem of the kernel that the term equals it.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.proving import calculus, kernel
from derive.proving.atoms import law_at
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.rational import literal
from derive.proving.signs import fraction
from derive.proving.slopes import replaced, rough
from derive.terms.term import ONE, TWO, Term, add, div, function, mul, number, power, relation, sub, symbol

MOST_PARTS = 4  # of a sum that a quotient is divided through by
_A, _B = symbol("a"), symbol("b")


def of(near: Context, body: Term, variable: Term) -> Iterator[Term | Theorem]:
    """Forms of the body under the context's facts, the likeliest first."""
    for ways in (
        _smooth,
        _exponential,
        _normal,
        _one_exponential,
        _conjugate,
        _root,
        _quotients,
        _logarithm,
        _largest,
    ):
        try:
            yield from ways(near, body, variable)
        except (Failure, Need, Split, Undefined, Refusal):
            continue


def _smooth(near: Context, body: Term, variable: Term) -> Iterator[Theorem]:
    """Without |·|, max and the like, by the pieces that hold there."""
    if rough(body, variable):
        yield replaced(near, body, variable)[1]


def _normal(near: Context, body: Term, variable: Term) -> Iterator[Term]:
    """As a quotient of polynomials in what is independent."""
    upper, lower = near.normal(body)
    yield div(near.term(upper), near.term(lower)) if not lower.is_one() else near.term(upper)


def _exponential(near: Context, body: Term, variable: Term) -> Iterator[Theorem]:
    """aᵇ = e^{b log a}, where b moves."""
    if body.op == "^" and literal(body.args[1]) is None and calculus.depends(body.args[1], variable):
        sign = near.sign(body.args[0])
        if sign is not None and sign.conclusion.op == ">":
            yield law_at(near, "power-exp", dict(zip((_A, _B), body.args)), sign)


def _conjugate(near: Context, body: Term, variable: Term) -> Iterator[Term]:
    """a + b = (a² − b²)/(a − b), with a root in a or b."""
    if (
        body.op == "+"
        and len(body.args) == 2
        and any(a.op == "sqrt" for s in body.args for a in (s, *s.args))
    ):
        a, b = body.args
        plain = near.term(near.normal(sub(power(a, TWO), power(b, TWO))))
        yield div(plain, sub(a, b))


def _root(near: Context, body: Term, variable: Term) -> Iterator[Term]:
    """u/v = √(u²/v²) or its opposite, with a root in u or v."""
    if body.op == "/" and any(a.op == "sqrt" for s in body.args for a in (s, *s.args)):
        sign = near.sign(body)
        if sign is not None and sign.conclusion.op in (">", "<"):
            for part in _divided(near, near.normal(power(body, TWO))):
                root = function("sqrt", part)
                yield root if sign.conclusion.op == ">" else Term("neg", (root,))


def _divided(near: Context, ratio) -> Iterator[Term]:
    """A quotient divided through by each part of the sum below."""
    above, below = list(ratio[0].terms()), list(ratio[1].terms())
    if len(below) <= MOST_PARTS:
        for part in below:
            yield div(*(add(*(_ratio(near, t, part) for t in terms)) for terms in (above, below)))


def _quotients(near: Context, body: Term, variable: Term) -> Iterator[Term]:
    """0 · ∞ as a quotient: one factor under the inverse of the others."""
    if body.op != "*":
        return
    moving = [a for a in body.args if calculus.depends(a, variable)]
    for factor in sorted(moving, key=lambda a: any(part.op == "log" for part in (a, *a.args)), reverse=True):
        rest = list(body.args)
        rest.remove(factor)
        if rest:
            try:
                yield div(factor, near.term(near.normal(div(ONE, mul(*rest)))))
            except (Need, Split, Undefined):
                continue  # the others may be zero


def _one_exponential(near: Context, body: Term, variable: Term) -> Iterator[Term]:
    """With all that is exponential in one e^c; a quotient by a sum, divided through by a part of it."""
    upper, lower = near.normal(body)
    if not any(atom.op == "exp" for atom in near.space.atoms):
        return
    above, below = list(upper.terms()), list(lower.terms())
    if len(above) == len(below) == 1:
        yield _ratio(near, above[0], below[0])
    elif len(below) > 1:
        yield from _divided(near, (upper, lower))


def _ratio(near: Context, above, below) -> Term:
    """One monomial over another, each (exponents, coefficient), exponentials in one."""
    value = number(fraction(above[1]) / fraction(below[1]))
    factors, powers = [], []
    for atom, i, j in zip(near.space.atoms, above[0], below[0]):
        count = int(i) - int(j)
        if count and atom.op == "exp":
            powers.append(mul(number(count), atom.args[0]))
        elif count:
            size = atom if abs(count) == 1 else power(atom, number(abs(count)))
            factors.append(size if count > 0 else div(ONE, size))
    if powers:
        factors.append(function("exp", near.term(near.normal(add(*powers)))))
    return mul(value, *factors) if value != ONE or not factors else mul(*factors)


def _logarithm(near: Context, body: Term, variable: Term) -> Iterator[Theorem]:
    """a + b = log e^{a + b}, where a or b is a logarithm."""
    if body.op != "+" or not any(p.op == "log" for a in body.args for p in (a, *a.args)):
        return
    raised = function("exp", body)
    plain = near.term(near.normal(raised))
    if plain == raised or plain.op == "exp":
        return
    back = law_at(near, "log-exp", {_A: body})
    step = kernel.congruence(
        function("log", raised), (near.equal(raised, plain),), near.support(function("log", raised))
    )
    goal = relation(body, "=", step.conclusion.args[1])
    near.settle(step.conclusion.args[1])
    yield kernel.order(goal, ((-1, ((back, 1),)), (1, ((step, 1),))), near.support(body))


def _largest(near: Context, body: Term, variable: Term) -> Iterator[Term]:
    """a + b = a (1 + b/a), for each moving a."""
    if body.op != "+":
        return
    for place, part in enumerate(body.args):
        if calculus.depends(part, variable):
            rest = add(*(a for i, a in enumerate(body.args) if i != place))
            try:
                yield mul(part, add(ONE, near.term(near.normal(div(rest, part)))))
            except (Need, Split, Undefined):
                continue  # the part may be zero
