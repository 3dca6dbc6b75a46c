r"""Images whose title says what to draw → Pictures.

Invariant: a title that begins with `plot` is read to its last character, or is a problem.

    ![the loss](loss.svg "plot L(0,x), L(1,x) with |x| over (4) for -8 <= x <= 8, a = 1/2")

`with` names dashed guides, `over` broad curves below the others, a number in parentheses the
equation that has it; what follows the range gives the other symbols their values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from derive.document import Curve, Picture, Place, Plot, Problem
from derive.reading.images import IMAGE, PLOT, address, is_plot
from derive.reading.math import Names, read_relation, read_term
from derive.reading.token import MathError

MOST_CURVES = 12
_FOR = re.compile(r"\sfor\s")
_ROLE = re.compile(r"\s(with|over)\s")
_ROLES = {"with": "guide", "over": "base"}
_EQUATION = re.compile(r"\(\s*(\d[\w.′'-]*)\s*\)")
_CHAIN = re.compile(r"(?<![<>=])(?:<=?|≤|\\(?:leq?|leqslant|lt)(?![A-Za-z]))")
_FORM = '"plot f(x), g(x) for -1 <= x <= 1"'


def read_pictures(text: str, quiet: str, names: Names, place: Callable[[int], Place]) -> Iterator[Picture]:
    """The pictures that a piece of prose asks for.  `quiet` is the same with code turned into spaces."""
    if "plot" not in text:
        return
    for found in IMAGE.finditer(text):
        if not is_plot(found) or quiet[found.start()] != "!":
            continue
        where = address(found)
        start = PLOT.match(text, found.start("title")).end()
        at = place(found.start("title"))
        if re.search(r"\n[ \t]*\n", found[0]):
            continue  # no image: a paragraph ends in it
        try:
            plot = read_plot(text[start : found.end("title")].replace("$", " "), names)
        except MathError as error:
            yield Picture(where, at, None, Problem(place(start + error.offset), error.message, error.edit))
        else:
            yield Picture(where, at, plot)


def read_plot(latex: str, names: Names) -> Plot:
    """What stands behind `plot`.  Raises MathError."""
    cut = [match for match in _FOR.finditer(latex) if _is_outside(latex, match.start())]
    if not cut:
        raise MathError(len(latex.rstrip()), "a picture needs a range", f"write {_FORM}")
    curves = tuple(_curves(latex[: cut[-1].start()], names))
    if len(curves) > MOST_CURVES:
        raise MathError(0, f"{len(curves)} curves in one picture", f"draw up to {MOST_CURVES}")
    at = cut[-1].end()
    (first, end), *others = _listed(latex, at, len(latex))
    low, variable, high = _range(latex, first, end, names)
    values = tuple(_value(latex, *piece, names, variable) for piece in others)
    return Plot(curves, variable, low, high, values)


def _curves(latex: str, names: Names) -> Iterator[Curve]:
    marks = [m for m in _ROLE.finditer(latex) if _is_outside(latex, m.start())]
    starts = [(0, "curve"), *((m.end(), _ROLES[m[1]]) for m in marks)]
    ends = [*(m.start() for m in marks), len(latex)]
    for (start, role), end in zip(starts, ends):
        for a, b in _listed(latex, start, end):
            number = _EQUATION.fullmatch(latex, a, b)
            if number:
                yield Curve(latex[a:b], None, role, number[1])
            else:
                yield Curve(latex[a:b], _term(latex, a, b, names), role)


def _range(latex: str, start: int, end: int, names: Names):
    signs = [m for m in _CHAIN.finditer(latex, start, end)]
    if len(signs) != 2:
        raise MathError(start, f"`{latex[start:end]}` is no range", f"write {_FORM}")
    one, other = signs
    low = _term(latex, start, one.start(), names)
    variable = _term(latex, one.end(), other.start(), names)
    high = _term(latex, other.end(), end, names)
    if variable.op != "symbol":
        raise MathError(one.end(), "the range is not one of a symbol", f"write {_FORM}")
    if low.free or high.free:
        raise MathError(start, "the range does not go from a number to a number", f"write {_FORM}")
    return low, variable, high


def _value(latex: str, start: int, end: int, names: Names, variable):
    try:
        said = read_relation(latex[start:end], names)
    except MathError as error:
        raise MathError(start + error.offset, error.message, error.edit) from None
    if said.op != "=" or said.args[0].op != "symbol" or said.args[1].free or said.args[0] == variable:
        raise MathError(start, f"`{latex[start:end]}` gives no symbol a value", "write `y = 1/2`")
    return said.args


def _term(latex: str, start: int, end: int, names: Names):
    if not latex[start:end].strip():
        raise MathError(start, "a formula is missing", f"write {_FORM}")
    try:
        return read_term(latex[start:end], names)
    except MathError as error:
        raise MathError(start + error.offset, error.message, error.edit) from None


def _listed(latex: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces between the commas that stand in no bracket, without the space around them."""
    commas = [i for i in range(start, end) if latex[i] == "," and latex[i - 1 : i] != "\\"]
    commas = [i for i in commas if _is_outside(latex, i)]
    for a, b in zip([start, *(i + 1 for i in commas)], [*commas, end]):
        while a < b and latex[a].isspace():
            a += 1
        while a < b and latex[b - 1].isspace():
            b -= 1
        yield a, b


def _is_outside(latex: str, at: int) -> bool:
    """Whether the place is in no bracket."""
    before = latex[:at]
    return all(before.count(a) == before.count(b) for a, b in ("()", "[]", "{}"))
