r"""What stands below a name: indices, which the term depends on, or a word of its name.

Invariant: every letter that stands alone below a name is an index, so that a name
never hides what it varies with (`p_\theta` depends on θ).
"""

from __future__ import annotations

import re

from derive.reading.parser import Parser
from derive.reading.spelling import DOT, Name, upright
from derive.reading.tokens import Token
from derive.reading.vocabulary import DECORATIONS, LABELS, RELATIONS, SYMBOLS, UPRIGHT
from derive.terms.term import Term, symbol

_LETTERS = re.compile("[A-Za-z]{2,}")
_DIGITS_AND_WORD = re.compile("([0-9]+)([A-Za-z]+)")
_INDEX_LETTERS = frozenset("ijklmnpqrstuv")
_COUNTERS = frozenset("ijklmn")
_INDEX_WORDS = frozenset("min in out is it str sum int lim ln num sup inst".split())
# Macros that are words below a name: `\eta_{\min}`.
_WORD_MACROS = frozenset(
    "\\" + word for word in "min max inf sup arg lim log exp det dim ker sign abs".split()
)
_WORD_IN = re.compile(r"\\(?:mathrm|text)\{")
_BELOW = re.compile("[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9\u4e00-\u9fff ._/+-]*[A-Za-z0-9\u4e00-\u9fff])?")
_ENDS = frozenset((",", "}", ";"))


def subscript(p: Parser, name: Name) -> None:
    """Indices, or a word that belongs to the name."""
    mark = p.advance()
    token = p.token
    if token.kind == "sign" and token.text == "{":
        indices(p, name, mark)
    elif token.kind == "sign" and token.text in "*+-":
        name.put(p.advance().text)
    elif token.kind == "text":
        name.put(text_below(p.advance(), p))
    elif token.text in _WORD_MACROS and token.kind == "command":
        name.put(word_below(p.advance().text[1:]))
    elif token.text in UPRIGHT or (token.text in DECORATIONS and letters_in_braces(p) > 1):
        name.put(upright_below(p))
    elif is_label(p, name):
        name.put(word_below(p.advance().text))
    elif token.kind == "letter" or token.text in SYMBOLS:
        p.advance()
        name.put(DOT, symbol(token.text))
    else:
        name.put(DOT, p.script(mark))


def indices(p: Parser, name: Name, mark: Token) -> None:
    """The content of `_{…}`."""
    opener = p.advance()
    around = p.enter("given")
    while True:
        item(p, name, mark)
        if p.token.text in (",", ";"):
            p.advance()
        elif p.token.text == "}" or not p.starts_factor(p.token):
            break
    p.leave(around)
    p.close(opener)


def item(p: Parser, name: Name, mark: Token) -> None:
    """What stands between two commas of a subscript."""
    token, alone = p.token, p.peek().text in _ENDS
    if token.text in ("*", "+", "-", ":") and alone:
        name.put(p.advance().text)
    elif alone and is_label(p, name):
        name.put(word_below(p.advance().text))
    elif token.text in ("<", r"\le", ">", r"\ge") and token.kind in ("sign", "command"):
        # y_{<t}: what came before t
        sign = p.advance().text
        name.put(sign + (" " if sign[0] == "\\" else "") + DOT, index(p, mark))
    elif token.kind == "text":
        name.put(text_below(p.advance(), p))
    elif token.text in UPRIGHT or (token.text in DECORATIONS and letters_in_braces(p) > 1):
        name.put(upright_below(p))
    elif token.kind == "letter" and token.text.isupper() and fraction_of_letters(p):
        name.put(word_below(p.source(token, p.tokens[p.index + 3])))  # v_{A/B}
        p.move(p.index + 3)
    elif token.text in _WORD_MACROS and alone:
        name.put(word_below(p.advance().text[1:]))
    elif token.text == DOT:
        raise p.error(token, "a dot for an index", r"write the index, or the `\sum` over it")
    elif token.text in ("(", "[") and p.peek(2).text == CLOSE[token.text] and p.peek(3).text in _ENDS:
        # x_{(i)}, the i-th in order, is not x_i
        p.advance()
        name.put(token.text + DOT + CLOSE[token.text], index(p, mark))
        p.advance()
    elif not word_or_letters(p, name):
        found = index_list(p, mark)
        if p.token.text in (":", "|", r"\mid"):  # x_{1:t}, those from 1 to t; x_{t|s}, what s says of t
            between = ":" if p.advance().text == ":" else r"\mid "
            name.put(f"{DOT}{between}{DOT}", found[-1], index(p, mark))
        else:
            for term in found:
                if _WORD_IN.match(str(term.value)):
                    name.put(word_below(_WORD_IN.sub("", term.value).rstrip("}")))
                else:
                    name.put(DOT, term)


CLOSE = {"(": ")", "[": "]"}


def is_label(p: Parser, name: Name) -> bool:
    """Whether the next token is a letter that belongs to the name, by what the document says."""
    letter = p.token.kind == "letter"
    return letter and (p.token.text in p.names.labels or (name.base, p.token.text) in p.names.apart)


