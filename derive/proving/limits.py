"""Limits: the search for a theorem about `limit(f, x, point, side)`.

Invariant: f is replaced only by what it equals near the point; nothing is guessed
from values.
"""

from __future__ import annotations

from derive.proving import approach, calculus, forms, kernel
from derive.proving.context import Context, Failure, Need, Roots, Split, Undefined
from derive.proving.evidence import Evidence, Refusal, strict_subterms
from derive.proving.kernel import Theorem
from derive.proving.rational import literal
from derive.proving.signs import difference
from derive.proving.slopes import slope
from derive.terms.term import INFINITY, ONE, ZERO, Term, derivative, div, neg, number, relation

DEPTHS = (2, 3, 4, 6, 9)  # steps inside one another: forms, parts, uses of de l'Hôpital's rule
MOST_SEARCHES = 80  # of limits inside a limit, at one depth
_NOT_FOUND = (Failure, Need, Split, Undefined, Refusal)


class Asking(Evidence):
    """Evidence that asks a context and remembers the theorems it was given."""

    def __init__(self, context: Context):
        super().__init__(())
        self.context = context
        self.asked: dict[Theorem, None] = {}
        self.unknown: dict[Term, None] = {}  # constants whose sign was asked for in vain

    def add(self, limits) -> None:
        """Take limits that are known into account."""
        for found in limits:
            self.asked[found] = None
            self.limits[found.conclusion.args[0].args] = found.conclusion.args[1]

    def holds(self, condition: Term) -> bool:
        if super().holds(condition):
            return True
        if condition.op not in _FLIPPED or condition.args[1] != ZERO:
            return False
        try:
            self.context.settle(condition.args[0])
            found = self.context.shown(condition)
        except (Split, Need, Failure, Undefined):
            return False
        if found is None:
            if condition.op in (">", "<") and condition.args[0].op in ("symbol", "+"):
                self.unknown[condition.args[0]] = None
            return False
        self.asked[found] = None
        self.relations.add(condition)
        return True


_FLIPPED = ("=", "!=", "<", "<=", ">", ">=")


def limit(context: Context, term: Term) -> Theorem:
    """limit(f, x, point, side) = c.  Raises Failure when no way is found."""
    found = _found(context, term)
    if found.conclusion.op != "=":
        raise Failure("the limit is infinite: it is no number")
    return found


def infinite(context: Context, term: Term, goal: Term) -> Theorem:
    """That the limit is the goal, ∞ or −∞.  Raises Failure when no way is found."""
    found = _found(context, term)
    if found.conclusion != Term("tends", (term, goal)):
        raise Failure("no rule of limits gives that it grows beyond every bound")
    return found


def _found(context: Context, term: Term) -> Theorem:
    """What the term, a limit, equals or tends to."""
    body, variable, point, side = term.args
    outer = context.session.context(
        f for f in context.facts if not any(variable in h.free for h in f.hypotheses)
    )
    found = _direct(outer, term)
    if found is not None:
        return found
    if point not in (INFINITY, neg(INFINITY)):
        outer.settle(point)
    unknown: dict[Term, None] = {}
    try:
        near = _Near(outer, variable, point, int(side.value), body)
        return _Search(outer, near, unknown).result(term)
    except Failure:
        for constant in unknown:
            sign = outer.sign(constant)
            if sign is None or sign.conclusion.op not in ("<", ">", "="):
                raise Split(constant, True) from None
        if side.value or point in (INFINITY, neg(INFINITY)):
            raise
    sides = [_found(context, Term("limit", (body, variable, point, number(s)))) for s in (1, -1)]
    if sides[0].conclusion.op == "tends" and sides[1].conclusion.args[1] == sides[0].conclusion.args[1]:
        return kernel.both_sides(sides[0], sides[1], None)
    if any(found.conclusion.op != "=" for found in sides):
        raise Failure("the limits from the two sides differ, or may")
    same = context.equal(sides[1].conclusion.args[1], sides[0].conclusion.args[1])
    if same is None:
        raise Failure("the limits from the two sides differ, or may")
    return kernel.both_sides(sides[0], sides[1], same)


