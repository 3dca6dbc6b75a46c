"""Givens that say what something is: f(x) = …, p = 1/(1+e^{-z}), read as definitions.

The same of an equation that is linear in a symbol.

Invariant: a function that is this formula everywhere also satisfies the given at one x, and
a symbol that has this value satisfies the given: a counterexample with the definition is
one with the given.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from derive.refuting.variables import distinct
from derive.terms.term import (
    BINDERS,
    FAMILIES,
    ONE,
    ZERO,
    Term,
    add,
    derivative,
    div,
    mul,
    neg,
    relation,
    sub,
    substitute,
)


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
            solved = next(_solutions(given, used | whole | names.keys()), None)
            if solved is not None:
                symbol, term, conditions = solved
                names[symbol.value] = term
                used |= {s.value for s in term.free}
                rest += conditions
                continue
        rest.append(given)
    return tuple(rest), tuple(names.items())


def _solutions(given: Term, taken: Set[str]) -> Iterator[tuple[Term, Term, list[Term]]]:
    """(symbol, value, what must not be zero) for symbols in which the equation is linear:
    e^z (1 − P) = P has P = e^z / (1 + e^z)."""
    (upper, lower), (other, under) = map(_fraction, given.args)
    for symbol in sorted(given.free, key=repr):
        first, second = _linear(mul(upper, under), symbol), _linear(mul(other, lower), symbol)
        if symbol.value in taken or first is None or second is None:
            continue
        value = div(sub(second[0], first[0]), sub(first[1], second[1]))
        plain = all(s.op in _RATIONAL for s in distinct(value))
        if not plain and not any(s.op in BINDERS or s.op in FAMILIES for s in distinct(given)):
            yield symbol, value, [relation(part, "!=", ZERO) for part in (lower, under) if part.free]


def _fraction(term: Term) -> tuple[Term, Term]:
    return term.args if term.op == "/" else (term, ONE)


def _linear(term: Term, symbol: Term) -> tuple[Term, Term] | None:
    """(a, b) with term = a + b · symbol, both free of the symbol, or None."""
    if symbol not in term.free:
        return term, ZERO
    if term == symbol:
        return ZERO, ONE
    parts = [_linear(part, symbol) for part in term.args]
    if None in parts:
        return None
    if term.op == "neg":
        return neg(parts[0][0]), neg(parts[0][1])
    if term.op == "+":
        return add(*(a for a, _ in parts)), add(*(b for _, b in parts))
    if term.op == "*" and sum(symbol in part.free for part in term.args) == 1:
        (place,) = (i for i, part in enumerate(term.args) if symbol in part.free)
        rest = (*term.args[:place], *term.args[place + 1 :])
        return mul(parts[place][0], *rest), mul(parts[place][1], *rest)
    if term.op == "/" and symbol not in term.args[1].free:
        return div(parts[0][0], term.args[1]), div(parts[0][1], term.args[1])
    return None


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
