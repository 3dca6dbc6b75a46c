"""Proposition → Verdict: the kernel's theorem against the refuter's counterexample.

Invariant: `proved` is said only with a theorem, a point at which all that is given
holds, and no counterexample; `refuted` only with a counterexample.
"""

from __future__ import annotations

from derive.deciding import claims
from derive.deciding.probabilities import UNKNOWN, between, linked
from derive.document import Counterexample, Proposition, Use, Verdict
from derive.refuting import refuter
from derive.proving.context import NO_PROOF, Failure, Need, Session
from derive.proving.facts import facts_of
from derive.proving.kernel import Theorem
from derive.proving.laws import laws_by_name
from derive.proving.prover import Proof, prove, restarting
from derive.proving.rational import ARITHMETIC
from derive.terms.latex import write
from derive.terms.term import (
    ONE,
    RELATIONS,
    TWO,
    ZERO,
    Capture,
    Term,
    add,
    div,
    number,
    relation,
    sub,
    subterms,
    substitute,
)

_ANALYTIC = frozenset(("symbol", "indexed", "exp", "log", "sin", "cos", "apply", "constant"))


_READABLE = (ZERO, ONE, div(ONE, TWO), number(-1), TWO)
MOST_PROOFS = 4  # of suggestions, on one refuted step
_RULE_NAMES = {  # a rule of the kernel: its name among the laws (None: the theorem says)
    "summation": None,
    "derivative of equal": "derivative-near",
    "glue": "derivative-kink",
    "limit": "limit-rules",
    "limit of equal": "limit-near",
    "both sides": "limit-both-sides",
    "quotient limit": "limit-quotient",
    "integral": "integral-antiderivative",
    "improper integral": "integral-improper",
    "integral of sum": "integral-sum",
    "numeric": "numeric",
    "polynomial": "polynomial-roots",
    "monotone": "growth",
    "chord": "chord",
    "induction": "induction",
}


class Disagreement(Exception):
    """The kernel proved what the refuter refuted.  One of them is wrong."""


def decide(proposition: Proposition, found: list[tuple[Proposition, Proof]] | None = None) -> Verdict:
    """The verdict on one proposition; `found` gets the proofs that it rests on.

    Raises Disagreement, an internal error.
    """
    if proposition.relation in claims.KINDS:
        return claims.decide_claim(proposition, lambda said: decide(said, found))
    counterexample, lived = refuter.looked_at(proposition)
    reason, proof = None, None
    try:
        proof = prove(proposition, closely=counterexample is None)
    except Failure as failure:
        reason = str(failure)
    except Need as need:
        reason = f"it needs {write(need.condition)}, which nothing gives"
    except NO_PROOF:
        reason = "no proof was found"
    if proof is not None and all(_thin(c, proposition, proof) for c in proof.conditions):
        if found is not None:
            found.append((proposition, proof))
        return _proved(proposition, proof, counterexample, lived)
    counterexample = counterexample or refuter.refute(proposition, effort=1)
    counterexample = counterexample or _equal_somewhere(proposition)
    if counterexample is not None and (linked(proposition) or _only_elsewhere(proposition)):
        return Verdict("undecided", message=UNKNOWN)
    if counterexample is not None:
        return _refuted(proposition, counterexample)
    if proof is not None:
        listed = ", ".join(map(_condition, proof.conditions))
        reason = f"proved where {listed}; elsewhere it was neither proved nor refuted"
    return Verdict("undecided", message=reason)


def _proved(
    proposition: Proposition, proof: Proof, counterexample: Counterexample | None, lived: bool
) -> Verdict:
    """The verdict; `lived` says that all that is given is known to hold at a point."""
    conditions = (*proof.conditions, *proof.domain)
    if counterexample is not None:
        narrowed = Proposition(
            (*proposition.givens, *conditions), proposition.left, proposition.relation, proposition.right
        )
        against = refuter.refute(narrowed, effort=0)
        if against is not None:
            raise Disagreement(f"proved: {proof.theorem!r}; refuted at {dict(against.point)}")
        return _refuted(proposition, counterexample)
    hypotheses = (
        *proposition.givens,
        *conditions,
    )  # where they hold, the theorem says, both sides are defined
    alive = not hypotheses or (lived and not conditions)
    if not alive and refuter.witness(hypotheses, ()) is None and not _solves(proposition, hypotheses):
        return Verdict(
            "undecided",
            message="no point was found at which all that is given holds: nothing would be proved",
        )
    message = None
    if proof.domain:
        message = f"both sides are defined only where {', '.join(map(_condition, proof.domain))}"
    return Verdict("proved", tuple(map(_condition, proof.conditions)), uses(proof.theorem), message=message)


