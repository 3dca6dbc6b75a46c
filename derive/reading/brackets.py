r"""Arguments of macros, and brackets of every kind.

Invariant: what opens is closed by its own kind on the same level; braces that do not
print change no meaning.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from derive.reading.cursor import CLOSERS, CLOSING, DEEPEST, Cursor
from derive.reading.macros import Macro
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import DECORATIONS, SYMBOLS, UPRIGHT
from derive.terms.term import ONE, PI, Term, function, neg, number

LONGEST_NUMBER = 1000  # digits
MOST_READ_AGAIN = 30  # parts of an expression

# What the last factor looked like on the page, for what may stand beside it.
CLOSED = 0  # its extent can be seen: a symbol, a bracket, a fraction
OPEN = 1  # an unbracketed function: `\log x`
PRODUCT = 2  # braces, which do not print, around a product
SUM = 3  # braces around a sum


@dataclass(frozen=True)
class Names:
    """What the document has said so far about its names, by their LaTeX.

    `functions` are applied to the parentheses that follow them; `symbols` are not,
    whatever convention says of them (`e`, `\\pi`, `\\sigma`, `f`).  `raised` are the letters
    that carry an index above, as in `x^{(t)}`; `above` those that are an
    index above a name with one below, as in `y_j^k`; `primed` those that are another symbol
    with a prime, as in `V(s')`; `labels` those that are no index below, as in `n_H`;
    `apart` names, each with a letter below that tells it apart and is no index, `\\Theta_c` and `\\Theta_p`;
    `words` are letters side by side that are no product, as in `MSE`; `bare` those that stand
    for a number somewhere in the document, be it later; `counts` those defined with two indices, as in
    `A_n^m = …`; `parameters` are the
    letters with which a function was defined.  `macros` are the document's own;
    `transposes`: `x^T` is no power; `convolves`: `f * g` is a function; `indices`
    are the letters that stand alone below names; `torn` those of functions that are numbers, too.
    """

    functions: frozenset[str] = frozenset()
    symbols: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    primed: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    words: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    macros: Mapping[str, Macro] = field(default_factory=dict)
    transposes: bool = True
    convolves: bool = False
    indices: frozenset[str] = frozenset()
    torn: frozenset[str] = frozenset()


class Brackets(Cursor, ABC):
    """Reads what is enclosed, and knows what it is inside of."""

    def __init__(
        self, latex: str, tokens: list[Token], names: Names, atoms: Mapping[str, Callable[[Brackets], Term]]
    ):
        super().__init__(latex, tokens)
        self.names = names
        self.atoms = atoms
        self.depth = 0
        self.shape = CLOSED
        self.applied: set[str] = set()  # names read as functions
        self.multiplied: dict[str, Token] = {}  # names read as factors of a bracket, and where
        self.bar = ""  # what a `|` after a factor means here: "abs" closes, "given" separates
        self.differential = False  # inside an integral: `dx` ends the integrand
        self.row = False  # inside a row of cases: a quad ends the value
        self.side: int | None = None  # inside the point of a limit: the side, once read
        self.point = False
        self.trailing: Token | None = None  # dots at the end of the last product, for the sum around it
        self.second = 0  # how often a part was read again, in another way
        self.barred: Token | None = None  # the bar `|_{x=0}` in the last product

    def enter(self, bar: str = "", differential: bool = False, point: bool = False) -> tuple:
        """Goes inside a bracket, where nothing outside is ended; what is around it, for `leave`."""
        around = (self.bar, self.differential, self.row, self.point)
        self.bar, self.differential, self.row, self.point = bar, differential, False, point
        return around

    def leave(self, around: tuple) -> None:
        self.bar, self.differential, self.row, self.point = around

    def deepen(self, levels: int) -> None:
        """Counts levels of nesting; those that cost the reader more of its stack count twice."""
        self.depth += levels
        if self.depth > DEEPEST:
            raise self.too_deep(self.token)

    def either(
        self, first: Callable[[], Term], second: Callable[[], Term], refused: type[MathError] = MathError
    ) -> Term:
        """What the first reads or, where it raises what is `refused`, the second.

        Only so often in one expression: nested, each level would be read twice as often as the one around.
        """
        at, around = self.index, (self.bar, self.differential, self.row, self.point)
        depth, counted, tokens = self.depth, self.counted, list(self.tokens)
        names = self.applied.copy(), self.multiplied.copy()
        try:
            return first()
        except refused:
            self.second += 1
            if self.second > MOST_READ_AGAIN:
                raise
        self.tokens, self.depth, self.counted, self.pending = tokens, depth, counted, None
        self.applied, self.multiplied = names
        self.move(at)
        self.leave(around)
        return second()

    @abstractmethod
    def expression(self) -> Term:
        """The sum that stands here."""

    @abstractmethod
    def factor(self) -> Term:
        """The factor that stands here."""

    @abstractmethod
    def starts_factor(self, token: Token) -> bool:
        """Whether `token` begins another factor of a product without a sign."""

    def letter(self, name: str) -> Term:
        """A letter that stands alone: a constant, or a symbol."""
        if name not in self.names.symbols:
            if name == "e":
                return function("exp", ONE)
            if name == r"\pi":
                return PI
        return Term("symbol", (), name)

    def number(self, token: Token) -> Term:
        if len(token.text) > LONGEST_NUMBER:
            raise self.error(
                token,
                f"a number of {len(token.text)} digits",
                f"write at most {LONGEST_NUMBER} digits, or a power of ten",
            )
        return number(token.text)

    def script(self, caret: Token) -> Term:
        """The argument of `^` or `_`: braces, or one token as TeX takes it."""
        token = self.token
        if token.kind == "number" and len(token.text) > 1:
            raise self.error(
                caret,
                f"`{caret.text}{token.text}` prints as `{caret.text}{{{token.text[0]}}}{token.text[1:]}`",
                f"write `{caret.text}{{{token.text}}}`",
            )
        if token.kind == "sign" and token.text in "+-":
            raise self.error(
                caret,
                f"`{caret.text}` takes the sign alone",
                f"put it in braces: `{caret.text}{{{token.text}…}}`",
            )
        return self.argument(caret)

    def argument(self, macro: Token) -> Term:
        """One argument of a macro: braces, or a single token as TeX takes it."""
        token = self.token
        if token.kind == "sign" and token.text == "{":
            return self.group()
        if token.kind == "number":
            # \frac12 is one half: TeX takes one digit
            digit, rest = token.text[0], token.text[1:]
            if rest:
                self.tokens[self.index] = token._replace(text=rest, start=token.start + 1)
                self.token = self.tokens[self.index]
            else:
                self.advance()
            if digit == ".":
                raise self.error(token, "a number without braces", "put it in braces")
            return number(digit)
        if token.kind == "letter" or token.text in SYMBOLS:
            self.advance()
            return self.letter(token.text)
        if token.text in (r"\frac", r"\sqrt", r"\infty"):
            self.deepen(1)
            term = self.atoms[token.text](self)
            self.depth -= 1
            return term
        if token.kind == "text" or token.text in DECORATIONS or token.text in UPRIGHT:
            return self.atoms["base"](self)
        two = macro.text == r"\frac"
        if two and self.tokens[self.index - 1] is not macro:
            above = self.source(macro).rstrip()
            raise self.error(macro, f"`{above}` has no denominator", f"write `{above}{{…}}`")
        form = macro.text + ("{…}{…}" if two else "{…}")
        raise self.error(macro, f"`{macro.text}` has no argument", f"write `{form}`")

    def group(self) -> Term:
        """The content of the braces of a macro, which bound it on the page."""
        opener = self.advance()
        if self.token.text == "}" and self.token.kind == "sign":
            raise self.error(opener, "empty braces", "write what belongs between `{` and `}`")
        around = self.enter()
        term = self.expression()
        self.close(opener)
        self.leave(around)
        return term

    def bracket(self) -> Term:
        """Brackets of any kind, the braces of TeX among them; the atom they make."""
        opener = self.token
        if opener.text == "{":
            return self.braces()
        norm = opener.text == "|" and opener.kind == "sign" and self.peek().text == "|"
        norm = norm and self.peek().start == opener.end
        self.advance()
        around = self.enter("abs" if opener.text in ("|", r"\lvert") else "")
        if opener.text in CLOSING or self.token.text == CLOSERS[opener.text] and self.token.text != "|":
            raise self.error(
                opener, f"empty `{opener.text}{self.token.text}`", "write what belongs between them"
            )
        if opener.text == r"\{" and self.describes():
            self.leave(around)
            return self.atoms["list"](self, opener)
        term = self.expression()
        if self.lists(opener):
            self.leave(around)
            return self.atoms["list"](self, opener, term)
        self.close(opener)
        self.leave(around)
        self.shape = CLOSED
        if norm and term.op == "abs" and self.tokens[self.index - 2].text == "|":
            return self.atoms["norm"](self, term.args[0])  # ||w||
        if opener.text in ("|", r"\lvert"):
            return function("abs", term)
        if opener.text == r"\lfloor":
            return function("floor", term)
        if opener.text == r"\lceil":
            return neg(function("floor", neg(term)))
        return term

    def lists(self, opener: Token) -> bool:
        """Whether a comma makes a list of what stands in a bracket; in `1,000` it makes nothing clear."""
        if self.token.text != "," or self.token.kind != "sign" or opener.text not in ("(", "[", r"\{"):
            return False
        before, after = self.tokens[self.index - 1], self.peek()
        return not (before.kind == after.kind == "number" and len(after.text) == 3)

    def describes(self) -> bool:
        r"""Whether the braces that are open here say which members a set has: `\{x \mid x > 0\}`."""
        bars = [t for t in self.level(self.index) if t.text in ("|", r"\mid", ":")]
        return len(bars) % 2 == 1

    def holds(self, texts: frozenset[str]) -> bool:
        """Whether one of the texts stands in the bracket that opens here, on its own level."""
        return any(token.text in texts for token in self.level(self.index + 1))

    def level(self, at: int) -> Iterator[Token]:
        """The tokens up to the end of a bracket, without what stands in brackets inside."""
        depth = 0
        for token in self.tokens[at:]:
            depth += (token.text in CLOSERS and token.text != "|") - (token.text in CLOSING)
            if depth < 0:
                break
            if not depth:
                yield token

    def braces(self) -> Term:
        """Braces that only group: nothing of them prints, so they change no meaning."""
        opener = self.advance()
        if self.token.text == "}" and self.token.kind == "sign":
            self.advance()  # `{}` stands before a sign, for its spacing
            if self.starts_factor(self.token):
                return self.factor()
            raise self.error(opener, "empty braces", "write what belongs between `{` and `}`")
        term = self.expression()
        shape = self.shape
        self.close(opener)
        self.shape = shape
        return term

    def close(self, opener: Token) -> None:
        """Reads what closes `opener`."""
        token, wanted = self.token, CLOSERS[opener.text]
        sized = opener.kind == "left"
        same = token.text == wanted or (wanted == "|" and token.text == r"\rvert")
        if same and (token.kind == "right") == sized and token.kind in ("sign", "command", "right"):
            self.advance()
            return
        shown = (r"\left" if sized else "") + opener.text
        ends = token.kind in ("stop", "right", "row", "end") or token.text in CLOSING or token.text == "&"
        if ends:
            close = (r"\right" if sized else "") + wanted
            if token.kind == "stop":
                raise self.error(opener, f"`{shown}` is not closed", f"add `{close}`")
            raise self.error(
                opener,
                f"`{shown}` is not closed before `{self.latex[token.start : token.end]}`",
                f"write `{close}` there",
            )
        raise self.unexpected(token)
