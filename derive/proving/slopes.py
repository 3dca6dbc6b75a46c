"""Derivatives at a point: the search for a theorem `derivative(f, x) = g`.

Invariant: a piece of f is replaced only by what it equals all around the point; at
a kink both pieces are differentiated and must have the same slope.
"""

from __future__ import annotations

from derive.proving import calculus, kernel, powers
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Refusal, strict_subterms
from derive.proving.kernel import Theorem
from derive.proving.laws import derivative_laws
from derive.proving.rational import whole
from derive.proving.signs import require

from derive.terms.term import BINDERS, ONE, ZERO, Term, derivative, fresh, number, relation, sub, substitute

_SMOOTH = frozenset(("+", "*", "neg", "/", "^"))


class NoSlope(Undefined):
    """The function has a value at the point but no derivative."""


def slope(context: Context, term: Term) -> Theorem:
    """derivative(f, x) = g under the context's facts.

    Raises Split for a sign, Need for a condition, Undefined where f has no
    derivative, Failure when no way is found.
    """
    body, variable = term.args
    context.settle(body)  # f itself must be defined at the point
    kink = _kink(context, variable, body)
    try:
        if kink is None:
            return _smooth(context, body, variable, ())[0]
        return _glued(context, body, variable, kink)
    except NoSlope:
        raise
    except Undefined:  # of a form that f was brought to: says nothing of f
        raise Failure("a formula for the slope that does not reach this point") from None
    except Need as need:
        raise Need(need.condition, False) from None


def rough(body: Term, variable: Term) -> list[Term]:
    """The subterms that have no rule of differentiation and change with the variable."""
    return [
        part
        for part in strict_subterms(body)
        if part.op not in _SMOOTH
        and part != variable
        and part.op not in derivative_laws()
        and part.op not in ("sum", "indexed", "prime")
        and not (part.op == "apply" and len(part.args) == 2)
        and calculus.depends(part, variable)
    ]


def _kink(context: Context, variable: Term, body: Term) -> Term | None:
    """A polynomial in the variable that the facts make zero, if f is pieced together."""
    if not rough(body, variable):
        return None
    for fact in context.facts:
        if fact.conclusion.op == "=" and fact.conclusion.args[1] == ZERO:
            if calculus.depends(fact.conclusion.args[0], variable):
                return fact.conclusion.args[0]
    return None


def _smooth(
    context: Context, body: Term, variable: Term, local: tuple[Theorem, ...]
) -> tuple[Theorem, Theorem | None]:
    """(D f = g, f = f₁ near the point) with the rough parts replaced by what they
    equal near the point.  `local` are more facts that hold near the point."""
    plain, equal, reasons = _resolve(context, body, variable, local)
    taken = _differentiate(context, plain, variable)
    if equal is None or local:
        return taken, equal
    found = kernel.derivative_of_equal(equal, taken)
    return _discharge(found, reasons), equal


def _discharge(theorem: Theorem, reasons: dict[Term, Theorem]) -> Theorem:
    for condition, reason in reasons.items():
        if (
            condition in theorem.hypotheses
            and reason.conclusion == condition
            and condition not in reason.hypotheses
        ):
            theorem = kernel.discharge(theorem, reason)
    return theorem


def _resolve(context: Context, body: Term, variable: Term, local: tuple[Theorem, ...]):
    """(f₁, f = f₁, reasons): f₁ without rough parts, under facts that hold near the point.

    `reasons` proves, at the point, each assumption that was made near it.
    """
    reasons: dict[Term, Theorem] = {}
    if not rough(body, variable):
        return body, None, reasons
    facts = [f for f in context.facts if all(calculus.is_open(h, variable) for h in f.hypotheses)]
    facts += local
    for _ in range(40):
        near = context.session.context((*facts, *(kernel.assume(c) for c in reasons)))
        try:
            plain, equal = replaced(near, body, variable)
            return plain, equal, reasons
        except Split as split:
            condition, reason = _strictly(context, split.term)
        except Need as need:
            condition, reason = need.condition, context.shown(need.condition)
            if reason is None:
                raise
        if condition in reasons or not calculus.is_open(condition, variable):
            raise Failure("a condition that may fail near the point")
        reasons[condition] = reason
    raise Failure("too many pieces meet at the point")