def _solves(proposition: Proposition, hypotheses: tuple[Term, ...]) -> bool:
    """Whether the proposition says the value of a symbol with which the hypotheses hold: x = log 2 of e^x = 2."""
    for name, value in ((proposition.left, proposition.right), (proposition.right, proposition.left)):
        if proposition.relation != "=" or name.op != "symbol" or name in value.free:
            continue
        rest = tuple(h for h in hypotheses if name not in h.free)
        if rest and refuter.witness(rest, ()) is None:
            continue
        try:
            asked = [substitute(h, {name: value}) for h in hypotheses if name in h.free]
            proofs = [prove(Proposition(rest, h.args[0], h.op, h.args[1])) for h in asked if h.op in RELATIONS]
        except (*NO_PROOF, Capture):
            continue
        if len(proofs) == len(asked) and not any(p.conditions or p.domain for p in proofs):
            return True
    return False


def _only_elsewhere(proposition: Proposition) -> bool:
    """Whether probabilities refute the proposition only with values that they cannot have: P(A) = 2."""
    bounded = between(proposition)
    if bounded.givens == proposition.givens:
        return False
    return refuter.refute(bounded, effort=1) is None and _equal_somewhere(bounded) is None


def _condition(condition: Term) -> str:
    """The condition in LaTeX; `t = t` says that t exists."""
    if condition.op == "integer":
        return write(condition)
    left, right = condition.args
    return f"{write(left)} \\text{{ exists}}" if (condition.op, left) == ("=", right) else write(condition)


def _thin(condition: Term, proposition: Proposition, proof: Proof) -> bool:
    """Whether the condition fails at isolated points only: t ≠ 0 for an analytic t that
    is not zero everywhere.  (x + |x| ≠ 0 fails on a half-line: not thin.)"""
    if condition.op == "=" and condition.args[0] == condition.args[1]:
        return True  # that the derivative of an unknown function exists
    if condition.op == ">=":
        return _counts(condition, proposition)
    if condition.op != "!=":
        return False
    others = [c for c in (*proof.conditions, *proof.domain) if c != condition]
    try:
        facts = facts_of((*proposition.givens, *others))
        with Session() as session:
            context, upper = restarting(session, lambda: _numerator(session.context(facts), condition))
    except NO_PROOF:
        return False
    atoms = [context.space.atoms[i] for i, degree in enumerate(upper.degrees()) if degree]
    return bool(atoms) and all(
        part.op in _ANALYTIC or part.op in ARITHMETIC for a in atoms for part in subterms(a)
    )


def _counts(condition: Term, proposition: Proposition) -> bool:
    """Whether the condition says only that a sum has a term, or no negative number of terms, or that a
    factorial has a value, of which the text says nothing."""
    if any(g.op in RELATIONS and not g.free.isdisjoint(condition.free) for g in proposition.givens):
        return False
    with Session() as session:
        context = session.context(())
        for part in (*subterms(proposition.left), *subterms(proposition.right)):
            if part.op in ("sum", "product"):
                counted, most = sub(part.args[3], part.args[2]), 1
            elif part.op == "factorial":
                (counted,), most = part.args, 0
            else:
                continue
            if counted.free.isdisjoint(condition.free):
                continue
            try:
                more = context.normal(sub(sub(*condition.args), counted))[0]
            except NO_PROOF:
                continue
            if more.is_zero() or (most and more.is_one()):
                return True
    return False


def _numerator(context, condition: Term):
    return context, context.normal(sub(*condition.args))[0]


def _written(conclusion: Term) -> str:
    return write(
        relation(conclusion.args[0], "=", conclusion.args[1]) if conclusion.op == "tends" else conclusion
    )


def uses(theorem: Theorem) -> tuple[Use, ...]:
    """The laws that gave the theorem, each at the terms it was used on, once."""
    found: dict[Use, None] = {}
    seen: set[int] = set()
    stack = [theorem]
    while stack:
        current = stack.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        stack.extend(reversed(current.premises))
        if current.rule == "law":
            conditions = laws_by_name()[current.law].side_conditions
            written = tuple(write(substitute(c, current.values)) for c in conditions)
            found[Use(current.law, write(current.conclusion), written)] = None
        elif current.rule == "differentiate":
            for name in ("derivative-rules", *current.law):
                found[Use(name, write(current.conclusion))] = None
        elif current.rule in _RULE_NAMES:
            found[Use(_RULE_NAMES[current.rule] or current.law, _written(current.conclusion))] = None
    return tuple(found)


