"""The search for a proof: sides defined first, then signs split, then normal forms.

Invariant: a result holds a theorem of the kernel whose hypotheses are the givens
and the conditions it names; nothing here decides anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.document import Proposition
from derive.proving import kernel
from derive.proving.cases import by_cases, relate
from derive.proving.conventions import with_conventions
from derive.proving.context import NO_PROOF, Context, Failure, Need, Roots, Session, Undefined
from derive.proving.evidence import strict_subterms
from derive.proving.facts import places_in
from derive.proving.induction import by_induction
from derive.proving.kernel import Theorem
from derive.proving.limits import infinite
from derive.proving.rational import Full, literal
from derive.terms.term import INFINITY, Term, neg, relation, substitute

MOST_CONDITIONS = 8


@dataclass(frozen=True)
class Domain:
    """Conditions under which a term is defined; without one of the `inexact` it may be all the same."""

    conditions: tuple[Term, ...]
    inexact: tuple[Term, ...]


@dataclass(frozen=True)
class Proof:
    """A theorem, and which of its conditions are not shared by both sides."""

    theorem: Theorem
    conditions: tuple[Term, ...]  # that the text does not give and the claim needs
    domain: tuple[Term, ...]  # under which both sides are defined at all


def prove(proposition: Proposition, closely: bool = True) -> Proof:
    """A proof of the proposition.  Raises Failure with the reason when none is found.

    `closely` lets the growth of functions be looked at for an inequality, which takes longer.
    """
    proposition = with_conventions(proposition)
    with Session() as session:
        session.closely = closely
        session.universal = tuple(g for g in proposition.givens if g.op == "all")
        session.places = places_in((proposition.left, proposition.right)) if session.universal else ()
        return _prove(proposition, session)


def _prove(proposition: Proposition, session: Session) -> Proof:
    left, op, right = proposition.left, proposition.relation, proposition.right
    goal = relation(left, op, right)
    givens = proposition.givens
    universal = session.universal
    if right in (INFINITY, neg(INFINITY)) and left.op == "limit" and op == "=":
        found = restarting(session, lambda: by_cases(givens, session, lambda c: infinite(c, left, right)))
        return _checked(found, givens, (), ())
    if any(part.op == "infinity" for side in (left, right) for part in strict_subterms(side)):
        raise Failure("infinity is not a number: only a limit can be said to equal it")
    domains = []
    for side in (left, right):
        _every(session, universal, (left, right))
        domains.append(restarting(session, lambda: _domain(givens, side, session)))
    extra: list[Term] = []
    for here, there in ((0, 1), (1, 0)):
        known = (*givens, *domains[there].conditions)
        for condition in domains[here].conditions:
            if condition in domains[there].conditions:
                continue
            if restarting(session, lambda: _follows(known, condition, session)):
                continue
            extra.append(condition)
    inexact = [c for d in domains for c in d.inexact]
    more = [c for c in domains[1].conditions if not _said_of_all(domains[0].conditions, c)]
    conditions = tuple(dict.fromkeys((*domains[0].conditions, *more)))
    _every(session, (*universal, *(c for c in conditions if c.op == "all")), (left, right))
    assumed = (*givens, *conditions)
    try:
        theorem = restarting(session, lambda: by_cases(assumed, session, lambda c: relate(c, goal)))
    except Failure:
        found = by_induction(assumed, goal, session.universal) if session.closely else None
        if found is None:
            raise
        theorem = found
    needed = tuple(dict.fromkeys((*extra, *inexact)))
    if len(needed) > 1:
        theorem, conditions = _without_implied(theorem, givens, conditions, session)
        needed = tuple(c for c in needed if c in conditions)
    return _checked(theorem, givens, needed, tuple(c for c in conditions if c not in needed))


def _without_implied(theorem: Theorem, givens, conditions, session: Session):
    """The theorem and the conditions without those that follow from the others: n > 0 beside n ≥ 1."""
    kept = list(conditions)
    for condition in conditions:
        rest = (*givens, *(c for c in kept if c != condition))
        if condition.op in ("integer", "all") or condition.args[0] == condition.args[1]:
            continue
        try:
            reason = restarting(session, lambda: by_cases(rest, session, lambda c: relate(c, condition)))
        except NO_PROOF:
            continue
        kept.remove(condition)
        theorem = kernel.discharge(theorem, reason)
    return theorem, tuple(kept)


def _checked(theorem: Theorem, givens, conditions, domain) -> Proof:
    if not theorem.hypotheses <= frozenset((*givens, *conditions, *domain)):
        raise Failure("a hypothesis that nothing gives")
    conclusion = theorem.conclusion
    if any(c.op == "all" and c.args[1] in conclusion.free for c in (*conditions, *domain)):
        raise Failure("a side condition for every term of a sum, which nothing gives")  # p_i > 0 for this i?
    plain = [tuple(c.args[0] if c.op == "all" else c for c in some) for some in (conditions, domain)]
    return Proof(theorem, *plain)  # p_i > 0 is said of every i there, as it is among the givens


def _every(session: Session, universal: tuple[Term, ...], sides: tuple[Term, ...]) -> None:
    """Let the session use these conditions for every value of an index, at those of the sides, too."""
    if universal != session.universal:
        session.universal = universal
        session.places = session.places or places_in(sides)
        session.restart()


def _said_of_all(known, condition: Term) -> bool:
    """Whether a condition on every x_i is among those known, perhaps on every x_k."""
    return condition.op == "all" and any(
        c.op == "all" and substitute(c.args[0], {c.args[1]: condition.args[1]}) == condition.args[0]
        for c in known
    )


def restarting(session: Session, work):
    """The work's result, begun again with divided exponents or more room when it asks for them."""
    for _ in range(12):
        try:
            return work()
        except Roots:
            session.restart()
        except Full:
            if session.size > 200:
                raise Failure("more than 200 independent terms") from None
            session.restart(larger=True)
    raise Failure("roots of ever higher degree")


# ── where a side is defined ──────────────────────────────────────────────────


def _domain(givens: tuple[Term, ...], side: Term, session: Session) -> Domain:
    """The conditions, beyond the givens, under which the side is defined."""
    conditions: list[Term] = []
    inexact: list[Term] = []
    for _ in range(MOST_CONDITIONS):
        try:
            by_cases((*givens, *conditions), session, lambda c: _defined(c, side))
            return Domain(tuple(conditions), tuple(inexact))
        except Need as need:
            if need.condition in conditions:
                break
            conditions = [c for c in conditions if not _weaker(c, need.condition)] + [need.condition]
            if need.condition.op == "all":
                _every(session, (*session.universal, need.condition), (side,))
            if not need.necessary:
                inexact.append(need.condition)
        except Undefined:
            raise Failure("a side is not defined anywhere under what is given") from None
    raise Failure("too many side conditions")


def _weaker(known: Term, condition: Term) -> bool:
    """Whether n ≥ 0 is known beside a condition n ≥ 1."""
    if known.op != ">=" or condition.op != ">=" or known.args[0] != condition.args[0]:
        return False
    low, high = literal(known.args[1]), literal(condition.args[1])
    return None not in (low, high) and low <= high


def _defined(context: Context, term: Term) -> Theorem:
    context.settle(term)
    return kernel.defined(term, context.support(term))


def _follows(known: tuple[Term, ...], condition: Term, session: Session) -> bool:
    if condition.op in ("integer", "all"):
        return condition in known or _said_of_all(known, condition)
    try:
        by_cases(known, session, lambda c: relate(c, condition))
        return True
    except (Failure, Need, Undefined):
        return False
