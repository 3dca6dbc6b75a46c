r"""`\log 2 \approx 0.693`: which numbers are rounded to what is written.

Invariant: the numbers are those within half a unit of the last digit that is written,
both ends included; where no digits are written nothing is said.
"""

from __future__ import annotations

import re
from fractions import Fraction

from derive.document import Side
from derive.terms.sets import MEMBER, set_of
from derive.terms.term import Term, conjunction, neg, number, relation

_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>\d+)(?:\.(?P<places>\d+))?(?:(?:\\times|\\cdot)10\^\{?(?P<power>-?\d{1,3})\}?)?"
)
_LAYOUT = re.compile(r"\\[,;:! ]|\\(?:quad|qquad|left|right)(?![A-Za-z])|\{,\}|[\s~]|(?<=\d),(?=\d{3})")


def rounded(left: Side, right: Side, terms: tuple[Term, Term]) -> tuple[Term, Term]:
    """The member, and the set of the numbers that are rounded to the other side; where both
    sides are written in digits the one with fewer is the rounded one."""
    ends = [_ends(side.latex) for side in (left, right)]
    if ends == [None, None]:
        return terms
    coarse = [_last_place(side.latex) for side in (left, right)]
    place = 1 if ends[0] is None or (ends[1] is not None and coarse[1] >= coarse[0]) else 0
    low, high = map(_term, ends[place])
    within = conjunction(relation(low, "<=", MEMBER), relation(MEMBER, "<=", high))
    return terms[1 - place], set_of(within)


def _ends(latex: str) -> tuple[Fraction, Fraction] | None:
    found = _NUMBER.fullmatch(_LAYOUT.sub("", latex).strip("{}.,;"))
    if found is None:
        return None
    scale = Fraction(10) ** int(found["power"] or 0)
    places = found["places"] or ""
    unit = scale / 10 ** len(places)
    value = unit * int(found["whole"] + places)
    value = -value if found["sign"] == "-" else value
    return value - unit / 2, value + unit / 2


def _last_place(latex: str) -> Fraction:
    """The worth of the last digit of a number that is no zero behind a whole number: 1000 for 1000."""
    low, high = _ends(latex) or (Fraction(0), Fraction(0))
    value, unit = (low + high) / 2, high - low
    while unit >= 1 and value and value % (10 * unit) == 0:
        unit *= 10
    return unit


def _term(value: Fraction) -> Term:
    return number(value) if value >= 0 else neg(number(-value))
