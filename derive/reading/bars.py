r"""Values of an expression at a point, and between two: `|_{x=0}` and `[F]_a^b` behind it.

Invariant: the variable is named, or the only symbol there is, or the one that the formula integrates by.
"""

from __future__ import annotations

import re
from fractions import Fraction

from derive.reading import beyond, cases
from derive.reading.brackets import CLOSED
from derive.reading.calculus import variable
from derive.reading.integrals import signed_infinity
from derive.reading.parser import Parser
from derive.reading.tokens import Token
from derive.reading.unsupported import UNSUPPORTED
from derive.reading.vocabulary import RELATIONS
from derive.terms.term import INFINITY, Term, neg, number, sub, symbol

_DIFFERENTIAL = re.compile(
    r"(?<![A-Za-z\\])(?:\\(?:mathrm|text)\{\s*d\s*\}|d)\s*([A-Za-z]|\\[a-z]+)(?![A-Za-z_({])"
)


def read_fence(p: Parser) -> Term:
    r"""`\left( … \right)`, and `\left. f \right|_{x=0}`."""
    opener = p.token
    if opener.text != ".":
        if opener.text in (r"\|", r"\lVert", r"\Vert"):
            return beyond.read_norm(p)
        if opener.text == r"\langle":
            return beyond.read_pairing(p)
        if opener.text not in ("(", "[", r"\{", "|", r"\lvert", r"\lfloor", r"\lceil"):
            if opener.text in UNSUPPORTED:
                raise p.error(opener, *UNSUPPORTED[opener.text])
            raise p.error(opener, rf"`\left{opener.text}` opens nothing", r"write `\left(`")
        if opener.text == r"\{" and p.peek().kind == "begin":
            return cases.read_braced_cases(p)
        return p.bracket()
    p.advance()
    around = p.enter()
    body = p.expression()
    p.leave(around)
    close = p.token
    if close.kind != "right" or close.text != "|":
        raise p.error(opener, r"`\left.` is not closed", r"write `\right|_{x=0}`")
    p.advance()
    return evaluated(p, body)


def evaluated(p: Parser, body: Term) -> Term:
    """`|_{x=0}` or `|_a^b` behind what it evaluates; the bar is read."""
    close = p.tokens[p.index - 1]
    if p.token.text == "_" and p.between_bounds():
        return between(p, body, close)
    if p.token.text != "_" or p.peek().text != "{":
        raise p.error(close, "the bar does not say at which value", r"write `\right|_{x=0}`")
    p.advance()
    group = p.advance()
    at, _ = variable(p, close)
    if RELATIONS.get(p.token.text) != "=":
        raise p.error(close, "the bar does not say at which value", r"write `\right|_{x=0}`")
    p.advance()
    around = p.enter()
    point = p.expression()
    p.leave(around)
    p.close(group)
    p.shape = CLOSED
    return Term("at", (body, at, point))


def between(p: Parser, body: Term, start: Token) -> Term:
    r"""`[F]_a^b`, `[F]_{x=a}^{x=b}`: F at b less F at a; a limit from inside where a bound is a number or ∞."""
    name, source = None, p.source(start)
    bounds: dict[str, Term] = {}
    while p.token.kind == "sign" and p.token.text in "_^" and p.token.text not in bounds:
        mark = p.advance()
        named = p.token.text == "{" and RELATIONS.get(p.peek(2).text) == "="
        if named:
            opener = p.advance()
            name, _ = variable(p, mark)
            p.advance()
            around = p.enter()
            bounds[mark.text] = p.expression()
            p.leave(around)
            p.close(opener)
        else:
            bounds[mark.text] = signed_infinity(p) or p.script(mark)
    symbols = [s for s in body.free if s.op == "symbol"]
    if name is None and len(symbols) == 1 and body.op not in ("symbol", "indexed", "apply"):
        (name,) = symbols  # but `[x]_0^1` can be x kept between the bounds
    if name is None:
        name = integrated(p, body)
    if len(bounds) < 2 or name is None:
        raise p.error(
            start,
            f"`{source}` with a subscript does not say of which variable its bounds are",
            rf"write `{source}_{{x=a}}^{{x=b}}`",
        )
    lower, upper = bounds["_"], bounds["^"]
    inside = all(b.op in ("number", "infinity", "neg") and not b.free for b in (lower, upper))
    ends = [literal_end(b) for b in (lower, upper)]
    turned = inside and None not in ends and ends[0] > ends[1]
    p.shape = CLOSED
    side = -1 if turned else 1
    return sub(_value(body, name, upper, -side, inside), _value(body, name, lower, side, inside))


def integrated(p: Parser, body: Term) -> Term | None:
    """The one variable that the formula integrates by, where the body speaks of it: its bounds are meant."""
    letters = {match[1] for match in _DIFFERENTIAL.finditer(p.latex)}
    found = symbol(letters.pop()) if len(letters) == 1 else None
    return found if found in body.free else None


def literal_end(bound: Term) -> Fraction | None:
    """The number that a bound is, or None."""
    if bound.op == "neg":
        inner = literal_end(bound.args[0])
        return None if inner is None else -inner
    return bound.value if bound.op == "number" else None


def _value(body: Term, name: Term, bound: Term, side: int, inside: bool) -> Term:
    if bound in (INFINITY, neg(INFINITY)):
        return Term("limit", (body, name, bound, number(0)))
    if inside:
        return Term("limit", (body, name, bound, number(side)))
    return Term("at", (body, name, bound))
