r"""LaTeX mathematics → terms.

Invariant: the term is what is written, unsimplified, and all of what is written;
mathematics that is not understood to the last token raises MathError.

    read_term(r"\frac{1}{1+e^{-x}}")   read_condition(r"0 < p < 1")
"""

from __future__ import annotations

from collections.abc import Callable

from derive.reading import (
    bars,
    beyond,
    calculus,
    cases,
    conditions,
    derivatives,
    functions,
    indicators,
    integrals,
    lists,
    naming,
    sums,
)
from derive.reading.bare import split_words
from derive.reading.brackets import CLOSED, Names
from derive.reading.cursor import DEEPEST
from derive.reading.macros import expand
from derive.reading.parser import Parser
from derive.reading.tokens import MathError, Token, tokenize
from derive.reading.vocabulary import DECORATIONS, RELATIONS, SYMBOLS, UPRIGHT
from derive.terms.term import Term

__all__ = ["MathError", "Names", "parser", "read_condition", "read_relation", "read_term"]

LARGEST = 200_000  # subterms of one expression


def read_term(latex: str, names: Names = Names()) -> Term:
    """The expression that `latex` writes.  Raises MathError."""
    return read(latex, names, Parser.expression)


def read_condition(latex: str, names: Names = Names()) -> Term:
    """The condition that `latex` writes: relations, sets, conjunctions.  Raises MathError."""
    return read(latex, names, conditions.universal)


def read_relation(latex: str, names: Names = Names()) -> Term:
    """The one relation that `latex` writes.  Raises MathError."""
    return read(latex, names, relation)


def read(latex: str, names: Names, entry: Callable[[Parser], Term]) -> Term:
    """What `entry` reads of all of `latex`, without the document's macros."""
    expanded = expand(latex, names.macros)
    try:
        p = parser(expanded.latex, split_words(expanded.latex, tokenize(expanded.latex), names), names)
        return finish(p, entry(p))
    except MathError as error:
        raise MathError(expanded.origin(error.offset), error.message, error.edit) from None


def relation(p: Parser) -> Term:
    left = p.expression()
    sign = p.token
    if sign.text not in RELATIONS:
        raise (
            p.error(sign, "one relation was expected", "write `left = right`")
            if sign.kind == "stop"
            else p.unexpected(sign)
        )
    p.advance()
    right = p.expression()
    op = RELATIONS[sign.text]
    return Term("=" if op == ":=" else op, (left, right))


def parser(latex: str, tokens: list[Token], names: Names) -> Parser:
    """A parser of `tokens`, which are pieces of `latex`."""
    return Parser(latex, tokens, names, ATOMS)


def finish(p: Parser, term: Term) -> Term:
    """The term, if nothing is left over and it is not too large to walk."""
    if p.token.kind != "stop":
        raise p.unexpected(p.token)
    for name, token in p.multiplied.items():
        if name in p.applied:
            raise p.error(
                token,
                f"`{name}` is a function elsewhere in the expression and a factor here",
                rf"write `{name} \cdot (…)` for the product, or define `{name}(x) = …` before it",
            )
    if len(p.tokens) > 32:  # a term is not much deeper than it has tokens
        measure(p, term)
    return term


def measure(p: Parser, term: Term) -> None:
    known: dict[int, tuple[int, int]] = {}

    def size(part: Term, level: int) -> tuple[int, int]:
        if level > DEEPEST:
            raise p.too_deep(p.tokens[0])
        if not part.args:
            return (0, 1)
        found = known.get(id(part))
        if found is None:
            height, count = 0, 1
            for argument in part.args:
                if argument.args:
                    below, more = size(argument, level + 1)
                    height = max(height, below + 1)
                    count += more
                else:
                    count += 1
            found = known[id(part)] = (height, count)
        if level + found[0] > DEEPEST:
            raise p.too_deep(p.tokens[0])
        if found[1] > LARGEST:
            raise p.error(
                p.tokens[0], f"an expression of more than {LARGEST} parts", "define a part of it first"
            )
        return found

    size(term, 0)


def read_letter(p: Parser) -> Term:
    """A name; `dy/dx`, and the indicator `I(x > 0)`."""
    if p.token.text == "I" and indicators.relates(p, p.index + 1):
        return indicators.read_indicator(p)
    if p.token.text == "d" and derivatives.stands(p):
        return derivatives.read_slashed(p)
    return naming.read_name(p)


def read_decorated(p: Parser) -> Term:
    r"""`\hat y`; also the indicator `\mathbb{1}[x > 0]` and functions in `\mathrm{…}`."""
    macro, following = p.token, p.peek()
    inner = p.peek(2) if following.text == "{" else following
    if inner.text in ("1", "I") and indicators.stands(p):
        return indicators.read_indicator(p)
    if macro.text in UPRIGHT and derivatives.stands(p):
        return derivatives.read_slashed(p)
    if macro.text in UPRIGHT:
        name = "\\" + spelled(p)
        if name in functions.MACROS:
            return read_spelled(p, name)
    return naming.read_name(p)


