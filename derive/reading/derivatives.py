r"""Derivatives on one line: with a slash, with a subscript, with a prime on a macro.

Invariant: a derivative with a slash is of one factor, by the variables its order asks
for; where a reader could take more or less, it is an error.

    dy/dx, \partial L/\partial x, d/dx f(x)      \partial_x L      \tanh'(x)
"""

from __future__ import annotations

from derive.reading.brackets import CLOSED, OPEN
from derive.reading.calculus import differential_at, read_order, starts_operand, variable
from derive.reading.cursor import BOUNDS
from derive.reading.naming import after_item
from derive.reading.parser import Parser
from derive.reading.tokens import Token
from derive.reading.unsupported import UNSUPPORTED
from derive.terms.term import Term, fresh, symbol

LONGEST = 80  # tokens of what is differentiated


def stands(p: Parser) -> bool:
    """Whether a derivative with a slash stands here: `d…/d` or `∂…/∂` and a name."""
    kind = differential_at(p, p.index)
    if kind is None or (p.token.text == "d" and "d" in p.names.symbols):
        return False
    slash = slash_after(p, kind[1])
    under = differential_at(p, slash + 1) if slash else None
    if not under or under[0] != kind[0]:
        return False
    return p.tokens[under[1]].kind in ("letter", "command", "text") or p.tokens[under[1]].text == "{"


def slash_after(p: Parser, at: int) -> int:
    """The index of the slash that ends the factor at a token; 0 for none."""
    if p.tokens[at].text == "^":
        at = after_item(p, at + 1)
    depth = 0
    for index in range(at, min(len(p.tokens), at + LONGEST)):
        token = p.tokens[index]
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth < 0 or token.kind in ("stop", "row"):
            return 0
        if not depth and token.text in BOUNDS:
            return index if token.text == "/" else 0
    return 0


def read_slashed(p: Parser) -> Term:
    r"""`dy/dx`, `\partial^2 L/\partial x\partial y`, `d/dx f(x)`."""
    macro = p.token
    kind = differential_at(p, p.index)
    p.move(kind[1])
    order = read_order(p, macro) if p.token.text == "^" else 1
    body = p.factor() if p.token.text != "/" else None
    if p.token.text != "/" or p.pending is not None:
        raise p.error(
            macro, "a derivative of several factors with a slash", r"write `\frac{d}{dx}\left(…\right)`"
        )
    p.advance()
    variables: list[tuple[Term, int]] = []
    while sum(times for _, times in variables) < order:
        under = differential_at(p, p.index)
        if under is None:
            break
        p.move(under[1])
        name, degree = variable(p, macro)
        variables.append((name, 1 if degree is None else whole(degree)))
    if sum(times for _, times in variables) != order:
        raise p.error(macro, "another order above the slash than below", "write the same order")
    if body is None:
        body = operand(p, macro)
    else:
        p.shape = CLOSED
        if p.starts_factor(p.token) and differential_at(p, p.index) is None:
            raise p.extent_of_slash(macro, p.token)
    return differentiate(body, variables)


def whole(degree: Term) -> int:
    """The order that a power on a variable gives; more than any that is read where it is no number."""
    return int(degree.value) if degree.op == "number" and degree.value.denominator == 1 else 99


def operand(p: Parser, macro: Token) -> Term:
    """The product that a derivative in front of it acts on."""
    if not starts_operand(p):
        source = p.source(macro)
        raise p.error(
            macro, f"`{source}` acts on nothing", "write what it acts on after it, in parentheses if signed"
        )
    body = p.product(operator=macro)
    p.shape = OPEN if p.shape == OPEN else CLOSED
    return body


def differentiate(body: Term, variables: list[tuple[Term, int]]) -> Term:
    """The body differentiated by the last variable first."""
    for name, times in reversed(variables):
        for _ in range(times):
            body = Term("derivative", (body, name))
    return body


def read_partial(p: Parser) -> Term:
    r"""`\partial_x L`, `\partial_{xy} L`, `\partial_x^2 L`, or `\partial L/\partial x`."""
    macro = p.token
    if stands(p):
        return read_slashed(p)
    if p.peek().text != "_":
        raise p.error(macro, *UNSUPPORTED[macro.text])
    p.move(p.index + 2)
    variables: list[tuple[Term, int]] = []
    if p.token.text == "{":
        opener = p.advance()
        while p.token.text != "}" and p.token.kind in ("letter", "command", "text"):
            name, degree = variable(p, macro)
            variables.append((name, 1 if degree is None else whole(degree)))
            if p.token.text == ",":
                p.advance()
        p.close(opener)
    else:
        variables.append((symbol(p.token.text), 1))
        if p.token.kind != "letter" and not p.starts_factor(p.token):
            raise p.error(macro, *UNSUPPORTED[macro.text])
        p.advance()
    if p.token.text == "^" and len(variables) == 1:
        variables = [(variables[0][0], read_order(p, macro))]
    if not variables or sum(times for _, times in variables) > 10:
        raise p.error(macro, "a derivative by no variable, or of an order above 10", r"write `\partial_x L`")
    return differentiate(operand(p, macro), variables)


def at_argument(make, argument: Term, order: int) -> Term:
    r"""The derivative of a function at an argument: `\tanh'(x)`."""
    by = argument
    if argument.op != "symbol":
        by = next((v for v in map(symbol, "tsuvw") if v not in argument.free), None) or fresh(
            "t", argument.free
        )
    body = differentiate(make(by), [(by, order)])
    return body if by == argument else Term("at", (body, by, argument))
