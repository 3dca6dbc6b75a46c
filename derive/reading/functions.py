r"""Named functions, roots and fractions.

Invariant: an argument without parentheses is one factor, or a number and one
factor (`\sin 2x`); where a reader could take more or less, it is an error.
"""

from __future__ import annotations

from derive.reading import lists
from derive.reading.brackets import CLOSED, OPEN, PRODUCT, SUM
from derive.reading.cursor import CLOSERS
from derive.reading.derivatives import at_argument
from derive.reading.parser import Parser
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import EXTREMA, FUNCTIONS, INVERSES
from derive.terms.term import ONE, PI, TWO, Term, div, function, neg, number, power, sub

MACROS = frozenset("\\" + name for name in (*FUNCTIONS, *EXTREMA))
# Functions that are written with parentheses, which then enclose the whole argument:
# `\exp(-x)^2` is the square of it, where `\log (1+x)^2` can be the logarithm of a square.
CALLED = frozenset("exp abs sgn sign erf floor sqrt sinh cosh tanh coth sech csch".split())


def value(name: str, argument: Term) -> Term:
    """The function at its argument; those the term does not have, by those it has."""
    if name == "lg":
        return div(function("log", argument), function("log", number(10)))
    if name == "cot":  # undefined where tan of the complement is: where sin x = 0
        return function("tan", sub(div(PI, TWO), argument))
    if name in ("sec", "csc", "sech", "csch", "coth"):
        of = {"sec": "cos", "csc": "sin", "sech": "cosh", "csch": "sinh", "coth": "tanh"}[name]
        return div(ONE, function(of, argument))
    return function(name, argument)


def read_function(p: Parser) -> Term:
    r"""`\log x`, `\log(x)`, `\log^2 x`, `\log_2 x`, `\max(a, b)`."""
    return call(p, p.advance())


def call(p: Parser, macro: Token) -> Term:
    written = macro.text[1:]
    if written == "sqrt":
        return root_of(p, macro)
    if written in EXTREMA:
        return extremum(p, macro, written)
    name = FUNCTIONS[written]
    base = exponent = None
    if p.token.kind == "sign" and (p.token.text == "'" or p.token.text == "^" and p.peek().text == "'"):
        return primed(p, macro, name)
    while p.token.kind == "sign" and p.token.text in "^_'":
        mark = p.token
        if mark.text == "'":
            raise p.error(
                mark, f"a prime behind what stands above or below `{macro.text}`", "write it before"
            )
        if mark.text == "_":
            if name != "log" or base is not None:
                raise p.error(mark, f"a subscript on `{macro.text}`", "remove it")
            base = p.script(p.advance())
        else:
            if exponent is not None:
                raise p.error(mark, "a second superscript", "write one")
            exponent = p.exponent()
            if exponent == neg(ONE) and name in INVERSES:
                name, exponent = INVERSES[name], None  # \sin^{-1} is the inverse, as \sin^2 is the square
                continue
            if exponent.op == "neg":
                raise p.error(
                    macro,
                    f"`{p.source(macro)}` can be the inverse function or one over it",
                    rf"write `\arc{written}` for the inverse, `\frac{{1}}{{{macro.text}(x)}}` for the other",
                )
    argument, shape = argument_of(p, macro)
    term = value(name, argument)
    if base is not None:
        term = div(term, function("log", base))
    if exponent is not None:
        term = power(term, exponent)
    p.shape = shape
    return term


_LOGARITHMS = frozenset(("log", "ln", "lg"))


def bracketed(token: Token) -> bool:
    return (
        token.text in CLOSERS
        and token.text in ("(", "[", r"\{")
        and token.kind in ("sign", "command", "left")
    )


def primed(p: Parser, macro: Token, name: str) -> Term:
    r"""`\tanh'(u)`: the derivative of the function, at u."""
    order = 0
    if p.token.text == "^":
        p.advance()
    while p.token.text == "'" and p.token.kind == "sign":
        p.advance()
        order += 1
    shown = macro.text + "'" * order
    if order > 10 or not bracketed(p.token) or p.token.text == r"\{":
        raise p.error(macro, f"`{shown}` does not say where it is taken", f"write `{shown}(x)`")
    argument, p.shape = p.bracket(), CLOSED
    return at_argument(lambda u: value(name, u), argument, order)


