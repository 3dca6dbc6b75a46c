"""What two relations say of each other, where their form alone tells it.

Invariant: `disjoint` is true only of relations that no point satisfies both.
"""

from __future__ import annotations

from fractions import Fraction

from derive.terms.term import Term

_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_EXCLUDES = {("<", ">="), ("<", ">"), ("<", "="), ("<=", ">"), ("=", ">"), ("=", "!=")}
_BELOW, _ABOVE = ("<", "<=", "="), (">", ">=", "=")


def disjoint(first: Term, second: Term) -> bool:
    """Whether the two cannot hold together: x ≥ 0 and x < 0, x = 1 and x = 0, a < b and a = b."""
    return any(_exclude(a, b) for a in _parts(first) for b in _parts(second))


def _parts(term: Term) -> tuple[Term, ...]:
    return term.args if term.op == "and" else (term,)


def _exclude(first: Term, second: Term) -> bool:
    if first.op not in _MIRROR or second.op not in _MIRROR:
        return False
    subject, sign, bound = _oriented(first)
    other, sign_2, bound_2 = _oriented(second)
    if subject != other:
        return False
    if bound == bound_2:
        return (sign, sign_2) in _EXCLUDES or (sign_2, sign) in _EXCLUDES
    value, value_2 = _value(bound), _value(bound_2)
    if value is None or value_2 is None:
        return False
    if value > value_2:
        sign, sign_2, value, value_2 = sign_2, sign, value_2, value
    return sign in _BELOW and sign_2 in _ABOVE  # x ≤ 0 and x ≥ 1


def _oriented(term: Term) -> tuple[Term, str, Term]:
    """The relation with its number, or else its smaller name, on the right."""
    left, right = term.args
    number, other = _value(left) is not None, _value(right) is not None
    if (number and not other) or (number == other and repr(left) < repr(right)):
        return right, _MIRROR[term.op], left
    return left, term.op, right


def _value(term: Term) -> Fraction | None:
    if term.op == "number":
        return term.value
    if term.op == "neg":
        inner = _value(term.args[0])
        return None if inner is None else -inner
    if term.op == "/":
        above, below = _value(term.args[0]), _value(term.args[1])
        return above / below if above is not None and below else None
    return None
