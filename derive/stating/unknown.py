r"""Derivatives of names that nothing is said of → numbers that nothing is said of.

Invariant: a theorem about the hidden terms is one about the written ones, whatever the
derivatives are: equal ones become equal numbers, and unfolding makes `unknown` only of one
that does not vary where it stands but with the indices that it carries.

In `\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} x` nothing says how L depends
on w: the step can be proved for any two numbers, or not at all; it is never refuted.
"""

from __future__ import annotations

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
