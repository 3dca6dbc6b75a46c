r"""Symbols with their decorations, indices and arguments.

Invariant: one name on the page is one symbol in the term, and everything that
stands in a subscript or between parentheses is an argument of it, never part of
its name unless it is a word.

    x_i, z_{ij}, x_{i+1}    indexed(x, i), indexed(z, i, j), indexed(x, i + 1)
    y^{(i)}, x_j^{(i)}      indexed(y^{(\cdot)}, i), indexed(x_{\cdot}^{(\cdot)}, j, i)
    x_{max}, \theta^*       the symbols x_{\text{max}}, \theta^{*}
    f(x, y)                 apply(f, x, y)
    p_\theta(y \mid x)      apply(p_{\cdot}(\cdot\mid\cdot), \theta, y, x)
    f''(x)                  prime(f, 2, x)
"""

from __future__ import annotations

import re

from derive.reading.parser import CLOSED, Parser
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import (
    DECORATIONS,
    EXTREMA,
    FUNCTION_LETTERS,
    FUNCTIONS,
    RELATIONS,
    SYMBOLS,
    UPRIGHT,
    is_name,
)
from derive.terms.term import ONE, PI, Term, function, number, power, relation, symbol

_LETTERS = re.compile("[A-Za-z]{2,}")
_INDEX_LETTERS = frozenset("ijklmnpqrstuv")
_WORD_IN = re.compile(r"\\(?:mathrm|text)\{")
_BELOW = re.compile("[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9\u4e00-\u9fff ._/-]*[A-Za-z0-9\u4e00-\u9fff])?")
_WORD = re.compile(r"\\(?:mathrm|text)\{(.{2,})\}", re.DOTALL)
_INDEX_WORDS = frozenset("min in out is it str sum int lim ln num sup inst".split())


class Name:
    """A name as it is read: its base, its indices, and what stands above it."""

    def __init__(self, base: str, start: Token):
        self.base = base
        self.start = start
        self.words: list[str] = []  # words below, part of the name
        self.below: list[Term] = []
        self.above: list[Term] = []
        self.primes = 0
        self.power: Term | None = None
        self.wordy = False  # a name of several letters, which no product is

    @property
    def plain(self) -> str:
        """The name without places for indices."""
        return self.base + (f"_{{{','.join(self.words)}}}" if self.words else "")

    @property
    def head(self) -> str:
        """The name with a dot for each index."""
        dots = [r"\cdot"] * len(self.below)
        below = self.words + dots if r"\cdot" not in self.base else self.words
        text = self.base + (f"_{{{','.join(below)}}}" if below else "")
        if self.above:
            text += r"^{(" + ",".join([r"\cdot"] * len(self.above)) + ")}"
        return text

    @property
    def indices(self) -> tuple[Term, ...]:
        return (*self.below, *self.above)

    @property
    def term(self) -> Term:
        """The symbol, or the indexed symbol."""
        if not self.indices:
            return symbol(self.plain)
        simple = not self.above and not self.words
        return Term("indexed", (symbol(self.base if simple else self.head), *self.indices))


def read_name(p: Parser) -> Term:
    """A symbol, an indexed symbol, a function at its arguments, or a power of one."""
    first, second = p.token, p.peek()
    name = name_and_scripts(p, read_base(p))
    if name.base in ("d", r"\mathrm{d}") and "d" not in p.names.symbols and not name.indices and not name.words:
        close = second.start == first.end and first.kind == "letter"
        if p.token.kind == "letter" and p.token is second and close or name.base != "d":
            raise p.error(
                first,
                "a differential that stands in no derivative and no integral",
                r"write `\frac{dy}{dx}` for a derivative, `d \cdot x` for a product",
            )
    if p.token.text == "(" and p.token.kind in ("sign", "left"):
        applied = apply(p, name)
        if applied is not None and p.token.text == "_" and p.token.kind == "sign":
            applied = component(p, applied)
        p.shape = CLOSED
        if applied is not None:
            return applied
    p.shape = CLOSED
    if name.primes:
        raise unapplied_prime(p, name)
    term = constant(p, name)
    if name.power is not None:
        if name.base == "e" and term.op == "exp":
            return function("exp", name.power)
        return power(term, name.power)
    return term


def base_name(p: Parser) -> Term:
    """A symbol without what is attached to it: the argument of a macro without braces."""
    return constant(p, read_base(p))


def component(p: Parser, applied: Term) -> Term:
    r"""`\mathrm{softmax}(z)_i`: the component i of the value."""
    head, *arguments = applied.args
    if applied.op != "apply" or r"\cdot" in str(head.value):
        raise p.error(p.token, "a subscript on what is not a symbol", "give it a name and index that")
    name = Name(str(head.value), p.token)
    subscript(p, name)
    if name.words or not name.below:
        raise p.error(name.start, "a word below the value of a function", "write it below its name")
    dots = ",".join([r"\cdot"] * len(arguments)), ",".join([r"\cdot"] * len(name.below))
    return Term("apply", (symbol(f"{head.value}({dots[0]})_{{{dots[1]}}}"), *arguments, *name.below))