def word_or_letters(p: Parser, name: Name) -> bool:
    """Reads letters side by side up to a comma: a word, or an index for each.  False where none stand."""
    at = p.index
    at += p.tokens[at].kind == "number" and p.tokens[at + 1].kind in ("letter", "word")
    while p.tokens[at].kind in ("letter", "word") or p.tokens[at].text in _WORD_MACROS:
        at += 1
    last = p.tokens[at - 1]
    if p.tokens[at].text not in _ENDS or at == p.index:
        return False
    content = p.latex[p.token.start : last.end].strip()
    if content[:1].isdigit() and (word := _DIGITS_AND_WORD.fullmatch(content)):
        if word[1] != "0" and word[2] not in LABELS:  # w_{1new}, v_{0x}
            return False
        if word[1] == "0" and word[2] in _COUNTERS:  # \beta_{0k}
            name.put(DOT, p.number(p.advance()))
            name.put(DOT, symbol(p.advance().text))
            return True
        name.put(word_below(content))
        p.move(at)
        return True
    if not _LETTERS.fullmatch(content):  # raised and lowered characters are one token each: xₘₐₓ
        content = "".join(t.text.removeprefix("\\") for t in p.tokens[p.index : at])
        if p.token.start != last.start or not _LETTERS.fullmatch(content):
            return False
    pair = name.base == r"\delta" and len(content) == 2  # \delta_{in} is Kronecker's
    if not pair and (
        content.lower() in _INDEX_WORDS | LABELS
        or not set(content) <= _INDEX_LETTERS | p.names.indices
        or len(content) > 3
    ):
        name.put(word_below(content))
    else:
        for letter in content:
            name.put(DOT, symbol(letter))
    p.move(at)
    return True


def word_below(text: str) -> str:
    return rf"\text{{{text}}}"


def text_below(token: Token, p: Parser) -> str:
    r"""The `\text{…}` below a name, as part of the name."""
    if not _BELOW.fullmatch(token.text):
        raise p.error(token, f"`{token.text}` below a name is no word", "write a word of letters")
    return word_below(token.text)


def letters_in_braces(p: Parser) -> int:
    r"""How many letters stand in `\\mathbf{…}`, which is a word if there are several; 0 for anything else."""
    at = p.index + 2
    while p.peek().text == "{" and p.tokens[at].kind in ("letter", "word"):
        at += 1
    if p.peek().text != "{" or p.tokens[at].text != "}":
        return 0
    return p.tokens[at].start - p.tokens[p.index + 2].start


def fraction_of_letters(p: Parser) -> bool:
    return (
        p.peek().text == "/"
        and p.peek(2).kind == "letter"
        and p.peek(2).text.isupper()
        and p.peek(3).text in _ENDS
    )


def upright_below(p: Parser) -> str:
    macro = p.advance()
    return word_below(_WORD_IN.sub("", upright(p, macro).base).rstrip("}"))


def index_list(p: Parser, mark: Token) -> list[Term]:
    """One item between commas: an expression, or letters and digits side by side."""
    first, second = p.token, p.peek()
    if first.kind == "number" and second.kind == "letter" and p.peek(2).text in _ENDS:
        raise p.error(
            mark,
            f"the index `{first.text}{second.text}` can be a pair or a product",
            rf"write `_{{{first.text},{second.text}}}` or `_{{{first.text} \cdot {second.text}}}`",
        )
    if first.kind == "letter" and second.kind == "number" and p.peek(2).text in _ENDS:
        p.advance()
        return [symbol(first.text), p.number(p.advance())]
    if first.kind == p.peek(2).kind == "number" and second.text == "-" and p.peek(3).text in _ENDS:
        label = f"{first.text}-{p.peek(2).text}"
        raise p.error(
            mark,
            f"the index `{label}` can be a difference or a name",
            rf"write `_{{\text{{{label}}}}}` for the name, the number for the difference",
        )
    if first.text == "0" and second.text in SYMBOLS and p.peek(2).text in _ENDS:
        return [p.number(p.advance()), symbol(p.advance().text)]
    item = index(p, mark)
    if item.op == "*" and DOT not in p.latex[first.start : p.token.start]:
        if all(part.op in ("symbol", "indexed") for part in item.args):
            return list(item.args)
    if (
        item.op in ("+", "neg")
        and DOT not in p.latex[first.start : p.token.start]
        and any(part.op == "*" and all(f.op == "symbol" for f in part.args) for part in item.args)
    ):
        source = p.latex[first.start : p.token.start].strip()
        raise p.error(first, f"the index `{source}` can be several", "put commas between the indices")
    return [item]


def index(p: Parser, mark: Token) -> Term:
    token = p.token
    if token.kind == "letter" or token.text in SYMBOLS:
        at = 1
        while p.peek(at).text == "'":
            at += 1
        if p.peek(at).text in ("}", ",", ")", "]", ":", "|", r"\mid"):
            p.move(p.index + at)
            return symbol(token.text + "'" * (at - 1))
    around = p.enter("given")
    p.deepen(1)
    item = p.expression()
    p.depth -= 1
    p.leave(around)
    if p.token.text in RELATIONS:
        raise p.error(p.token, "a relation in a subscript", "write the index alone")
    return item
