"""The pictures of one page, drawn when a format asks for them.

Invariant: a picture has a name of its own on its page, and the name is no path.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from derive.document import Checked, DeriveError, Step
from derive.drawing import canvas
from derive.drawing.canvas import Mark, Shape
from derive.drawing.sampling import Allowance, Curve, NotDrawn, sample, valued
from derive.stating.pictures import Drawn, drawn
from derive.terms.latex import write
from derive.terms.term import RELATIONS, Term, subterms

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\.svg")
MOST = 100  # pictures on a page
_FARTHEST = 10**6  # a point that is drawn
_OPAQUE = ("apply", "prime", "indexed", "unknown", "beyond", "unsaid", "integral", "limit")


@dataclass(frozen=True)
class View:
    """One picture: its name (`loss.svg`), and what draws it."""

    name: str
    drawing: Callable[[], dict[str, object]]

    @cached_property
    def parts(self) -> dict[str, object]:
        return self.drawing()

    @cached_property
    def svg(self) -> str:
        """An <svg> element, in colours for light and dark pages.  Raises DeriveError."""
        return canvas.svg(**self.parts)

    @cached_property
    def pdf(self) -> bytes:
        """A PDF of one page.  Raises DeriveError."""
        return canvas.pdf(**self.parts)


def pictures(checked: Checked) -> dict[str, View]:
    """The pictures that the text asks for, by their names.  Raises DeriveError for one that cannot be drawn."""
    document = checked.document
    asked = [(block, picture) for block in document.blocks for picture in getattr(block, "pictures", ())]
    if not asked:
        return {}
    found: dict[str, View] = {}
    page = Allowance()
    for (_, picture), ready in zip(asked, drawn(document)):
        told = f"{document.path}: {picture.place}: the picture `{picture.address}`"
        if not _NAME.fullmatch(picture.address):
            edit = "give it a name of letters, digits and . _ - that ends in .svg, without folders"
            raise DeriveError(f"{told} is drawn beside the page: {edit}")
        if picture.address in found:
            raise DeriveError(f"{told} is there twice: give this one a name of its own")
        if len(found) >= MOST:
            raise DeriveError(f"{told} is one too many: draw up to {MOST} on a page")
        found[picture.address] = View(
            picture.address, lambda ready=ready, told=told: _asked(ready, told, page)
        )
    return found


def _asked(ready: Drawn, told: str, page: Allowance) -> dict[str, object]:
    """What a picture of the text shows."""
    low, high = valued(ready.low), valued(ready.high)
    if low is None or high is None or not low < high:
        raise DeriveError(f"{told} has no range: write two numbers, the smaller one first")
    shapes = []
    for line in ready.lines:
        try:
            trace = sample(line.term, ready.variable, low, high, line.condition, page)
            whole = line.condition.op != "true" and line.role == "curve"
            beyond = sample(line.term, ready.variable, low, high, None, page) if whole else None
        except NotDrawn as error:
            raise DeriveError(f"{told}: `{line.latex}` is not drawn: {error}") from None
        shapes.append(Shape(line.latex, line.role, trace, beyond))
    return {"shapes": shapes, "variable": str(ready.variable.value), "low": low, "high": high}


# ── counterexamples ──────────────────────────────────────────────────────────


def counterexample(step: Step, name: str) -> View | None:
    """Both sides of a refuted step of one real variable, around the point at which they differ.

    None where there is more to it than a picture shows, and where nothing can be drawn.
    """
    found, said = step.verdict.counterexample, step.statement.proposition
    if step.verdict.kind != "refuted" or said is None or found is None or len(found.point) != 1:
        return None
    if said.relation not in RELATIONS or not canvas.is_there():
        return None
    free = said.left.free | said.right.free
    if len(free) != 1 or any(p.op in _OPAQUE for side in (said.left, said.right) for p in subterms(side)):
        return None
    (variable,), ((symbol, value),) = free, found.point
    try:
        place = Fraction(value)
    except ValueError:
        return None
    if write(variable) != symbol or abs(place) > _FARTHEST:
        return None
    parts = _beside(step, variable, place)
    return View(name, lambda: parts) if parts else None


def _beside(step: Step, variable: Term, place: Fraction) -> dict[str, object] | None:
    statement, said = step.statement, step.statement.proposition
    reach = max(Fraction(3), abs(place) * Fraction(3, 2))
    low, high = place - reach, place + reach
    shapes, heights = [], []
    for latex, term in ((statement.left, said.left), (statement.right, said.right)):
        try:
            shapes.append(Shape(latex, "curve", sample(term, variable, low, high)))
        except NotDrawn:
            continue
        heights.append(Curve(term, variable)(place))
    if not shapes:
        return None
    mark = Mark(float(place), tuple(y for y in heights if y is not None), f"{write(variable)} = {place}")
    return {"shapes": shapes, "variable": write(variable), "low": low, "high": high, "mark": mark}
