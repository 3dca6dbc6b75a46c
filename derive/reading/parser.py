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

from derive.reading import beyond, dots
from derive.reading.brackets import CLOSED, OPEN, PRODUCT, SUM, Brackets
from derive.reading.cursor import CLOSERS, CLOSING, DEEPEST, MULTIPLICATIONS, NEVER_FACTORS
from derive.reading.tokens import Token
from derive.reading.vocabulary import RELATIONS, UNSUPPORTED_RELATIONS, is_name
from derive.terms.term import ZERO, Term, div, function, neg, power, symbol

PRODUCTS = MULTIPLICATIONS | beyond.PRODUCTS
NORMS = frozenset((r"\|", r"\Vert", r"\lVert"))
TRANSPOSE = Term("transpose")  # stands for the exponent that is none


def last_factor(term: Term) -> Term:
    """What stands last in a product, where an operator would go on."""
    while term.op in ("neg", "*"):
        term = term.args[-1]
    return term


def raised(base: Term, exponent: Term) -> Term:
    """The power, or the transpose."""
    return beyond.transposed(base) if exponent == TRANSPOSE else power(base, exponent)


class Parser(Brackets):
    """Reads terms from tokens.  `token` is the next one; the last is a stop token."""

    def expression(self) -> Term:
        terms = []
        opening, barred, limited, dotted = self.token, None, None, None
        if self.token.text in beyond.TWO_SIGNS:
            terms.append(beyond.either_sign(self, None))
            if not (self.token.kind == "sign" and self.token.text in "+-"):
                self.shape = SUM
                return terms[0]
        while True:
            start = self.token
            negative = False
            if start.kind == "sign" and start.text in "+-":
                self.advance()
                negative = start.text == "-"
                if not terms and self.token.kind == "sign" and self.token.text in "+-":
                    raise self.error(
                        self.token, "two signs in a row", "put the second in parentheses: `-(-x)`"
                    )
            first = self.token
            inner_sign = first.kind == "sign" and first.text == "-" and bool(terms)
            if inner_sign:
                self.advance()  # a + -b
            if terms and self.is_dots():
                dotted, term, self.shape = self.advance(), dots.DOTS, CLOSED
            else:
                term = self.product()
            if inner_sign:
                term = neg(term)
            if self.shape == SUM and (negative or inner_sign):
                raise self.invisible(first)
            terms.append(neg(term) if negative and term != dots.DOTS else term)
            if self.trailing is not None:  # a - b \\cdots - c
                terms.append(dots.DOTS)
                dotted, self.trailing = self.trailing, None
            barred = barred or (self.barred if len(terms) > 1 else None)
            if limited is not None and limited[0] in term.free:
                raise self.extent_of_limit(limited[1], start)
            last = last_factor(term)
            if last.op == "limit" and self.shape == OPEN:
                limited = last.args[1], first
            following = self.token
            if not (following.kind == "sign" and following.text in "+-"):
                if following.text in beyond.TWO_SIGNS:
                    if dotted is not None:
                        raise self.unexpected(dotted)
                    terms = [beyond.either_sign(self, Term("+", tuple(terms)) if terms[1:] else terms[0])]
                    if self.token.kind == "sign" and self.token.text in "+-":
                        continue
                break
        if barred is not None:
            raise self.extent_of_bar(opening, barred)
        if dotted is not None:
            terms = self.without_dots("+", terms, dotted)
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
        dotted: Token | None = None
        while True:
            token = self.token
            sign, convolved = "", False
            if self.pending is None and token.kind in ("sign", "command") and token.text in PRODUCTS:
                sign = token.text
            bar = token.text == "|" and token.kind == "sign" and not self.bar and self.pending is None
            if bar and self.peek().text == "_":
                if not bars or operator is not None:
                    break
                barred = token
                self.advance()
                if shape != CLOSED or (count > 1 and not self.between_bounds()):
                    self.move(self.index - 1)
                    raise self.extent_of_bar(start, token)
                if count > 1:  # x e^{-x} |_0^1: all of the product
                    term = factors[0] if len(factors) == 1 else Term("*", tuple(factors))
                term = self.atoms["at"](self, term)
                factors, shape = [term], CLOSED
                continue
            dotting = self.pending is None and (self.peek() if sign else token).text == r"\dots"
            if not sign and not dotting and self.pending is None and not self.starts_factor(token):
                break
            if operator is not None and (sign or start.text in CLOSERS and start.text != "{"):
                raise self.extent_of_derivative(operator, start, token)
            if shape == OPEN and not self.starts_function(self.peek() if sign else token):
                raise self.extent_of_function(start, token)
            if shape == SUM:
                raise self.invisible(start)
            if sign:
                convolved = beyond.convolves(self)
                self.advance()
                token = self.token
            if dotting and sign != "/" and not slash:
                dotted = self.advance()
                factors.append(dots.DOTS)
                count, shape = count + 1, PRODUCT
                continue
            if sign:
                pass
            elif slash:
                raise self.extent_of_slash(start, token)
            elif (
                token.kind == "number"
                and not (token.text == "1" and self.peek().text == r"\{")  # an indicator: t_k 1\{k = i\}
                and self.pending is None
                and self.peek().text != "^"
                and factors[-1] != dots.DOTS
                and not self.behind_fraction(factors[-1])
            ):
                raise self.error(
                    token, f"the number `{token.text}` follows a factor", rf"write `\cdot {token.text}`"
                )
            if sign and token.kind == "sign" and token.text == "-":
                self.advance()
                factor = neg(self.factor())
            else:
                factor = self.factor()
            grouped = token.text in ("(", "[") or factors[-1] == dots.DOTS
            grouped = grouped or (token.kind == "number" and factors[-1].op == "/")
            if not sign and factor.op == "number" and not grouped:
                raise self.error(token, "a number in braces follows a factor", r"write `\cdot` before it")
            shape = self.shape
            count += 1
            if shape == SUM or (shape == PRODUCT and sign == "/"):
                raise self.invisible(token)
            if dotted is not None and (sign == "/" or sign in beyond.PRODUCTS):
                factors, dotted = self.without_dots("*", factors, dotted), None
            if sign in beyond.PRODUCTS or convolved:
                before = factors[0] if len(factors) == 1 else Term("*", tuple(factors))
                factors = [beyond.product(before, sign, factor)]
            elif sign == "/":
                factors = [div(factors[0] if len(factors) == 1 else Term("*", tuple(factors)), factor)]
                if count > DEEPEST and self.left_depth(factors[0]) > DEEPEST:
                    raise self.too_deep(token)
            else:
                factors.append(factor)
            slash = sign == "/"
        self.barred = barred
        if dotted is not None and factors[-1] == dots.DOTS and self.token.text in ("+", "-"):
            self.trailing, dotted = dotted, None
            factors, count = factors[:-1], count - 1
        if dotted is not None:
            factors = self.without_dots("*", factors, dotted)
        if count > 1 and shape != OPEN:
            shape = PRODUCT
        self.shape = shape
        return factors[0] if len(factors) == 1 else Term("*", tuple(factors))

    def behind_fraction(self, factor: Term) -> bool:
        r"""Whether a fraction stands right before, whose end everyone can see: `\frac{a}{b} 2 x`."""
        return factor.op == "/" and self.tokens[self.index - 1].text == "}"

    def is_dots(self) -> bool:
        """Whether dots stand here for terms of a sum."""
        return self.token.text == r"\dots" and self.token.kind == "command"

    def without_dots(self, op: str, terms: list[Term], token: Token) -> list[Term]:
        """The terms of a sum or product, with what the dots in it stand for."""
        found = dots.resolve(op, terms)
        if found is None:
            if all(term == dots.DOTS for term in terms):
                raise self.unexpected(token)
            return [dots.unclear(op, terms)]
        return found

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

    def postfix(self, term: Term, start: Token) -> Term:
        """What one `^…` or `!` after a factor makes of it."""
        token = self.token
        if token.text == "_" and start.text == "[" and self.between_bounds():
            return self.atoms["between"](self, term, start)
        if token.text == "_":
            if start.text in ("(", "[") and self.positive():
                return function("max", term, ZERO)
            if start.text == r"\{":
                return self.atoms["family"](self, term)
            raise self.error(
                token,
                "a subscript on what is not a symbol",
                f"give `{self.source(start)}` a name and index that",
            )
        if token.text == "'":
            return self.primed(term, start)
        if token.text == "^" and self.peek().text == "*" and start.text == "{" and term.op == "^":
            self.move(self.index + 2)  # {\sigma^2}^* is another name, as \sigma^* is
            return symbol(f"{self.source(start, token)}^*")
        if self.shape in (PRODUCT, SUM):
            raise self.invisible(start)
        if self.shape == OPEN:
            raise self.extent_of_function(start, token)
        if token.text == "!":
            self.advance()
            if self.token.kind == "sign" and self.token.text == "!":
                raise self.error(
                    self.token, "a double factorial", r"write it as a product: `\prod_{k=1}^{n} (2k-1)`"
                )
            return function("factorial", term)
        if self.point and self.one_sided():
            return term
        exponent = self.exponent(transposable=term.op != "number")
        if self.token.text == "^" and self.token.kind == "sign":
            raise self.error(self.token, "a second superscript", "put what comes first in parentheses")
        self.shape = CLOSED
        return raised(term, exponent)

    def positive(self) -> bool:
        """Reads the `_+` of a positive part: `[x]_+`."""
        grouped = self.peek().text == "{"
        if self.peek(2 if grouped else 1).text != "+" or (grouped and self.peek(3).text != "}"):
            return False
        self.move(self.index + (4 if grouped else 2))
        return True

    def between_bounds(self) -> bool:
        """Whether what stands below a bracket has something above: `[F]_a^b`."""
        at = self.index + 1
        depth = 0
        while self.tokens[at].kind != "stop":
            depth += (self.tokens[at].text == "{") - (self.tokens[at].text == "}")
            at += 1
            if not depth:
                break
        return self.tokens[at].text == "^" and self.tokens[at].kind == "sign"

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
        if transposable and beyond.transposing(self):
            return TRANSPOSE
        self.refuse_factorial(caret)
        return self.group() if self.token.text == "{" else self.script(caret)

    def refuse_factorial(self, caret: Token) -> None:
        r"""Raises MathError at `^{\underline{n}}`, which is no power."""
        line = self.peek() if self.token.text == "{" else self.token
        macro = self.latex[line.start : line.end]
        if macro not in (r"\underline", r"\overline"):
            return
        name, sign = ("falling", "-") if macro == r"\underline" else ("rising", "+")
        raise self.error(
            caret,
            f"`^{{{macro}{{…}}}}` can be a {name} factorial or a power",
            rf"write `\prod_{{i=0}}^{{n-1}} (x {sign} i)` for the factorial, another letter for the power",
        )

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
            if text in NORMS:
                return self.bar not in ("given", "norm")
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