# ── refuted ──────────────────────────────────────────────────────────────────


def _refuted(proposition: Proposition, counterexample: Counterexample) -> Verdict:
    condition = _holds_if(proposition)
    if condition is None:
        told = claims.told_of_equation(proposition) if proposition.relation == "=" else None
        return Verdict("refuted", counterexample=counterexample, message=told)
    latex = write(condition)
    return Verdict("refuted", counterexample=counterexample, message=f"it holds for {latex}", holds_if=latex)


def _equal_somewhere(proposition: Proposition) -> Counterexample | None:
    """Against <, > and ≠: a point where the two sides are proved to be equal.

    Enclosures can never tell that; the theorem does.
    """
    if proposition.relation not in ("<", ">", "!="):
        return None
    names = sorted(proposition.left.free | proposition.right.free, key=repr)
    points = [dict.fromkeys(names, value) for value in _READABLE] if 0 < len(names) <= 2 else []
    for point in ({}, *points):  # without a point: equal everywhere
        known = tuple(relation(name, "=", value) for name, value in point.items())
        givens = (*proposition.givens, *known)
        if point and refuter.witness(givens, ()) is None:
            continue
        sides = [substitute(side, point) for side in (proposition.left, proposition.right)]
        try:
            proof = prove(Proposition(() if point else givens, sides[0], "=", sides[1]), closely=False)
        except NO_PROOF:
            continue
        givens = (*givens, *proof.conditions, *proof.domain)
        shifted = Proposition(givens, proposition.left, "=", add(proposition.left, ONE))
        found = refuter.refute(shifted, effort=0)  # false wherever the left side has a value
        if found is not None:
            return Counterexample(found.point, found.left, found.left)
    return None


def _holds_if(proposition: Proposition) -> Term | None:
    """A condition on a sign that occurs in the step under which the step is proved: one
    under which both sides are defined, if there is one (x > 0 rather than x ≥ 0 for log x)."""
    fallback, proofs = None, 0
    for subject, ops in _signs(proposition).items():
        for op in ops:
            condition = _solved(subject, op)
            givens = (*proposition.givens, condition)
            narrowed = Proposition(givens, proposition.left, proposition.relation, proposition.right)
            alive = refuter.witness(givens, (proposition.left, proposition.right))
            if alive is None or refuter.refute(narrowed, effort=0) is not None:
                continue
            proofs += 1
            if proofs > MOST_PROOFS:
                return fallback
            try:
                proof = prove(narrowed, closely=False)
            except NO_PROOF:
                continue
            if proof.conditions:
                continue
            if not proof.domain:
                return condition
            fallback = fallback or condition
    return fallback


def _signs(proposition: Proposition) -> dict[Term, tuple[str, ...]]:
    """The terms on whose sign the sides depend (u for |u|, a − b for max(a, b) …), each
    with the relations to 0 that are worth trying."""
    either, above = (">=", "<=", ">", "<"), (">", ">=")
    found: dict[Term, tuple[str, ...]] = {}
    for part in (*subterms(proposition.left), *subterms(proposition.right)):
        if part.op in ("abs", "sign"):
            found[part.args[0]] = either
        elif part.op == "log":
            inner = part.args[0]
            if inner.op == "^":
                found.setdefault(inner.args[0], either)
            found.setdefault(inner, above)
        elif part.op in ("sqrt", "root") or (part.op == "^" and part.args[1].op == "/"):
            inner = part.args[0]
            found[inner.args[0] if inner.op == "^" else inner] = either
        elif part.op in ("max", "min") and len(part.args) == 2:
            found[sub(*part.args) if part.args[1] != ZERO else part.args[0]] = either
        elif part.op == "cases":
            for condition in part.args[1::2]:
                if condition.op in ("<", "<=", ">", ">="):
                    subject = sub(*condition.args) if condition.args[1] != ZERO else condition.args[0]
                    found[subject] = either
    return {term: found[term] for term in list(found)[:6] if term.free}


def _solved(subject: Term, op: str) -> Term:
    from derive.proving.signs import pretty, primitive

    flip = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
    try:
        with Session() as session:
            context = session.context(())
            upper, lower = context.normal(subject)
            if lower.is_one() and not upper.is_constant():
                polynomial, lead = primitive(upper)
                return pretty(context, polynomial, op if lead > 0 else flip[op])
    except NO_PROOF:
        pass
    return relation(subject, op, ZERO)
