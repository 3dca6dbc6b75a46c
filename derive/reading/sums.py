r"""Sums and products over an index.

Invariant: the index, its range and what is summed are read as they are written, or not
at all; a range that is left out is left out in the term, too, for the text to supply.

    \sum_{i=1}^{n} x_i, \sum_{1 \le i \le n} x_i     the range is written
    \sum_i x_i, \sum_{i,j} a_{ij}, \sum_{x \in X}    a finite set that is not empty
    \sum_{j \ne i} x_j, \sum_{j=1, j \ne i}^{n} x_j  all but one
    \sum_{y \in \{0, 1\}} p(y)                       written out
    \sum_{n \ge 0} a_n                               to infinity
    \sum_{y \in Q_m} y, \sum_k^K p_k, \sum x         beyond: no bounds say which values
"""

from __future__ import annotations

from typing import NamedTuple

from derive.reading import lists
from derive.reading.brackets import CLOSED, OPEN
from derive.reading.calculus import starts_operand, variable
from derive.reading.conditions import elements
from derive.reading.naming import read_base
from derive.reading.parser import Parser
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import RELATIONS, SYMBOLS
from derive.terms.term import (
    INFINITY,
    ONE,
    TRUE,
    Term,
    UNSAID,
    ZERO,
    add,
    mul,
    neg,
    relation,
    sub,
    substitute,
)


class Range(NamedTuple):
    """What stands below a sum sign: the indices, the lower bound, which value is left out.

    `upper` is what is said below, too: `1 \\le i \\le n`, `x \\in X`; `values` are listed.
    """

    indices: list[Term]
    lower: Term | None = None
    upper: Term | None = None
    but: Term | None = None
    values: tuple[Term, ...] = ()


def read_sum(p: Parser) -> Term:
    r"""`\sum_{i=1}^{n} f`, and `\prod`."""
    macro = p.advance()

    def counted() -> Term:
        below, above = bounds(p, macro)
        body = summand(p, macro, below.indices)
        behind = products_behind(body, below.indices[-1]) if macro.text == r"\prod" else []
        if behind:
            body = mul(*body.args[: -len(behind)])
        return mul(over(macro, body, below, above), *(f for term in behind for f in factors(term)))

    return p.either(counted, lambda: described(p, macro), Undescribed)


def products_behind(body: Term, index: Term) -> list[Term]:
    r"""The products at the end of a body that do not vary with its index: they stand behind it,
    as in `\prod_i f(x_i) \prod_j g(y_j)`, and not in it."""
    if body.op != "*":
        return []
    last = body.args[-1]
    other = all(factor.op == "product" for factor in factors(last)) and index not in last.free
    return [last] if other and index in mul(*body.args[:-1]).free else []


def factors(term: Term) -> tuple[Term, ...]:
    return term.args if term.op == "*" else (term,)


class Undescribed(MathError):
    """What stands at a sum is no range of whole numbers and no name of a set."""


def described(p: Parser, macro: Token) -> Term:
    """A sum over what is described, or what nothing says, below its sign."""
    written, arguments = lists.read_scripts(p)
    body = summand(p, macro, [a for a in arguments if a.op == "symbol"])
    place = rf"\left({lists.DOT}\right)" if body.op in ("+", "neg") else lists.DOT
    return lists.beyond("range", f"{macro.text}{written} {place}", *arguments, body)


def bounds(p: Parser, macro: Token) -> tuple[Range, Term | None]:
    """What stands below the sign, and the upper bound above it."""
    below: Range | None = None
    above: Term | None = None
    while p.token.kind == "sign" and p.token.text in "_^":
        mark = p.advance()
        if mark.text == "_" and below is None:
            below = range_below(p, macro)
        elif mark.text == "^" and above is None:
            above = named_bound(p, below) or p.script(mark)
        else:
            raise bounds_missing(p, macro)
    if below is None:
        raise bounds_missing(p, macro)
    if above is not None and (below.upper is not None or below.values):
        raise p.error(macro, f"`{macro.text}` has two upper bounds", "write one of them")
    if below.upper is None and (below.lower is None) != (above is None):
        raise bounds_missing(p, macro)
    return below, above


def named_bound(p: Parser, below: Range | None) -> Term | None:
    r"""The upper bound that names its index again, `\sum_{k=1}^{k=n}`; None where none stands here."""
    names = {index.value for index in below.indices} if below is not None else ()
    if p.token.text != "{" or p.peek().text not in names or RELATIONS.get(p.peek(2).text) != "=":
        return None
    opener = p.advance()
    p.move(p.index + 2)
    around = p.enter()
    bound = p.expression()
    p.leave(around)
    p.close(opener)
    return bound


def over(macro: Token, body: Term, below: Range, above: Term | None) -> Term:
    """The sum of a body over what stands below and above its sign."""
    op = "sum" if macro.text == r"\sum" else "product"
    if below.values:
        parts = [substitute(body, {below.indices[0]: value}) for value in below.values]
        return (add if op == "sum" else mul)(*parts)
    if below.but is not None:
        (index,) = below.indices
        body = Term("cases", (body, relation(index, "!=", below.but), ZERO if op == "sum" else ONE, TRUE))
    upper = above or below.upper or UNSAID
    for index in reversed(below.indices):
        body = Term(op, (body, index, below.lower or ONE, upper))
    return body


