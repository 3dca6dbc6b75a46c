r"""What stands below a name: indices, which the term depends on, or a word of its name.

Invariant: every letter that stands alone below a name is an index, so that a name
never hides what it varies with (`p_\theta` depends on θ).
"""

from __future__ import annotations

import re

from derive.reading.parser import Parser
from derive.reading.spelling import Name, upright
from derive.reading.tokens import Token
from derive.reading.vocabulary import RELATIONS, SYMBOLS, UPRIGHT
from derive.terms.term import Term, symbol

_LETTERS = re.compile("[A-Za-z]{2,}")
_INDEX_LETTERS = frozenset("ijklmnpqrstuv")
_INDEX_WORDS = frozenset("min in out is it str sum int lim ln num sup inst".split())
_WORD_IN = re.compile(r"\\(?:mathrm|text)\{")
_BELOW = re.compile("[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9\u4e00-\u9fff ._/-]*[A-Za-z0-9\u4e00-\u9fff])?")


def subscript(p: Parser, name: Name) -> None:
    """Indices, or a word that belongs to the name."""
    mark = p.advance()
    token = p.token
    if token.kind == "sign" and token.text == "{":
        indices(p, name, mark)
        return
    if token.text == "*" or token.kind == "text":
        p.advance()
        name.words.append("*" if token.text == "*" else text_below(token, p))
    elif token.kind == "letter" or token.text in SYMBOLS:
        p.advance()
        name.below.append(symbol(token.text))
    else:
        name.below.append(p.script(mark))


def indices(p: Parser, name: Name, mark: Token) -> None:
    """The content of `_{…}`."""
    opener = p.advance()
    end = closing_brace(p)
    last = p.tokens[end]
    content = p.latex[p.token.start : last.start].strip()
    if _LETTERS.fullmatch(content):
        if content.lower() in _INDEX_WORDS or not set(content) <= _INDEX_LETTERS or len(content) > 3:
            name.words.append(rf"\text{{{content}}}")
        else:
            name.below.extend(symbol(letter) for letter in content)
        p.move(end + 1)
        return
    if p.token.text in ("<", r"\le", ">", r"\ge"):
        # y_{<t}: what came before t
        sign = p.advance().text
        name.base += "_{" + sign + (" " if sign.startswith("\\") else "") + r"\cdot}"
        name.below.append(index(p, mark))
        p.close(opener)
        return
    while True:
        if p.token.text in ("*", "+", "-") and p.peek().text in (",", "}"):
            word_below(p, name, p.advance(), p.tokens[p.index - 1].text)
        elif p.token.kind == "text":
            word_below(p, name, p.token, text_below(p.advance(), p))
        elif p.token.text in UPRIGHT:
            macro = p.advance()
            word_below(p, name, macro, rf"\text{{{_WORD_IN.sub('', upright(p, macro).base).rstrip('}')}}}")
        else:
            name.below.extend(index_list(p, mark))
        if p.token.text == ",":
            p.advance()
        elif p.token.text == "}" or not p.starts_factor(p.token):
            break
    p.close(opener)


def text_below(token: Token, p: Parser) -> str:
    r"""The `\text{…}` below a name, as part of the name."""
    if not _BELOW.fullmatch(token.text):
        raise p.error(token, f"`{token.text}` below a name is no word", "write a word of letters")
    return rf"\text{{{token.text}}}"


def word_below(p: Parser, name: Name, token: Token, text: str) -> None:
    if name.below:
        raise p.error(token, f"`{text}` behind an index", r"write the word first: `x_{\text{max},i}`")
    name.words.append(text)


def index_list(p: Parser, mark: Token) -> list[Term]:
    """One item between commas: an expression, or letters and digits side by side."""
    first, second = p.token, p.peek()
    if first.kind == "number" and second.kind == "letter" and p.peek(2).text in ("}", ","):
        raise p.error(
            mark,
            f"the index `{first.text}{second.text}` can be a pair or a product",
            rf"write `_{{{first.text},{second.text}}}` or `_{{{first.text} \cdot {second.text}}}`",
        )
    if first.kind == "letter" and second.kind == "number" and p.peek(2).text in ("}", ","):
        p.advance()
        return [symbol(first.text), p.number(p.advance())]
    item = index(p, mark)
    if item.op == "*" and r"\cdot" not in p.latex[first.start : p.token.start]:
        if all(part.op in ("symbol", "indexed") for part in item.args):
            for part in item.args:
                if _WORD_IN.match(str(part.value)):
                    raise p.error(
                        first, f"`{part.value}` behind an index", r"write the word first: `x_{\text{max},i}`"
                    )
            return list(item.args)
    if (
        item.op in ("+", "neg")
        and r"\cdot" not in p.latex[first.start : p.token.start]
        and any(part.op == "*" and all(f.op == "symbol" for f in part.args) for part in item.args)
    ):
        source = p.latex[first.start : p.token.start].strip()
        raise p.error(first, f"the index `{source}` can be several", "put commas between the indices")
    return [item]


def index(p: Parser, mark: Token) -> Term:
    token = p.token
    if (token.kind == "letter" or token.text in SYMBOLS) and p.peek().text in ("}", ","):
        p.advance()
        return symbol(token.text)
    around = p.enter()
    p.deepen(1)
    item = p.expression()
    p.depth -= 1
    p.leave(around)
    if p.token.text in RELATIONS:
        raise p.error(p.token, "a relation in a subscript", "write the index alone")
    return item


def closing_brace(p: Parser) -> int:
    """The index of the brace that closes the group the parser stands in."""
    depth, at = 0, p.index
    for at in range(p.index, min(len(p.tokens), p.index + 400)):
        token = p.tokens[at]
        if token.kind == "sign":
            if token.text == "{":
                depth += 1
            elif token.text == "}":
                if not depth:
                    return at
                depth -= 1
    raise p.error(p.tokens[p.index - 1], "`{` is not closed", "add `}`")
