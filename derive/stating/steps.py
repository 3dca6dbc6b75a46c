"""A relation of a chain with its left side, before it is stated.

Invariant: nouns only; what a step is (a definition, a claim) is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.document import Condition, Introduction, Link, Side
from derive.reading.introductions import can_be_set
from derive.reading.vocabulary import MEMBERSHIPS
from derive.terms.latex import RELATION_SIGNS
from derive.terms.sets import denied, said_of
from derive.terms.term import Term


@dataclass
class Step:
    """A link with its left side, and what the text says of it."""

    left: Side
    link: Link
    first: bool  # the chain's first relation
    display: int
    number: str | None  # of the display, when it prints one only
    conditions: tuple[Condition, ...]  # of the display and of the row
    sets: bool = False  # the text asks for the equation
    said: Introduction = Introduction()  # by the sentence before, of the first relation of a chain
    goes_on: bool = False  # a relation of the same display stands before it


def supposed(step: Step) -> Condition | None:
    """What a step says, as a condition; None where it cannot be one."""
    link = step.link
    if link.relation in MEMBERSHIPS:
        return membership(step)
    if link.relation not in RELATION_SIGNS:
        return None
    written = f"{step.left.latex} {RELATION_SIGNS[link.relation]} {link.side.latex}"
    return Condition(written, Term(link.relation, (step.left.term, link.side.term)), link.side.place)


def membership(step: Step) -> Condition | None:
    """What `x \\in S` says of x; None where that is no condition on x."""
    said = said_of(step.left.term, step.link.side.term)
    if step.link.relation != r"\in":
        said = denied(said)
    if said is None:
        return None
    written = f"{step.left.latex} {step.link.relation} {step.link.side.latex}"
    return Condition(written, said, step.link.side.place)


def is_setting(left: Side, link: Link) -> bool:
    """Whether a relation can be an equation that the text asks for."""
    return link.relation == "=" and can_be_set(left.term, link.side.term)
