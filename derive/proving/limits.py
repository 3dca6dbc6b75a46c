"""Limits: the search for a theorem `limit(f, x, point, side) = c`.

Invariant: f is replaced only by what it equals near the point; nothing is guessed
from values.
"""

from __future__ import annotations

from derive.proving import calculus, kernel
from derive.proving.context import Context, Failure, Need, Split, Undefined
from derive.proving.evidence import Evidence, Refusal, strict_subterms
from derive.proving.kernel import Theorem
from derive.proving.rational import literal
from derive.proving.signs import difference
from derive.proving.slopes import _replace, rough, slope
from derive.terms.term import INFINITY, ONE, ZERO, Term, derivative, div, neg, number, relation

DEEPEST = 4  # uses of de l'Hôpital's rule on one limit


class Asking(Evidence):
    """Evidence that asks a context and remembers the theorems it was given."""

    def __init__(self, context: Context):
        super().__init__(())
        self.context = context
        self.asked: dict[Theorem, None] = {}

    def holds(self, condition: Term) -> bool:
        if super().holds(condition):
            return True
        if condition.op not in ("!=", "<", "<=", ">", ">=") or condition.args[1] != ZERO:
            return False
        try:
            found = self.context.shown(condition)
        except (Split, Need, Failure):
            return False
        if found is None:
            return False
        self.asked[found] = None
        self.relations.add(condition)
        return True


def limit(context: Context, term: Term) -> Theorem:
    """limit(f, x, point, side) = c.  Raises Failure when no way is found."""
    body, variable, point, side = term.args
    outer = context.session.context(
        f for f in context.facts if not any(variable in h.free for h in f.hypotheses)
    )
    found = _direct(outer, term)
    if found is not None:
        return found
    try:
        return _limit(outer, _near(outer, variable, point, int(side.value), body), term, DEEPEST)
    except Failure:
        if side.value or point in (INFINITY, neg(INFINITY)):
            raise
    sides = [limit(context, Term("limit", (body, variable, point, number(s)))) for s in (1, -1)]
    same = context.equal(sides[1].conclusion.args[1], sides[0].conclusion.args[1])
    if same is None:
        raise Failure("the limits from the two sides differ, or may")
    return kernel.both_sides(sides[0], sides[1], same)


def infinite(context: Context, term: Term, goal: Term) -> Theorem:
    """That the limit is the goal, ∞ or −∞.  Raises Failure when no way is found."""
    body, variable, point, side = term.args
    outer = context.session.context(
        f for f in context.facts if not any(variable in h.free for h in f.hypotheses)
    )
    found = _direct(outer, term, finite=False)
    if found is None:
        near = _near(outer, variable, point, int(side.value), body)
        ratio = near.normal(body)
        written = near.term(ratio)
        plain = _direct(outer, Term("limit", (written, *term.args[1:])), finite=False)
        if plain is not None:
            found = kernel.limit_of_equal(_equal(near, body, written), plain)
    if found is None or found.conclusion != Term("tends", (term, goal)):
        raise Failure("no rule of limits gives that it grows beyond every bound")
    return found


def _near(outer: Context, variable: Term, point: Term, side: int, body: Term) -> Context:
    """A context whose facts hold for all values close enough to the point."""
    bounds: list[Term] = []
    if point == INFINITY:
        bounds.append(relation(variable, ">", ONE))
    elif point == neg(INFINITY):
        bounds.append(relation(variable, "<", neg(ONE)))
    else:
        op = {1: ">", -1: "<", 0: "!="}[side]
        bounds.append(relation(variable, op, point))
    for _ in range(12):
        near = outer.session.context((*outer.facts, *(kernel.assume(b) for b in bounds)))
        try:
            near.settle(body)
            return near
        except (Split, Need) as wanted:
            subject = wanted.term if isinstance(wanted, Split) else difference(*wanted.condition.args)
            bounds.append(_closer(variable, point, side, subject, near))
    raise Failure("the limit depends on signs that could not be settled near the point")


