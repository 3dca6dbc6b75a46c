r"""Whether one formula is another with its parameters replaced.

Invariant: a match is exact: putting its values for the parameters into the pattern
gives the formula, term for term.  Written forms are compared, nothing is simplified.
"""

from __future__ import annotations

from derive.terms.term import BINDERS, Term, substitute


def match(pattern: Term, term: Term, parameters: frozenset[Term]) -> dict[Term, Term] | None:
    """The values of the parameters for which `pattern` is `term`, or None."""
    values: dict[Term, Term] = {}
    pairs = [(pattern, term)]
    while pairs:
        left, right = pairs.pop()
        if left in parameters:
            if values.setdefault(left, right) != right:
                return None
            continue
        if left.op != right.op or left.value != right.value or len(left.args) != len(right.args):
            return None
        if left.op in BINDERS and (left.args[1] != right.args[1] or left.args[1] in parameters):
            if left != right:
                return None
            continue
        pairs.extend(zip(left.args, right.args, strict=True))
    return values if substitute(pattern, values) == term else None


def renamed(body: Term, right: Term, parameters: tuple[Term, ...]) -> dict[Term, Term] | None:
    r"""How `right` reads as `body` at other arguments (ŷ ↦ σ(ŷ)), or None where it does not.

    A parameter may go to a function of the parameters only: `f(x) = (-x)^2` beside
    `f(x) = x^2` is a claim, true or false, and no second meaning.
    """
    values = match(body, right, frozenset(parameters))
    if not values:
        return None
    changed = {p: v for p, v in values.items() if p != v}
    if not changed or not all(v.op == "apply" for v in changed.values()):
        return None
    known = frozenset(parameters)
    if any(not known.issuperset(_inputs(v)) for v in changed.values()):
        return None
    return changed


def _inputs(term: Term) -> frozenset[Term]:
    """The symbols in the arguments of an application, function names left out."""
    if term.op == "symbol":
        return frozenset((term,))
    arguments = term.args[1:] if term.op in ("apply", "indexed") else term.args
    return frozenset().union(*(_inputs(a) for a in arguments)) if arguments else frozenset()
