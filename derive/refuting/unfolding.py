"""Givens that say what something is: f(x) = …, p = 1/(1+e^{-z}), read as definitions.

Invariant: a function that is this formula everywhere also satisfies the given at one x, and
a symbol that has this value satisfies the given: a counterexample with the definition is
one with the given.
"""

from __future__ import annotations

from derive.refuting.variables import distinct
from derive.terms.term import BINDERS, Term, derivative, substitute


def unfolded(givens: tuple[Term, ...], terms: tuple[Term, ...]) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The givens without such definitions, and everything with the functions unfolded."""
    for given in givens:
        definition = _definition(given)
        if definition is not None and not _captures(definition, givens + terms):
            rest = tuple(g for g in givens if g is not given)
            return unfolded(*(tuple(_unfold(t, *definition) for t in ts) for ts in (rest, terms)))
    return givens, terms


def settled(givens: tuple[Term, ...], whole: frozenset[str]) -> tuple[tuple[Term, ...], tuple]:
    """The other givens, and the names that givens settle, each with its term, in order.

    Only where no exact rational would do: p = 1/(1+e^{-z}), not a = b.  `whole` names are
    integers.
    """
    rest, names = [], {}
    used: set[str] = set()
    for given in givens:
        if given.op == "=":
            symbol, term = given.args if given.args[0].op == "symbol" else given.args[::-1]
            free = {s.value for s in term.free}
            if (
                symbol.op == "symbol"
                and symbol.value not in free | used | whole | names.keys()
                and not all(s.op in _RATIONAL for s in distinct(term))
                and not any(s.op in BINDERS for s in distinct(term))
            ):
                names[symbol.value] = term
                used |= free
                continue
        rest.append(given)
    return tuple(rest), tuple(names.items())


_RATIONAL = frozenset(("symbol", "number", "+", "*", "neg", "/", "abs", "max", "min"))


def _definition(given: Term) -> tuple[Term, tuple[Term, ...], Term] | None:
    """The function, its parameters and its formula."""
    if given.op != "=" or given.args[0].op != "apply":
        return None
    (head, *parameters), formula = given.args[0].args, given.args[1]
    if any(p.op != "symbol" for p in parameters) or len(set(parameters)) < len(parameters):
        return None
    if not set(parameters) <= formula.free:
        return None  # f(u) would have a value where u has none
    if any(s.op in ("apply", "prime") and s.args[0] == head for s in distinct(formula)):
        return None
    return head, tuple(parameters), formula


def _captures(definition: tuple[Term, tuple[Term, ...], Term], terms: tuple[Term, ...]) -> bool:
    """Whether a binder would catch a symbol of the formula: Σ over a of f(a), where f(x) = ax."""
    _, parameters, formula = definition
    outer = formula.free - set(parameters)
    return any(s.op in BINDERS and s.args[1] in outer for t in terms for s in distinct(t))


def _unfold(term: Term, head: Term, parameters: tuple[Term, ...], formula: Term) -> Term:
    arguments = tuple(_unfold(a, head, parameters, formula) for a in term.args)
    if term.op == "apply" and arguments[0] == head and len(arguments) == len(parameters) + 1:
        return substitute(formula, dict(zip(parameters, arguments[1:], strict=True)))
    if term.op == "prime" and arguments[0] == head and len(parameters) == 1:
        order = arguments[1]
        if order.op == "number" and order.value.denominator == 1 and 0 < order.value <= 6:
            slope = formula
            for _ in range(int(order.value)):
                slope = derivative(slope, parameters[0])
            return Term("at", (slope, parameters[0], arguments[2]))
    return Term(term.op, arguments, term.value) if term.args else term
