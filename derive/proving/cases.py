"""Proof by cases: a goal under facts, split on the signs that it asks for.

Invariant: the cases leave nothing out, which the kernel checks.
"""

from __future__ import annotations

from derive.proving import kernel
from derive.proving.columns import combined
from derive.proving.context import Context, Failure, Need, Session, Split, Undefined
from derive.proving.facts import contradiction, facts_of
from derive.proving.evidence import NEGATION, Refusal, strict_subterms
from derive.proving.rational import whole
from derive.proving.kernel import Theorem
from derive.proving.signs import difference
from derive.terms.term import ONE, TWO, ZERO, Term, add, power, relation, sub, symbol

_A, _B = symbol("a"), symbol("b")
DEEPEST = 7  # splits on signs, one inside the other


def relate(context: Context, goal: Term) -> Theorem:
    """The goal, or Failure with the reason."""
    left, right = goal.args
    context.settle(left)
    context.settle(right)
    if goal.op == "=":
        found = context.equal(left, right) or _multiple(context, goal) or _root(context, goal)
        if found is None:
            _split_on_indices(context, left, right)
            raise Failure(_difference(context))
        return found
    apart = difference(left, right)
    sign = context.sign(apart)
    found = _from_sign(context, goal, sign)
    if found is None and context.session.closely:
        from derive.proving.growth import sharpened

        for better in sharpened(context, apart):
            sign = better or sign
            found = _from_sign(context, goal, sign)
            if found is not None:
                break
    found = found or _directed(context, goal, sign) or _between_wholes(context, goal)
    if found is not None:
        return found
    if sign is None:
        raise Failure("the sign of the difference could not be found")
    raise Failure(f"the difference is {sign.conclusion.op} 0, which does not give the relation")


def _multiple(context: Context, goal: Term) -> Theorem | None:
    """The goal as a multiple of an equation that is given and that could not be solved."""
    if not context.unsolved:
        return None
    upper, lower = context.normal(sub(*goal.args))
    for fact in context.unsolved:
        try:
            given, under = context.normal(sub(*fact.conclusion.args))
            quotient, rest = divmod(upper, given)
            if not rest.is_zero():
                continue
            factors = ((fact, 1), (context.term((quotient, lower)), 1), (context.term(under), 1))
            support = context.support(*goal.args, *fact.conclusion.args)
            return kernel.order(goal, ((1, factors),), support)
        except (Failure, Need, Split, Undefined, Refusal, ZeroDivisionError):
            continue
    return None


def _root(context: Context, goal: Term) -> Theorem | None:
    """a = b from (a − b) c = 0 where c ≠ 0: from a given equation that says it, or from a² = b²."""
    equations = [fact for fact in context.facts if fact.conclusion.op == "="]
    if not equations:
        return None
    left, right = goal.args
    try:
        apart = context.arithmetic.ratio(sub(left, right))
        for fact in equations:
            product = context.arithmetic.ratio(sub(*fact.conclusion.args))
            cofactor, rest = divmod(product[0], apart[0])
            if rest.is_zero() and not cofactor.is_zero():
                return _divided(context, goal, fact, (cofactor, apart[1]), product[1])
        if context.powers:
            same = context.equal(*(power(side, TWO) for side in goal.args))
            return same and _divided(context, goal, same, context.normal(add(left, right)), context.space.one)
    except (Failure, Need, Split, Undefined, Refusal, ZeroDivisionError):
        pass
    return None


def _divided(context: Context, goal: Term, equation: Theorem, by, under) -> Theorem | None:
    """The goal from (the equation's sides apart) · under / by, where `by` is not zero."""
    sign = context.sign(context.term(by[0]))
    if sign is None or sign.conclusion.op not in ("<", ">", "!="):
        return None
    way = -1 if sign.conclusion.op == "<" else 1
    factors = [(equation, 1), (sign, -1)]
    factors += [(context.term(p), 1) for p in (under, by[1]) if not p.is_one()]
    support = context.support(*goal.args, *equation.conclusion.args)
    return kernel.order(goal, ((way, tuple(factors)),), support)


def _from_sign(context: Context, goal: Term, sign: Theorem | None) -> Theorem | None:
    """The goal from the sign of the difference of its sides."""
    try:
        if sign is not None:
            return kernel.order(goal, ((1, ((sign, 1),)),), context.support(*goal.args))
    except Refusal:
        pass
    return None


