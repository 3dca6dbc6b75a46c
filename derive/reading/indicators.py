r"""Indicators: one where a condition holds, else zero.

Invariant: the condition is all that stands between the brackets.

    \mathbb{1}[x > 0], \mathbb{I}(x > 0), 1_{x > 0}, [x > 0], \delta_{ij}
"""

from __future__ import annotations

from derive.reading import conditions, naming
from derive.reading.brackets import CLOSED
from derive.reading.cursor import CLOSERS
from derive.reading.parser import Parser
from derive.reading.vocabulary import RELATIONS, UNSUPPORTED_RELATIONS
from derive.terms.term import ONE, TRUE, ZERO, Term, number

FONTS = frozenset((r"\mathbb", r"\mathbf", r"\mathbbm", r"\mathds", r"\boldsymbol", r"\mathrm"))


def stands(p: Parser) -> bool:
    r"""Whether `\mathbb{1}` or `\mathbb{I}` stands here as an indicator, and not as a name."""
    if p.token.text not in FONTS:
        return False
    one = p.peek(2) if p.peek().text == "{" else p.peek()
    if one.text == "1":
        return p.token.text != r"\mathrm" or relates(p, p.index + (4 if p.peek().text == "{" else 2))
    return relates(p, p.index + (4 if p.peek().text == "{" else 2))


def relates(p: Parser, at: int) -> bool:
    """Whether the bracket that opens at a token holds a relation."""
    if p.tokens[at].text == "_":
        at += 1
    opener = p.tokens[at]
    if opener.text not in ("{", "[", "(", r"\{"):
        return False
    depth = 0
    for token in p.tokens[at:]:
        depth += (token.text in CLOSERS and token.text != "|") - (token.text in (")", "]", "}", r"\}"))
        if depth <= 0 or token.kind in ("row", "stop"):
            return False
        if depth == 1 and (token.text in RELATIONS or token.text in UNSUPPORTED_RELATIONS):
            return True
    return False


def read_bracket(p: Parser) -> Term:
    """`[x > 0]`, or what stands between brackets that only group."""
    return condition_in_brackets(p) if relates(p, p.index) else p.bracket()


def read_indicator(p: Parser) -> Term:
    r"""`\mathbb{1}[i = j]`, `\mathbb{1}_{x > 0}`: one where it holds, else zero."""
    macro = p.advance()
    if macro.kind == "command" and p.token.text == "{":
        opener = p.advance()
        p.advance()
        p.close(opener)
    elif macro.kind == "command":
        p.advance()
    if p.token.text == "_" and p.peek().text == "{":
        p.advance()
    if p.token.text not in ("{", "[", "(", r"\{"):
        raise p.error(macro, "an indicator without its condition", r"write `\mathbb{1}[x > 0]`")
    return condition_in_brackets(p)


def read_number(p: Parser) -> Term:
    r"""A number; `1_{x > 0}` and `1\{x > 0\}`, which are no products; `5\%`."""
    if p.token.text == "1" and relates(p, p.index + 1):
        return read_indicator(p)
    term = p.number(p.advance())
    if p.token.text == r"\%":
        p.advance()
        term = Term("/", (term, number(100)))
    return term


def condition_in_brackets(p: Parser) -> Term:
    """One where the condition between the brackets holds, else zero."""
    opener = p.advance()
    around = p.enter()
    braces = opener.text == "{" and p.token.text == r"\{"
    inner = p.advance() if braces else None
    holds = conditions.condition(p)
    if inner is not None:
        p.close(inner)
    p.leave(around)
    p.close(opener)
    p.shape = CLOSED
    return Term("cases", (ONE, holds, ZERO, TRUE))


def read_delta(p: Parser) -> Term:
    r"""`\delta_{ij}`, `\delta(i = j)`, the Kronecker delta: one where i = j, else zero."""
    if p.peek().text in ("(", "[") and relates(p, p.index + 1):  # \delta(y = j)
        p.advance()
        return condition_in_brackets(p)
    term = naming.read_name(p)
    if term.op == "indexed" and term.args[0].value == r"\delta" and len(term.args) == 3:
        return Term("cases", (ONE, Term("=", term.args[1:]), ZERO, TRUE))
    return term
