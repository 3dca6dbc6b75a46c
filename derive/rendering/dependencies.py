"""What each display rests on: the definitions whose names it uses, and the conditions it is proved under.

Invariant: a name leads to what was last said of it above, as it does in the proof.
"""

from __future__ import annotations

from derive.document import Checked
from derive.stating.definitions import head_of
from derive.terms.term import FAMILIES, Term, subterms


def rests_on(checked: Checked) -> dict[int, tuple[int, ...]]:
    """By display: the displays of the definitions that it uses, in their order."""
    defined: dict[str, int] = {}
    found: dict[int, dict[int, None]] = {}
    for step in checked.steps:
        statement = step.statement
        if statement.sides is None:
            continue
        here = statement.display
        used = found.setdefault(here, {})
        head = head_of(statement.sides[0]) if statement.kind == "definition" else None
        sides = statement.sides if head is None else statement.sides[1:]
        bound = set() if head is None else {part.value for part in head.parameters if part.op == "symbol"}
        for name in sorted(set().union(*map(_names, sides)) - bound):
            if defined.get(name, here) != here:
                used[defined[name]] = None
        if head is not None:
            defined[head.name] = here
    return {display: tuple(sorted(used)) for display, used in found.items()}


def _names(term: Term) -> set[str]:
    """The names in a term that can have a definition."""
    names = {str(part.value) for part in term.free if part.op == "symbol"}
    return names | {str(part.args[0].value) for part in subterms(term) if part.op in FAMILIES}
