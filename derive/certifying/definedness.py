"""Where a term is defined, as Rocq propositions.

Invariant: the propositions hold together only where the term as written is defined; none is
left out but of what is plain from a number (2 ≠ 0).  A derivative is defined where its body is
defined near the point and has one.
"""

from __future__ import annotations

import re

from derive.certifying.expressions import (
    INFINITE,
    REAL,
    WHOLE,
    Inexpressible,
    Types,
    Writer,
    integer,
)
from derive.terms.term import FAMILIES, Term


def defined(term: Term, types: Types, writer: Writer) -> list[str]:
    """What must hold for the term, or both sides of a relation, to have a value."""
    found: dict[str, None] = {}
    _collect(term, types, writer, found)
    return list(found)


def together(parts: list[str]) -> str:
    r"""The propositions joined by /\."""
    if len(parts) == 1:
        return parts[0]
    inner = r" /\ ".join(parts)
    return f"({inner})" if parts else "True"


def _collect(term: Term, types: Types, writer: Writer, found: dict[str, None]) -> None:
    op, args = term.op, term.args
    if op in _BOUND:
        parts = _BOUND[op](term, types, writer)
    elif op == "cases":
        parts = _rows(args, types, writer)
    else:
        for part in args[1:] if op in FAMILIES else args:
            _collect(part, types, writer, found)
        parts = _own(term, types, writer)
    found.update(dict.fromkeys(parts))


def _own(term: Term, types: Types, writer: Writer) -> list[str]:
    """The condition of the term's outermost operation."""
    op, args = term.op, term.args
    value = _value(args[-1]) if op == "/" else _value(args[0]) if args else None
    if op in ("integer", "indexed", "apply") or value is not None and _plain(op, value):
        return []
    if op in _DOMAINS:
        return [_DOMAINS[op].format(*(writer.real(part, types) for part in args))]
    if op == "factorial":
        return [f"(0 <= {writer.whole(args[0], types)})%Z"]
    if op == "root":
        degree = integer(args[1])
        return [] if degree and degree % 2 else [f"(0 <= {writer.real(args[0], types)})"]
    if op == "prime":
        name = writer.names.of("function 1", str(args[0].value))
        return [f"(ex_derive_n {name} {integer(args[1])} {writer.real(args[2], types)})"]
    return _of_power(args, types, writer) if op == "^" else []


_DOMAINS = {
    "/": "({1} <> 0)",
    "log": "(0 < {0})",
    "sqrt": "(0 <= {0})",
    "tan": "((cos {0}) <> 0)",
    "arcsin": "(-1 <= {0} <= 1)",
    "arccos": "(-1 <= {0} <= 1)",
    "artanh": "(-1 < {0} < 1)",
    "arcosh": "(1 <= {0})",
}


def _plain(op: str, value) -> bool:
    """Whether a number is plainly where the operation is defined."""
    return op in ("/", "log", "sqrt") and (value > 0 or op == "/" and value != 0)


def _value(term: Term):
    return term.value if term.op == "number" else None


def _of_power(args: tuple[Term, ...], types: Types, writer: Writer) -> list[str]:
    base, exponent = args
    written, count = writer.real(base, types), integer(exponent)
    value = _value(base)
    if count is not None:
        return [] if count >= 0 or value else [f"({written} <> 0)"]
    if value is not None and value > 0:
        return []
    if writer.is_whole(exponent, types):
        return [rf"((0 <= {writer.whole(exponent, types)})%Z \/ {written} <> 0)"]
    return [rf"(0 < {written} \/ ({written} = 0 /\ 0 < {writer.real(exponent, types)}))"]


def _rows(args: tuple[Term, ...], types: Types, writer: Writer) -> list[str]:
    """A row is reached where those above do not hold; without a row there is no value."""
    if not args:
        return ["False"]
    value, condition, *rest = args
    here = defined(value, types, writer)
    if condition.op == "true":
        return here
    below = _rows(tuple(rest), types, writer)
    said = writer.condition(condition, types)
    parts = defined(condition, types, writer)
    if here:
        parts.append(f"({said} -> {together(here)})")
    if below:
        parts.append(f"(~ {said} -> {together(below)})")
    return parts


