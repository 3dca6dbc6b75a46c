r"""Fractions, binomial coefficients, derivatives and limits.

Invariant: an operator acts on the product that follows it and ends at the next
`+` or `−` of its level; a derivative before a parenthesis and another factor, where
readers differ, is an error.
"""

from __future__ import annotations

from math import factorial
from typing import NamedTuple

from derive.reading import lists
from derive.reading.brackets import CLOSED, OPEN
from derive.reading.cursor import MULTIPLICATIONS
from derive.reading.naming import behind_script, name_and_scripts, read_base
from derive.reading.parser import Parser
from derive.reading.spelling import Name, is_function
from derive.reading.tokens import Token
from derive.reading.vocabulary import UPRIGHT
from derive.terms.term import Term, div, function, mul, number, power, sub

HIGHEST = 10  # order of a derivative
MOST_CHOSEN = 20  # a number k for which n choose k is written out


def read_fraction(p: Parser) -> Term:
    r"""`\frac{a}{b}`, or a derivative: `\frac{d}{dx} f`, `\frac{\partial f}{\partial x}`."""
    macro = p.advance()
    kind = differential_at(p, p.index + 1 if p.token.text == "{" else p.index)
    if kind and (p.token.text == "{" or p.token.kind != "letter" or p.peek().text == "{"):
        below = p.index + 1 if p.token.text != "{" else after_group(p, p.index)
        under = differential_at(p, below + 1) if p.tokens[below].text == "{" else None
        if under and p.tokens[under[1]].text != "}":
            return read_derivative(p, macro, kind, under)
        if kind[0] == "partial":
            raise p.error(
                macro,
                r"`\partial` in a fraction that is no derivative",
                r"write `\frac{\partial L}{\partial x}`",
            )
    refuse_variation(p, macro)
    above = p.argument(macro)
    below = p.argument(macro)
    p.shape = CLOSED
    return div(above, below)


def refuse_variation(p: Parser, macro: Token) -> None:
    r"""`\frac{\delta L}{\delta x}`, which is no quotient."""
    if p.token.text != "{" or p.peek().text != r"\delta" or r"\delta" in p.names.symbols:
        return
    if p.peek(2).kind not in ("letter", "command") or p.peek(2).text in MULTIPLICATIONS:
        return
    below = after_group(p, p.index)
    if (
        p.tokens[below].text == "{"
        and p.tokens[below + 1].text == r"\delta"
        and p.tokens[below + 2].text not in "_}^"
    ):
        raise p.error(
            macro,
            f"`{p.latex[macro.start : p.tokens[after_group(p, below) - 1].end]}` can be a derivative or a quotient",
            r"write `\frac{\partial L}{\partial x}` for the derivative, `\Delta` for changes",
        )


def differential_at(p: Parser, at: int) -> tuple[str, int] | None:
    r"""Whether a d or ∂ stands at a token: which, and the index behind it."""
    token = p.tokens[min(at, len(p.tokens) - 1)]
    if token.text == "{" and p.tokens[at + 1].text in UPRIGHT:  # {\rm d}x
        inner = differential_at(p, at + 1)
        return (inner[0], inner[1] + 1) if inner and p.tokens[inner[1]].text == "}" else None
    if token.text == r"\partial":
        return ("partial", at + 1)
    if token.text == "d" and token.kind in ("letter", "text"):
        return ("d", at + 1)
    if token.text in (r"\mathrm", r"\operatorname", r"\rm"):
        following = p.tokens[at + 1]
        if following.text == "d":
            return ("d", at + 2)
        if following.text == "{" and p.tokens[at + 2].text == "d" and p.tokens[at + 3].text == "}":
            return ("d", at + 4)
    return None


def after_group(p: Parser, at: int) -> int:
    """The index behind the braces that open at a token."""
    depth = 0
    while at < len(p.tokens) - 1:
        token = p.tokens[at]
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
        at += 1
        if not depth:
            break
    return at