def range_below(p: Parser, macro: Token) -> Range:
    """What stands below, after its `_`."""
    if p.token.text != "{":
        letter = p.advance()
        if letter.kind != "letter" and letter.text not in SYMBOLS:
            raise bounds_missing(p, macro)
        return Range([Term("symbol", (), letter.text)])
    opener = p.advance()
    around = p.enter()
    found = range_written(p, macro)
    p.leave(around)
    if p.token.text != "}":
        raise bounds_missing(p, macro)
    p.close(opener)
    return found


def range_written(p: Parser, macro: Token) -> Range:
    if p.token.kind == "number":
        lower = p.expression()
        return range_between(p, macro, lower)
    indices = [index_name(p, macro)]
    while p.token.text == "," or p.token.kind == "letter":
        if p.token.text == ",":
            p.advance()
        indices.append(index_name(p, macro))
    sign = RELATIONS.get(p.token.text)
    if p.token.text == r"\in" and len(indices) == 1:
        p.advance()
        return range_of_set(p, macro, indices)
    if sign == "=":
        p.advance()
        lower = p.expression()
        but = None
        if p.token.text == ",":
            p.advance()
            but = left_out(p, macro, indices)
        return Range(indices, lower, None, but)
    if sign in (">=", ">") and len(indices) == 1:
        p.advance()
        lower = p.expression()
        return Range(indices, lower if sign == ">=" else add(lower, ONE), INFINITY)
    if sign == "!=":
        return Range(indices, but=left_out(p, macro, indices, named=True))
    if p.token.text != "}" or len(set(indices)) < len(indices):
        raise bounds_missing(p, macro)
    return Range(indices)


def range_between(p: Parser, macro: Token, lower: Term) -> Range:
    r"""`1 \le i \le n` behind its lower bound."""
    signs = []
    parts = []
    for read in (lambda: index_name(p, macro), p.expression):
        sign = RELATIONS.get(p.token.text)
        if sign not in ("<", "<="):
            raise bounds_missing(p, macro)
        p.advance()
        signs.append(sign)
        parts.append(read())
    index, upper = parts
    return Range(
        [index],
        lower if signs[0] == "<=" else add(lower, ONE),
        upper if signs[1] == "<=" else sub(upper, ONE),
    )


def range_of_set(p: Parser, macro: Token, indices: list[Term]) -> Range:
    r"""`\{0, 1\}`, `\{1, \dots, n\}` or the name of a set."""
    if p.token.text == r"\{":
        values, last = elements(p)
        return Range(indices, values[0], last) if last is not None else Range(indices, values=tuple(values))
    name = read_base(p).term
    if name.op != "symbol":
        raise bounds_missing(p, macro)
    return Range(indices, None, Term("unsaid", (), name.value))


def index_name(p: Parser, macro: Token) -> Term:
    if p.token.kind != "letter" and p.token.text not in SYMBOLS:
        raise bounds_missing(p, macro)
    index = Term("symbol", (), p.advance().text)
    if p.token.kind == "sign" and p.token.text in "_^'":
        p.move(p.index - 1)
        named, power = variable(p, macro)
        if power is not None or named.op != "symbol":
            raise bounds_missing(p, macro)
        index = named
    return index


def left_out(p: Parser, macro: Token, indices: list[Term], named: bool = False) -> Term:
    r"""The value in `j \ne i`; the j is read already when it is `named`."""
    if not named and index_name(p, macro) != indices[0]:
        raise bounds_missing(p, macro)
    if len(indices) > 1 or RELATIONS.get(p.token.text) != "!=":
        raise bounds_missing(p, macro)
    p.advance()
    return p.expression()


def summand(p: Parser, macro: Token, indices: list[Term]) -> Term:
    r"""The product behind the sign; a sign of its own, as in `\sum_i -x_i`, belongs to it."""
    negative = p.token.kind == "sign" and p.token.text == "-"
    if negative:
        p.advance()
    if not starts_operand(p):
        raise p.error(
            macro,
            f"`{macro.text}` acts on nothing",
            "write what it acts on after it, in parentheses if it is signed",
        )
    start, around = p.token, p.counted
    p.counted = around | frozenset(indices)
    body = p.product(bars=False)
    p.counted = around
    alone, p.shape = p.shape == CLOSED, OPEN
    index = indices[-1] if indices else None
    several = index is not None and macro.text == r"\prod" and not alone and body.op in ("*", "/")
    several = several and not (products_behind(body, index) if body.op == "*" else [])
    if several and index in body.free and index not in body.args[-1].free:
        whole = p.source(macro)
        raise p.error(
            start,
            f"what ends `{whole}` does not depend on `{index.value}`: it can stand in the product or behind it",
            r"put parentheses around the product, or around what is multiplied",
        )
    return neg(body) if negative else body


def bounds_missing(p: Parser, macro: Token) -> MathError:
    return Undescribed(
        macro.start, f"`{macro.text}` without the bounds of its index", f"write `{macro.text}_{{i=1}}^{{n}}`"
    )
