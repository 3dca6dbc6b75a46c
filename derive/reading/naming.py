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

from derive.reading import beyond, lists
from derive.reading.applying import apply, component, unapplied
from derive.reading.bare import stands_bare
from derive.reading.brackets import CLOSED
from derive.reading.parser import Parser, raised
from derive.reading.spelling import Name, is_function, no_function, upright, word
from derive.reading.subscripts import subscript
from derive.reading.superscripts import letter_of, refuse_choices, refuse_upper_index, superscript
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import DECORATIONS, SYMBOLS, UPRIGHT
from derive.terms.term import ONE, PI, Term, function, symbol


def read_name(p: Parser) -> Term:
    """A symbol, an indexed symbol, a function at its arguments, or a power of one."""
    first, second = p.token, p.peek()
    base = read_base(p)
    if kind := operates(p, base):
        return beyond.read_operator(p, base.base, kind)
    if base.base in (r"\mathrm{arg}", "arg") and p.token.text in (r"\max", r"\min"):
        return beyond.read_operator(p, r"\arg" + p.advance().text, "vector")
    name = name_and_scripts(p, base)
    if name.primes and is_other_symbol(p, name, first):
        name.base, name.primes = name.base + "'" * name.primes, 0
    if name.base == "d" and p.token is second and is_differential(p, first):
        return differential(p, first)
    if name.base == r"\mathrm{d}":
        return differential(p, first)
    braces = p.token if p.token.text == "{" and encloses_bracket(p) else None
    if braces:  # f{(x)} prints as f(x) does
        p.advance()
    if p.token.text == "(" and p.token.kind in ("sign", "left"):
        applied = apply(p, name)
        if braces:
            p.close(braces)
        if applied is not None and p.token.text == "_" and p.token.kind == "sign":
            applied = component(p, applied)
        p.shape = CLOSED
        if applied is not None:
            return applied
    p.shape = CLOSED
    if name.wordy and name.power is None and p.starts_factor(p.token):
        refuse_operand(p, name)
    if name.base == "D" and len(name.below) == 1 and name.below[0] in VARIABLES and p.starts_factor(p.token):
        source = p.source(first)
        raise p.error(
            first,
            f"`{source}` before a factor can be a derivative or a quantity",
            rf"write `\frac{{\partial}}{{\partial {name.below[0].value}}}`, or `{source} \cdot` for the product",
        )
    if (
        name.base == r"\Sigma"
        and name.below
        and not name.words
        and p.starts_factor(p.token)
        and not is_inverted(p, name.base)
    ):
        body = p.product(bars=False)
        place = beyond.DOT if body.op not in ("+", "neg") else rf"\left({beyond.DOT}\right)"
        return beyond.beyond("sigma", f"{name.head} {place}", *name.indices, body)
    if name.primes:
        return unapplied(name)
    term = constant(p, name)
    if name.power is not None:
        if name.base == "e" and term.op == "exp":
            return function("exp", name.power)
        return raised(term, name.power)
    return term


def operates(p: Parser, name: Name) -> str | None:
    r"""The kind of operator that a name just read is: `\operatorname{Var}(X)`, `E[X]`, `E_x[X]`."""
    text = name.base.removeprefix(r"\mathrm{").removeprefix(r"\mathbb{").removesuffix("}")
    kind = "random" if text in beyond.RANDOM else "vector" if text in beyond.LINEAR else None
    if base_is_script(name.base) and p.tokens[behind_script(p, p.index)].text == r"\{":
        return "transform"  # \mathcal{L}\{f(t)\} is no product
    if kind is None and takes_whole(p, name):
        return "random"  # H[P], the entropy of a distribution
    if kind is None or name.plain in p.names.functions or name.base in p.names.symbols:
        return None
    if name.base.startswith(r"\mathbb") and text != "P":
        return kind
    if text in ("argmax", "argmin"):
        return kind
    at = behind_script(p, p.index)
    opener = p.tokens[at].text
    if text == "E" and opener == "(" and p.tokens[at + 1].kind == "letter" and p.tokens[at + 1].text in "XYZ":
        return kind  # the mean of a random variable
    return kind if opener == "[" and text != "V" or name.wordy and opener in ("(", r"\{", "[") else None


def takes_whole(p: Parser, name: Name) -> bool:
    """Whether a capital stands before another one in brackets, `H[P]`: no product is written so."""
    letters = (name.base, p.peek().text)
    capitals = all(len(letter) == 1 and letter.isupper() for letter in letters)
    return capitals and p.token.text == "[" and p.peek(2).text == "]"


def base_is_script(base: str) -> bool:
    return base.startswith((r"\mathcal{", r"\mathscr{", r"\mathfrak{"))


def behind_script(p: Parser, at: int) -> int:
    """The index behind a subscript or superscript that begins at an index."""
    last = len(p.tokens) - 1
    if p.tokens[at].text not in ("_", "^") or p.tokens[at].kind != "sign":
        return at
    at, depth = min(at + 1, last), 0
    while at < last:
        depth += (p.tokens[at].text == "{") - (p.tokens[at].text == "}")
        at += 1
        if not depth:
            break
    return at