def read_derivative(p: Parser, macro: Token, kind: tuple[str, int], under: tuple[str, int]) -> Term:
    if kind[0] != under[0]:
        raise p.error(macro, r"`d` over `\partial`, or the other way round", "write one kind of d in both")
    grouped = p.token.text == "{"
    opener = p.token
    p.move(kind[1])
    order, body = 1, None
    if grouped:
        if p.token.text == "^" and p.token.kind == "sign":
            order = read_order(p, macro)
        if p.token.text != "}":
            body = p.product()
        if p.token.text in ("+", "-"):
            raise p.error(
                opener,
                "a derivative of a sum without parentheses",
                r"write `\frac{\partial (a + b)}{\partial x}`",
            )
        p.close(opener)
    variables = read_variables(p, macro)
    below = sum(v.times for v in variables)
    if order == 1 and len(variables) == 1 and variables[0].power == 1:  # by the quantity σ²
        variables = [Quantity(variables[0].variable, below, 1)]
    elif below != order:
        raise p.error(
            macro,
            f"a derivative of order {order} above and {below} below",
            r"write the same order: `\frac{\partial^2 L}{\partial x \partial y}`, or name the power",
        )
    if body is None:
        sign = p.token
        if not starts_operand(p):
            source = p.source(macro)
            if sign.text in ("+", "-"):
                edit = rf"write `{source}\left(…\right)`"
                raise p.error(macro, f"`{source}` acts on a signed term", edit)
            raise p.error(macro, f"`{source}` acts on nothing", "write what it acts on after it")
        body = p.product(operator=macro)
        p.shape = OPEN if p.shape == OPEN else CLOSED
    else:
        p.shape = CLOSED
        if p.token.text == "(" and body.op == "symbol" and all(v.power == 1 for v in variables):
            return at_parentheses(p, macro, body, variables)
    for quantity in reversed(variables):
        for _ in range(quantity.times):
            body = quantity.derivative(body)
    return body


def at_parentheses(p: Parser, macro: Token, body: Term, variables: list[Quantity]) -> Term:
    r"""`\frac{df}{dx}(a)`, the derivative of a function at a point; else the derivative, before its factor."""
    begin, slope = p.index, body
    for quantity in reversed(variables):
        for _ in range(quantity.times):
            slope = quantity.derivative(slope)
    if len(variables) != 1 or not is_function(p, Name(str(body.value), macro)):
        return slope
    argument, (quantity,) = p.factor(), variables
    if argument.op not in ("symbol", "number", "apply"):
        if quantity.variable not in argument.free:
            p.move(begin)
            return slope
        source = p.source(macro)
        raise p.error(
            macro,
            f"`{source}` can be a derivative at a point or a product",
            "write `f'(…)` for the point, `\\cdot` for the product",
        )
    point = quantity.variable if argument == quantity.variable else argument
    derivative = Term("apply", (body, quantity.variable))
    for _ in range(quantity.times):
        derivative = Term("derivative", (derivative, quantity.variable))
    return derivative if point == quantity.variable else Term("at", (derivative, quantity.variable, point))


class Quantity(NamedTuple):
    """What a derivative goes by: a variable to a power, and how many times."""

    variable: Term
    power: int
    times: int

    def derivative(self, body: Term) -> Term:
        """The derivative of the body, by the chain rule where it goes by a power: d/dσ² = (d/dσ) / 2σ."""
        taken = Term("derivative", (body, self.variable))
        if self.power == 1:
            return taken
        inner = self.variable if self.power == 2 else power(self.variable, number(self.power - 1))
        return div(taken, mul(number(self.power), inner))


def read_order(p: Parser, macro: Token) -> int:
    p.advance()
    return order_of(p, macro, p.argument(macro))


def order_of(p: Parser, macro: Token, order: Term) -> int:
    if order.op != "number" or order.value.denominator != 1 or not 1 <= order.value <= HIGHEST:
        raise p.error(macro, "the order of the derivative is no number from 1 to 10", "write it as a number")
    return int(order.value)


def read_variables(p: Parser, macro: Token) -> list[Quantity]:
    r"""The denominator: each variable with its order; in `\partial (\sigma^2)^2` a power with its own."""
    opener = p.advance()
    variables = []
    while p.token.text != "}":
        kind = differential_at(p, p.index)
        if kind is None:
            raise p.error(
                p.token,
                "the denominator of a derivative holds more than variables",
                r"write `\frac{\partial L}{\partial x}`, and name what you differentiate by",
            )
        p.move(kind[1])
        grouped = p.token.text == "("
        name, degree = variable(p, macro)
        count = 1 if degree is None else order_of(p, macro, degree)
        if not grouped:
            variables.append(Quantity(name, 1, count))
        elif p.token.text == "^" and p.token.kind == "sign":
            variables.append(Quantity(name, count, read_order(p, macro)))
        else:
            variables.append(Quantity(name, count, 1))
    p.close(opener)
    return variables