def _directed(context: Context, goal: Term, sign: Theorem | None) -> Theorem | None:
    """The goal where only the sign the other way was found: a difference that is zero has both."""
    if sign is None or {sign.conclusion.op, goal.op} != {"<=", ">="}:
        return None
    upper, lower = context.normal(sub(*goal.args))
    if not lower.is_one():
        return None
    try:
        return _from_sign(context, goal, combined(context, upper, (goal.op,)))
    except (Failure, Need, Split, Undefined, Refusal):
        return None


def _between_wholes(context: Context, goal: Term) -> Theorem | None:
    """a ≤ b from a < b + 1, and a < b from a + 1 ≤ b, for whole numbers a and b with floors in them."""
    if goal.op not in ("<=", ">=") or not any(p.op == "floor" for s in goal.args for p in strict_subterms(s)):
        return None
    low, high = goal.args if goal.op == "<=" else reversed(goal.args)
    above = add(high, ONE)
    wholes = tuple(f for f in context.facts if f.conclusion.op == "integer")
    sign = context.sign(difference(above, low))
    if sign is None or sign.conclusion.op != ">":
        return None
    try:
        support = context.support(low, above)
        apart = kernel.order(relation(low, "<", above), ((1, ((sign, 1),)),), support)
        following = kernel.law("whole-next", {_A: low, _B: above}, (apart, *wholes, *support))
        return kernel.order(goal, ((1, ((following, 1),)),), support)
    except Refusal:
        return None


def _split_on_indices(context: Context, left: Term, right: Term) -> None:
    """Ask whether i and j are the same, where the difference of two sides has a δ_ij."""
    upper, _ = context.normal(sub(left, right))
    for place, degree in enumerate(upper.degrees()):
        atom = context.space.atoms[place] if degree else None
        if atom is not None and atom.op == "cases" and atom.args[1].op in ("=", "!="):
            raise Split(difference(*atom.args[1].args), True)


def _difference(context: Context) -> str:
    """Why an equality was not proved, as far as that can be told."""
    if any(atom.op == "^" and whole(atom.args[1]) is not None for atom in context.space.atoms):
        return "a power is too large to be written out"
    return "the two sides have different normal forms"


def by_cases(assumed: tuple[Term, ...], session: Session, work) -> Theorem:
    """What `work` proves under the assumptions, splitting where it asks for a sign."""
    for place, condition in enumerate(assumed):
        if condition.op == "or":
            rest = (*assumed[:place], *assumed[place + 1 :])
            found = tuple(by_cases((*rest, part), session, work) for part in condition.args)
            return kernel.split(found, condition.args, None)
    return with_facts(facts_of(assumed), session, work, DEEPEST)


def with_facts(facts: tuple[Theorem, ...], session, work, depth: int) -> Theorem:
    context = session.context(facts)
    try:
        return work(context)
    except Split as split:
        if not depth:
            raise Failure("too many signs to split on") from None
        return _split(context, split, session, work, depth)
    except (Failure, Need, Undefined):
        if not depth or not context.deferred:
            raise
        return _split(context, context.deferred[0], session, work, depth)  # a fact may yet help


def _split(context: Context, split: Split, session, work, depth: int) -> Theorem:
    ops = (">", "=", "<") if split.strict else (">=", "<=")
    exists = kernel.defined(split.term, context.support(split.term))
    conditions = tuple(relation(split.term, op, ZERO) for op in ops)
    found = []
    for condition in conditions:
        theorem, possible = _branch(context, condition, session, work, depth)
        if possible and condition not in theorem.hypotheses:
            return theorem  # it holds whatever the sign
        found.append((theorem, possible))
    goal = next((theorem.conclusion for theorem, possible in found if possible), None)
    if goal is None:
        raise Failure("nothing satisfies what is given")
    theorems = tuple(theorem if possible else kernel.absurd(theorem, goal) for theorem, possible in found)
    return kernel.split(theorems, conditions, exists)


def _branch(context: Context, condition: Term, session, work, depth: int) -> tuple[Theorem, bool]:
    """(the work's theorem in one case, True), or (a false relation, False) when the
    case cannot occur."""
    facts = (*context.facts, kernel.assume(condition))
    try:
        return with_facts(facts, session, work, depth - 1), True
    except (Failure, Need, Undefined, Refusal) as problem:
        falsehood = contradiction(session.context(facts))
        if falsehood is not None:
            return falsehood, False
        if isinstance(problem, Undefined):
            raise Need(_negation(condition)) from None
        if isinstance(problem, Need):
            raise Need(
                problem.condition, problem.necessary and _within(context, problem.condition, condition)
            ) from None
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
