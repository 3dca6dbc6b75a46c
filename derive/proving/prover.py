"""The search for a proof: sides defined first, then signs split, then normal forms.

Invariant: a result holds a theorem of the kernel whose hypotheses are the givens
and the conditions it names; nothing here decides anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.document import Proposition
from derive.proving import kernel
from derive.proving.context import Context, Failure, Need, Roots, Split, Undefined
from derive.proving.facts import contradiction, facts_of
from derive.proving.kernel import NEGATION, Refusal, Theorem
from derive.proving.signs import difference
from derive.terms.term import ZERO, Term, relation

DEEPEST = 7  # splits on signs, one inside the other
MOST_CONDITIONS = 8


@dataclass(frozen=True)
class Domain:
    """Conditions under which a term is defined; `exact` when it is undefined without them."""

    conditions: tuple[Term, ...]
    exact: bool


@dataclass(frozen=True)
class Proof:
    """A theorem, and which of its conditions are not shared by both sides."""

    theorem: Theorem
    conditions: tuple[Term, ...]  # that the text does not give and the claim needs
    domain: tuple[Term, ...]  # under which both sides are defined at all


def prove(proposition: Proposition) -> Proof:
    """A proof of the proposition.  Raises Failure with the reason when none is found."""
    left, op, right = proposition.left, proposition.relation, proposition.right
    goal = relation(left, op, right)
    givens = proposition.givens
    degrees: dict[Term, int] = {}
    domains = []
    for side in (left, right):
        domains.append(_restarting(degrees, lambda: _domain(givens, side, degrees)))
    extra: list[Term] = []
    for here, there in ((0, 1), (1, 0)):
        known = (*givens, *domains[there].conditions)
        for condition in domains[here].conditions:
            if condition in domains[there].conditions:
                continue
            if _restarting(degrees, lambda: _follows(known, condition, degrees)):
                continue
            extra.append(condition)
    inexact = [c for d in domains if not d.exact for c in d.conditions]
    conditions = tuple(dict.fromkeys((*domains[0].conditions, *domains[1].conditions)))
    assumed = (*givens, *conditions)
    theorem = _restarting(degrees, lambda: _by_cases(assumed, degrees, lambda c: _relation(c, goal)))
    needed = tuple(dict.fromkeys((*extra, *inexact)))
    if not theorem.hypotheses <= frozenset(assumed):
        raise Failure("a hypothesis that nothing gives")
    return Proof(theorem, needed, tuple(c for c in conditions if c not in needed))


def _restarting(degrees: dict[Term, int], work):
    for _ in range(12):
        try:
            return work()
        except Roots:
            continue
    raise Failure("roots of ever higher degree")


# ── where a side is defined ──────────────────────────────────────────────────


def _domain(givens: tuple[Term, ...], side: Term, degrees) -> Domain:
    """The conditions, beyond the givens, under which the side is defined."""
    conditions: list[Term] = []
    exact = True
    for _ in range(MOST_CONDITIONS):
        try:
            _by_cases((*givens, *conditions), degrees, lambda c: _defined(c, side))
            return Domain(tuple(conditions), exact)
        except Need as need:
            if need.condition in conditions:
                break
            conditions.append(need.condition)
            exact = exact and need.necessary
        except Undefined:
            raise Failure("a side is not defined anywhere under what is given") from None
    raise Failure("too many side conditions")


def _defined(context: Context, term: Term) -> Theorem:
    context.settle(term)
    return kernel.defined(term, context.support(term))


def _follows(known: tuple[Term, ...], condition: Term, degrees) -> bool:
    try:
        _by_cases(known, degrees, lambda c: _relation(c, condition))
        return True
    except (Failure, Need, Undefined):
        return False


# ── relations, case by case ──────────────────────────────────────────────────


def _relation(context: Context, goal: Term) -> Theorem:
    """The goal, or Failure with the reason."""
    left, right = goal.args
    context.settle(left)
    context.settle(right)
    if goal.op == "=":
        found = context.equal(left, right)
        if found is None:
            raise Failure("the two sides have different normal forms")
        return found
    sign = context.sign(difference(left, right))
    if sign is None:
        raise Failure("the sign of the difference could not be found")
    try:
        return kernel.order(goal, ((1, ((sign, 1),)),), context.support(left, right))
    except Refusal:
        raise Failure(f"the difference is {sign.conclusion.op} 0, which does not give the relation") from None


def _by_cases(assumed: tuple[Term, ...], degrees, work) -> Theorem:
    """What `work` proves under the assumptions, splitting where it asks for a sign."""
    for place, condition in enumerate(assumed):
        if condition.op == "or":
            rest = (*assumed[:place], *assumed[place + 1 :])
            found = tuple(_by_cases((*rest, part), degrees, work) for part in condition.args)
            return kernel.split(found, condition.args, None)
    return _with_facts(facts_of(assumed), degrees, work, DEEPEST)


def _with_facts(facts: tuple[Theorem, ...], degrees, work, depth: int) -> Theorem:
    context = Context(facts, degrees)
    try:
        return work(context)
    except Split as split:
        if not depth:
            raise Failure("too many signs to split on") from None
        return _split(context, split, degrees, work, depth)


def _split(context: Context, split: Split, degrees, work, depth: int) -> Theorem:
    ops = (">", "=", "<") if split.strict else (">=", "<=")
    exists = kernel.defined(split.term, context.support(split.term))
    conditions = tuple(relation(split.term, op, ZERO) for op in ops)
    found = [_branch(context, condition, degrees, work, depth) for condition in conditions]
    goal = next((theorem.conclusion for theorem, possible in found if possible), None)
    if goal is None:
        raise Failure("nothing satisfies what is given")
    theorems = tuple(theorem if possible else kernel.absurd(theorem, goal) for theorem, possible in found)
    return kernel.split(theorems, conditions, exists)


def _branch(context: Context, condition: Term, degrees, work, depth: int) -> tuple[Theorem, bool]:
    """(the work's theorem in one case, True), or (a false relation, False) when the
    case cannot occur."""
    facts = (*context.facts, kernel.assume(condition))
    try:
        return _with_facts(facts, degrees, work, depth - 1), True
    except (Failure, Need, Undefined, Refusal) as problem:
        falsehood = contradiction(Context(facts, degrees))
        if falsehood is not None:
            return falsehood, False
        if isinstance(problem, Undefined):
            raise Need(_negation(condition)) from None
        if isinstance(problem, Need):
            raise Need(problem.condition, problem.necessary and _within(context, problem.condition, condition)) from None
        raise


def _within(context: Context, needed: Term, case: Term) -> bool:
    """Whether the needed condition fails only inside the case, so that asking for it
    in all cases excludes nothing else."""
    if needed.op not in NEGATION:
        return False
    try:
        return context.given(_negation(needed)).shown(case) is not None
    except (Failure, Need, Split, Undefined, Refusal):
        return False


def _negation(condition: Term) -> Term:
    return relation(condition.args[0], NEGATION[condition.op], condition.args[1])

