r"""Sets of real numbers: what it says of a value that it is in one.

Invariant: a set is the term `set(condition, symbol)`, the values of the symbol for which
the condition holds, and nothing else is asked of its members.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.terms.term import ONE, TRUE, ZERO, Term, substitute, symbol

MEMBER = symbol(r"\in")  # a name that nobody can write
_NEGATION = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def set_of(condition: Term) -> Term:
    """The values of MEMBER for which the condition holds."""
    return Term("set", (condition, MEMBER))


def said_of(value: Term, members: Term) -> Term:
    """The condition that the value is in the set."""
    condition, variable = members.args
    return substitute(condition, {variable: value})


def denied(condition: Term) -> Term | None:
    """The condition that holds where this one fails; None where that cannot be written."""
    if condition.op in ("and", "or"):
        parts = tuple(map(denied, condition.args))
        return None if None in parts else Term("or" if condition.op == "and" else "and", parts)
    if condition.op in _NEGATION:
        return Term(_NEGATION[condition.op], condition.args)
    return None


def written(members: Term, write: Callable[[Term], str], signs: dict[str, str]) -> str:
    r"""The set as text: an interval, a list of values, ℝ, ℤ, ℕ, or the condition itself.

    `write` writes a term; `signs` has what stands for `{`, `}`, `R`, `Z`, `N`, `inf`, `...`, `|`, `u`
    (the union).
    """
    condition, variable = members.args
    parts = condition.args if condition.op == "and" else (condition,)
    if condition == TRUE:
        return signs["R"]
    if all(part.op == "=" and part.args[0] == variable for part in _alternatives(condition)):
        values = ", ".join(write(part.args[1]) for part in _alternatives(condition))
        return f"{signs['{']}{values}{signs['}']}"
    if condition.op == "or":
        pieces = (written(Term("set", (part, variable)), write, signs) for part in condition.args)
        return f" {signs['u']} ".join(pieces)
    lower = next((p for p in parts if p.op in ("<", "<=") and p.args[1] == variable), None)
    upper = next((p for p in parts if p.op in ("<", "<=") and p.args[0] == variable), None)
    rest = [part for part in parts if part not in (lower, upper)]
    if rest == [Term("integer", (variable,))]:
        if lower is None and upper is None:
            return signs["Z"]
        if lower is not None and upper is not None and (lower.op, upper.op) == ("<=", "<="):
            ends = (write(lower.args[0]), signs["..."], write(upper.args[1]))
            return f"{signs['{']}{', '.join(ends)}{signs['}']}"
    if not rest and (lower is not None or upper is not None):
        low = f"[{write(lower.args[0])}" if lower is not None and lower.op == "<=" else None
        low = low or (f"({write(lower.args[0])}" if lower is not None else f"(-{signs['inf']}")
        high = f"{write(upper.args[1])}]" if upper is not None and upper.op == "<=" else None
        high = high or (f"{write(upper.args[1])})" if upper is not None else f"{signs['inf']})")
        return f"{low}, {high}"
    for name, bound in (("N", (">=", ZERO)), ("N", (">", ZERO)), ("N", (">=", ONE))):
        whole = [Term("integer", (variable,)), Term(bound[0], (variable, bound[1]))]
        if list(parts) == whole:
            return signs[name] if bound == (">=", ZERO) else signs["N"] + "+"
    shown = symbol("t")
    return f"{signs['{']}t {signs['|']} {write(said_of(shown, members))}{signs['}']}"


def _alternatives(condition: Term) -> tuple[Term, ...]:
    return condition.args if condition.op == "or" else (condition,)