def _closer(variable: Term, point: Term, side: int, subject: Term, near: Context) -> Term:
    """One more bound on the variable, past the zero of a linear term."""
    upper, _ = near.normal(subject)
    place = near.space.index.get(variable)
    if place is None or not upper.degrees()[place]:
        raise Failure("the limit depends on the sign of a constant")
    lead = upper.derivative(place)
    rest = upper - lead * near.space.variables[place]
    if not lead.is_constant() or not rest.is_constant():
        raise Failure("the limit depends on a sign that could not be settled near the point")
    zero = -rest.leading_coefficient() / lead.leading_coefficient() if not rest.is_zero() else 0
    bound = number(0) if zero == 0 else number(f"{zero.p}/{zero.q}")
    if point == INFINITY:
        return relation(variable, ">", bound)
    if point == neg(INFINITY):
        return relation(variable, "<", bound)
    here = literal(point)
    if here is None:
        raise Failure("the limit depends on a sign that could not be settled near the point")
    if bound.value == here:
        if side == 0:
            raise Failure("the two sides of the point behave differently, or may")
        return relation(variable, ">" if side > 0 else "<", point)
    return relation(variable, ">" if bound.value < here else "<", bound)


def _limit(outer: Context, near: Context, term: Term, depth: int) -> Theorem:
    body, variable, point, side = term.args
    forms: list[tuple[Term, Theorem | None]] = []
    if rough(body, variable):
        plain, equal = _replace(near, body, variable)
        forms.append((plain, equal))
    else:
        forms.append((body, None))
    upper, lower = near.normal(forms[0][0])
    written = div(near.term(upper), near.term(lower)) if not lower.is_one() else near.term(upper)
    forms.append((written, _equal(near, body, written)))
    for form, equal in forms:
        try:
            found = _direct(outer, Term("limit", (form, variable, point, side)))
        except (Need, Split, Undefined):
            if form == body:
                raise
            continue  # a form that f was brought to asks for more than f does
        if found is not None:
            return found if equal is None else kernel.limit_of_equal(equal, found)
    for quotient in (written, *_inverted(near, upper, lower)):
        if not depth or quotient.op != "/":
            continue
        try:
            found = _quotient(outer, near, Term("limit", (quotient, variable, point, side)), depth)
        except (Failure, Need, Split):
            continue
        return kernel.limit_of_equal(_equal(near, body, quotient), found)
    raise Failure("no rule of limits applies")


def _inverted(near: Context, upper, lower) -> list[Term]:
    """0 · ∞ as a quotient: log u over the inverse of the other factors."""
    found = []
    for place, atom in enumerate(near.space.atoms):
        variable = near.space.variables[place]
        if atom.op == "log" and upper.degrees()[place] == 1:
            rest, remainder = divmod(upper, variable)
            if remainder.is_zero() and not rest.is_constant():
                try:
                    found.append(div(atom, near.term((lower, rest))))
                except (Need, Split, Failure):
                    continue
    return found


def _equal(near: Context, body: Term, written: Term) -> Theorem:
    found = near.equal(body, written)
    if found is None:
        raise Failure("a normal form that does not check")
    return found


def _direct(outer: Context, term: Term, finite: bool = True) -> Theorem | None:
    body, variable, point, side = term.args
    asking = Asking(outer)
    constants = [p for p in strict_subterms(body) if not calculus.depends(p, variable)]
    for constant in constants:
        outer.settle(constant)
        asking.known.add(constant)
    if point not in (INFINITY, neg(INFINITY)):
        outer.settle(point)
        constants.append(point)
        asking.known.add(point)
    found = calculus.tendency(body, variable, point, side.value, asking)
    if found is None or (found.value is not None) != finite:
        return None
    try:
        return kernel.limit(term, (*asking.asked, *outer.support(*constants)))
    except Refusal:
        return None


def _quotient(outer: Context, near: Context, term: Term, depth: int) -> Theorem:
    quotient, variable, point, side = term.args
    upper, lower = quotient.args
    slopes = [slope(near, derivative(part, variable)) for part in (upper, lower)]
    u, v = (s.conclusion.args[1] for s in slopes)
    near.settle(v)
    nonzero = near.shown(relation(v, "!=", ZERO))
    if nonzero is None:
        raise Failure("no rule of limits applies")
    ratio = _limit(outer, near, Term("limit", (div(u, v), variable, point, side)), depth - 1)
    asking = Asking(outer)
    for part in (upper, lower):
        calculus.tendency(part, variable, point, side.value, asking)
    constants = [p for p in strict_subterms(quotient) if not calculus.depends(p, variable)]
    try:
        return kernel.quotient_limit(
            term, slopes[0], slopes[1], nonzero, ratio, (*asking.asked, *outer.support(*constants))
        )
    except Refusal:
        raise Failure("no rule of limits applies") from None
