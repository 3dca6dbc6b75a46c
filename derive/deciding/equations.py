"""The equations by which arithmetic rewrites the atoms of a theorem.

Invariant: what is called needed gives the theorem by arithmetic, and nothing of it can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derive.proving.evidence import Refusal
from derive.proving.identities import require_zero
from derive.proving.kernel import Theorem
from derive.proving.rational import is_arithmetic
from derive.terms.term import Term


def needed(theorem: Theorem) -> list[Theorem]:
    """Of the equations that an arithmetic theorem stands on, a set none of which can be left out."""
    kept = list(atomic(theorem.premises))
    if not _gives(theorem.conclusion.args, kept):
        return kept  # it adds multiples of them
    for equation in reversed(tuple(kept)):
        rest = [e for e in kept if e is not equation]
        if _gives(theorem.conclusion.args, rest):
            kept = rest
    return kept


def _gives(sides: tuple[Term, Term], known: list[Theorem]) -> bool:
    left, right = sides
    try:
        require_zero(known, ((1, left), (-1, right)))
    except Refusal:
        return False
    return True


def equations(premises: Iterable[Theorem]) -> tuple[Theorem, ...]:
    """Those of the premises that say something of two different terms being equal."""
    found = (p for p in premises if p.conclusion.op == "=")
    return tuple(p for p in found if p.conclusion.args[0] != p.conclusion.args[1])


def atomic(premises: Iterable[Theorem]) -> tuple[Theorem, ...]:
    """The equations that rewrite an atom; for those of whole sums and products, what they stand on."""
    found: list[Theorem] = []
    for equation in equations(premises):
        left = equation.conclusion.args[0]
        whole = is_arithmetic(left) and equation.rule in ("congruence", "arithmetic", "order")
        found.extend(atomic(equation.premises) if whole else (equation,))
    return tuple(dict.fromkeys(found))


def atoms(term: Term, values: Mapping[Term, object]) -> list[Term]:
    """The outermost terms that have a value, as far as arithmetic reaches."""
    if term in values:
        return [term]
    if not is_arithmetic(term):
        return []
    return [atom for part in term.args for atom in atoms(part, values)]


def exchange(term: Term, values: Mapping[Term, Theorem], used: list[Theorem]) -> Term:
    """The term with those atoms replaced by what their equations say; `used` gets the equations."""
    if term in values:
        used.append(values[term])
        return values[term].conclusion.args[1]
    if not term.args or not is_arithmetic(term):
        return term
    return Term(term.op, tuple(exchange(part, values, used) for part in term.args), term.value)