def constant(p: Parser, name: Name) -> Term:
    if not name.indices and not name.words and name.base not in p.names.symbols:
        if name.base == "e":
            return function("exp", ONE)
        if name.base == r"\pi":
            return PI
    return name.term


def read_base(p: Parser) -> Name:
    """The letter, the decorated letter or the word that a name begins with."""
    token = p.advance()
    text = token.text
    if text == r"\Delta" and not p.token.gap and (p.token.kind == "letter" or p.token.text in SYMBOLS):
        if text not in p.names.symbols:  # Δx is the change of x, one quantity
            return Name(rf"\Delta {p.advance().text}", token)
    if token.kind == "letter" or (token.kind == "command" and text in SYMBOLS):
        return Name(text, token)
    if token.kind in ("text", "word"):
        return no_function(p, word(p, text, token))
    if text in UPRIGHT or text == r"\mathit":
        return no_function(p, upright(p, token))
    if text in DECORATIONS:
        return decorated(p, token)
    raise p.unexpected(token)


def no_function(p: Parser, name: Name) -> Name:
    word = _WORD.fullmatch(name.base)
    if word and (word[1] in FUNCTIONS or word[1] in EXTREMA):
        raise p.error(name.start, f"the function `{word[1]}` has no argument", f"write `\\{word[1]}(…)`")
    return name


def word(p: Parser, text: str, token: Token) -> Name:
    if not is_name(text):
        raise p.error(token, f"the words `{text}` stand in the mathematics", "move them out of the formula")
    if token.kind == "word" and not (p.token.text == "(" and text.isascii()):
        raise p.unexpected(token)
    plain = text.isascii() and "_" not in text and "-" not in text
    name = Name(rf"\mathrm{{{text}}}" if plain else rf"\text{{{text}}}", token)
    if text == "e":
        name.base = "e"
    name.wordy = len(text) > 1
    return name


def upright(p: Parser, macro: Token) -> Name:
    r"""`\mathrm{…}` and its like: a word, or the letter e or d."""
    opener = p.token
    if opener.text != "{":
        inner = p.advance()
        text = inner.text
    else:
        p.advance()
        first = p.token
        while p.token.kind in ("letter", "word", "number") or p.token.text in ("-", "_", r"\_"):
            p.advance()
            if p.token.kind == "command" and p.token.text[1:].isalpha() and p.latex[p.token.start] != "\\":
                p.advance()
        if p.token.kind == "command" and p.latex[p.token.start] != "\\":  # \mathrm{log}
            p.advance()
        text = p.latex[first.start : p.token.start].strip().replace(r"\_", "_")
        if p.token.text != "}":
            raise p.error(macro, f"`{macro.text}` holds more than a name", "write only the name in it")
        p.advance()
    if not is_name(text):
        raise p.error(macro, f"`{macro.text}{{{text}}}` is no name", "write a word of letters in it")
    if len(text) == 1:
        return Name("e" if text == "e" else rf"\mathrm{{{text}}}", macro)
    plain = text.isascii() and "_" not in text and "-" not in text
    name = Name(rf"\mathrm{{{text}}}" if plain else rf"\text{{{text}}}", macro)
    name.wordy = True
    return name


def decorated(p: Parser, macro: Token) -> Name:
    r"""`\hat y`, `\mathbf{w}`, `\bar{x_i}`: another symbol, with the same indices."""
    decoration = DECORATIONS[macro.text]
    p.deepen(1)
    if p.token.text == "{" and p.token.kind == "sign":
        opener = p.advance()
        if decoration == r"\mathbb" and p.token.text in ("R", "N", "Z", "Q", "C", "E", "P"):
            raise blackboard(p, macro, p.token)
        if p.token.kind == "word" or p.token.text in ("}", "stop"):
            raise p.error(macro, f"`{macro.text}` holds one symbol", rf"write `{macro.text}{{y}}`, one to each symbol")
        inner = name_and_scripts(p, read_base(p))
        if p.token.text != "}" or inner.primes or inner.power is not None:
            raise p.error(opener, f"`{macro.text}` holds one symbol", rf"write `{macro.text}{{y}}`, one to each symbol")
        p.advance()
    else:
        if decoration == r"\mathbb" and p.token.text in ("R", "N", "Z", "Q", "C", "E", "P"):
            raise blackboard(p, macro, p.token)
        if p.token.kind not in ("letter", "command"):
            raise p.error(macro, f"`{macro.text}` has no argument", f"write `{macro.text}{{y}}`")
        inner = read_base(p)
    p.depth -= 1
    name = Name(f"{decoration}{{{inner.base}}}", macro)
    name.words, name.below, name.above, name.wordy = inner.words, inner.below, inner.above, inner.wordy
    return name


