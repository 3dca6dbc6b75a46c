"""The kernel: the only maker of theorems.

Invariant: where every hypothesis of a theorem holds, both sides of its conclusion
are defined and the relation between them holds.  Each rule below checks its
premises and returns a new theorem, or raises Refusal; nothing here searches.

A theorem is about all real values of its symbols.  Being defined is part of what
it says, so a theorem is also evidence that the terms in it are defined, that a
denominator in it is not zero, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from derive.proving import approach, calculus, numbers, series
from derive.proving.evidence import NEGATION, Evidence, Refusal, compare, needed
from derive.proving.identities import Sums, require_zero, rewriting, sign_of_product, univariate, with_room
from derive.proving.laws import derivative_laws, laws_by_name
from derive.proving.polynomials import sign_between
from derive.proving.rational import literal, whole
from derive.proving.summation import RULES, range_of
from derive.terms.term import (
    BINDERS,
    Capture,
    FAMILIES,
    INFINITY,
    ONE,
    RELATIONS,
    ZERO,
    Term,
    add,
    derivative,
    div,
    is_known,
    mul,
    neg,
    number,
    relation,
    sub,
    substitute,
)

_SEAL = object()


class Theorem:
    """hypotheses ⊢ conclusion, with the rule and the premises that gave it."""

    __slots__ = ("hypotheses", "conclusion", "rule", "premises", "law", "values", "_defined")

    def __init__(self, seal, hypotheses, conclusion, rule, premises=(), law=None, values=None):
        if seal is not _SEAL:
            raise TypeError("only the rules of the kernel make theorems")
        for name, value in zip(self.__slots__, (hypotheses, conclusion, rule, premises, law, values, None)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        raise AttributeError("a theorem does not change")

    def __repr__(self) -> str:
        return f"{sorted(map(repr, self.hypotheses))} ⊢ {self.conclusion!r}"

    @property
    def defined(self) -> frozenset[Term]:
        """The terms that the conclusion shows to be defined."""
        if self._defined is None:
            both = self.conclusion.args if self.conclusion.op in RELATIONS else ()
            found = frozenset().union(*map(needed, both))
            object.__setattr__(self, "_defined", found)
        return self._defined


def sides(theorem: Theorem) -> tuple[Term, Term]:
    """Both sides of what the theorem says; Refusal when it says no relation."""
    if theorem.conclusion.op not in RELATIONS and theorem.conclusion.op != "tends":
        raise Refusal("not a relation")
    return theorem.conclusion.args


def _theorem(
    conclusion: Term, rule: str, premises: Iterable[Theorem] = (), hypotheses=None, **detail
) -> Theorem:
    premises = tuple(premises)
    if hypotheses is None:
        hypotheses = frozenset().union(*(p.hypotheses for p in premises))
    return Theorem(_SEAL, hypotheses, conclusion, rule, premises, **detail)


# ── being defined, assumptions, cases, instances ─────────────────────────────


def defined(term: Term, premises: Iterable[Theorem] = ()) -> Theorem:
    """⊢ term = term, which says that the term is defined."""
    premises = tuple(premises)
    Evidence(premises).require(term)
    return _theorem(relation(term, "=", term), "defined", premises)


def assume(condition: Term) -> Theorem:
    """condition ⊢ condition, for a relation, or for a term being whole."""
    if condition.op not in RELATIONS and condition.op != "integer" or not is_known(condition):
        raise Refusal(f"not a relation of numbers: {condition!r}")
    return _theorem(condition, "assume", (), frozenset((condition,)))


def part(condition: Term, index: int) -> Theorem:
    """(c₁ and c₂ and …) ⊢ cᵢ, where cᵢ is a relation, or says that a term is whole."""
    holds = condition.args[index].op in (*RELATIONS, "integer") and is_known(condition)
    if condition.op != "and" or not holds:
        raise Refusal("not a conjunction of relations")
    return _theorem(condition.args[index], "part", (), frozenset((condition,)))


def specialize(condition: Term, value: Term, premises: Iterable[Theorem] = ()) -> Theorem:
    """(c for every i) ⊢ c at a value of i."""
    if condition.op != "all" or condition.args[0].op not in RELATIONS or not is_known(condition):
        raise Refusal("not a relation for every value of a symbol")
    premises = tuple(premises)
    evidence = Evidence(premises)
    if not evidence.holds(Term("integer", (value,))):
        raise Refusal("not shown to be whole")
    body, index = condition.args
    hypotheses = frozenset((condition,)).union(*(p.hypotheses for p in premises))
    return _theorem(substitute(body, {index: value}), "specialize", premises, hypotheses)


def discharge(theorem: Theorem, reason: Theorem) -> Theorem:
    """The theorem without a hypothesis that another theorem proves."""
    hypotheses = (theorem.hypotheses - {reason.conclusion}) | reason.hypotheses
    return _theorem(theorem.conclusion, "discharge", (theorem, reason), hypotheses)


def split(theorems: tuple[Theorem, ...], conditions: tuple[Term, ...], exists: Theorem | None) -> Theorem:
    """What follows in each of several cases, when the cases leave nothing out.

    The conditions are relations between the same two terms that cover <, = and >
    (`exists` shows both terms to be defined), or the members of an `or` that all
    the theorems may then share as a hypothesis (`exists` is None).
    """
    if not theorems:
        raise Refusal("no cases")
    conclusion = theorems[0].conclusion
    if len(theorems) != len(conditions) or any(t.conclusion != conclusion for t in theorems):
        raise Refusal("the cases prove different things")
    hypotheses = frozenset().union(*(t.hypotheses - {c} for t, c in zip(theorems, conditions)))
    premises = theorems
    if exists is None:
        hypotheses |= {Term("or", conditions)}
    else:
        left, right = conditions[0].args
        if any(c.op not in RELATIONS or c.args != (left, right) for c in conditions):
            raise Refusal("the cases are about different terms")
        covered = "".join(c.op.replace("!=", "<>") for c in conditions)
        if not set("<=>") <= set(covered):
            raise Refusal("the cases leave something out")
        evidence = Evidence((exists,))
        evidence.require(left)
        evidence.require(right)
        hypotheses |= exists.hypotheses
        premises += (exists,)
    return _theorem(conclusion, "split", premises, hypotheses)


def absurd(falsehood: Theorem, goal: Term) -> Theorem:
    """Anything, from a false relation between two numbers: the hypotheses exclude each other."""
    a, b = map(literal, sides(falsehood))
    if a is None or b is None or compare(a, falsehood.conclusion.op, b):
        raise Refusal("nothing false")
    return _theorem(goal, "absurd", (falsehood,))


def instance(theorem: Theorem, values: Mapping[Term, Term], premises: Iterable[Theorem] = ()) -> Theorem:
    """The theorem at particular values of its symbols, which must be defined."""
    premises = tuple(premises)
    evidence = Evidence(premises)
    for symbol, value in values.items():
        if symbol.op != "symbol":
            raise Refusal("only symbols take values")
        evidence.require(value)
    try:
        hypotheses = frozenset(substitute(h, values) for h in theorem.hypotheses)
        conclusion = substitute(theorem.conclusion, values)
    except Capture:
        raise Refusal("a value that a derivative would vary") from None
    return _theorem(
        conclusion,
        "instance",
        (theorem, *premises),
        hypotheses.union(*(p.hypotheses for p in premises)),
    )


def law(name: str, values: Mapping[Term, Term], premises: Iterable[Theorem] = ()) -> Theorem:
    """A law at given terms; its conditions are among the premises."""
    premises = tuple(premises)
    statement = laws_by_name()[name]
    if statement.relation.args[0].op == "derivative":
        raise Refusal("a derivative law is used by `differentiate`")
    evidence = Evidence(premises)
    for value in values.values():
        evidence.require(value)
    if not statement.relation.free <= values.keys():
        raise Refusal(f"{name}: a variable has no value")
    for condition in statement.side_conditions:
        if not evidence.holds(substitute(condition, values)):
            raise Refusal(f"{name}: a condition is not shown: {substitute(condition, values)!r}")
    conclusion = substitute(statement.relation, values)
    return _theorem(conclusion, "law", premises, law=name, values=dict(values))


def row(cases: Term, place: int, premises: Iterable[Theorem]) -> Theorem:
    """cases … = the value of the row whose condition holds while those above do not."""
    premises = tuple(premises)
    evidence = Evidence(premises)
    conditions, values = cases.args[1::2], cases.args[0::2]
    for condition in conditions[:place]:
        if not _fails(condition, evidence):
            raise Refusal("a row above may hold")
    if not evidence.holds(conditions[place]):
        raise Refusal("the row's condition is not shown")
    evidence.require(values[place])
    return _theorem(relation(cases, "=", values[place]), "row", premises)


def _fails(condition: Term, evidence: Evidence) -> bool:
    if condition.op == "and":
        return any(_fails(part, evidence) for part in condition.args)
    if condition.op == "or":
        return all(_fails(part, evidence) for part in condition.args)
    if condition.op not in RELATIONS:
        return False
    return evidence.holds(relation(condition.args[0], NEGATION[condition.op], condition.args[1]))


def condition_of(theorem: Theorem, term: Term) -> Theorem:
    """The condition under which a term is defined, from a theorem that shows it to be:
    b ≠ 0 for a/b, a > 0 for log a, a ≥ 0 for √a."""
    if term not in theorem.defined or term.op not in ("/", "log", "sqrt"):
        raise Refusal("not a condition that the theorem shows")
    part, op = {"/": (term.args[-1], "!="), "log": (term.args[0], ">"), "sqrt": (term.args[0], ">=")}[term.op]
    return _theorem(relation(part, op, ZERO), "condition", (theorem,))


# ── arithmetic ───────────────────────────────────────────────────────────────


def arithmetic(left: Term, right: Term, premises: Iterable[Theorem] = ()) -> Theorem:
    """left = right, by exact rational arithmetic in atoms, after replacing an atom by
    what a premise `atom = …` says and a power by what `atom^n = …` says."""
    premises = tuple(premises)
    evidence = Evidence(premises)
    evidence.require(left)
    evidence.require(right)
    require_zero(premises, ((1, left), (-1, right)))
    return _theorem(relation(left, "=", right), "arithmetic", premises)


def numeric(goal: Term) -> Theorem:
    """A strict relation between two terms without symbols, by disjoint enclosures."""
    if goal.op not in ("<", ">", "!=", "<=", ">=") or not numbers.compare(
        goal.args[0], goal.op, goal.args[1]
    ):
        raise Refusal("the enclosures do not show it")
    return _theorem(goal, "numeric")


def polynomial(
    term: Term, atom: Term, bounds: Iterable[Theorem], premises: Iterable[Theorem] = ()
) -> Theorem:
    """term > 0 or term < 0, for a polynomial in one atom without a root between the
    atom's bounds (theorems `atom relation number`), by Sturm's theorem."""
    bounds = tuple(bounds)
    premises = (*bounds, *premises)
    evidence = Evidence(premises)
    evidence.require(term)
    evidence.require(atom)
    ends: dict[str, Fraction] = {}
    for bound in bounds:
        subject, value = sides(bound)
        if subject != atom or literal(value) is None or bound.conclusion.op not in ("<", "<=", ">", ">="):
            raise Refusal("not a bound of the atom")
        ends[bound.conclusion.op[0]] = literal(value)
    written = with_room(lambda space: univariate(Sums(space, *rewriting(premises)), term, atom))
    sign = sign_between(written, ends.get(">"), ends.get("<"))
    if sign == 0:
        raise Refusal("a root, or an end at which the polynomial is zero")
    return _theorem(relation(term, ">" if sign > 0 else "<", ZERO), "polynomial", premises)


def order(goal: Term, parts, premises: Iterable[Theorem] = ()) -> Theorem:
    """A relation from others: the difference of its sides is a sum of products.

    `parts` are (coefficient, ((factor, exponent), …)).  A factor is a theorem
    `a relation b`, which stands for a − b (or b − a, whichever is known not to be
    negative), or a term with an even exponent: a square.
    """
    left, right = goal.args
    parts = tuple(parts)
    theorems = tuple(f for _, factors in parts for f, _ in factors if isinstance(f, Theorem))
    premises = (*theorems, *premises)
    evidence = Evidence(premises)
    evidence.require(left)
    evidence.require(right)
    strict, signs = False, []
    for coefficient, factors in parts:
        signs.append(sign_of_product(coefficient, factors, evidence))
        strict = strict or signs[-1] == "positive"
    nonnegative = all(sign in ("positive", "nonnegative", "zero") for sign in signs)
    nonzero = [sign for sign in signs if sign != "zero"]
    holds = {
        "=": not nonzero,
        "!=": (len(nonzero) == 1 and nonzero[0] == "nonzero") or (nonnegative and strict),
        ">=": nonnegative,
        "<=": nonnegative,
        ">": nonnegative and strict,
        "<": nonnegative and strict,
    }[goal.op]
    if not holds:
        raise Refusal("the parts do not give the relation")
    way = -1 if goal.op in ("<", "<=") else 1
    try:
        require_zero(premises, ((way, left), (-way, right)), parts)
    except Refusal:
        if goal.op != "!=":
            raise
        require_zero(premises, ((-way, left), (way, right)), parts)
    return _theorem(goal, "order", premises)


def strengthen(weak: Theorem, unequal: Theorem) -> Theorem:
    """a > b from a ≥ b and a ≠ b; a < b from a ≤ b and a ≠ b."""
    op = {">=": ">", "<=": "<"}.get(weak.conclusion.op)
    if op is None or not Evidence((unequal,)).holds(
        relation(weak.conclusion.args[0], "!=", weak.conclusion.args[1])
    ):
        raise Refusal("not a ≥ b and a ≠ b")
    return _theorem(
        relation(weak.conclusion.args[0], op, weak.conclusion.args[1]), "strengthen", (weak, unequal)
    )


def nonzero_factor(
    product: Theorem, factor: Term, cofactor: Term, premises: Iterable[Theorem] = ()
) -> Theorem:
    """factor ≠ 0 from a ≠ b where a − b = factor · cofactor."""
    left, right = sides(product)
    if not Evidence((product,)).holds(relation(left, "!=", right)):
        raise Refusal("not a ≠ b")
    premises = (product, *premises)
    evidence = Evidence(premises)
    evidence.require(factor)
    evidence.require(cofactor)
    ends = ((1, left), (-1, right), (-1, mul(factor, cofactor)))
    require_zero(premises, ends)
    return _theorem(relation(factor, "!=", ZERO), "factor", premises)


def congruence(term: Term, equations: Iterable[Theorem], premises: Iterable[Theorem] = ()) -> Theorem:
    """term = the term with the left sides of the equations replaced by the right,
    outside the bodies of binders."""
    equations, premises = tuple(equations), tuple(premises)
    Evidence((*equations, *premises)).require(term)
    values = {}
    for equation in equations:
        if equation.conclusion.op != "=":
            raise Refusal("not an equation")
        left, right = sides(equation)
        values[left] = right
    return _theorem(relation(term, "=", _exchange(term, values)), "congruence", (*equations, *premises))


def _exchange(term: Term, values: Mapping[Term, Term]) -> Term:
    if term in values:
        return values[term]
    if not term.args or term.op in BINDERS:
        return term
    named = 1 if term.op in FAMILIES else 0  # the name of a function is not a number
    return Term(term.op, (*term.args[:named], *(_exchange(a, values) for a in term.args[named:])), term.value)


# ── sums and products ────────────────────────────────────────────────────────


def summation(
    rule: str, term: Term, inner: Iterable[Theorem] = (), premises: Iterable[Theorem] = (), **more
) -> Theorem:
    """What a rule of summation.py or series.py says of a sum or product.

    `inner` are theorems about the body, for every index in the range: the only
    hypotheses that may be about the index are that it is in the range and whole
    (for "sum-pick" also that it is not the one picked).
    """
    inner, premises = tuple(inner), tuple(premises)
    index = term.args[1]
    local = set(range_of(term))
    if rule == "sum-pick":
        local.add(relation(index, "!=", more["place"]))
    outer = frozenset().union(*(t.hypotheses for t in inner)) - local
    if any(index in h.free for h in outer) or any(index in h.free for p in premises for h in p.hypotheses):
        raise Refusal("an assumption about the index")
    try:
        said = RULES.get(rule) or series.RULES[rule]
        conclusion = said(term, [t.conclusion for t in inner], Evidence(premises), **more)
    except Capture:
        raise Refusal("a place that a derivative would vary") from None
    if conclusion is None:
        raise Refusal(f"{rule} does not apply")
    hypotheses = outer.union(*(p.hypotheses for p in premises))
    return _theorem(conclusion, "summation", (*inner, *premises), hypotheses, law=rule)


# ── derivatives ──────────────────────────────────────────────────────────────


def differentiate(body: Term, variable: Term, premises: Iterable[Theorem] = ()) -> Theorem:
    """derivative(body, variable) = …, by the rules of differentiation."""
    if variable.op != "symbol" and (variable.op != "indexed" or variable.args[0].op != "symbol"):
        raise Refusal("not a variable")
    premises = tuple(premises)
    evidence = Evidence(premises)
    evidence.require(body)
    used: list[str] = []
    slope = calculus.slope(body, variable, evidence, derivative_laws(), used)
    if slope is None:
        raise Refusal("no rule of differentiation applies")
    conclusion = relation(derivative(body, variable), "=", slope)
    return _theorem(conclusion, "differentiate", premises, law=tuple(dict.fromkeys(used)))


def derivative_of_equal(equal: Theorem, slope: Theorem) -> Theorem:
    """D f = g from f = h near the point and D h = g at it."""
    body, other = sides(equal)
    taken, value = sides(slope)
    if equal.conclusion.op != "=" or slope.conclusion.op != "=" or taken.op != "derivative":
        raise Refusal("not an equation and a derivative")
    if taken.args[0] != other:
        raise Refusal("the derivative of something else")
    if not all(calculus.is_open(h, taken.args[1]) for h in equal.hypotheses):
        raise Refusal("equal at the point, perhaps not near it")
    conclusion = relation(derivative(body, taken.args[1]), "=", value)
    return _theorem(conclusion, "derivative of equal", (equal, slope))


def glue(
    below: Theorem, above: Theorem, slope_below: Theorem, slope_above: Theorem, exists: Theorem
) -> Theorem:
    """D f = g where two pieces of f meet: f = f₁ where a ≤ b and f = f₂ where a ≥ b,
    near the point, and both pieces have slope g at it.

    f₁ and f₂ agree where a = b, since both equations hold there; so every difference
    quotient of f is one of f₁ or one of f₂.
    """
    if below.conclusion.op != "=" or above.conclusion.op != "=":
        raise Refusal("the pieces are not equations")
    body, first = sides(below)
    other, second = sides(above)
    taken_first, value = sides(slope_below)
    taken_second, value_too = sides(slope_above)
    variable = taken_first.args[-1] if taken_first.op == "derivative" else None
    if body != other or value != value_too or variable is None:
        raise Refusal("the pieces do not belong together")
    if taken_first != derivative(first, variable) or taken_second != derivative(second, variable):
        raise Refusal("the slopes are of something else")
    if slope_below.conclusion.op != "=" or slope_above.conclusion.op != "=":
        raise Refusal("the slopes are not equations")
    a, b = next(
        (h.args for h in below.hypotheses if h.op == "<=" and relation(*_swap(h)) in above.hypotheses),
        (None, None),
    )
    if a is None:
        raise Refusal("no boundary between the pieces")
    evidence = Evidence((exists,))
    evidence.require(a)
    evidence.require(b)
    low, high = relation(a, "<=", b), relation(a, ">=", b)
    near = (below.hypotheses - {low}) | (above.hypotheses - {high})
    if not all(calculus.is_open(h, variable) for h in near):
        raise Refusal("equal at the point, perhaps not near it")
    if not (calculus.is_continuous(a, variable) and calculus.is_continuous(b, variable)):
        raise Refusal("a boundary that may jump")
    at_point = (slope_below.hypotheses - {low}) | (slope_above.hypotheses - {high})
    return _theorem(
        relation(derivative(body, variable), "=", value),
        "glue",
        (below, above, slope_below, slope_above, exists),
        near | at_point | exists.hypotheses,
    )


def monotone(slope: Theorem, sign: Theorem, ordered: Theorem, premises: Iterable[Theorem] = ()) -> Theorem:
    """f(u) ≤ f(v) for u ≤ v, from D f = g all over an interval that holds u and v, and
    g ≥ 0 where u < x < v (the mean value theorem); strict when g > 0 and u < v; the other
    way round when g ≤ 0 or g < 0."""
    (body, variable), value = _slope_of(slope)
    if sign.conclusion.op not in ("<", "<=", ">", ">=") or sides(sign) != (value, ZERO):
        raise Refusal("not the sign of the slope")
    if ordered.conclusion.op not in ("<", "<="):
        raise Refusal("not an order of two points")
    ends = sides(ordered)
    hypotheses = _across(variable, ends, slope.hypotheses, sign.hypotheses)
    first, last = (_at_point(body, variable, end) for end in ends)
    evidence = Evidence((ordered, *premises))
    for end in ends:
        evidence.require(end)
    op = sign.conclusion.op[0].translate(str.maketrans("<>", "><"))
    if len(sign.conclusion.op) > 1 or ordered.conclusion.op == "<=":
        op += "="
    premises = (slope, sign, ordered, *premises)
    return _theorem(
        relation(first, op, last),
        "monotone",
        premises,
        hypotheses.union(*(p.hypotheses for p in premises[2:])),
    )


def chord(
    slope: Theorem, bend: Theorem, sign: Theorem, below: Theorem, above: Theorem, premises=()
) -> Theorem:
    """(v − u) f(w) ≥ (v − w) f(u) + (w − u) f(v) for u ≤ w ≤ v: f is above its chord, from
    D f = g all over an interval that holds u and v, and D g = h and h ≤ 0 where
    u < x < v; f is below it when h ≥ 0."""
    (body, variable), first_slope = _slope_of(slope)
    (taken, same), value = _slope_of(bend)
    if (taken, same) != (first_slope, variable):
        raise Refusal("not the slope of the slope")
    if sign.conclusion.op not in ("<", "<=", ">", ">=") or sides(sign) != (value, ZERO):
        raise Refusal("not the sign of the second slope")
    (low, point), (same_point, high) = sides(below), sides(above)
    if point != same_point or any(t.conclusion.op not in ("<", "<=") for t in (below, above)):
        raise Refusal("not a point between two others")
    hypotheses = _across(variable, (low, high), slope.hypotheses, bend.hypotheses | sign.hypotheses)
    first, inner, last = (_at_point(body, variable, end) for end in (low, point, high))
    evidence = Evidence((below, above, *premises))
    for end in (low, point, high):
        evidence.require(end)
    premises = (slope, bend, sign, below, above, *premises)
    op = ">=" if sign.conclusion.op[0] == "<" else "<="
    straight = add(mul(sub(high, point), first), mul(sub(point, low), last))
    return _theorem(
        relation(mul(sub(high, low), inner), op, straight),
        "chord",
        premises,
        hypotheses.union(*(p.hypotheses for p in premises[3:])),
    )


def _slope_of(theorem: Theorem) -> tuple[tuple[Term, Term], Term]:
    """((f, x), g) of D f = g."""
    if theorem.conclusion.op != "=" or theorem.conclusion.args[0].op != "derivative":
        raise Refusal("not a derivative")
    taken, value = theorem.conclusion.args
    if taken.args[1].op != "symbol":
        raise Refusal("not the derivative of a function of a symbol")
    return taken.args, value


def _across(variable: Term, ends: tuple[Term, Term], closed: frozenset, inner: frozenset) -> frozenset[Term]:
    """What must hold at both ends u and v so that `closed` holds for u ≤ x ≤ v and `inner`
    for u < x < v: all of it is linear in x, so what holds at both holds between them."""
    low, high = ends
    free = {relation(low, "<", variable)} if variable not in low.free else set()
    free |= {relation(variable, "<", high)} if variable not in high.free else set()
    needed = closed | (inner - free)
    if not all(calculus.is_convex(h, variable) for h in needed):
        raise Refusal("an assumption that may fail between two points")
    return frozenset(_at_point(h, variable, end) for h in needed for end in ends)


def _at_point(term: Term, variable: Term, point: Term) -> Term:
    try:
        return substitute(term, {variable: point})
    except Capture:
        raise Refusal("a point that a derivative would vary") from None


def _swap(low: Term) -> tuple[Term, str, Term]:
    return low.args[0], ">=", low.args[1]


def induction(base: Theorem, step: Theorem, count: Term, least: Term) -> Theorem:
    """What the base says at `least`, for every whole n ≥ `least`, from the step: it says for
    n + 1 what is among its hypotheses for n."""
    if count.op != "symbol" or whole(least) is None or base.conclusion.op not in RELATIONS:
        raise Refusal("not a relation about a whole number")
    following = add(count, ONE)
    local = {relation(count, ">=", least), Term("integer", (count,))}
    for claim in step.hypotheses - local:
        at_least, at_next = (_at_point(claim, count, place) for place in (least, following))
        if count in claim.free and (at_least, at_next) == (base.conclusion, step.conclusion):
            break
    else:
        raise Refusal("the step does not go on from what is assumed")
    hypotheses = base.hypotheses | (step.hypotheses - local - {claim})
    if any(count in h.free for h in hypotheses):
        raise Refusal("an assumption about the number that is counted")
    return _theorem(claim, "induction", (base, step), hypotheses | local)


def value_at(term: Term, premises: Iterable[Theorem] = ()) -> Theorem:
    """at(body, x, value) = body with x set to the value."""
    premises = tuple(premises)
    if term.op != "at" or term.args[0].op in BINDERS or term.args[1].op != "symbol":
        raise Refusal("not a body that can be unfolded")
    body, variable, value = term.args
    result = substitute(body, {variable: value})
    evidence = Evidence(premises)
    evidence.require(value)
    evidence.require(result)
    return _theorem(relation(term, "=", result), "value", premises)


def integral(term: Term, slope: Theorem, premises: Iterable[Theorem] = ()) -> Theorem:
    """integral(f, x, a, b) = F(b) − F(a), from D F = f for a continuous f: wherever
    a ≤ x ≤ b when a ≤ b is shown, else everywhere (the fundamental theorem)."""
    premises = tuple(premises)
    body, variable, lower, upper = term.args
    taken, value = sides(slope)
    if slope.conclusion.op != "=" or taken.op != "derivative" or taken.args[1] != variable or value != body:
        raise Refusal("not the derivative that the integrand is")
    if variable.op != "symbol" or variable in lower.free | upper.free:
        raise Refusal("a bound that moves with the variable")
    evidence = Evidence(premises)
    inside = {relation(variable, ">=", lower), relation(variable, "<=", upper)}
    if not evidence.holds(relation(lower, "<=", upper)):
        inside = set()
    outer = slope.hypotheses - inside
    if any(variable in h.free for h in outer) or any(
        variable in h.free for p in premises for h in p.hypotheses
    ):
        raise Refusal("an assumption about the variable")
    if not calculus.is_continuous(body, variable):
        raise Refusal("an integrand that may jump")
    evidence.require(lower)
    evidence.require(upper)
    last, first = (substitute(taken.args[0], {variable: bound}) for bound in (upper, lower))
    evidence.require(last)
    evidence.require(first)
    hypotheses = outer.union(*(p.hypotheses for p in premises))
    return _theorem(relation(term, "=", sub(last, first)), "integral", (slope, *premises), hypotheses)


def improper_integral(
    term: Term, slope: Theorem, at_lower: Theorem, at_upper: Theorem, premises: Iterable[Theorem] = ()
) -> Theorem:
    """integral(f, x, a, b) = lim F at b − lim F at a, where a < b (either may be infinite), both
    limits are numbers, and D F = f for a < x < b with f continuous there.

    This is what an improper integral is; where f is continuous on a ≤ x ≤ b it is the
    fundamental theorem.  f is continuous where it has a derivative, or by its operations.
    """
    premises = tuple(premises)
    body, variable, lower, upper = term.args
    taken, value = sides(slope)
    if slope.conclusion.op != "=" or taken.op != "derivative" or taken.args[1] != variable or value != body:
        raise Refusal("not the derivative that the integrand is")
    if variable.op != "symbol" or variable in lower.free | upper.free:
        raise Refusal("a bound that moves with the variable")
    rates = tuple(
        p for p in premises if p.conclusion.op == "=" and p.conclusion.args[0] == derivative(body, variable)
    )
    outside = tuple(p for p in premises if p not in rates)
    evidence = Evidence(outside)
    left, right = (() if lower == neg(INFINITY) else (lower,)), (() if upper == INFINITY else (upper,))
    for bound in (*left, *right):
        evidence.require(bound)
    if left and right and not evidence.holds(relation(lower, "<", upper)):
        raise Refusal("a lower bound that may be above the upper one")
    ends = ((at_lower, lower, ONE if left else ZERO), (at_upper, upper, number(-1) if right else ZERO))
    for end, point, side in ends:
        limit_at_end = Term("limit", (taken.args[0], variable, point, side))
        if end.conclusion.op != "=" or end.conclusion.args[0] != limit_at_end:
            raise Refusal("not the limit at the bound")
    if not rates and not calculus.is_continuous(body, variable):
        raise Refusal("an integrand that may jump")
    inside = {relation(variable, ">", b) for b in left} | {relation(variable, "<", b) for b in right}
    hypotheses = frozenset().union(*(t.hypotheses for t in (slope, *rates))) - inside
    hypotheses = hypotheses.union(*(t.hypotheses for t in (at_lower, at_upper, *outside)))
    if any(variable in h.free for h in hypotheses):
        raise Refusal("an assumption about the variable")
    value = sub(at_upper.conclusion.args[1], at_lower.conclusion.args[1])
    return _theorem(
        relation(term, "=", value), "improper integral", (slope, at_lower, at_upper, *premises), hypotheses
    )


def integral_of_sum(term: Term, equal: Theorem, parts, premises: Iterable[Theorem] = ()) -> Theorem:
    """integral(f, x, a, b) = Σ c·v, from f = Σ c·g where a < x < b, and integral(g, x, a, b) = v for
    each part (c, that theorem), with a c that does not change with x."""
    parts, premises = tuple(parts), tuple(premises)
    body, variable, lower, upper = term.args
    known = tuple(theorem for _, theorem in parts)
    evidence = Evidence((*premises, *known))
    products, values = [], []
    for factor, theorem in parts:
        taken, value = sides(theorem)
        if theorem.conclusion.op != "=" or taken.op != "integral" or taken.args[2:] != (lower, upper):
            raise Refusal("not an integral between these bounds")
        inner, other = taken.args[:2]
        if variable in factor.free or (variable in inner.free and variable != other):
            raise Refusal("a factor that changes with the variable")
        evidence.require(factor)
        products.append(mul(factor, substitute(inner, {other: variable})))
        values.append(mul(factor, value))
    if equal.conclusion != relation(body, "=", add(*products)) or not parts:
        raise Refusal("not the sum of these integrands")
    finite = [bound for bound in (lower, upper) if bound not in (neg(INFINITY), INFINITY)]
    ordered = lower != INFINITY and upper != neg(INFINITY)
    if not ordered or (len(finite) == 2 and not evidence.holds(relation(lower, "<", upper))):
        raise Refusal("a lower bound that may be above the upper one")
    inside = {relation(variable, op, b) for op, b in ((">", lower), ("<", upper)) if b in finite}
    hypotheses = (equal.hypotheses - inside).union(*(t.hypotheses for t in (*known, *premises)))
    if variable in lower.free | upper.free or any(variable in h.free for h in hypotheses):
        raise Refusal("an assumption about the variable")
    conclusion = relation(term, "=", add(*values))
    return _theorem(conclusion, "integral of sum", (equal, *known, *premises), hypotheses)


# ── limits ───────────────────────────────────────────────────────────────────


def limit(term: Term, premises: Iterable[Theorem] = ()) -> Theorem:
    """limit(body, x, point, side) = …, by continuity and the arithmetic of limits; for a
    limit of ±∞ the conclusion is `tends`, which is no equation: ∞ is not a number."""
    premises = tuple(premises)
    body, variable, point, side = term.args
    if variable.op != "symbol" or any(variable in h.free for p in premises for h in p.hypotheses):
        raise Refusal("an assumption about the bound variable")
    evidence = Evidence(premises)
    if point not in (INFINITY, neg(INFINITY)):
        evidence.require(point)
    found = approach.tendency(body, variable, point, side.value, evidence)
    if found is None:
        raise Refusal("no rule of limits applies")
    if found.value is None:
        return _theorem(
            Term("tends", (term, INFINITY if found.sign > 0 else neg(INFINITY))), "limit", premises
        )
    return _theorem(relation(term, "=", found.value), "limit", premises)


def limit_of_equal(equal: Theorem, value: Theorem, premises: Iterable[Theorem] = ()) -> Theorem:
    """lim f = c from f = h near the point and lim h = c."""
    premises = tuple(premises)
    taken, result = sides(value)
    if taken.op != "limit" or value.conclusion.op not in ("=", "tends") or equal.conclusion.op != "=":
        raise Refusal("not an equation and a limit")
    body, other = sides(equal)
    if taken.args[0] != other or any(
        taken.args[1] in h.free for p in (value, *premises) for h in p.hypotheses
    ):
        raise Refusal("the limit of something else")
    rest = _rest(equal.hypotheses, taken, Evidence((value, *premises)))
    conclusion = Term(value.conclusion.op, (Term("limit", (body, *taken.args[1:])), result))
    hypotheses = rest.union(value.hypotheses, *(p.hypotheses for p in premises))
    return _theorem(conclusion, "limit of equal", (equal, value, *premises), hypotheses)


def _rest(hypotheses: frozenset[Term], taken: Term, evidence: Evidence) -> frozenset[Term]:
    """The hypotheses without those that hold near the limit's point by themselves; none of
    the rest may be about the bound variable."""
    variable = taken.args[1]
    if variable.op != "symbol":
        raise Refusal("not a variable")
    rest = frozenset(h for h in hypotheses if not approach.holds_near(h, *taken.args[1:], evidence))
    if any(variable in h.free for h in rest):
        raise Refusal("an assumption that may fail near the point")
    return rest


def both_sides(right: Theorem, left: Theorem, same: Theorem | None) -> Theorem:
    """lim f = c, or ±∞, from the limits of f from above and from below, which agree."""
    above, value = sides(right)
    below, other = sides(left)
    if above.op != "limit" or below.op != "limit" or above.args[:3] != below.args[:3]:
        raise Refusal("not the limits of one thing at one point")
    if (above.args[3], below.args[3]) != (ONE, number(-1)):
        raise Refusal("not the two sides")
    whole_limit = Term("limit", (*above.args[:3], ZERO))
    if right.conclusion.op == left.conclusion.op == "tends" and value == other:
        return _theorem(Term("tends", (whole_limit, value)), "both sides", (right, left))
    if right.conclusion.op != "=" or left.conclusion.op != "=":
        raise Refusal("not equations")
    if same is None or same.conclusion != relation(other, "=", value):
        raise Refusal("not the same limit")
    return _theorem(relation(whole_limit, "=", value), "both sides", (right, left, same))


def quotient_limit(
    quotient: Term, upper_slope: Theorem, lower_slope: Theorem, nonzero: Theorem, ratio: Theorem, premises=()
) -> Theorem:
    """lim u/v = lim u′/v′ (de l'Hôpital), where u and v tend to zero, or v to ±∞,
    v′ ≠ 0 near the point, and the limit of u′/v′ exists or is ±∞."""
    premises = tuple(premises)
    body, variable, point, side = quotient.args
    if body.op != "/":
        raise Refusal("not a quotient")
    upper, lower = body.args
    for slope, part in ((upper_slope, upper), (lower_slope, lower)):
        if slope.conclusion.op != "=" or slope.conclusion.args[0] != derivative(part, variable):
            raise Refusal("the slope of something else")
    u, v = upper_slope.conclusion.args[1], lower_slope.conclusion.args[1]
    if nonzero.conclusion != relation(v, "!=", ZERO):
        raise Refusal("the lower slope may be zero")
    if ratio.conclusion.op not in ("=", "tends") or ratio.conclusion.args[0] != Term(
        "limit", (div(u, v), variable, point, side)
    ):
        raise Refusal("the limit of something else")
    if any(variable in h.free for p in (ratio, *premises) for h in p.hypotheses):
        raise Refusal("an assumption about the bound variable")
    evidence = Evidence(premises)
    above = approach.tendency(upper, variable, point, side.value, evidence)
    below = approach.tendency(lower, variable, point, side.value, evidence)
    both_vanish = approach.vanishes(above, evidence) and approach.vanishes(below, evidence)
    if below is None or not (below.value is None or both_vanish):
        raise Refusal("neither 0/0 nor …/∞")
    rest = frozenset().union(
        *(_rest(t.hypotheses, quotient, evidence) for t in (upper_slope, lower_slope, nonzero))
    )
    hypotheses = rest.union(ratio.hypotheses, *(p.hypotheses for p in premises))
    return _theorem(
        Term(ratio.conclusion.op, (quotient, ratio.conclusion.args[1])),
        "quotient limit",
        (upper_slope, lower_slope, nonzero, ratio, *premises),
        hypotheses,
    )