def _strictly(context: Context, term: Term) -> tuple[Term, Theorem]:
    """`term > 0` or `term < 0` at the point, or a Split that asks for it."""
    sign = context.sign(term)
    op = sign.conclusion.op if sign is not None else None
    if op == "=":
        raise Failure("several kinks meet at the point")
    if op not in ("<", ">"):
        raise Split(term, True)
    return sign.conclusion, sign


def replaced(near: Context, body: Term, variable: Term) -> tuple[Term, Theorem]:
    """(f₁, f = f₁) by what each rough part equals under the near context's facts."""
    steps: list[Theorem] = []
    current = body
    for _ in range(60):
        parts = rough(current, variable)
        if not parts:
            break
        try:
            near.settle(current)
        except Undefined:
            if current == body:  # no value on this side of the point, so no slope at it
                raise NoSlope(derivative(body, variable)) from None
            raise
        part = next((p for p in reversed(parts) if p in near.rewrites), None)
        if part is None:
            raise Failure(f"no rule for the derivative of {parts[-1].op}")
        step = kernel.congruence(current, (near.rewrites[part],), near.support(current))
        steps.append(step)
        current = step.conclusion.args[1]
    if not steps:
        return body, kernel.defined(body, near.support(body))
    goal = relation(body, "=", current)
    return current, kernel.order(goal, tuple((1, ((s, 1),)) for s in steps), near.support(current))


def _differentiate(context: Context, body: Term, variable: Term) -> Theorem:
    context.settle(body)
    premises = list(context.support(body))
    for part in strict_subterms(body):
        if not calculus.depends(part, variable):
            continue
        statement = derivative_laws().get(part.op)
        if part.op in ("apply", "prime"):
            order = ONE if part.op == "apply" else number(part.args[1].value + 1)
            outer = Term("prime", (part.args[0], order, part.args[-1]))
            context.settle(outer)
            premises += context.support(outer)
        elif part.op == "^":
            if whole(part.args[1]) is None and not _counted(context, part, variable, premises):
                premises.append(_extra(context, relation(part.args[0], ">", ZERO)))
        elif statement is not None:
            symbol = statement.relation.args[0].args[1]
            for condition in statement.side_conditions:
                premises.append(_extra(context, substitute(condition, {symbol: part.args[0]})))
    from derive.proving.sums import moving_sums, slope_of_sum  # a sum's body may hold a derivative

    for part in moving_sums(body, variable):
        premises.append(slope_of_sum(context, part, variable))
    try:
        return kernel.differentiate(body, variable, premises)
    except Refusal as refusal:
        raise Failure(str(refusal)) from None


def _counted(context: Context, part: Term, variable: Term, premises: list[Theorem]) -> bool:
    """Whether the power's exponent is a whole number n: its slope is n x^{n−1} where n ≥ 1 or x ≠ 0, of
    which the reasons are added."""
    base, exponent = part.args
    if calculus.depends(exponent, variable) or not powers.counted(context, base, exponent):
        return False
    sign = context.sign(base)
    if sign is not None and sign.conclusion.op == ">":
        return False
    premises += powers.counted(context, base, exponent)
    many = context.shown(relation(exponent, ">=", ONE))
    premises.append(many or _extra(context, relation(base, "!=", ZERO)))
    return True


def _extra(context: Context, condition: Term) -> Theorem:
    """A condition that a rule of differentiation asks for beyond being defined."""
    context.settle(condition.args[0])
    try:
        return require(context, condition.args[0], condition.op)
    except Undefined:
        raise Failure("a rule of differentiation does not reach this point") from None
    except Need as need:
        raise Need(need.condition, False) from None