def blackboard(p: Parser, macro: Token, letter: Token) -> MathError:
    if letter.text == "E":
        return p.error(macro, "expectations are not supported", r"write the sum or the integral")
    if letter.text == "P":
        return p.error(macro, "probabilities are not supported", "name the probability: `p`")
    return p.error(macro, f"the set `{macro.text}{{{letter.text}}}` inside an expression", r"write it after `\in`")


def name_and_scripts(p: Parser, name: Name) -> Name:
    """Reads the subscripts, superscripts and primes of a name."""
    below = above = False
    while True:
        token = p.token
        if token.kind != "sign":
            break
        if token.text == "_":
            if below:
                raise p.error(token, "a second subscript", "write both indices in one: `x_{i,j}`")
            below = True
            subscript(p, name)
        elif token.text == "'":
            name.primes += 1
            p.advance()
        elif token.text == "^":
            if p.point and p.one_sided():
                break
            if above:
                raise p.error(token, "a second superscript", "put what comes first in parentheses")
            above = True
            if not superscript(p, name):
                name.power = p.exponent()
        else:
            break
    return name


def superscript(p: Parser, name: Name) -> bool:
    """Reads what is no power: an index in parentheses, a star, primes.  False where it is one."""
    caret = p.token
    grouped = p.peek().text == "{" and p.peek().kind == "sign"
    first = p.peek(2) if grouped else p.peek()
    if first.text == "*" and (not grouped or p.peek(3).text == "}"):
        for _ in range(4 if grouped else 2):
            p.advance()
        name.base += "^{*}"
    elif first.text == "'":
        p.advance()
        if grouped:
            p.advance()
        while p.token.text == "'":
            name.primes += 1
            p.advance()
        if grouped:
            if p.token.text != "}":
                raise p.error(caret, "primes with something else above", "write the primes alone: `f'`")
            p.advance()
    elif grouped and first.text == "(" and p.peek(4).text == ")" and p.peek(5).text == "}":
        index = p.peek(3)
        if index.kind not in ("letter", "number") and index.text not in SYMBOLS:
            return False
        if is_function(p, name) and index.kind == "letter":
            raise p.error(caret, f"`{name.base}^{{({index.text})}}`: the order of the derivative is no number", "write it")
        for _ in range(6):
            p.advance()
        if is_function(p, name) and int(index.text) <= 10:
            name.primes += int(index.text)
        elif name.base == "e":
            name.power = symbol(index.text) if index.kind != "number" else number(index.text)
        else:
            name.above.append(symbol(index.text) if index.kind != "number" else p.number(index))
    elif grouped and first.text == "(" and name.base != "e" and shifted(p):
        whole = p.latex[first.start : p.peek(7).start]
        raise p.error(
            caret,
            f"`^{{{whole}}}` can be an index or a power",
            f"write `^{{{whole.strip('()')}}}` for the power, `_{{{whole.strip('()')}}}` for the index",
        )
    else:
        return False
    return True


def shifted(p: Parser) -> bool:
    """Whether the superscript is `{(t+1)}`, which can be the index of an iteration."""
    return (
        p.peek(3).kind == "letter"
        and p.peek(4).text in ("+", "-")
        and p.peek(5).kind == "number"
        and p.peek(6).text == ")"
        and p.peek(7).text == "}"
    )


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
        move(p, end + 1)
        return
    if p.token.text in ("<", r"\le", ">", r"\ge"):
        # y_{<t}: what came before t
        name.base += "_{" + p.advance().text + r"\cdot}"
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
            return list(item.args)
    if item.op in ("+", "neg") and r"\cdot" not in p.latex[first.start : p.token.start] and any(
        part.op == "*" and all(f.op == "symbol" for f in part.args) for part in item.args
    ):
        source = p.latex[first.start : p.token.start].strip()
        raise p.error(first, f"the index `{source}` can be several", "put commas between the indices")
    return [item]


def index(p: Parser, mark: Token) -> Term:
    token = p.token
    if (token.kind == "letter" or token.text in SYMBOLS) and p.peek().text in ("}", ","):
        p.advance()
        return symbol(token.text)
    saved = (p.bar, p.differential, p.row)
    p.bar, p.differential, p.row = "", False, False
    p.deepen(1)
    item = p.expression()
    p.depth -= 1
    p.bar, p.differential, p.row = saved
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


def move(p: Parser, at: int) -> None:
    p.index = at
    p.token = p.tokens[at]


