r"""What `setting it to zero` sets: the derivative that the displays just before end with.

Invariant: nothing is given but where the sentence says that a derivative is set to zero, the display
right above is one, or defines a function of one variable, and no other derivative can be meant.

    \frac{dL}{dw} = 2(w - 1)        Setting it to zero: 2(w - 1) = 0 is given from here on
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.document import Chain, Condition, Display, Side
from derive.stating.definitions import head_of
from derive.stating.known import Known
from derive.stating.unfolding import Refused
from derive.terms.latex import write
from derive.terms.term import ZERO, Term, derivative, subterms

_READ_ONLY = frozenset(("beyond", "unknown"))  # nothing can be said of these


@dataclass
class Slopes:
    """The derivatives that stand in the displays right above, as equations to zero."""

    known: Known
    found: list[Condition] = field(default_factory=list)
    function: Side | None = None  # that the display above defines

    def asked(self, display: Display) -> tuple[Condition, ...]:
        """What a display is introduced as setting to zero, and does not write itself."""
        sides = {side.term for chain in display.chains for side in _sides(chain)}
        if not display.said.sets or not display.said.asks or any(map(is_slope, sides)):
            return ()
        if len(self.found) > 1 and display.said.asks != "all":
            return ()
        found = self.found
        if not found and self.function is not None and display.said.asks == "the derivative":
            found = self.of_function(self.function)
        return tuple(c for c in found if c.term.args[0] not in sides and self.is_decided(c.term))

    def of_function(self, side: Side) -> list[Condition]:
        """The derivative of a function of one variable, as an equation to zero."""
        head = head_of(side.term)
        known = self.known.definitions.of(head) if head is not None else None
        if known is None:
            return []
        parameters = head.parameters if head.op == "apply" else tuple(known.pieces[-1].value.free)
        if len(parameters) != 1 or len(known.pieces) != 1:
            return []
        term = derivative(side.term, parameters[0])
        return [Condition(f"{write(term)} = 0", Term("=", (term, ZERO)), side.place)]

    def pass_by(self, display: Display) -> None:
        """Takes the derivatives of a display; one that has none begins anew."""
        first = [chain.first for chain in display.chains if chain.first is not None]
        slopes = [c for chain in display.chains if (c := _vanishing(chain)) is not None]
        if len(slopes) != len(first) or display.problems:
            slopes, self.found = [], []
        self.found += slopes
        self.function = first[0] if len(first) == 1 and not display.problems else None

    def is_decided(self, term: Term) -> bool:
        try:
            return all(part.op not in _READ_ONLY for part in subterms(self.known.unfolding.unfold(term).term))
        except Refused:
            return False


def _sides(chain: Chain) -> tuple[Side, ...]:
    return (*(() if chain.first is None else (chain.first,)), *(link.side for link in chain.links))


def _vanishing(chain: Chain) -> Condition | None:
    """The equation to zero of what a chain `\\frac{dL}{dw} = …` ends with."""
    left = chain.first
    if left is None or not is_slope(left.term) or any(link.relation != "=" for link in chain.links):
        return None
    side = chain.links[-1].side
    if side.term == ZERO or not side.term.free:
        return None
    return Condition(f"{side.latex} = 0", Term("=", (side.term, ZERO)), side.place)


def is_slope(term: Term) -> bool:
    """Whether a side is a first derivative."""
    if term.op == "derivative":
        return term.args[0].op not in ("derivative", "prime")
    return term.op == "prime" and str(term.args[1]) == "1"
