r"""Derivatives of names that nothing is said of → numbers that nothing is said of.

Invariant: a theorem about the hidden terms is one about the written ones, whatever the
derivatives are: equal ones become equal numbers, and unfolding makes `unknown` only of one
that does not vary where it stands but with the indices that it carries.

In `\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} x` nothing says how L depends
on w: the step can be proved for any two numbers, or not at all; it is never refuted.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.terms.latex import write
from derive.terms.term import Term, subterms


def hide(term: Term) -> Term:
    """The term with each unknown derivative as a number, or as a family over its indices."""
    if term.op == "unknown":
        return Term("indexed", term.args) if len(term.args) > 1 else term.args[0]
    if all(part.op != "unknown" for part in subterms(term)):
        return term
    return Term(term.op, tuple(hide(a) for a in term.args), term.value)


def unknown_in(*terms: Term) -> tuple[str, ...]:
    """The LaTeX of the derivatives in these terms of which nothing is known."""
    parts = (part for term in terms for part in subterms(term))
    return tuple(dict.fromkeys(name for part in parts if (name := _unknown(part))))


def _unknown(term: Term) -> str | None:
    if term.op == "unknown":
        return term.args[0].value
    return write(term) if term.op == "derivative" and _of_what_may_vary(term) else None


def _of_what_may_vary(derivative: Term) -> bool:
    """Whether symbols are differentiated by one that is not among them: d(y − u)/dw is 0
    only where y and u are no formulas in w."""
    body, variable = derivative.args
    family = variable.args[0] if variable.op == "indexed" else variable
    return bool(body.free) and family not in body.free


def untold(left: Term, relation: str, right: Term, givens: Sequence[Term]) -> str | None:
    r"""The LaTeX of a side that is a name nothing is said of: `y_1 = c_1 + i`, with y_1 in no given
    equation and not on the other side.  Such a relation can always hold, for some y_1, and is false
    of others: it says what y_1 is, and can be wrong of nothing.  So is a value of a function that
    nothing is said of among the terms of a side; and a function that convention knows is one."""
    sides = [(left, right), (right, left)]
    for side, other in ((inner(side), other) for side, other in sides):
        bare = other.op in ("symbol", "indexed", "apply") and relation == "="
        if not bare and _is_name(side) and not _is_said(side, givens) and not _stands_in(side, (other,)):
            return write(side)
    for side, other in sides:
        terms = side.args if side.op == "+" else ()
        for place, term in enumerate(map(inner, terms)):
            rest = (*terms[:place], *terms[place + 1 :], other)
            if term.op == "apply" and not _is_said(term, givens) and not _stands_in(term, rest):
                return write(term)
    return _conventional(left, right)


def _conventional(*sides: Term) -> str | None:
    r"""A function that convention gives a formula and the text does not: `N(d_1)`, `\Phi(x)`, `B(a, b)`,
    `\mathrm{logit}^{-1}(x)`.  It is no arbitrary one, and what is false of another is not false of it."""
    for part in (part for side in sides for part in subterms(side)):
        if part.op not in ("apply", "prime") or part.args[0].op != "symbol":
            continue
        name, count = str(part.args[0].value), 1 if part.op == "prime" else len(part.args) - 1
        if CONVENTIONAL.get(name) == count or name.endswith("^{-1}"):
            return name
    return None


# The distribution function of the normal distribution and its density, the beta function.
CONVENTIONAL = {"N": 1, r"\Phi": 1, r"\phi": 1, r"\varphi": 1, "B": 2, r"\mathrm{B}": 2, r"\Beta": 2}


def inner(side: Term) -> Term:
    """What stands in the logarithm, the sign or the power that a side is."""
    while side.op in ("log", "neg") or side.op == "^" and side.args[1].op == "number":
        side = side.args[0]
    return side


def _is_name(side: Term) -> bool:
    """Whether a side is a symbol, an element, a value of a function or its derivative."""
    if side.op == "derivative":
        return side.args[0].op == "apply"
    return side.op in ("symbol", "indexed", "apply", "prime")


def _is_said(side: Term, givens: Sequence[Term]) -> bool:
    """Whether an equation among the givens speaks of a name, or of an element that can be this one."""
    equations = [p for given in givens for p in subterms(given) if p.op == "="]
    if side.op != "indexed":
        name = side.args[0].args[0] if side.op == "derivative" else side.args[0] if side.args else side
        return any(part == name for equation in equations for part in subterms(equation))
    elements = [p for e in equations for p in subterms(e) if p.op == "indexed" and p.args[0] == side.args[0]]
    return any(p == side or any(index.free for index in p.args[1:]) for p in elements)


def _stands_in(side: Term, others: Sequence[Term]) -> bool:
    """Whether a name stands in other terms; a function, at whatever arguments."""
    found = {part for other in others for part in subterms(other)}
    if side.op == "apply":
        return any(part.op in ("apply", "prime") and part.args[0] == side.args[0] for part in found)
    return side in found
