"""How far a condition reaches, by its cue and by what it says.

Invariant: an equation between compound terms is a condition only where it is assumed in
so many words; behind `where` and `with` it gives a name, or is nothing.
"""

from __future__ import annotations

from derive.reading.cues import CASE, FACT, LET, SECTION, WHERE
from derive.terms.term import Term, subterms

_PLAIN = frozenset(("symbol", "indexed", "number", "constant"))
_CASES = frozenset("if when whenever assuming provided 当 若 如果 假如 倘若 只要 每当 假使 要是".split())
_ASSUMED = frozenset("assume suppose presume 假设 假定 约定 规定 不妨假设".split())
_AT = frozenset(("at", "在", "evaluated at"))
_PUT = frozenset("set put 令 再令 设置 不妨令".split())
_SOLVED = frozenset(("apply", "derivative", "at", "limit", "integral"))  # facts, when on the left


def scope(kind: str, cue: str, term: Term, reach: str, described: bool) -> str:
    """One of the scopes of `Found`, or "" where the words state something else."""
    if term.op == "and" and any(part.op == "=" for part in term.args) and not is_simple(term):
        return ""  # `p = σ(z) = …`: a name and a claim
    if term.op == "and" and kind == LET and any(part.op == "=" for part in term.args):
        return "display"  # take a = 1, b = −1
    if term.op != "=":
        if kind == FACT and not is_simple(term):
            return ""
        if kind in (SECTION, LET):
            return reach
        return "declared" if kind == WHERE and described else "display"
    left, right = term.args
    if left.op == "beyond":
        return ""  # dv = dx says nothing of a number
    local = kind == WHERE or reach == "display"
    gives = gives_name(term)
    if kind in (LET, WHERE) and gives:
        return "display name" if local else "name"
    if kind == SECTION:
        if left.op == "apply" and gives:
            return "display name" if local else "name"
        if cue not in _ASSUMED and _mentions(left, _SOLVED):
            return ""
        return reach
    if kind == LET and left.op == "symbol" and left in right.free:
        return ""  # let w = w − 1: an update
    if kind == LET:
        return "display" if local or cue in _PUT or is_simple(term) else "section"
    if is_simple(term):
        return "display"
    if kind == WHERE:
        return "display" if right.op in _PLAIN and not _mentions(left, _SOLVED | {"log", "exp"}) else ""
    if cue in _AT and left.op in ("symbol", "indexed") and is_name(term):
        return "display"
    return "display" if kind == CASE and cue in _CASES and left.op != "apply" else ""


def is_name(term: Term) -> bool:
    """Whether the left side of an equation can be a name for its right side."""
    left, right = term.args
    if left.op == "symbol":
        return left not in right.free
    if left.op not in ("apply", "indexed"):
        return False
    arguments = left.args[1:]
    return all(a.op == "symbol" for a in arguments) and len(set(arguments)) == len(arguments)


def gives_name(term: Term) -> bool:
    """Whether an equation behind `where` gives a name; x = 0 and a = b are conditions."""
    left, right = term.args
    return is_name(term) and (left.op == "apply" or right.op not in ("number", "neg", "symbol"))


def is_simple(term: Term) -> bool:
    """Whether it compares symbols with numbers or other symbols."""
    if term.op in ("and", "or"):
        return all(map(is_simple, term.args))
    parts = [side.args[0] if side.op in ("neg", "abs") else side for side in term.args]
    return all(part.op in _PLAIN for part in parts)


def _mentions(term: Term, ops: frozenset[str]) -> bool:
    return any(part.op in ops for part in subterms(term))
