r"""The grammar of expressions: sums of products of factors.

Invariant: a parser reads every token it is given, or raises MathError at the first
one it cannot place; what prints in two ways that differ is an error, not a choice.

    expression   [+ −] product  { + − product }
    product      factor { factor | \cdot factor | / factor }
    factor       atom { ^exponent | ! }

An atom is read by the function that its first token names (`atoms`): names and
their arguments in `naming`, functions in `functions`, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from derive.reading.cursor import CLOSERS, CLOSING, DEEPEST, MULTIPLICATIONS, NEVER_FACTORS, Cursor
from derive.reading.tokens import Token
from derive.reading.vocabulary import (
    DECORATIONS,
    RELATIONS,
    SYMBOLS,
    UNSUPPORTED_RELATIONS,
    UPRIGHT,
    is_name,
)
from derive.terms.term import ONE, PI, E, Term, div, function, neg, number, power

LONGEST_NUMBER = 1000  # digits
LARGEST = 200_000  # subterms of one expression

# What the last factor looked like on the page, for what may stand beside it.
CLOSED = 0  # its extent can be seen: a symbol, a bracket, a fraction
OPEN = 1  # an unbracketed function: `\log x`
PRODUCT = 2  # braces, which do not print, around a product
SUM = 3  # braces around a sum

TRANSPOSES = frozenset(("T", r"\top", r"\intercal", r"\dagger", r"\mathsf"))


@dataclass(frozen=True)
class Names:
    """What the document has said so far about its names, by their LaTeX.

    `functions` are applied to the parentheses that follow them; `symbols` are not,
    whatever convention says of them (`e`, `\\pi`, `\\sigma`, `f`).
    """

    functions: frozenset[str] = frozenset()
    symbols: frozenset[str] = frozenset()


class Parser(Cursor):
    """Reads terms from tokens.  `token` is the next one; the last is a stop token."""

    def __init__(
        self, latex: str, tokens: list[Token], names: Names, atoms: Mapping[str, Callable[[Parser], Term]]
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
        self.barred: Token | None = None  # the bar `|_{x=0}` in the last product

    def enter(self, bar: str = "", differential: bool = False, point: bool = False) -> tuple:
        """Goes inside a bracket, where nothing outside is ended; what is around it, for `leave`."""
        around = (self.bar, self.differential, self.row, self.point)
        self.bar, self.differential, self.row, self.point = bar, differential, False, point
        return around

    def leave(self, around: tuple) -> None:
        self.bar, self.differential, self.row, self.point = around

    # the grammar

    def expression(self) -> Term:
        terms = []
        opening, barred = self.token, None
        while True:
            start = self.token
            negative = False
            if start.kind == "sign" and start.text in "+-":
                self.advance()
                negative = start.text == "-"
                if not terms and self.token.kind == "sign" and self.token.text in "+-":
                    raise self.error(self.token, "two signs in a row", "put the second in parentheses: `-(-x)`")
            first = self.token
            inner_sign = first.kind == "sign" and first.text == "-" and bool(terms)
            if inner_sign:
                self.advance()  # a + -b
            term = self.product()
            if inner_sign:
                term = neg(term)
            if self.shape == SUM and (negative or inner_sign):
                raise self.invisible(first)
            terms.append(neg(term) if negative else term)
            barred = barred or (self.barred if len(terms) > 1 else None)
            following = self.token
            if not (following.kind == "sign" and following.text in "+-"):
                if following.text == r"\pm" or following.text == r"\mp":
                    raise self.error(following, f"`{following.text}` says two things at once", "write one line for each sign")
                break
        if barred is not None:
            raise self.extent_of_bar(opening, barred)
        if len(terms) > 1 or terms[0].op == "neg":
            self.shape = SUM
        return terms[0] if len(terms) == 1 else Term("+", tuple(terms))

    def product(self, operator: Token | None = None, bars: bool = True) -> Term:
        """A product; `operator` is the derivative that is applied to it, if one is.

        Without `bars` it ends at a bar `|_{x=0}`, which evaluates what is applied to it.
        """
        start = self.token
        term = self.factor()
        shape, count = self.shape, 1
        factors = [term]
        slash = False  # the last factor stands under a slash
        barred: Token | None = None
        while True:
            token = self.token
            sign = ""
            if self.pending is None and token.kind in ("sign", "command") and token.text in MULTIPLICATIONS:
                sign = token.text
            bar = token.text == "|" and token.kind == "sign" and not self.bar and self.pending is None
            if bar and self.peek().text == "_":
                if not bars or operator is not None:
                    break
                barred = token
                if count > 1 or shape != CLOSED:
                    raise self.extent_of_bar(start, token)
                self.advance()
                term = self.atoms["at"](self, term)
                factors, shape = [term], CLOSED
                continue
            if not sign and self.pending is None and not self.starts_factor(token):
                break
            if operator is not None and (sign or start.text in CLOSERS and start.text != "{"):
                raise self.extent_of_derivative(operator, start, token)
            if shape == OPEN and not self.starts_function(self.peek() if sign else token):
                raise self.extent_of_function(start, token)
            if shape == SUM:
                raise self.invisible(start)
            if sign:
                self.advance()
                token = self.token
            elif slash:
                raise self.extent_of_slash(start, token)
            elif token.kind == "number" and self.pending is None:
                raise self.error(token, f"the number `{token.text}` follows a factor", rf"write `\cdot {token.text}`")
            if sign and token.kind == "sign" and token.text == "-":
                self.advance()
                factor = neg(self.factor())
            else:
                factor = self.factor()
            if not sign and factor.op == "number":
                raise self.error(token, "a number in braces follows a factor", r"write `\cdot` before it")
            shape = self.shape
            count += 1
            if shape == SUM or (shape == PRODUCT and sign == "/"):
                raise self.invisible(token)
            if sign == "/":
                factors = [div(factors[0] if len(factors) == 1 else Term("*", tuple(factors)), factor)]
                if count > DEEPEST and self.left_depth(factors[0]) > DEEPEST:
                    raise self.too_deep(token)
            else:
                factors.append(factor)
            slash = sign == "/"
        self.barred = barred
        if count > 1 and shape != OPEN:
            shape = PRODUCT
        self.shape = shape
        return factors[0] if len(factors) == 1 else Term("*", tuple(factors))

    def factor(self) -> Term:
        self.deepen(1)
        start = token = self.token
        if self.pending is not None:
            term, self.pending, self.shape = self.pending, None, CLOSED
        else:
            self.shape = CLOSED
            read = self.atoms.get(token.kind) or self.atoms.get(token.text)
            if read is not None:
                term = read(self)
            elif token.kind == "number":
                term = self.number(self.advance())
            elif token.text in CLOSERS and token.kind in ("sign", "command"):
                term = self.bracket()
            else:
                raise self.unexpected(token)
        token = self.token
        # what follows a bracket that is still pending belongs to the bracket: γ(1-p)^2
        while token.kind == "sign" and token.text in "^!_'" and self.pending is None:
            term = self.postfix(term, start)
            token = self.token
        self.depth -= 1
        return term

    def deepen(self, levels: int) -> None:
        """Counts levels of nesting; those that cost the reader more of its stack count twice."""
        self.depth += levels
        if self.depth > DEEPEST:
            raise self.too_deep(self.token)

    def number(self, token: Token) -> Term:
        if len(token.text) > LONGEST_NUMBER:
            raise self.error(
                token, f"a number of {len(token.text)} digits", f"write at most {LONGEST_NUMBER} digits, or a power of ten"
            )
        return number(token.text)

    def postfix(self, term: Term, start: Token) -> Term:
        """What one `^…` or `!` after a factor makes of it."""
        token = self.token
        if token.text == "_":
            raise self.error(
                token, "a subscript on what is not a symbol", f"give `{self.source(start)}` a name and index that"
            )
        if token.text == "'":
            return self.primed(term, start)
        if self.shape in (PRODUCT, SUM):
            raise self.invisible(start)
        if self.shape == OPEN:
            raise self.extent_of_function(start, token)
        if token.text == "!":
            self.advance()
            if self.token.kind == "sign" and self.token.text == "!":
                raise self.error(self.token, "a double factorial", r"write it as a product: `\prod_{k=1}^{n} (2k-1)`")
            return function("factorial", term)
        if self.point and self.one_sided():
            return term
        exponent = self.exponent(transposable=term.op != "number")
        if self.token.text == "^" and self.token.kind == "sign":
            raise self.error(self.token, "a second superscript", "put what comes first in parentheses")
        self.shape = CLOSED
        if start.text == "{" and term == E:  # {e}^{x} prints as e^{x} does
            return function("exp", exponent)
        return power(term, exponent)

    def primed(self, term: Term, start: Token) -> Term:
        """`(x^2)'`: the derivative, where the parentheses name one variable only."""
        variables = [s for s in term.free if s.op == "symbol"]
        source = self.source(start)
        if term.op in ("symbol", "indexed") or len(variables) != 1:
            raise self.error(
                self.token,
                f"the prime on `{source}` does not say by which variable",
                rf"write `\frac{{d}}{{dx}}{source}`, or `f'(x)`, or another letter for another symbol",
            )
        while self.token.text == "'" and self.token.kind == "sign":
            self.advance()
            term = Term("derivative", (term, variables[0]))
            if self.left_depth(term) > DEEPEST:
                raise self.too_deep(start)
        return term

    def one_sided(self) -> bool:
        """Reads the `^+` or `^-` of a limit's point."""
        grouped = self.peek().text == "{" and self.peek(3).text == "}"
        sign = self.peek(2) if grouped else self.peek()
        if sign.kind != "sign" or sign.text not in "+-":
            return False
        self.side = 1 if sign.text == "+" else -1
        for _ in range(4 if grouped else 2):
            self.advance()
        return True

    def exponent(self, transposable: bool = True) -> Term:
        """What stands after `^`; a T there is a transpose where it can be one."""
        caret = self.advance()
        token = self.token
        inside = self.peek() if token.text == "{" else token
        after = self.peek(2) if token.text == "{" else None
        if transposable and inside.text in TRANSPOSES and (after is None or after.text == "}" or inside.text == r"\mathsf"):
            raise self.error(
                caret,
                f"`^{inside.text}` can be a transpose, which is not supported, or a power",
                r"write the sum over the index for a transpose, another letter such as `^t` for a power",
            )
        return self.group() if token.text == "{" else self.script(caret)

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
                caret, f"`{caret.text}` takes the sign alone", f"put it in braces: `{caret.text}{{{token.text}…}}`"
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

    def letter(self, name: str) -> Term:
        """A letter that stands alone: a constant, or a symbol."""
        if name not in self.names.symbols:
            if name == "e":
                return function("exp", ONE)
            if name == r"\pi":
                return PI
        return Term("symbol", (), name)

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
        self.advance()
        around = self.enter("abs" if opener.text in ("|", r"\lvert") else "")
        if opener.text in CLOSING or self.token.text == CLOSERS[opener.text] and self.token.text != "|":
            raise self.error(opener, f"empty `{opener.text}{self.token.text}`", "write what belongs between them")
        term = self.expression()
        self.close(opener)
        self.leave(around)
        self.shape = CLOSED
        if opener.text in ("|", r"\lvert"):
            return function("abs", term)
        if opener.text == r"\lfloor":
            return function("floor", term)
        if opener.text == r"\lceil":
            return neg(function("floor", neg(term)))
        return term

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
                opener, f"`{shown}` is not closed before `{self.latex[token.start : token.end]}`", f"write `{close}` there"
            )
        raise self.unexpected(token)

    # what may follow

    def starts_factor(self, token: Token) -> bool:
        """Whether `token` begins another factor of a product without a sign."""
        kind, text = token.kind, token.text
        if self.row and token.gap:
            return False
        if kind == "letter":
            return not (self.differential and text == "d" and self.begins_differential())
        if kind in ("number", "left", "begin"):
            return True
        if kind == "command":
            if text in RELATIONS or text in UNSUPPORTED_RELATIONS or text in CLOSING or text in NEVER_FACTORS:
                return False
            return not (self.differential and text == r"\mathrm" and self.begins_differential())
        if kind == "sign":
            return text in "([{" or (text == "|" and not self.bar)
        if kind == "text" or kind == "word":
            return is_name(text)
        return False

    def begins_differential(self) -> bool:
        """Whether `dx` stands here: a d and a letter."""
        token, distance = self.token, 1
        if token.text == r"\mathrm":
            if self.peek().text == "{" and self.peek(2).text == "d" and self.peek(3).text == "}":
                distance = 4
            elif self.peek().text == "d":
                distance = 2
            else:
                return False
        following = self.peek(distance)
        return following.kind in ("letter", "command") and not self.starts_function(following)

    @staticmethod
    def left_depth(term: Term) -> int:
        """How deep the first arguments are nested."""
        depth = 0
        while term.args:
            term, depth = term.args[0], depth + 1
        return depth
