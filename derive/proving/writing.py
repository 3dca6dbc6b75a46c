"""Counterexamples as text: names in LaTeX, values exact or with digits that are all correct.

Invariant: two values that differ are written differently.
"""

from __future__ import annotations

from flint import arb, fmpq

from derive.proving.enclosure import Value
from derive.terms.term import Term, number, symbol

LONGEST = 40  # an exact value is written out up to so many characters
DIGITS = (6, 8, 10, 12, 15, 20, 25, 30, 40, 60, 100, 200, 400, 1000, 2000, 4000)


def write_pair(left: Value | None, right: Value | None) -> tuple[str, str] | None:
    """Both sides, None meaning undefined; None when they are not known to enough digits."""
    if left is None or right is None:
        values = [_single(v) for v in (left, right)]
        return None if None in values else (values[0], values[1])
    exact = [str(v) if type(v) is fmpq and len(str(v)) <= LONGEST else None for v in (left, right)]
    if exact[0] is not None and exact[1] is not None:
        return exact[0], exact[1]
    for digits in DIGITS:
        texts = [_decimal(v, digits) for v in (left, right)]
        if None in texts:
            return None
        if texts[0] != texts[1]:
            return exact[0] or texts[0], exact[1] or texts[1]
    return None


def _single(value: Value | None) -> str | None:
    if value is None:
        return "undefined"
    if type(value) is fmpq and len(str(value)) <= LONGEST:
        return str(value)
    return _decimal(value, 6)


def _decimal(value: Value, digits: int) -> str | None:
    """So many correct significant digits, or None when the ball is too wide."""
    ball = arb(value)
    if ball.is_zero():
        return "0"
    if ball.rel_accuracy_bits() < digits * 3.33 + 4:
        return None
    return ball.str(digits, radius=False)


def write_name(key: object, table) -> str:
    """The LaTeX of a symbol, of an element, or of an opaque value."""
    if isinstance(key, str):
        return _latex(symbol(key))
    if len(key) == 2:
        head, indices = key
        term = Term("indexed", (table.heads.get(head, symbol(head)), *map(_number, indices)))
        return _latex(term)
    head, orders, arguments = key
    numbers = tuple(map(_number, arguments))
    if len(orders) == 1 and orders[0]:
        return _latex(Term("prime", (head, number(orders[0]), *numbers)))
    name = _latex(Term("apply", (head, *numbers)))
    return name if not any(orders) else f"\\partial^{{{','.join(map(str, orders))}}} {name}"


def _number(value: fmpq) -> Term:
    return number(f"{value.p}/{value.q}")


def _latex(term: Term) -> str:
    try:
        from derive.terms.latex import write
    except ImportError:
        return repr(term)
    return write(term)