def argument_of(p: Parser, macro: Token) -> tuple[Term, int]:
    """The argument of a function of one, and how far its end can be seen."""
    first = p.token
    if bracketed(first):
        argument = p.bracket()
        while p.token.text == "!" and p.token.kind == "sign":  # \log (n-1)!
            p.advance()
            argument = function("factorial", argument)
        following = p.token
        squared = following.kind == "sign" and following.text == "^" and macro.text.lstrip("\\") in _LOGARITHMS
        if squared and argument.op in ("symbol", "indexed", "apply"):
            raise p.extent_of_function(macro, following)  # \log(\sigma)^2
        called = macro.text[1:] in CALLED or argument.op in ("symbol", "indexed", "apply")
        if not called and following.kind == "sign" and following.text == "^":
            raise p.extent_of_function(macro, following)
        if not called and bracketed(following) and following.text == first.text:
            raise p.extent_of_function(macro, following)
        return argument, CLOSED
    if first.kind == "sign" and first.text == "{":
        opener = p.advance()
        bare = not (bracketed(p.token))
        argument = p.expression()
        shape = p.shape
        factor = argument.args[0] if argument.op == "neg" else argument
        if shape == SUM and argument.op != "neg":
            raise braces_around(p, macro, opener)
        if shape in (PRODUCT, SUM) and factor.op in ("*", "/") and bare and not counted(factor):
            raise braces_around(p, macro, opener)
        p.close(opener)
        if argument.op == "^" or not bare:
            return argument, OPEN
        return argument, OPEN
    negative = first.kind == "sign" and first.text == "-"
    if negative:
        p.advance()
        first = p.token
    if not p.starts_factor(first) and first.text != "|":
        if first.kind in ("stop", "sign", "right", "row", "end") or first.text in CLOSERS.values():
            raise p.error(macro, f"`{macro.text}` has no argument", f"write `{macro.text}(…)`")
        raise p.unexpected(first)
    argument = counted_factor(p, first)
    return (neg(argument) if negative else argument), OPEN


def counted(product: Term) -> bool:
    """Whether a product is a number, perhaps π, and one factor, as in `2\\pi x`."""
    return product.op == "*" and all(f.op in ("number", "constant") for f in product.args[:-1])


def counted_factor(p: Parser, first: Token) -> Term:
    """A factor, or a number with the plain factor after it."""
    factors = [p.factor()]
    while factors[-1].op in ("number", "constant") and p.pending is None:
        token = p.token
        if not (token.kind == "letter" or token.kind == "command") or not p.starts_factor(token):
            break
        if p.starts_function(token) or token.text in NOT_COUNTED:
            break
        factors.append(p.factor())
    return factors[0] if len(factors) == 1 else Term("*", tuple(factors))


NOT_COUNTED = frozenset(
    (r"\frac", r"\sum", r"\prod", r"\int", r"\lim", r"\{", r"\lvert", r"\lfloor", r"\lceil")
)


def braces_around(p: Parser, macro: Token, opener: Token) -> MathError:
    return p.error(
        opener,
        f"the braces after `{macro.text}` do not print: the page shows another argument",
        f"write `{macro.text}(…)`",
    )


def extremum(p: Parser, macro: Token, name: str) -> Term:
    r"""`\max(a, b, …)` and `\max\{a, b, …\}`."""
    opener = p.token
    if opener.text == "_" and opener.kind == "sign":
        return extremum_over(p, macro)
    if opener.text in ("^", "{") or not bracketed(opener):
        raise p.error(macro, f"`{macro.text}` has no parentheses", rf"write `{macro.text}(a, b)`")
    p.advance()
    around = p.enter()
    arguments = [p.expression()]
    while p.token.text == "," and p.token.kind == "sign":
        p.advance()
        arguments.append(p.expression())
    p.close(opener)
    p.leave(around)
    p.shape = CLOSED
    if len(arguments) < 2:
        return lists.beyond("list", rf"{macro.text}\left({lists.DOT}\right)", *arguments)
    return Term(name, tuple(arguments))


def extremum_over(p: Parser, macro: Token) -> Term:
    r"""`\max_i x_i`: the largest of what no list says."""
    written, indices = lists.read_scripts(p)
    if not p.starts_factor(p.token) and p.token.text != "|":
        raise p.error(macro, f"`{macro.text}` acts on nothing", "write what it acts on after it")
    body = p.product(bars=False)
    p.shape = OPEN
    return lists.beyond("range", f"{macro.text}{written} {lists.DOT}", *indices, body)


def read_root(p: Parser) -> Term:
    return root_of(p, p.advance())


def root_of(p: Parser, macro: Token) -> Term:
    r"""`\sqrt{x}`, `\sqrt[3]{x}`, `sqrt(x)`."""
    opener = p.token
    if macro.start < len(p.latex) and p.latex[macro.start] != "\\":  # sqrt(x), √(x), √12
        if opener.text == "(":
            return function("sqrt", p.bracket())
        if opener.kind == "number":
            return function("sqrt", p.number(p.advance()))
    degree = None
    if opener.text == "[" and opener.kind == "sign":
        p.advance()
        degree = p.expression()
        p.close(opener)
    radicand = p.argument(macro)
    p.shape = CLOSED
    return function("sqrt", radicand) if degree is None else Term("root", (radicand, degree))