def _direct(outer: Context, term: Term, limits=(), unknown: dict | None = None) -> Theorem | None:
    """What the rules give at once, from limits that are known of parts of the body."""
    body, variable, point, side = term.args
    asking = Asking(outer)
    asking.add(limits)
    constants = [p for p in strict_subterms(body) if not calculus.depends(p, variable)]
    for constant in constants:
        outer.settle(constant)
        asking.known.add(constant)
    if point not in (INFINITY, neg(INFINITY)):
        outer.settle(point)
        constants.append(point)
        asking.known.add(point)
    found = approach.tendency(body, variable, point, side.value, asking)
    if found is None:
        if unknown is not None:
            unknown.update(asking.unknown)
        return None
    if found.value is not None:
        outer.settle(found.value)
    try:
        return kernel.limit(term, (*asking.asked, *outer.support(*constants)))
    except Refusal:
        return None


# ── near the point ───────────────────────────────────────────────────────────


class _Near:
    """A context whose facts hold for all values close enough to the point.

    `reasons` are what shows them to hold there, but for bounds on the variable itself.
    """

    def __init__(self, outer: Context, variable: Term, point: Term, side: int, body: Term):
        self.outer, self.variable, self.point, self.side = outer, variable, point, side
        self.asking = Asking(outer)
        if point == INFINITY:
            self.bounds = [relation(variable, ">", ONE)]
        elif point == neg(INFINITY):
            self.bounds = [relation(variable, "<", neg(ONE))]
        else:
            self.bounds = [relation(variable, {1: ">", -1: "<", 0: "!="}[side], point)]
            self.asking.known.add(point)
        self.settle(body)

    @property
    def reasons(self) -> tuple[Theorem, ...]:
        return (*self.asking.asked, *self.outer.support(*([] if self._far() else [self.point])))

    def _far(self) -> bool:
        return self.point in (INFINITY, neg(INFINITY))

    def settle(self, body: Term) -> None:
        """Add bounds until every sign that the body asks for is known."""
        for _ in range(12):
            self.context = self.outer.session.context(
                (*self.outer.facts, *(kernel.assume(b) for b in self.bounds))
            )
            try:
                self.context.settle(body)
                return
            except (Split, Need) as wanted:
                if isinstance(wanted, Need) and wanted.condition.op == "integer":
                    break  # no term that varies is whole all around
                subject = wanted.term if isinstance(wanted, Split) else difference(*wanted.condition.args)
                bound = self._closer(subject) or self._by_limit(subject)
                if bound in self.bounds:
                    break
                self.bounds.append(bound)
        raise Failure("the limit depends on signs that could not be settled near the point")

    def nonzero(self, term: Term) -> Theorem:
        """term ≠ 0 near the point.  Raises Failure."""
        self.settle(term)
        condition = relation(term, "!=", ZERO)
        try:
            found = self.context.shown(condition)
        except (Split, Need):
            found = None
        if found is None:
            self.bounds.append(self._by_limit(term))
            self.settle(term)
            found = self.context.shown(condition)
        if found is None:
            raise Failure("no rule of limits applies")
        return found

    def _closer(self, subject: Term) -> Term | None:
        """One more bound on the variable, past the zero of a linear term."""
        near, variable, point = self.context, self.variable, self.point
        upper, _ = near.normal(subject)
        place = near.space.index.get(variable)
        if place is None or not upper.degrees()[place]:
            return None
        lead = upper.derivative(place)
        rest = upper - lead * near.space.variables[place]
        if not lead.is_constant() or not rest.is_constant():
            return None
        zero = -rest.leading_coefficient() / lead.leading_coefficient() if not rest.is_zero() else 0
        bound = number(0) if zero == 0 else number(f"{zero.p}/{zero.q}")
        if point == INFINITY:
            return relation(variable, ">", bound)
        if point == neg(INFINITY):
            return relation(variable, "<", bound)
        here = literal(point)
        if here is None:
            return None
        if bound.value == here:
            if self.side == 0:
                raise Failure("the two sides of the point behave differently, or may")
            return relation(variable, ">" if self.side > 0 else "<", point)
        return relation(variable, ">" if bound.value < here else "<", bound)

    def _by_limit(self, subject: Term) -> Term:
        """The sign of a term near the point, by what it tends to."""
        if not calculus.depends(subject, self.variable):
            raise Split(subject, True)
        for constant in strict_subterms(subject):
            if not calculus.depends(constant, self.variable):
                self.outer.settle(constant)
                self.asking.known.add(constant)
        found = approach.tendency(subject, self.variable, self.point, self.side, self.asking)
        if found is not None and found.value is not None and found.value != ZERO:
            for op in (">", "<", "!="):
                if self.asking.holds(relation(found.value, op, ZERO)):
                    return relation(subject, op, ZERO)
            sign = self.outer.sign(found.value)
            if sign is None or sign.conclusion.op != "=":
                raise Split(found.value, True)  # a constant: its sign must be known outside
        elif found is not None and found.sign:
            return relation(subject, ">" if found.sign > 0 else "<", ZERO)
        raise Failure("the limit depends on a sign that could not be settled near the point")