def is_inverted(p: Parser, base: str) -> bool:
    r"""Whether the name has an exponent −1 somewhere in the formula, as the matrix `\Sigma_q^{-1}` has."""
    text = re.sub(r"\s", "", p.latex)
    return re.search(re.escape(base) + r"(?:_(?:\w|\{[^{}]*\}))?\^\{-1\}", text) is not None


VARIABLES = frozenset(map(symbol, ("x", "y", "z", "t", "w", r"\theta")))


def refuse_operand(p: Parser, name: Name) -> None:
    r"""A function that stands before its argument without parentheses: `\operatorname{softmax} z`."""
    function = name.plain in p.names.functions or name.base in KNOWN_FUNCTIONS
    if not function and not name.start.text.startswith(r"\operatorname"):
        return
    source = p.source(name.start)
    raise p.error(
        name.start,
        f"`{source}` before a factor can be a function of it, or a product",
        rf"write `{source}(…)`, or `{source} \cdot` for the product",
    )


# Words that name functions, whatever the document says.
KNOWN_FUNCTIONS = frozenset(
    rf"\mathrm{{{name}}}"
    for name in "sigmoid softmax softplus relu ReLU GELU gelu logit logsumexp LSE LogSumExp sinc Li erfc".split()
)


def is_other_symbol(p: Parser, name: Name, first: Token) -> bool:
    r"""Whether a prime makes another symbol of a letter: `V(s')`, `\pi(a' \mid s')`."""
    if letter_of(name) in p.names.primed:
        return True
    if p.bar != "given" or is_function(p, name) or p.token.text not in BESIDE:
        return False
    before = p.tokens[p.tokens.index(first, max(0, p.index - 12), p.index) - 1] if first.start else None
    return before is not None and before.text in BESIDE


BESIDE = frozenset(("(", ")", ",", "|", r"\mid", ";"))


def holds_name(p: Parser) -> bool:
    """Whether the braces that open here hold one name, with what is attached to it."""
    at = p.index + 1
    token = p.tokens[at]
    if token.text in DECORATIONS or token.text in UPRIGHT:
        at = after_item(p, at + 1)
    elif token.kind in ("letter", "text") or (token.kind == "command" and token.text in SYMBOLS):
        at += 1
    else:
        return False
    raised = False
    while p.tokens[at].kind == "sign" and p.tokens[at].text in "_^'":
        raised = raised or p.tokens[at].text == "^"
        at = at + 1 if p.tokens[at].text == "'" else after_item(p, at + 1)
    return p.tokens[at].text == "}" and not (raised and p.tokens[at + 1].text == "^")


def encloses_bracket(p: Parser) -> bool:
    """Whether the braces that open here hold parentheses and nothing else."""
    at = p.index + 1
    if p.tokens[at].text != "(" or p.tokens[at].kind not in ("sign", "left"):
        return False
    behind, depth = after_item(p, p.index) - 2, 0
    for index in range(at, behind + 1):
        token = p.tokens[index]
        depth += (token.text == "(") - (token.text == ")")
        if not depth:
            return index == behind
    return False


def after_item(p: Parser, at: int) -> int:
    """The index behind one token or one group in braces."""
    depth = 0
    while at < len(p.tokens) - 1:
        token = p.tokens[at]
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
        at += 1
        if depth <= 0:
            break
    return at


def base_name(p: Parser) -> Term:
    """A symbol without what is attached to it: the argument of a macro without braces."""
    return constant(p, read_base(p))


def is_differential(p: Parser, d: Token) -> bool:
    """Whether a d that was just read and what stands right behind it are a differential: `dx`."""
    letter = p.token.kind == "letter"
    named = letter or p.token.text in SYMBOLS or p.token.text in DECORATIONS
    if not named or p.token.start > d.end or "d" in p.names.symbols:
        return False
    return letter or not stands_bare("d", p.tokens, p.names)


def differential(p: Parser, d: Token) -> Term:
    r"""`dx` that stands in no derivative and no integral: `du = 2x\,dx`."""
    if stands_bare("d", p.tokens, p.names) and d.kind == "letter":
        raise p.error(
            d,
            f"`d{p.token.text}` can be a differential or a product: `d` stands alone elsewhere",
            rf"write `d \cdot {p.token.text}` for the product, `\mathrm{{d}}{p.token.text}` for the differential",
        )
    if p.token.kind not in ("letter", "command", "text"):
        raise p.error(d, "a differential of nothing", "write its variable behind it: `dx`")
    variable = name_and_scripts(p, read_base(p))
    if variable.primes or variable.power is not None:
        raise p.error(
            d,
            f"`{p.source(d)}` can be the differential of a power or a power of one",
            r"write `\frac{dy}{dx}` for a derivative",
        )
    p.shape = CLOSED
    return lists.beyond("differential", rf"\mathrm{{d}}{lists.DOT}", variable.term)


def constant(p: Parser, name: Name) -> Term:
    if not name.indices and not name.pieces and name.base not in p.names.symbols:
        if name.base == "e":
            if (
                not is_base(p, name)
                and name.start.kind == "letter"
                and (name.power is None or name.power.op == "number")
            ):
                refuse_letter(p, name)
            return function("exp", ONE)
        if name.base == r"\pi" and name.base not in p.names.functions:
            return PI
    return name.term


