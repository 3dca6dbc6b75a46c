"""Pictures → closed terms to draw: the document's definitions unfolded, its equations put in.

Invariant: what is drawn is what the document said above the picture, and a curve depends on
the picture's variable only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.document import Curve, DeriveError, Document, Picture, Place, Problem, Prose
from derive.stating.statements import Stating
from derive.stating.unfolding import Refused
from derive.terms.term import Capture, Term, conjunction, substitute, subterms

_OPAQUE = ("apply", "prime", "indexed", "unknown", "beyond", "unsaid")


@dataclass(frozen=True)
class Line:
    """A curve, closed: its term, and where what it was taken from holds (`true` for a term of its own)."""

    latex: str
    role: str
    term: Term
    condition: Term


@dataclass(frozen=True)
class Drawn:
    """A picture, ready to be drawn over `low` ≤ `variable` ≤ `high` (closed terms)."""

    address: str
    variable: Term
    low: Term
    high: Term
    lines: tuple[Line, ...]


def drawn(document: Document) -> tuple[Drawn, ...]:
    """The pictures of a document, in order.  Raises DeriveError for one that cannot be drawn."""
    if not any(isinstance(block, Prose) and block.pictures for block in document.blocks):
        return ()
    stating = _Pictures(document)
    stating.run()
    return tuple(stating.drawn)


class _Pictures(Stating):
    """States the document, and on the way the pictures at their places."""

    def __init__(self, document: Document):
        super().__init__(document)
        self.drawn: list[Drawn] = []

    def prose(self, block: Prose) -> None:
        super().prose(block)
        self.drawn += map(self.picture, block.pictures)

    def picture(self, picture: Picture) -> Drawn:
        plot = picture.plot
        if plot is None:
            raise _error(self.document, picture.problem.place, picture.problem)
        try:
            values = self.said() | dict(plot.values)
            values.pop(plot.variable, None)
            lines = tuple(self.line(curve, values, plot.variable) for curve in plot.curves)
        except Refused as error:
            raise _error(self.document, picture.place, error) from None
        return Drawn(picture.address, plot.variable, plot.low, plot.high, lines)

    def said(self) -> dict[Term, Term]:
        """The numbers that the text says some symbols are: `Let c = 2`."""
        terms = [condition.term for condition in self.known.sections.beside(())]
        equations = [t.args for t in terms if t.op == "=" and t.args[0].op == "symbol"]
        return {symbol: value for symbol, value in equations if not value.free}

    def line(self, curve: Curve, values: dict[Term, Term], variable: Term) -> Line:
        if curve.equation is None:
            line = Line(curve.latex, curve.role, self.defined(curve.term), conjunction())
        else:
            line = self.equation(curve)
        try:
            term, condition = substitute(line.term, values), substitute(line.condition, values)
        except Capture:
            raise Refused(f"`{curve.latex}` cannot be drawn", "draw a formula without families") from None
        for part in subterms(term):
            if part.op in _OPAQUE:
                raise Refused(
                    f"nothing above says what stands in `{curve.latex}`", "define it by a formula above"
                )
        other = sorted(str(s.value) for s in (term.free | condition.free) - {variable})
        if other:
            edit = f"write `, {other[0]} = 1` behind the range"
            raise Refused(f"`{curve.latex}` varies with `{other[0]}`, which has no value here", edit)
        return replace(line, term=term, condition=condition)

    def equation(self, curve: Curve) -> Line:
        """The right side of the last relation that has the number, and where it was said to hold."""
        found = [s for s in self.statements if s.equation == curve.equation and s.sides is not None]
        if not found:
            numbers = ", ".join(dict.fromkeys(s.equation for s in self.statements if s.equation))
            edit = f"the numbers above are {numbers}" if numbers else "no equation above has a number"
            raise Refused(f"no equation above is `{curve.latex}`", edit)
        last = found[-1]
        givens = [self.known.unfolding.unfold(condition.term).term for condition in last.given]
        return Line(curve.latex, curve.role, self.defined(last.sides[1]), conjunction(*givens))

    def defined(self, term: Term) -> Term:
        """The term unfolded, where the definitions that it uses were given."""
        found = self.known.unfolding.unfold(term)
        return (
            Term("cases", (found.term, conjunction(*(t for _, t in found.domain))))
            if found.domain
            else found.term
        )


def _error(document: Document, place: Place, why: Problem | Refused) -> DeriveError:
    return DeriveError(f"{document.path}: {place}: the picture cannot be drawn: {why.message}: {why.edit}")
