r"""Integrals, with bounds or without.

Invariant: what is integrated is all that stands between the sign and its differential, or
behind it where the differential stands first; an integral without two bounds is beyond numbers.

    \int_a^b f(x)\,dx, \int_a^b \frac{dx}{x}, \int_a^b dx\, f(x)
    \int f(x)\,dx, \int_z q(z)\,dz                   read, and never decided
"""

from __future__ import annotations

from derive.reading import lists
from derive.reading.brackets import CLOSED, OPEN, PRODUCT
from derive.reading.calculus import after_group, differential_at, variable
from derive.reading.parser import Parser
from derive.reading.tokens import Token
from derive.terms.term import INFINITY, ONE, Term, mul, neg, subterms

def read_integral(p: Parser) -> Term:
    r"""`\int_a^b f\,dx`."""
    macro = p.advance()
    bounds, written, arguments = read_bounds(p, macro)
    around = p.enter(differential=True)
    started = p.index
    first = p.token.text in ("d", r"\mathrm") and p.begins_differential()
    if first:
        body = ONE
    elif differential_in_fraction(p):
        found = without_differential(p.product(bars=False))
        p.leave(around)
        if found is None:
            raise p.error(macro, "an integral without its `dx`", r"write `\,dx` behind what is integrated")
        body, by = found
        p.shape = OPEN
        return integral(body, by, bounds, written, arguments)
    else:
        body = p.expression()
    kind = differential_at(p, p.index)
    p.leave(around)
    if kind is None or kind[0] != "d":
        if p.token.kind == "stop" or started == p.index:
            raise p.error(macro, "an integral without its `dx`", r"write `\,dx` behind what is integrated")
        raise p.unexpected(p.token)
    p.move(kind[1])
    by, degree = variable(p, macro)
    if degree is not None:
        raise p.error(macro, "an integral by a power", "integrate by a variable")
    p.shape = CLOSED
    if first and p.starts_factor(p.token):  # \int dx f(x)
        behind = p.product(bars=False)
        if any(part == by for part in subterms(behind)):
            p.shape = OPEN
            return integral(behind, by, bounds, written, arguments)
        p.shape = OPEN if p.shape == OPEN else PRODUCT
        parts = behind.args if behind.op == "*" else (behind,)
        return mul(integral(body, by, bounds, written, arguments), *parts)
    return integral(body, by, bounds, written, arguments)


def read_bounds(p: Parser, macro: Token) -> tuple[tuple[Term, Term] | None, str, list[Term]]:
    """The two bounds; or None, what is written instead, and its arguments."""
    at, bounds = p.index, {}
    while p.token.kind == "sign" and p.token.text in "_^":
        mark = p.advance()
        if mark.text == "_" and over_reals(p):
            return (neg(INFINITY), INFINITY), "", []
        if mark.text == "_" and described(p):
            p.move(at)
            return None, *lists.read_scripts(p)
        bounds[mark.text] = signed_infinity(p) or p.script(mark)
    if len(bounds) == 2:
        return (bounds["_"], bounds["^"]), "", []
    if "^" in bounds or bounds and not bounds["_"].free:
        raise p.error(macro, "an integral without bounds", r"write `\int_a^b f(x)\,dx`")
    p.move(at)
    return None, *lists.read_scripts(p)


def over_reals(p: Parser) -> bool:
    r"""Reads the `\mathbb{R}` below a sign, if nothing else stands there."""
    behind = after_group(p, p.index) if p.token.text == "{" else after_group(p, p.index + 1)
    below = "".join(token.text for token in p.tokens[p.index : behind])
    if below.strip("{}") not in (r"\mathbb{R", r"\mathbbR") or p.tokens[behind].text in ("^", "_"):
        return False
    p.move(behind)
    return True


def described(p: Parser) -> bool:
    r"""Whether a set or a condition stands below the sign: `\int_{x \in A}`."""
    return p.token.text == "{" and p.holds(frozenset((r"\in", ",", ":", "<", ">", r"\le", r"\ge")))


def integral(
    body: Term, by: Term, bounds: tuple[Term, Term] | None, written: str, arguments: list[Term]
) -> Term:
    r"""The integral; without bounds, what is a function of x up to a constant, or goes over all x."""
    if bounds is not None:
        return Term("integral", (body, by, *bounds))
    place = lists.DOT if body.op not in ("+", "neg") else rf"\left({lists.DOT}\right)"
    name = rf"\int{written} {place} \, d{lists.DOT}"
    return lists.beyond("antiderivative", name, *arguments, body, by)


def differential_in_fraction(p: Parser) -> bool:
    r"""Whether the differential of what comes next stands above a fraction: `\frac{dx}{x}`."""
    at, last = p.index, len(p.tokens) - 1
    while at < last:
        token = p.tokens[at]
        if token.text in "+-" or token.kind in ("stop", "row", "right", "end") or token.text in ("}", ")", "]"):
            return False
        if token.text == r"\frac" and p.tokens[at + 1].text == "{":
            behind = after_group(p, at + 1)
            above = range(at + 2, behind - 1)
            below = behind + 1 if p.tokens[behind].text == "{" else behind
            if differential_at(p, below) is None and any(stands(p, index) for index in above):
                return True
            at = after_group(p, behind) if p.tokens[behind].text == "{" else behind + 1
            continue
        if token.text in ("(", "{", "["):
            at = after_bracket(p, at)
            continue
        if stands(p, at):
            return False
        at += 1
    return False


def stands(p: Parser, at: int) -> bool:
    """Whether a differential stands at a token."""
    kind = differential_at(p, at)
    return kind is not None and kind[0] == "d" and p.tokens[kind[1]].kind in ("letter", "command")


def after_bracket(p: Parser, at: int) -> int:
    """The index behind the bracket that opens at a token."""
    depth = 0
    while at < len(p.tokens) - 1:
        depth += (p.tokens[at].text in ("(", "{", "[")) - (p.tokens[at].text in (")", "}", "]"))
        at += 1
        if depth <= 0:
            break
    return at


def without_differential(body: Term) -> tuple[Term, Term] | None:
    """The body without the one differential above its fractions, and its variable."""
    if body.op == "beyond" and body.value == "differential":
        return ONE, body.args[1]
    if body.op not in ("neg", "/", "*"):
        return None
    places = range(len(body.args) if body.op == "*" else 1)
    found = {at: inner for at in places if (inner := without_differential(body.args[at]))}
    if len(found) != 1:
        return None
    ((at, (rest, by)),) = found.items()
    return Term(body.op, (*body.args[:at], rest, *body.args[at + 1 :])), by


def signed_infinity(p: Parser) -> Term | None:
    r"""`+\infty` in braces, for a bound."""
    if p.token.text == "{" and p.peek().text == "+" and p.peek(2).text == r"\infty" and p.peek(3).text == "}":
        p.move(p.index + 4)
        return INFINITY
    return None


def read_infinity(p: Parser) -> Term:
    p.advance()
    return INFINITY