def is_base(p: Parser, name: Name) -> bool:
    r"""Whether an e stands below a logarithm: `\log_e`."""
    at = p.tokens.index(name.start) if name.start in p.tokens else 0
    at -= at > 0 and p.tokens[at - 1].text == "{"
    return at > 1 and p.tokens[at - 1].text == "_" and p.tokens[at - 2].text == r"\log"


def refuse_letter(p: Parser, name: Name) -> None:
    """Raises MathError at an e among d and f, where it can be the letter between them."""
    beside = next((x for x in ("d", "f") if stands_bare(x, p.tokens, p.names)), None)
    if beside is not None:
        raise p.error(
            name.start,
            f"`e` can be the constant or a letter beside `{beside}`",
            r"write `\mathrm{e}` for the constant, or another letter",
        )


def read_base(p: Parser) -> Name:
    """The letter, the decorated letter or the word that a name begins with."""
    token = p.advance()
    text = token.text
    if text == "{" and token.kind == "sign":  # {x}_i prints as x_i does
        inner = name_and_scripts(p, read_base(p))
        p.close(token)
        return inner
    changed = p.token.text in DECORATIONS and p.peek().text == "{" and p.peek(3).text == "}"
    if text == r"\Delta" and changed and not stands_bare(text, p.tokens, p.names):
        inner = read_base(p)
        return Name(rf"\Delta {inner.base}", token)  # \Delta \bar{v}
    if text == r"\Delta" and p.token.text == "{" and holds_name(p):  # \Delta{c_j}
        opener = p.advance()
        inner = name_and_scripts(p, read_base(p))
        p.close(opener)
        inner.base, inner.start = rf"\Delta {inner.base}", token
        return inner
    if text == r"\Delta" and not p.token.gap and (p.token.kind == "letter" or p.token.text in SYMBOLS):
        if stands_bare(text, p.tokens, p.names):
            raise p.error(
                token,
                rf"`\Delta {p.token.text}` can be a change of `{p.token.text}` or a product: `\Delta` stands alone elsewhere",
                rf"write `\Delta \cdot {p.token.text}` for the product, `\delta_{p.token.text}` for the change",
            )
        return Name(rf"\Delta {p.advance().text}", token)  # the change of x is one quantity
    if token.kind == "letter" or (token.kind == "command" and text in SYMBOLS):
        return Name(text, token)
    if text == r"\Pr" and p.token.text == "(":
        name = Name(r"\mathrm{Pr}", token)
        name.wordy = True
        return name
    if token.kind in ("text", "word"):
        return no_function(p, word(p, text, token))
    if text in UPRIGHT or text == r"\mathit":
        return no_function(p, upright(p, token))
    if text in DECORATIONS:
        return decorated(p, token)
    raise p.unexpected(token)


SETS = frozenset("RNZQCEP")  # and expectation, probability


def decorated(p: Parser, macro: Token) -> Name:
    r"""`\hat y`, `\mathbf{w}`, `\bar{x_i}`: another symbol, with the same indices."""
    decoration = DECORATIONS[macro.text]
    p.deepen(1)
    if p.token.text == "{" and p.token.kind == "sign":
        opener = p.advance()
        if decoration == r"\mathbb" and p.token.text in ("R", "N", "Z", "Q", "C"):
            raise blackboard(p, macro, p.token)
        if p.token.kind == "word" or p.token.text in ("}", "stop"):
            raise p.error(
                macro, f"`{macro.text}` holds one symbol", rf"write `{macro.text}{{y}}`, one to each symbol"
            )
        inner = name_and_scripts(p, read_base(p))
        if p.token.text != "}" or inner.primes or inner.power is not None:
            raise p.error(
                opener, f"`{macro.text}` holds one symbol", rf"write `{macro.text}{{y}}`, one to each symbol"
            )
        p.advance()
    else:
        if decoration == r"\mathbb" and p.token.text in ("R", "N", "Z", "Q", "C"):
            raise blackboard(p, macro, p.token)
        if p.token.kind not in ("letter", "command"):
            raise p.error(macro, f"`{macro.text}` has no argument", f"write `{macro.text}{{y}}`")
        inner = read_base(p)
    p.depth -= 1
    name = Name(f"{decoration}{{{inner.base}}}", macro)
    name.pieces, name.below, name.wordy = inner.pieces, inner.below, inner.wordy
    name.over, name.above = inner.over, inner.above
    return name


def blackboard(p: Parser, macro: Token, letter: Token) -> MathError:
    return p.error(
        macro, f"the set `{macro.text}{{{letter.text}}}` inside an expression", r"write it after `\in`"
    )


def name_and_scripts(p: Parser, name: Name) -> Name:
    """Reads the subscripts, superscripts and primes of a name."""
    below, above = bool(name.pieces), bool(name.over) or name.power is not None
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
    if name.power is not None and below:
        refuse_choices(p, name)
        refuse_upper_index(p, name)
    return name
