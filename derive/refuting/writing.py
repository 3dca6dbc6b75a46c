"""Counterexamples as text: names in LaTeX, values exact or with digits that are all correct.

Invariant: two values that differ are written differently.
"""

from __future__ import annotations

from flint import arb, fmpq

from derive.refuting.enclosure import Value
from derive.terms.term import Term

LONGEST = 40  # an exact value is written out up to so many characters
DIGITS = (6, 8, 10, 12, 15, 20, 25, 30, 40, 60, 100, 200, 400, 1000, 2000, 4000)


def write_pair(left: Value | None, right: Value | None, final: bool) -> tuple[str, str] | None:
    """Both sides, None meaning undefined; None when more bits would show the difference better.

    `final`: there are no more bits.
    """
    values = (left, right)
    exact = [str(v) if type(v) is fmpq and len(str(v)) <= LONGEST else None for v in values]
    if None in values:
        decimals = [_decimal(v, DIGITS[0]) for v in values]
    else:
        for digits in DIGITS:
            decimals = [_decimal(v, digits) for v in values]
            if None in decimals or decimals[0] != decimals[1] or None not in exact:
                break
    texts = [e or d for e, d in zip(exact, decimals, strict=True)]
    if None in texts and final:
        texts = [text or _wide(v) for v, text in zip(values, texts, strict=True)]
    return None if None in texts else (texts[0], texts[1])


def write_value(value: Value) -> str:
    """A coordinate: exact, or to six digits where a given makes it irrational."""
    return str(value) if type(value) is fmpq else _decimal(value, DIGITS[0]) or _wide(value)


def _decimal(value: Value | None, digits: int) -> str | None:
    """The value to so many significant digits, all correct; None when it is not known so well."""
    if value is None:
        return "undefined"
    if type(value) not in (fmpq, arb):
        return None
    ball = arb(value)
    if ball.rel_accuracy_bits() >= digits * 3.33 + 4:
        return ball.str(digits, radius=False)
    if abs(ball) < arb(10) ** -(digits + 20):
        return "0." + "0" * digits
    return None


def _wide(value: Value) -> str:
    """An interval that contains the value."""
    if type(value) in (fmpq, arb):
        ball = arb(value)
        low, high = ball.lower(), ball.upper()
    else:
        low, high = value.lo, value.hi
    if low == high and not low.is_finite():
        return _end(low, 1)
    for digits in (4, 8, 16, 32):
        ends = _end(low, digits), _end(high, digits)
        if ends[0] != ends[1]:
            break
    return f"[{ends[0]}, {ends[1]}]"


def _end(value: arb, digits: int) -> str:
    if not value.is_finite():
        return "\\infty" if value > 0 else "-\\infty"
    return value.str(digits, radius=False)


def write_name(term: Term) -> str:
    """The LaTeX of a symbol, an element or an opaque value."""
    try:
        from derive.terms.latex import write
    except ImportError:
        return repr(term)
    return write(term)