# ── binders ──────────────────────────────────────────────────────────────────


def _of_sum(term: Term, types: Types, writer: Writer) -> list[str]:
    body, index, lower, upper = term.args
    if index in lower.free | upper.free:
        raise Inexpressible("a bound that moves with its index")
    low, high = writer.whole(lower, types), writer.whole(upper, types)
    ends = integer(lower), integer(upper)
    before = f"{low} - 1" if ends[0] is None else ends[0] - 1
    parts = [] if None not in ends and ends[0] - 1 <= ends[1] else [f"({before} <= {high})%Z"]
    inner = {**types, index: WHOLE}
    within = defined(body, inner, writer)
    if within:
        name = writer.names.of("value", str(index.value))
        parts.append(f"(forall {name} : Z, ({low} <= {name} <= {high})%Z -> {together(within)})")
    return parts


def _of_derivative(term: Term, types: Types, writer: Writer, at: str | None = None) -> list[str]:
    taken, at = writer.varied(term, types), at or writer.point(term, types)
    return [*near(term, at, types, writer), f"(ex_derive {taken} {at})"]


def near(taken: Term, at: str, types: Types, writer: Writer) -> list[str]:
    """That the body of a derivative is defined near a point."""
    body, variable = taken.args
    varies = writer.name_of_varied(variable)
    parts: list[str] = []
    apart: list[str] = []

    def write(inner: Types) -> str:
        for part in defined(body, inner, writer):
            (parts if re.search(rf"\b{varies}\b", part) else apart).append(part)
        return together(parts)

    written = writer.varying(variable, types, write)
    return [*apart, f"(locally {at} {written})"] if parts else apart


def _of_value(term: Term, types: Types, writer: Writer) -> list[str]:
    body, variable, value = term.args
    found = defined(value, types, writer)
    if body.op == "derivative" and body.args[1] == variable:
        return [*found, *_of_derivative(body, types, writer, writer.real(value, types))]
    name = writer.names.of("value", str(variable.value))
    inner = defined(body, {**types, variable: REAL}, writer)
    if inner:
        found.append(f"((fun {name} : R => {together(inner)}) {writer.real(value, types)})")
    return found


def _of_integral(term: Term, types: Types, writer: Writer) -> list[str]:
    body, variable, lower, upper = term.args
    written = writer.lambda_(variable, body, types, REAL)
    improper = lower in INFINITE or upper in INFINITE
    if improper:
        ends = f"{writer.end(lower, types)} {writer.end(upper, types)}"
        return [*integrand(term, types, writer), f"(ex_RInt_gen {written} {ends})"]
    ends = f"{writer.real(lower, types)} {writer.real(upper, types)}"
    return [*integrand(term, types, writer), f"(ex_RInt {written} {ends})"]


def integrand(term: Term, types: Types, writer: Writer) -> list[str]:
    """That the bounds of an integral are defined, and its body between them."""
    body, variable, *bounds = term.args
    if any(variable in bound.free for bound in bounds):
        raise Inexpressible("a bound that moves with its variable")
    found: list[str] = []
    for bound in bounds:
        if bound not in INFINITE:
            found += defined(bound, types, writer)
    inner = defined(body, {**types, variable: REAL}, writer)
    if inner:
        name = writer.names.of("value", str(variable.value))
        low, high = (None if b in INFINITE else writer.real(b, types) for b in bounds)
        if low is not None and high is not None:
            range_ = [f"((Rmin {low} {high}) < {name} < (Rmax {low} {high}))"]
        else:
            range_ = [f"({low} < {name})"] if low is not None else [f"({name} < {high})"] if high else []
        said = " -> ".join((*range_, together(inner)))
        found.append(f"(forall {name} : R, {said})")
    return found


def _of_limit(term: Term, types: Types, writer: Writer) -> list[str]:
    raise Inexpressible("a limit inside a term has no counterpart in Rocq's library")


_BOUND = {
    "sum": _of_sum,
    "product": _of_sum,
    "derivative": _of_derivative,
    "at": _of_value,
    "integral": _of_integral,
    "limit": _of_limit,
}
