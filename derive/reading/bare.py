r"""Names that stand bare: as a value, with no argument behind them.

Invariant: a name is bare only where it can be nothing but a number.  `\frac{df}{dx}`,
`f'`, `\nabla f` and `f \circ g` name the function, and say nothing.

    g(1 - \beta)      is g·(1 − β) where \beta^{t-i} g stands before it
    PR(P + R)         is P·R·(P + R) where P and R stand in the same formula
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from derive.reading.brackets import Names
from derive.reading.rows import nesting
from derive.reading.tokens import MathError, Token, tokenize
from derive.reading.uses import NO_QUANTITIES
from derive.reading.vocabulary import (
    DECORATIONS,
    FUNCTION_LETTERS,
    FUNCTIONS,
    INDEXED_WORDS,
    PROSE,
    RELATIONS,
    SYMBOLS,
    UPRIGHT,
    is_name,
    is_phrase,
)

# Before a function that is only named, and behind one.
_NAMING = frozenset(("d", r"\partial", r"\nabla", r"\circ", r"\arg", r"\forall", r"\mapsto"))
_PREFIXES = frozenset(("d", r"\Delta"))
_NAMES_BEGIN = SYMBOLS | UPRIGHT | frozenset(DECORATIONS)
_NAMED = frozenset(("(", "'", r"\circ", ":", r"\in", r"\to", r"\mapsto", "[", r"\colon"))


_SIGNS = frozenset(("+", "-", "*", "/", "&", r"\cdot", r"\times", r"\frac")) | frozenset(RELATIONS)
_ARITHMETIC = frozenset(("+", "-", "*", "/", r"\cdot", r"\times", "{", "}"))
_BEFORE_NAME = _SIGNS | frozenset(("(", "[", "{"))
_FUNCTION_AND_LETTER = re.compile(r"(?:ln|lg).+|(?:" + "|".join(FUNCTIONS) + r")[A-Za-z]|[a-z]{1,2}ln[a-z]")  # logx, ylna
_LOG_OF = re.compile(r"(ln|log)([A-Z])")  # lnL(θ)
_SPACE = re.compile(r"\\(?:[ ,;:]|(?:space|quad|qquad|text)(?![A-Za-z]))")
_NAMED_IN_BRACES = UPRIGHT | frozenset(DECORATIONS) | {"_", "^"}
_AFTER_NAME = _SIGNS | frozenset((")", "]", "}", "_", "^"))


def bare_names(latex: str) -> frozenset[str]:
    """The letters and Greek letters that stand for numbers in a formula; none where it cannot be read."""
    try:
        tokens = tokenize(latex)
    except MathError:
        return frozenset()
    if len(tokens) < 3:
        return frozenset()  # `$g$` alone only names it
    return frozenset(token.text for index, token in enumerate(tokens) if _is_bare(tokens, index))


def _is_bare(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind != "letter" and token.text not in SYMBOLS:
        return False
    before = tokens[index - 1].text if index else ""
    following = tokens[index + 1]
    if token.text in _PREFIXES and (following.kind == "letter" or following.text in _NAMES_BEGIN):
        return False  # dx, \Delta x, d\mathbf{x}
    if token.text == r"\Delta" and following.text == "_":
        return False  # \Delta_p is another name
    if token.text == "d" and _operates(tokens, index):
        return False
    if (
        before in _NAMING
        or _under_derivative(tokens, index)
        or (before == "{" and index > 1 and tokens[index - 2].text.startswith("\\math"))
    ):
        return False
    if _convolved(tokens, index):
        return False
    behind = _behind_scripts(tokens, index + 1)
    return tokens[behind].text not in _NAMED


def _convolved(tokens: list[Token], index: int) -> bool:
    """Whether a letter stands beside a star and another letter: `f * g` can be a convolution."""
    before, after = tokens[index - 1] if index else None, tokens[index + 1]
    if after.text == "*" and after.kind == "sign":
        return tokens[index + 2].kind == "letter"
    return index > 1 and before.text == "*" and before.kind == "sign" and tokens[index - 2].kind == "letter"


def _operates(tokens: list[Token], index: int) -> bool:
    r"""Whether a d is that of `\frac{d}{dx}`, `d/dx` or `\frac{d^2}{dx^2}`."""
    if index > 1 and tokens[index - 1].text == "{" and tokens[index - 2].text == r"\frac":
        below = _closing(tokens, index - 1) + 1  # \frac{d^2 f}{dx^2}
        if below and tokens[below].text == "{" and tokens[below + 1].text == "d":
            return True
    behind = _behind_scripts(tokens, index + 1)
    if tokens[behind].text == "}":
        behind += tokens[behind + 1].text == "{"
    elif tokens[behind].text != "/":
        return False
    return behind < len(tokens) - 1 and tokens[behind + 1].text == "d"


def stands_bare(text: str, tokens: list[Token], names: Names) -> bool:
    """Whether a letter stands for a number in these tokens, or in the document."""
    if text in names.symbols or text in names.bare:
        return text not in names.functions
    return any(token.text == text and _is_bare(tokens, index) for index, token in enumerate(tokens))


def _under_derivative(tokens: list[Token], index: int) -> bool:
    r"""Whether `\frac{d}{dx}` or `\frac{\partial^2}{\partial x^2}` stands before the name."""
    if not index or tokens[index - 1].text != "}":
        return False
    at = _opening(tokens, index - 1)
    return at >= 0 and tokens[at + 1].text in ("d", r"\partial")


def _closing(tokens: list[Token], index: int) -> int:
    """The index of what closes the braces that open at an index; -1 for nothing."""
    depth = 0
    for at in range(index, len(tokens) - 2):
        depth += (tokens[at].text == "{") - (tokens[at].text == "}")
        if not depth:
            return at
    return -1


def _opening(tokens: list[Token], index: int) -> int:
    depth = 0
    while index >= 0:
        depth += (tokens[index].text == "}") - (tokens[index].text == "{")
        if not depth:
            return index
        index -= 1
    return -1


def _behind_scripts(tokens: list[Token], at: int) -> int:
    """The index behind the subscripts and superscripts of a name."""
    while tokens[at].kind == "sign" and tokens[at].text in "_^":
        at += 1
        if tokens[at].text != "{":
            at = min(at + 1, len(tokens) - 1)
            continue
        depth = 0
        while tokens[at].kind != "stop":
            depth += (tokens[at].text == "{") - (tokens[at].text == "}")
            at += 1
            if not depth:
                break
    return at


def split_words(latex: str, tokens: list[Token], names: Names) -> list[Token]:
    """The tokens, with words as names where they are names, and as letters where they are products.

    `PR` before a bracket is two letters where both stand bare in the formula; `MSE` is one
    name where the document has it so, and `loss` where only signs stand around it.
    """
    tokens = _split(latex, tokens, names)
    return _name(latex, tokens, names)


def _split(latex: str, tokens: list[Token], names: Names) -> list[Token]:
    if not any(_is_capitals(token) for token in tokens):
        return tokens
    bare = {token.text for index, token in enumerate(tokens) if _is_bare(tokens, index)}
    found: list[Token] = []
    for index, token in enumerate(tokens):
        word = rf"\mathrm{{{token.text}}}"
        if (
            _is_capitals(token)
            and bare.issuperset(token.text)
            and word not in names.functions
            and _one_argument(tokens, index + 1)
        ):
            letters = range(token.start, token.end)
            found += (
                Token("letter", latex[at], at, at + 1, token.gap and at == token.start) for at in letters
            )
        else:
            found.append(token)
    return found


def _name(latex: str, tokens: list[Token], names: Names) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token, end = tokens[at], at + 1
        if token.kind == "letter" and tokens[end].kind == "letter":
            while tokens[end].kind == "letter" and tokens[end].start == tokens[end - 1].end:
                end += 1
            text = latex[token.start : tokens[end - 1].end]
            indexed = text in INDEXED_WORDS or text == "in" and "out_" in latex
            argument = text == "arg" and tokens[end].text in (r"\max", r"\min") and tokens[at - 1].text != "{"
            if text in names.words or (tokens[end].text == "_" and indexed) or argument:
                token = token._replace(kind="text", text=text, end=tokens[end - 1].end)
            elif text in NO_QUANTITIES or _is_prose(latex, text, tokens[end - 1].end):
                token = token._replace(kind="word", text=text, end=tokens[end - 1].end)
            else:
                end = at + 1
        elif token.kind == "word" and (split := _LOG_OF.fullmatch(token.text)) and tokens[end].text == "(":
            middle = token.start + len(split[1])
            found.append(Token("command", "\\" + split[1], token.start, middle, token.gap))
            token = Token("letter", split[2], middle, token.end, False)
        elif token.kind == "word" and (token.text in names.words or _stands_alone(tokens, at)):
            if (
                is_name(token.text)
                and tokens[end].text != "("
                and not _FUNCTION_AND_LETTER.fullmatch(token.text)
            ):
                token = token._replace(kind="text")
        elif token.kind == "text" and is_phrase(token.text) and _is_quantity(tokens, at):
            token = token._replace(value="name")
        found.append(token)
        at = end
    return found


def _is_prose(latex: str, text: str, end: int) -> bool:
    r"""Whether letters side by side are a word: `Let b`, `if\ b`, `Log x`."""
    capital, lower = text[0].isupper() and text[1:].islower(), text.lower()
    if capital and lower in FUNCTIONS:
        return True  # Log, Exp
    return lower in PROSE and (capital and len(text) > 2 or _SPACE.match(latex, end) is not None)


def _stands_alone(tokens: list[Token], at: int, behind: frozenset[str] = _AFTER_NAME) -> bool:
    """Whether only signs stand around a word, so that it can be nothing but a name."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1]
    if before and before.text == "{" and at > 1 and tokens[at - 2].text in _NAMED_IN_BRACES:
        return False
    opens = before is None or before.kind in ("row", "left", "begin") or before.text in _BEFORE_NAME
    return opens and (after.kind in ("row", "right", "stop", "end") or after.text in behind)