def variable(p: Parser, macro: Token) -> tuple[Term, Term | None]:
    r"""A symbol or indexed symbol, and the power on it.  What encloses it, `\partial{x}`, changes nothing."""
    opener = p.token
    parentheses = opener.text in ("(", "{") and opener.kind == "sign"
    if parentheses:
        p.advance()
    if p.token.kind not in ("letter", "command", "text"):
        raise p.error(p.token, f"`{macro.text}` goes by what is no variable", "write a letter there")
    name = name_and_scripts(p, read_base(p))
    if name.primes and name.base in p.names.primed and not name.indices:
        name.base, name.primes = name.base + "'" * name.primes, 0
    if name.primes:
        raise p.error(name.start, "a prime on a variable", rf"write another letter, `\tilde{{{name.base}}}`")
    if parentheses:
        p.close(opener)
    return name.term, name.power


def read_binomial(p: Parser) -> Term:
    r"""`\binom{n}{k}`: n(n − 1)…/k! for a number k, n!/(k!(n − k)!) for any other."""
    macro = p.advance()
    above = p.argument(macro)
    if p.token.text == "{" and p.holds(frozenset((",", r"\dots"))):
        inside, found = lists.read_list(p, p.advance())
        p.shape = CLOSED
        return lists.beyond("list", rf"\binom{{{lists.DOT}}}{{{inside}}}", above, *found)
    below = p.argument(macro)
    p.shape = CLOSED
    if below.op == "number" and below.value.denominator == 1 and below.value <= MOST_CHOSEN:
        count = int(below.value)
        factors = [sub(above, number(i)) if i else above for i in range(count)]
        return div(mul(*factors), number(factorial(count))) if count > 1 else mul(*factors)
    rest = function("factorial", sub(above, below))
    return div(function("factorial", above), mul(function("factorial", below), rest))


def read_limit(p: Parser) -> Term:
    r"""`\lim_{x \to 0^+} f`."""
    macro = p.advance()
    if p.token.text != "_" or p.peek().text != "{":
        raise p.error(macro, r"`\lim` does not say where", r"write `\lim_{x \to 0}`")
    p.advance()
    opener = p.advance()
    goes, _ = variable(p, macro)
    if p.token.text not in (r"\to", r"\downarrow", r"\uparrow", r"\searrow", r"\nearrow"):
        raise p.error(p.token, r"the variable of a limit goes nowhere", r"write `\lim_{x \to 0}`")
    arrow = p.advance()
    side = {r"\downarrow": 1, r"\searrow": 1, r"\uparrow": -1, r"\nearrow": -1}.get(arrow.text, 0)
    around, p.side = p.enter(point=True), None
    if p.token.text == "+" and p.peek().text == r"\infty":
        p.advance()
    point = p.expression()
    side = p.side if p.side is not None else side
    if p.token.text in (",", ";"):
        raise p.error(p.token, "a limit in several variables", "write one limit inside the other")
    p.leave(around)
    p.close(opener)
    body = operand(p, macro)
    if p.token.text == "|" and p.peek().text == "_" and bounds_speak_of(p, goes):
        p.advance()  # \lim_{A \to \infty} F |_0^A: between bounds first
        body = p.atoms["at"](p, body)
    return Term("limit", (body, goes, point, number(side)))


def bounds_speak_of(p: Parser, letter: Term) -> bool:
    """Whether the bounds behind the bar that stands here have a letter in them."""
    end = behind_script(p, behind_script(p, p.index + 1))
    return letter.op == "symbol" and any(t.text == letter.value for t in p.tokens[p.index + 1 : end])


def starts_operand(p: Parser) -> bool:
    """Whether an operator has something to act on; a bar there opens, and closes nothing."""
    return p.starts_factor(p.token) or (p.token.text == "|" and p.token.kind == "sign")


def operand(p: Parser, macro: Token) -> Term:
    """The product that an operator acts on."""
    if not starts_operand(p):
        raise p.error(
            macro,
            f"`{macro.text}` acts on nothing",
            "write what it acts on after it, in parentheses if it is signed",
        )
    body = p.product(bars=False)
    p.shape = OPEN
    return body