def _glued(context: Context, body: Term, variable: Term, kink: Term) -> Theorem:
    """D f at a point where the polynomial `kink` is zero, from both sides."""
    from derive.proving.cases import relate, with_facts  # a case may hold a derivative again

    sides = []
    reasons: dict[Term, Theorem] = {}
    for op in ("<", ">"):
        inside = kernel.assume(relation(kink, op, ZERO))
        plain, _, found = _resolve(context, body, variable, (inside,))
        reasons.update(found)
        # The formula of the inside must hold on the boundary too: no jump there.
        assumed = kernel.assume(relation(kink, op + "=", ZERO))
        facts = [f for f in context.facts if all(calculus.is_open(h, variable) for h in f.hypotheses)]
        facts = (*facts, *(kernel.assume(c) for c in found), assumed)
        try:
            equal = with_facts(facts, context.session, lambda c: relate(c, relation(body, "=", plain)), 3)
        except (Undefined, Need):  # the formula may have no value at the kink where f has one: sin x / x
            raise Failure("the formula beside a kink does not reach it") from None
        sides.append((plain, equal, assumed))
    slopes = [_differentiate(context, plain, variable) for plain, _, _ in sides]
    left, right = (s.conclusion.args[1] for s in slopes)
    same = context.equal(right, left)
    if same is None:
        difference = context.sign(sub(left, right))
        if difference is not None and difference.conclusion.op in ("<", ">", "!="):
            raise NoSlope(derivative(body, variable))
        raise Failure("the slopes on the two sides of a kink could not be compared")
    goal = relation(slopes[1].conclusion.args[0], "=", left)
    above = kernel.order(goal, ((1, ((slopes[1], 1),)), (1, ((same, 1),))))
    exists = kernel.defined(kink, context.support(kink))
    pieces = [_under(equal, assumed) for _, equal, assumed in sides]
    found = kernel.glue(pieces[0], pieces[1], slopes[0], above, exists)
    return _discharge(found, reasons)


def _under(equal: Theorem, assumed: Theorem) -> Theorem:
    """The equation with the side's condition among its hypotheses, used or not."""
    if assumed.conclusion in equal.hypotheses:
        return equal
    return kernel.order(equal.conclusion, ((1, ((equal, 1),)),), (assumed,))


def value(context: Context, term: Term) -> Theorem:
    """at(body, x, value) = what the body is there."""
    body, variable, point = term.args
    context.settle(point)
    if body.op not in BINDERS:
        result = substitute(body, {variable: point})
        context.settle(result)
        return kernel.value_at(term, context.support(point, result))
    if body.op != "derivative" or body.args[1] != variable:
        raise Failure("a value of this kind is not covered yet")
    values, there, facts = {variable: point}, point, list(context.facts)
    if variable in point.free:  # f′(2x): the x of the point is not the one that f varies
        outer = fresh(str(variable.value), body.free.union(point.free, *(f.conclusion.free for f in facts)))
        values, there = {variable: point, outer: variable}, substitute(point, {variable: outer})
        facts = [kernel.instance(f, {variable: outer}) for f in facts]
    facts = [f for f in facts if not any(variable in h.free for h in f.hypotheses)]
    here = kernel.assume(relation(variable, "=", there))
    if rough(body.args[0], variable):
        here = kernel.assume(relation(sub(variable, there), "=", ZERO))
    inner = context.session.context((*facts, here))
    found = slope(inner, body)
    taken = kernel.instance(found, values, context.support(point))
    held = substitute(here.conclusion, values)
    if held in taken.hypotheses:
        same = context.equal(*held.args)
        if same is None:
            raise Failure("a value of this kind is not covered yet")
        taken = kernel.discharge(taken, same)
    if taken.conclusion.args[0] != term:
        raise Failure("a value of this kind is not covered yet")
    return taken
