r"""Probabilities that a law of theirs can link: `P(A, B)` and `P(A \mid B)`.

Invariant: a step that holds for every probability is not refuted with numbers that are none, as P(A) = 2.
"""

from __future__ import annotations

import re

from derive.document import Proposition
from derive.terms.term import ONE, ZERO, Term, relation, subterms

_PROBABILITY = re.compile(r"(?:[PpqQ]|\\mathrm\{Pr?\}|\\mathbb\{P\})(?:_\{.*?\})?(?P<places>\(.*\))?")
UNKNOWN = "the laws of probability, which are not covered, can link its terms"


def linked(proposition: Proposition) -> bool:
    """Whether two of its terms are probabilities of which one is joint, conditional or of an event."""
    sides = (proposition.left, proposition.right)
    found = {part for side in sides for part in _probabilities(side)}
    return any(_is_joint(part) for part in found) and (len(found) > 1 or any(map(_counts, sides)))


def between(proposition: Proposition) -> Proposition:
    """The proposition with its probabilities of events, `P(A)`, between 0 and 1 among its givens."""
    sides = (proposition.left, proposition.right)
    free = sides[0].free | sides[1].free
    events = [
        p for side in sides for p in _probabilities(side) if "P" in str(p.args[0].value) and p.free <= free
    ]
    known = [relation(*pair) for p in dict.fromkeys(events) for pair in ((p, ">=", ZERO), (p, "<=", ONE))]
    return Proposition((*proposition.givens, *known), sides[0], proposition.relation, sides[1])


def _probabilities(term: Term) -> list[Term]:
    return [
        part
        for part in subterms(term)
        if part.op == "apply" and _PROBABILITY.fullmatch(str(part.args[0].value))
    ]


def _counts(side: Term) -> bool:
    """Whether a sum or product has a probability for every value of its index."""
    return any(
        part.args[1] in inner.free
        for part in subterms(side)
        if part.op in ("sum", "product")
        for inner in _probabilities(part.args[0])
    )


def _is_joint(part: Term) -> bool:
    head = str(part.args[0].value)
    name = _PROBABILITY.fullmatch(head)
    return bool(name["places"]) or len(part.args) > 2 or "P" in head  # P(A) and P(A^c)
