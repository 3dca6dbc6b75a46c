"""Signs that are seen at a glance: sums, products and quotients of terms of known sign.

Invariant: `shown` says yes only where the facts named in `used` and the form of the term
give the relation.
"""

from __future__ import annotations

from collections.abc import Mapping

from derive.proving.rational import literal, whole
from derive.terms.term import ZERO, Term, relation

POSITIVE, NONNEGATIVE = ">", ">="
WORDS = {
    ("+", POSITIVE): "a sum of positive terms",
    ("*", POSITIVE): "a product of positive terms",
    ("/", POSITIVE): "a quotient of positive terms",
    ("+", NONNEGATIVE): "a sum of nonnegative terms",
    ("*", NONNEGATIVE): "a product of nonnegative terms",
    ("/", NONNEGATIVE): "a quotient of nonnegative terms",
}


def shown(claim: Term, facts: Mapping[Term, object], used: list) -> str | None:
    """In words why `t > 0`, `t ≥ 0` or `t ≠ 0` holds, or None; `used` gets the facts it needs."""
    if claim.op not in (POSITIVE, NONNEGATIVE, "!=") or claim.args[1] != ZERO:
        return None
    term = claim.args[0]
    sign = NONNEGATIVE if claim.op == NONNEGATIVE else POSITIVE
    if (term.op, sign) not in WORDS or not _has(term, sign, facts, used):
        return None
    return WORDS[term.op, sign]


def _has(term: Term, sign: str, facts: Mapping[Term, object], used: list) -> bool:
    """Whether the term is positive (or not negative)."""
    value = literal(term)
    if value is not None:
        return value > 0 or (value == 0 and sign == NONNEGATIVE)
    for op in (POSITIVE,) if sign == POSITIVE else (POSITIVE, NONNEGATIVE):
        fact = facts.get(relation(term, op, ZERO))
        if fact is not None:
            used.append(fact)
            return True
    if term.op == "+":
        if sign == NONNEGATIVE:
            return all(_has(part, sign, facts, used) for part in term.args)
        strict = next((part for part in term.args if _has(part, POSITIVE, facts, used)), None)
        return strict is not None and all(
            part is strict or _has(part, NONNEGATIVE, facts, used) for part in term.args
        )
    if term.op == "*":
        return all(_has(part, sign, facts, used) for part in term.args)
    if term.op == "/":
        return _has(term.args[0], sign, facts, used) and _has(term.args[1], POSITIVE, facts, used)
    if term.op == "^" and whole(term.args[1]) is not None:
        even = whole(term.args[1]) % 2 == 0
        return (even and sign == NONNEGATIVE and whole(term.args[1]) > 0) or _has(
            term.args[0], sign, facts, used
        )
    return term.op == "exp" or (term.op == "constant" and term.value == "pi")