def spelled(p: Parser) -> str:
    r"""The letters inside `\mathrm{…}` or `\operatorname{…}`."""
    if p.peek().text != "{":
        return ""
    at = p.index + 2
    while at < len(p.tokens) - 1 and p.tokens[at].text != "}":
        at += 1
        if at > p.index + 12:
            return ""
    if p.tokens[at].text != "}":
        return ""
    return p.latex[p.peek(2).start : p.tokens[at].start].strip()


def read_spelled(p: Parser, name: str) -> Term:
    macro = p.token
    while p.token.text != "}":
        p.advance()
    p.advance()
    return functions.call(p, macro._replace(text=name))


def read_text(p: Parser) -> Term:
    name = "\\" + p.token.text
    if name in functions.MACROS:
        return functions.call(p, p.advance()._replace(text=name))
    return naming.read_name(p)


def read_probability(p: Parser) -> Term:
    r"""`\Pr(X = 1)`."""
    if p.peek().text != "(":
        raise p.unexpected(p.token)
    return naming.read_name(p)


def read_braces(p: Parser) -> Term:
    """Braces of TeX, which do not print."""
    if derivatives.stands(p):  # {\rm d}y/{\rm d}x
        return derivatives.read_slashed(p)
    return naming.read_name(p) if naming.holds_name(p) else p.bracket()


def read_box(p: Parser) -> Term:
    r"""`\boxed{x + 1}`: a bracket that everyone can see."""
    term = p.argument(p.advance())
    p.shape = CLOSED
    return term


def read_under(p: Parser) -> Term:
    r"""`\underset{x}{\arg\max}`, which is `\arg\max_{x}`."""
    macro, at = p.token, p.index
    below = calculus.after_group(p, at + 1)
    grouped = p.tokens[below].text == "{"
    end = calculus.after_group(p, below) if grouped else below + 1 + (p.tokens[below].text == r"\arg")
    carrier = p.tokens[below + grouped : end - grouped]
    if p.peek().text != "{" or not carrier or not grouped and carrier[-1].text not in (r"\max", r"\min"):
        raise p.unexpected(macro)
    p.tokens[at:end] = [*carrier, p.peek()._replace(text="_"), *p.tokens[at + 1 : below]]
    p.move(at)
    return p.factor()


def read_struck(p: Parser) -> Term:
    r"""`\cancel{x}`: still there."""
    p.advance()
    if p.token.text != "{":
        raise p.error(p.token, "a macro without its braces", r"write `\cancel{x}`")
    return p.braces()


def read_braced(p: Parser) -> Term:
    r"""`\underbrace{…}_{\text{note}}`: what stands over the brace."""
    macro = p.token
    term = read_struck(p)
    shape = p.shape
    if p.token.text in ("_", "^") and p.peek().text == "{":
        end = naming.behind_script(p, p.index)
        note = p.tokens[p.index + 2 : end - 1]
        words = note and note[0].kind == "text" and not any(token.text in RELATIONS for token in note)
        if not words:
            raise p.error(
                macro,
                f"the note at `{macro.text}` states something",
                r"write it as a relation of its own, or as words in `\text{…}`",
            )
        p.move(end)
    p.shape = shape
    return term


ATOMS = {
    **dict.fromkeys(SYMBOLS, naming.read_name),
    **dict.fromkeys(DECORATIONS, read_decorated),
    **dict.fromkeys(UPRIGHT, read_decorated),
    **dict.fromkeys(functions.MACROS, functions.read_function),
    "base": naming.base_name,
    "letter": read_letter,
    "number": indicators.read_number,
    "word": naming.read_name,
    "text": read_text,
    "left": bars.read_fence,
    "{": read_braces,
    "begin": cases.read_cases,
    "[": indicators.read_bracket,
    r"\delta": indicators.read_delta,
    r"\Pr": read_probability,
    r"\frac": calculus.read_fraction,
    r"\binom": calculus.read_binomial,
    r"\sqrt": functions.read_root,
    r"\lim": calculus.read_limit,
    r"\sum": sums.read_sum,
    r"\prod": sums.read_sum,
    r"\int": integrals.read_integral,
    r"\infty": integrals.read_infinity,
    **dict.fromkeys((r"\|", r"\lVert", r"\Vert"), beyond.read_norm),
    r"\langle": beyond.read_pairing,
    r"\nabla": beyond.read_gradient,
    **dict.fromkeys((r"\Pr", r"\det", r"\arg"), beyond.read_macro),
    r"\partial": derivatives.read_partial,
    r"\boxed": read_box,
    r"\underset": read_under,
    **dict.fromkeys((r"\bigcap", r"\bigcup"), lists.read_union),
    **dict.fromkeys((r"\cancel", r"\bcancel", r"\xcancel", r"\smash"), read_struck),
    **dict.fromkeys((r"\underbrace", r"\overbrace"), read_braced),
    "norm": beyond.norm_of,
    "list": lists.read_rest,
    "family": lists.read_family,
    "at": bars.evaluated,
    "between": bars.between,
}
Parser.functions = functions.MACROS - {r"\sqrt"}