# functions


def is_function(p: Parser, name: Name) -> bool:
    """Whether convention or the document says that the name is a function's."""
    if name.head in p.names.functions or name.plain in p.names.functions:
        return True
    return (name.base in FUNCTION_LETTERS or name.wordy) and name.plain not in p.names.symbols


def apply(p: Parser, name: Name) -> Term | None:
    """The function at the arguments that follow, or None (the bracket is then pending)."""
    known = is_function(p, name)
    opener = p.token
    unclear = name.power is not None and name.power.op == "symbol" and p.peek(2).text in (")", ",")
    if name.power is not None and (known or unclear and name.base != "e"):
        inverse = name.power.op == "neg" and name.power.args[0] == ONE
        if not (known and inverse):
            source = p.latex[name.start.start : opener.start].strip()
            raise p.error(
                name.start,
                f"`{source}(…)` can be a power of a function, a function, or a product",
                rf"write `{name.base}(…)^{{…}}` for the power, `{source} \cdot (…)` for the product",
            )
        name.base += "^{-1}"
        name.power = None
    if name.power is not None:
        return None
    arguments, bar, relations = read_arguments(p)
    single = len(arguments) == 1 and not bar
    only = arguments[0]
    shown = p.latex[name.start.start : p.token.start].strip()
    if name.base == r"\Gamma" and single and not name.indices and not name.primes and not name.base in p.names.symbols:
        return function("gamma", only)
    if not known and single and not relations:
        if only.op in ("symbol", "indexed"):
            if name.base == r"\pi" and not name.indices and r"\pi" not in p.names.symbols:
                raise p.error(
                    name.start, f"`{shown}` can be a product with the constant π", rf"write `\pi \cdot {only.value or 'x'}`"
                )
            known = name.base != "e"
        elif only.op == "number" and name.base not in ("e", r"\pi"):
            raise p.error(
                name.start, f"`{shown}` can be a value of a function or a product", rf"write `{name.base} \cdot {only}`"
            )
    if not known and single and not relations and not name.primes:
        p.pending, p.pending_start = only, opener
        p.multiplied.setdefault(name.plain, name.start)
        return None
    if not known and single and relations and name.base not in ("P", "p", "q", r"\mathrm{Pr}"):
        raise p.error(opener, "a relation inside parentheses", "write one side of a relation here")
    if not known and name.primes and single:
        raise unapplied_prime(p, name)
    p.applied.add(name.plain)
    if name.primes:
        if name.indices or name.words or not single:
            raise p.error(
                name.start,
                f"the prime on `{shown}` does not say by which variable",
                rf"write `\frac{{\partial}}{{\partial x}} {name.base}(…)`",
            )
        if name.primes > 10:
            raise p.error(name.start, f"a derivative of order {name.primes}", "write at most ten primes")
        return Term("prime", (symbol(name.base), number(name.primes), only))
    head = name.head
    if bar:
        before, after = ",".join([r"\cdot"] * bar), ",".join([r"\cdot"] * (len(arguments) - bar))
        head += rf"({before}\mid {after})"
    return Term("apply", (symbol(head), *name.indices, *arguments))


def read_arguments(p: Parser) -> tuple[list[Term], int, bool]:
    """The arguments between parentheses, how many stand before a bar, and whether any is a relation."""
    opener = p.advance()
    saved = (p.bar, p.differential, p.row)
    p.bar, p.differential, p.row = "given", False, False
    arguments: list[Term] = []
    bar, relations = 0, False
    if p.token.text == ")":
        raise p.error(opener, "empty parentheses", "write the arguments between them")
    while True:
        argument = p.expression()
        if p.token.text in RELATIONS and RELATIONS[p.token.text] != ":=":
            sign = RELATIONS[p.advance().text]
            argument = relation(argument, sign, p.expression())
            relations = True
        arguments.append(argument)
        token = p.token
        if token.text in (",", ";") and token.kind == "sign":
            p.advance()
        elif token.text in ("|", r"\mid") and token.kind in ("sign", "command", "middle") and not bar:
            p.advance()
            bar = len(arguments)
        else:
            break
    p.close(opener)
    p.bar, p.differential, p.row = saved
    return arguments, bar, relations


def unapplied_prime(p: Parser, name: Name) -> MathError:
    shown = name.base + "'" * name.primes
    variable = "t" if name.base == "x" else "x"
    if is_function(p, name):
        return p.error(name.start, f"`{shown}` has no argument", f"write `{shown}(x)`")
    return p.error(
        name.start,
        f"`{shown}` can be a derivative or another symbol",
        rf"write `\frac{{d{name.base}}}{{d{variable}}}` for the derivative, `\tilde{{{name.base}}}` for another symbol",
    )
