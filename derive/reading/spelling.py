r"""How one name is spelled: its letter or word, and the places for its indices.

Invariant: two spellings of one name (`\text{loss}`, `\mathrm{loss}`) are one text.
"""

from __future__ import annotations

import re

from derive.reading.parser import Parser
from derive.reading.tokens import Token
from derive.reading.vocabulary import EXTREMA, FUNCTION_LETTERS, FUNCTIONS, is_name
from derive.terms.term import Term, symbol

DOT = r"\cdot"  # the place of an index or an argument in a name
_WORD = re.compile(r"\\(?:mathrm|text)\{(.{2,})\}", re.DOTALL)


UNNAMED = frozenset(("const", "constant", "constants", "常数", "常量"))


class Name:
    """A name as it is read: its base, its indices, and what stands above it."""

    def __init__(self, base: str, start: Token):
        self.base = base
        self.start = start
        self.pieces: list[str] = []  # what stands below: words, and a dot for each index
        self.below: list[Term] = []
        self.over = ""  # what stands above, with a dot for each index: `(\\cdot)`
        self.above: list[Term] = []
        self.primes = 0
        self.power: Term | None = None
        self.wordy = False  # a name of several letters, which no product is

    def put(self, piece: str, *indices: Term) -> None:
        """Adds what stands below; `piece` has a dot for each of the indices."""
        self.pieces.append(piece)
        self.below += indices

    @property
    def words(self) -> list[str]:
        """The words below, which are part of the name."""
        return [piece for piece in self.pieces if DOT not in piece]

    @property
    def plain(self) -> str:
        """The name without places for indices."""
        return self.base + (f"_{{{','.join(self.words)}}}" if self.words else "")

    @property
    def head(self) -> str:
        """The name with a dot for each index."""
        text = self.base + (f"_{{{','.join(self.pieces)}}}" if self.pieces else "")
        return text + (f"^{{{self.over}}}" if self.over else "")

    @property
    def indices(self) -> tuple[Term, ...]:
        return (*self.below, *self.above)

    @property
    def term(self) -> Term:
        """The symbol, or the indexed symbol."""
        if not self.indices:
            return symbol(self.plain)
        simple = not self.over and all(piece == DOT for piece in self.pieces)
        return Term("indexed", (symbol(self.base if simple else self.head), *self.indices))


def is_function(p: Parser, name: Name) -> bool:
    """Whether convention or the document says that the name is a function's."""
    if name.head in p.names.functions or name.plain in p.names.functions:
        return True
    return (name.base in FUNCTION_LETTERS or name.wordy) and name.plain not in p.names.symbols


def no_function(p: Parser, name: Name) -> Name:
    word = _WORD.fullmatch(name.base)
    if word and (word[1] in FUNCTIONS or word[1] in EXTREMA):
        raise p.error(name.start, f"the function `{word[1]}` has no argument", f"write `\\{word[1]}(…)`")
    return name


def name_of(text: str) -> str:
    r"""The one LaTeX of a word: `\mathrm{loss}`, `\text{one\_hot}`."""
    plain = text.isascii() and text.isalnum()
    return rf"\mathrm{{{text}}}" if plain else rf"\text{{{text.replace('_', chr(92) + '_')}}}"


def word(p: Parser, text: str, token: Token) -> Name:
    if text.lower().rstrip(".") in UNNAMED:
        raise p.error(token, f"`{text}` can be another number in each line", "give it a name: `C`")
    if not is_name(text) and token.value != "name":
        raise p.error(token, f"the words `{text}` stand in the mathematics", "move them out of the formula")
    if token.kind == "word" and not (p.token.text == "(" and text.isascii()):
        raise p.unexpected(token)
    name = Name(name_of(text), token)
    if text == "e":
        name.base = "e"
    name.wordy = len(text) > 1
    return name


def spells(p: Parser, token: Token) -> bool:
    r"""Whether a token is letters of a word; `log` in `\mathrm{log}` is."""
    if token.kind == "command":
        return p.latex[token.start] != "\\" or token.text == r"\_"
    return token.kind in ("letter", "word", "number") or token.text in ("-", "_")


def upright(p: Parser, macro: Token) -> Name:
    r"""`\mathrm{…}` and its like: a word, or the letter e or d."""
    opener = p.token
    if opener.text != "{":
        inner = p.advance()
        text = inner.text
    else:
        p.advance()
        first = p.token
        while spells(p, p.token):
            p.advance()
        text = p.latex[first.start : p.token.start].strip().replace(r"\_", "_")
        if p.token.text != "}":
            raise p.error(macro, f"`{macro.text}` holds more than a name", "write only the name in it")
        p.advance()
    if (joined := text.replace(r"\,", "").replace(" ", "")) in ("argmax", "argmin"):
        text = joined
    if text.lower().rstrip(".") in UNNAMED:
        raise p.error(macro, f"`{text}` can be another number in each line", "give it a name: `C`")
    if not is_name(text):
        raise p.error(macro, f"`{macro.text}{{{text}}}` is no name", "write a word of letters in it")
    if len(text) == 1:
        return Name("e" if text == "e" else rf"\mathrm{{{text}}}", macro)
    name = Name(name_of(text), macro)
    name.wordy = True
    return name