# ── ways to a limit ──────────────────────────────────────────────────────────


class _Search:
    """The ways to one limit, inside one another."""

    def __init__(self, outer: Context, near: _Near, unknown: dict[Term, None]):
        self.outer, self.near, self.unknown = outer, near, unknown
        self.known: dict[Term, Theorem | None] = {}
        self.searches = 0

    def result(self, term: Term) -> Theorem:
        """What the limit equals or tends to, by few steps where they do.  Raises Failure."""
        for depth in DEPTHS:
            self.searches = 0
            self.known = {body: found for body, found in self.known.items() if found is not None}
            try:
                return self.found(term, depth)
            except Failure:
                if depth == DEPTHS[-1]:
                    raise
        raise AssertionError("no depth")

    def found(self, term: Term, depth: int) -> Theorem:
        """What the limit equals or tends to.  Raises Failure."""
        body = term.args[0]
        known = self.known.get(body)
        if known is not None:
            return known
        found = _direct(self.outer, term, (), self.unknown)
        self.searches += 1
        if found is None and depth and body not in self.known and self.searches < MOST_SEARCHES:
            self.known[body] = None  # while it is sought, and when it is not found
            for way in (self._by_parts, self._by_forms, self._by_slopes):
                try:
                    found = way(term, depth - 1)
                    break
                except Roots:
                    del self.known[body]
                    raise
                except _NOT_FOUND:
                    continue
        if found is None:
            raise Failure("no rule of limits applies")
        self.known[body] = found
        return found

    def _by_parts(self, term: Term, depth: int) -> Theorem:
        """From the limits of the parts of the body, each found by itself."""
        body, *at = term.args
        limits = [
            self.found(Term("limit", (part, *at)), depth)
            for part in body.args
            if calculus.depends(part, self.near.variable) and part != self.near.variable
        ]
        found = _direct(self.outer, term, limits, self.unknown)
        if found is None:
            raise Failure("no rule of limits applies")
        return found

    def _by_forms(self, term: Term, depth: int) -> Theorem:
        """From the limit of what the body equals near the point."""
        body, *at = term.args
        for form in forms.of(self.near.context, body, self.near.variable):
            try:
                equal = form if isinstance(form, Theorem) else self._equal(body, form)
                found = self.found(Term("limit", (equal.conclusion.args[1], *at)), depth)
                return kernel.limit_of_equal(equal, found, self.near.reasons)
            except _NOT_FOUND:
                continue
        raise Failure("no rule of limits applies")

    def _equal(self, body: Term, written: Term) -> Theorem:
        self.near.settle(written)
        found = self.near.context.equal(body, written)
        if found is None:
            raise Failure("a normal form that does not check")
        return found

    def _by_slopes(self, term: Term, depth: int) -> Theorem:
        """By de l'Hôpital's rule, for a quotient."""
        quotient, variable, point, side = term.args
        if quotient.op != "/":
            raise Failure("no rule of limits applies")
        asking = Asking(self.outer)
        for part in quotient.args:
            asking.known.update(p for p in strict_subterms(part) if not calculus.depends(p, variable))
        above, below = (approach.tendency(p, variable, point, side.value, asking) for p in quotient.args)
        if below is None:
            limits = [self.found(Term("limit", (p, *term.args[1:])), depth) for p in quotient.args]
            asking.add(limits)
            above, below = (approach.tendency(p, variable, point, side.value, asking) for p in quotient.args)
        if below is None or not (
            below.value is None or (approach.vanishes(below, asking) and approach.vanishes(above, asking))
        ):
            raise Failure("no rule of limits applies")
        slopes = [slope(self.near.context, derivative(part, variable)) for part in quotient.args]
        u, v = (s.conclusion.args[1] for s in slopes)
        nonzero = self.near.nonzero(v)
        ratio = self.found(Term("limit", (div(u, v), variable, point, side)), depth)
        constants = [p for p in strict_subterms(quotient) if not calculus.depends(p, variable)]
        reasons = (*asking.asked, *self.near.reasons, *self.outer.support(*constants))
        return kernel.quotient_limit(term, slopes[0], slopes[1], nonzero, ratio, reasons)