def _is_quantity(tokens: list[Token], at: int) -> bool:
    """Whether words stand as a number does: alone before a relation, or beside a sign of arithmetic."""
    if not _stands_alone(tokens, at, _AFTER_NAME | {".", ","}):
        return False
    before, after = tokens[at - 1].text if at else "", tokens[at + 1].text
    return before in _ARITHMETIC or after in _ARITHMETIC or after in RELATIONS


def _is_capitals(token: Token) -> bool:
    return (
        token.kind == "word"
        and token.text.isascii()
        and token.text.isupper()
        and len(token.text) == token.end - token.start
    )


def _one_argument(tokens: list[Token], opening: int) -> bool:
    """Whether no comma and no bar stands between the parentheses that open here."""
    depth = 0
    for token in tokens[opening:]:
        depth += nesting(token)
        if not depth:
            return True
        if depth == 1 and token.text in (",", ";", "|", r"\|", r"\mid"):
            return False
    return False


def as_values(names: Names, bare: Iterable[str], defined: frozenset[str]) -> Names:
    """The names where `bare` have stood bare and only `defined` have been defined as functions."""
    values = frozenset(bare) - defined - {"e", r"\pi"}
    if not values:
        return names
    torn = values & names.functions & FUNCTION_LETTERS
    return replace(names, functions=names.functions - values, symbols=names.symbols | values, torn=torn)
