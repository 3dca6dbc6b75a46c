"""Theorem → what a careful author writes in the margin: laws at terms, conditions, cases.

Invariant: every statement in an explanation is the conclusion of a theorem below the
one explained, or follows from such by exact arithmetic; only what is trivial is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derive.deciding import positive
from derive.deciding.equations import atomic, atoms, equations, exchange, needed
from derive.deciding.needs import needs
from derive.deciding.tidy import tidy
from derive.document import Case, Explanation, Place, Proposition, Reason, Remark, Rewriting
from derive.proving.conventions import with_conventions
from derive.proving.evidence import Evidence, Refusal, strict_subterms
from derive.proving.identities import Sums, rewriting, with_room
from derive.proving.kernel import Theorem
from derive.proving.laws import laws_by_name
from derive.proving.prover import Proof
from derive.proving.rational import literal, ratio_term
from derive.proving.summation import range_of
from derive.terms.term import (
    BINDERS,
    RELATIONS,
    ZERO,
    Term,
    conjunction,
    relation,
    substitute,
)

GIVEN, CASE, NEEDED = "given", "this case", "a condition of the verdict"
DOMAIN, RANGE, ARITHMETIC = "where both sides are defined", "the range of the index", "arithmetic"
SQUARES = "the difference is a sum of squares"
_ASSUMED = (GIVEN, CASE, NEEDED, DOMAIN, RANGE)
ROUNDS = 12  # of rewriting one term

RULES = {  # of the kernel, by their names among the laws
    "derivative of equal": "derivative-near",
    "glue": "derivative-kink",
    "limit": "limit-rules",
    "limit of equal": "limit-near",
    "both sides": "limit-both-sides",
    "quotient limit": "limit-quotient",
    "integral": "integral-antiderivative",
    "improper integral": "integral-improper",
    "integral of sum": "integral-sum",
    "row": "the row whose condition holds",
    "value": "the value put in",
    "instance": "taken at this value",
    "polynomial": "polynomial-roots",
    "monotone": "growth",
}

_ARITHMETIC = ("arithmetic", "order", "congruence", "strengthen", "factor")


def explain(proof: Proof, proposition: Proposition, places: Mapping[Term, Place]) -> Explanation:
    """Why the proposition holds.  `places` says where each of its givens stands in the source."""
    explainer = _Explainer(_roles(proof, proposition), places)
    remarks = explainer.remarks(proof.theorem)
    sides = (proposition.left, proposition.right)
    defined = explainer.definedness(sides, proof.theorem, remarks)
    return Explanation(remarks, defined, proposition.left == proposition.right)


def explained(
    proofs: Iterable[tuple[Proposition, Proof]], places: Mapping[Term, Place]
) -> Explanation:
    """Why all of the propositions hold that a step says, as one explanation."""
    found = [explain(proof, said, places) for said, proof in proofs]
    return Explanation(
        _once(remark for one in found for remark in one.remarks),
        _once(reason for one in found for reason in one.defined),
        all(one.same for one in found),
    )


def _roles(proof: Proof, proposition: Proposition) -> dict[Term, str]:
    """What each hypothesis of the theorem is to the reader."""
    roles = dict.fromkeys(with_conventions(proposition).givens, RANGE)
    roles.update(dict.fromkeys(proof.domain, DOMAIN))
    roles.update(dict.fromkeys(proof.conditions, NEEDED))
    roles.update(dict.fromkeys(proposition.givens, GIVEN))
    return roles


class _Explainer:
    def __init__(self, roles: Mapping[Term, str], places: Mapping[Term, Place]):
        self.roles, self.places = roles, places
        self.reasons: dict[Theorem, Reason] = {}

    # ── a theorem as remarks ─────────────────────────────────────────────────

    def remarks(self, theorem: Theorem) -> tuple[Remark, ...]:
        """What gives the theorem, the theorem itself left out."""
        if theorem.rule == "split":
            return self.cases(theorem)
        if theorem.rule in ("defined", "absurd"):
            return ()
        if theorem.conclusion.op == "=" and theorem.rule in ("arithmetic", "order"):
            return self.rewritings(theorem.conclusion.args, needed(theorem))
        if theorem.rule == "congruence":
            return self.rewritings(theorem.conclusion.args[:1], atomic(theorem.premises))
        if theorem.rule == "discharge":
            return _once((*self.remarks(theorem.premises[0]), self.reason(theorem.premises[1])))
        if theorem.rule in _ARITHMETIC:
            below = self.rewritings(theorem.conclusion.args, atomic(theorem.premises))
            reason = self.reason(theorem)
            because = reason.because if ARITHMETIC in reason.by else (reason,)
            laws = [r for r in because if not (isinstance(r, Reason) and r.by[0] in _ASSUMED)]
            return _once((*below, *(laws or because)))
        return (self.reason(theorem),)

    def cases(self, theorem: Theorem) -> tuple[Remark, ...]:
        """The cases; what is said in all of them is said before them."""
        found: list[Case] = []
        for branch in theorem.premises:
            if branch.conclusion != theorem.conclusion or branch.rule == "absurd":
                continue  # what shows that a boundary exists, or a case that cannot occur
            own = branch.hypotheses - theorem.hypotheses
            if not own:
                return self.remarks(branch)  # it needs no cases
            condition = conjunction(*sorted(own, key=repr))
            found.append(Case(condition, self.remarks(branch)))
        if not found:
            return ()
        first, *others = found
        shared = [r for r in first.remarks if all(r in case.remarks for case in others)]
        own_only = (Case(c.condition, tuple(r for r in c.remarks if r not in shared)) for c in found)
        return (*shared, *own_only)

    # ── equations ────────────────────────────────────────────────────────────

    def rewritings(self, sides: Iterable[Term], found: Iterable[Theorem]) -> tuple[Remark, ...]:
        """For each atom of the sides that the equations rewrite: the chain of what it becomes."""
        values = {e.conclusion.args[0]: e for e in found}
        chains = (self.chain(atom, values) for side in sides for atom in atoms(side, values))
        return _once(chain for chain in chains if chain is not None)

    def chain(self, atom: Term, values: Mapping[Term, Theorem]) -> Remark | None:
        term, terms, reasons = atom, [tidy(atom)], []
        for _ in range(ROUNDS):
            used: list[Theorem] = []
            after = exchange(term, values, used)
            if after == term:
                break
            term = after
            said = _once(reason for theorem in used for reason in self.links(theorem))
            if said and tidy(term) != terms[-1]:  # what is only rearranged is not said
                terms.append(tidy(term))
                reasons.append(said)
            elif reasons:
                reasons[-1] = _once((*reasons[-1], *said))
        if (
            len(reasons) == 1
            and len(reasons[0]) == 1
            and reasons[0][0].claim == relation(terms[0], "=", terms[1])
        ):
            return reasons[0][0]
        return Rewriting(tuple(terms), tuple(reasons)) if reasons else None

    def links(self, theorem: Theorem) -> tuple[Reason, ...]:
        """The laws behind an equation: its own, or those that change what stands inside."""
        rule = theorem.rule
        if theorem.conclusion.args[0] == theorem.conclusion.args[1]:
            return ()
        if rule in ("arithmetic", "order"):
            inner = needed(theorem)
        elif rule == "congruence":
            inside = set(strict_subterms(theorem.conclusion.args[0]))
            inner = atomic(e for e in theorem.premises if e.conclusion.args[0] in inside)
        elif rule == "summation" and theorem.law == "sum-equal":
            inner = [e for e in equations(theorem.premises) if e.conclusion.args[0] == _body(theorem)]
        else:
            return (self.reason(theorem),)
        return _once(reason for equation in inner for reason in self.links(equation))

    # ── reasons ──────────────────────────────────────────────────────────────

    def reason(self, theorem: Theorem) -> Reason:
        """The theorem's conclusion and why it holds."""
        known = self.reasons.get(theorem)
        if known is None:
            known = self.reasons[theorem] = self._reason(theorem)
        return known

    def _reason(self, theorem: Theorem) -> Reason:
        rule, claim = theorem.rule, tidy(theorem.conclusion)
        if rule in ("assume", "part", "specialize"):
            return self.assumed(theorem)
        if rule == "law":
            conditions = (substitute(c, theorem.values) for c in laws_by_name()[theorem.law].side_conditions)
            return Reason(claim, (theorem.law,), self.supported(conditions, theorem.premises))
        if rule == "differentiate":
            conditions = _once(needs(theorem.conclusion.args[0].args[0]))
            laws = ("derivative-rules", *theorem.law)
            return Reason(claim, laws, self.supported(conditions, theorem.premises))
        if rule == "glue":
            return Reason(claim, (RULES[rule],), self.pieces(theorem))
        if rule == "summation":
            return Reason(claim, (theorem.law,), self.inside(theorem))
        if rule in ("monotone", "chord"):
            return Reason(claim, (RULES.get(rule, rule),), self.grown(theorem))
        if rule == "discharge" and theorem.premises[0].conclusion.op != "=":
            return self.reason(theorem.premises[0])
        if rule in ("split", "discharge", "absurd", "defined"):
            return Reason(claim, (ARITHMETIC,), self.remarks(theorem))
        if rule in _ARITHMETIC:
            return (
                Reason(claim, (ARITHMETIC,), self.remarks(theorem)) if claim.op == "=" else self.sign(theorem)
            )
        premises = theorem.premises[:1] if rule == "instance" else theorem.premises
        parts = [p for p in premises if p.conclusion.op in ("=", "tends")]
        because = _once(r for part in parts for r in self.part(part, theorem))
        if len(because) == 1 and isinstance(because[0], Reason) and because[0].claim == claim:
            return because[0]
        return Reason(claim, (RULES.get(rule, rule),), because)

    def part(self, theorem: Theorem, whole: Theorem, known: Iterable[Term] = ()) -> tuple[Remark, ...]:
        """A theorem that a rule joins with others: said as a whole unless it is trivial, under
        what it assumes beyond the whole and what is known."""
        left, right = map(tidy, theorem.conclusion.args)
        equation = theorem.conclusion.op == "="
        trivial = theorem.rule in ("arithmetic", "order") and not self.remarks(theorem)
        if equation and (left == right or trivial):
            return ()
        return self.under(theorem.hypotheses - whole.hypotheses - set(known), (self.reason(theorem),))

    def under(self, own: frozenset[Term], remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
        """The remarks, as a case where they assume something of their own."""
        return (Case(conjunction(*sorted(own, key=repr)), remarks),) if own and remarks else remarks

    def pieces(self, theorem: Theorem) -> tuple[Remark, ...]:
        """The two pieces that meet at a kink, each with its slope."""
        below, above, slope_below, slope_above, _ = theorem.premises
        cases = []
        for piece, slope in ((below, slope_below), (above, slope_above)):
            near, at = (
                (*self.part(piece, piece), *self.part(slope, slope)),
                piece.hypotheses | slope.hypotheses,
            )
            cases += self.under(at - theorem.hypotheses, near)
        return tuple(cases)

    def grown(self, theorem: Theorem) -> tuple[Remark, ...]:
        """The slopes of a function, and the sign of the last, between the two points."""
        told = [p for p in theorem.premises[:3] if p.conclusion.args[0].op == "derivative"]
        told.append(theorem.premises[len(told)])
        return _once(r for premise in told for r in self.part(premise, theorem))

    def inside(self, theorem: Theorem) -> tuple[Remark, ...]:
        """What a rule about sums needs to know of the terms of the sum."""
        index = theorem.conclusion.args[0].args[1] if theorem.conclusion.args[0].op in BINDERS else None
        about = [p for p in theorem.premises if index is not None and index in p.conclusion.free]
        local = range_of(theorem.conclusion.args[0]) if about else ()
        return _once(r for p in about for r in self.part(p, theorem, local))

    def assumed(self, theorem: Theorem) -> Reason:
        (condition, *_) = theorem.hypotheses or (theorem.conclusion,)
        if theorem.rule == "specialize":
            condition = next(h for h in theorem.hypotheses if h.op == "all")
        return Reason(
            tidy(theorem.conclusion), (self.roles.get(condition, CASE),), (), self.places.get(condition)
        )

    def supported(self, conditions: Iterable[Term], premises: Iterable[Theorem]) -> tuple[Reason, ...]:
        """For each condition that is not between numbers: the premise that gives it, and why."""
        premises = tuple(premises)
        found = []
        for condition in conditions:
            if condition.op in RELATIONS and None not in map(literal, condition.args):
                continue
            for premise in premises:
                if premise.conclusion.op in (*RELATIONS, "integer") and Evidence((premise,)).holds(condition):
                    found.append(self.reason(premise))
                    break
        return _once(found)

    # ── signs ────────────────────────────────────────────────────────────────

    def sign(self, theorem: Theorem) -> Reason:
        """An inequality: by positive terms, or by arithmetic from those below it."""
        claim = tidy(theorem.conclusion)
        leaves = self.leaves(theorem, set())
        facts = {leaf.claim: leaf for leaf in leaves}
        if claim in facts:
            return facts[claim]
        used: list[Reason] = []
        word = positive.shown(claim, facts, used)
        if word:
            return Reason(claim, (word,), _once(used))
        normal = _normal(theorem)
        if normal is not None:
            used = []
            word = positive.shown(relation(normal, claim.op, ZERO), facts, used)
            if word:
                equal = Reason(relation(claim.args[0], "=", normal), (ARITHMETIC,))
                return Reason(claim, (word,), _once((equal, *used)))
        if len(leaves) == 1 and set(leaves[0].claim.args) == set(claim.args):
            return leaves[0]  # turned round, or stronger
        if leaves or None not in map(literal, claim.args):
            return Reason(claim, (ARITHMETIC,), leaves)
        below = self.rewritings(theorem.conclusion.args, atomic(theorem.premises))
        return Reason(claim, (ARITHMETIC,) if below else (SQUARES,), below)

    def leaves(self, theorem: Theorem, seen: set[Theorem]) -> tuple[Reason, ...]:
        """The laws, givens and cases that an inequality goes back to."""
        if theorem in seen:
            return ()
        seen.add(theorem)
        if theorem.rule in _ARITHMETIC:
            signs = [p for p in theorem.premises if p.conclusion.op != "=" and p.conclusion.op in RELATIONS]
            return _once(leaf for p in signs for leaf in self.leaves(p, seen))
        return (self.reason(theorem),)

    # ── being defined ────────────────────────────────────────────────────────

    def definedness(self, sides, theorem: Theorem, remarks: tuple[Remark, ...]) -> tuple[Reason, ...]:
        """Why what is written is defined, where the remarks do not say it."""
        known = {reason.claim for reason in _reasons(remarks)}
        always = [t for t in _below(theorem) if t.hypotheses <= self.roles.keys()]
        found = []
        for need in _once(tidy(need) for side in sides for need in needs(side)):
            word = positive.shown(need, {}, [])
            found += [Reason(need, (word,))] if word else self.supported((need,), always)
        strict = {r.claim.args[0] for r in found if r.claim.op == ">" and r.claim.args[1] == ZERO}
        return _once(
            r
            for r in found
            if r.claim not in known and not (r.claim.op in ("!=", ">=") and r.claim.args[0] in strict)
        )


# ── walking ──────────────────────────────────────────────────────────────────


def _below(theorem: Theorem) -> list[Theorem]:
    """Every theorem that this one stands on, the nearest first."""
    found: dict[Theorem, None] = {theorem: None}
    for current in (waiting := [theorem]):
        new = [p for p in current.premises if p not in found]
        found.update(dict.fromkeys(new))
        waiting.extend(new)
    return list(found)


def _reasons(remarks: Iterable[Remark]) -> Iterable[Reason]:
    for remark in remarks:
        if isinstance(remark, Reason):
            yield remark
            yield from _reasons(remark.because)
        elif isinstance(remark, Rewriting):
            yield from (inner for reasons in remark.reasons for inner in _reasons(reasons))
        else:
            yield from _reasons(remark.remarks)


def _normal(theorem: Theorem) -> Term | None:
    """The left side of `t relation 0` as a fraction, by the equations of the theorem."""
    left, right = theorem.conclusion.args
    if literal(right) != 0:
        return None
    try:
        known = rewriting(theorem.premises)
        return with_room(lambda space: tidy(ratio_term(Sums(space, *known).ratio(left), space)))
    except Refusal:
        return None


def _body(theorem: Theorem) -> Term:
    return theorem.conclusion.args[0].args[0]


def _once(items: Iterable) -> tuple:
    return tuple(dict.fromkeys(items))
