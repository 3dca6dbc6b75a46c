r"""What stands above a name and is no power: an index in parentheses, a star, a word.

Invariant: what can be a power and a part of the name is an error, not a choice.

    y^{(i)}, a^{[l](i)}, x^{<t>}   indices      \theta^*, \theta^{old}   names of their own
"""

from __future__ import annotations

from derive.reading.parser import Parser
from derive.reading.spelling import DOT, Name, is_function, upright
from derive.reading.tokens import MathError, Token
from derive.reading.uses import begins_side, ends_left
from derive.reading.vocabulary import LABELS, SYMBOLS, UPRIGHT
from derive.terms.latex import write
from derive.terms.term import Term, number, symbol

# Letters that count iterations, layers or examples.
ITERATIONS = frozenset((*"ijklmnst", r"\ell", r"\tau"))
_CLOSE = {"(": ")", "[": "]", r"\langle": r"\rangle", "<": ">"}


def superscript(p: Parser, name: Name) -> bool:
    """Reads what is no power.  False where it is one."""
    grouped = p.peek().text == "{" and p.peek().kind == "sign"
    first = p.peek(2) if grouped else p.peek()
    alone = not grouped or p.peek(3).text == "}"
    if first.text == "*" and alone:
        p.move(p.index + (4 if grouped else 2))
        name.base += "^{*}"
        return True
    if first.text in ("+", "-") and first.kind == "sign" and (p.peek(3).text == "}" if grouped else True):
        if grouped or p.peek(2).kind not in ("letter", "number"):
            raise part_or_label(p, name, first.text)
        return False
    if first.text == "'":
        primes(p, name, grouped)
        return True
    if counted(p, name) or (alone and is_index(p, name, first)):
        return True
    if name.base == "e" and name.base not in p.names.symbols:
        return power_of_e(p, name, first, grouped)
    if not grouped:
        return False
    if first.text in _CLOSE and first.kind in ("sign", "command"):
        return indices(p, name)
    return label(p, name)


def is_index(p: Parser, name: Name, first: Token) -> bool:
    """Reads the `^k` of `y_j^k` as an index, where the document takes a derivative by such a name."""
    if first.kind != "letter" or first.text not in p.names.above or not name.below or name.over:
        return False
    name.over, name.above = DOT, [p.exponent(transposable=False)]
    return True


def refuse_choices(p: Parser, name: Name) -> None:
    r"""Raises MathError at `C_n^k` and `A_n^m`, which can count choices or be powers."""
    letter = name.base.removeprefix(r"\mathrm{").removesuffix("}")
    if len(letter) != 1 or len(name.below) != 1 or name.words or name.over:
        return
    (lower,), upper = name.below, name.power
    if name.base == letter and letter not in "AC" or not may_count(lower, upper):
        return
    n, k = write(lower), write(upper)
    count = {"C": rf"\binom{{{n}}}{{{k}}}", "A": rf"\frac{{{_factorial(lower)}}}{{({n} - {k})!}}"}
    raise p.error(
        name.start,
        f"`{p.source(name.start).strip()}` can be a number of choices or a power",
        rf"write `{count.get(letter, f'{name.base}_{{{n},{k}}}')}` for the number, `({name.base}_{{{n}}})^{{{k}}}` for the power",
    )


def refuse_upper_index(p: Parser, name: Name) -> None:
    r"""Raises MathError at `b_x^i` alone on a side: what is defined is no power of what has an index."""
    at = p.index
    while p.tokens[at] is not name.start:
        at -= 1
    ends = p.token.kind in ("stop", "row", "end") or ends_left(p.tokens, p.index)
    if name.power.op != "symbol" or not begins_side(p.tokens, at) or not ends:
        return
    source, upper = p.source(name.start).strip(), write(name.power)
    below = ",".join(map(write, name.below))
    raise p.error(
        name.start,
        f"`{source}` can be a power or a name with an index above",
        rf"write `{name.base}_{{{below},{upper}}}` for the name, `({name.base}_{{{below}}})^{{{upper}}}` for the power",
    )


def _factorial(term: Term) -> str:
    return f"{write(term)}!" if term.op in ("symbol", "number") else f"({write(term)})!"


def counted(p: Parser, name: Name) -> bool:
    r"""Reads the `^m` of `A_n^m` as an index, where the document defines that.  False where it does not."""
    if name.base not in p.names.counts or len(name.below) != 1 or name.words:
        return False
    upper = p.exponent(transposable=False)
    if not may_count(name.below[0], upper):
        raise p.error(
            name.start,
            f"`{p.source(name.start).strip()}` can be a value of what was defined or a power",
            rf"write `({name.base}_{{{write(name.below[0])}}})^{{{write(upper)}}}` for the power",
        )
    name.over, name.above = DOT, [upper]
    return True


def may_count(lower: Term, upper: Term) -> bool:
    """Whether k of n things can be chosen, by what stands for k and n."""
    if upper.op not in ("symbol", "number", "+", "indexed"):
        return False
    if lower.op == "number":
        return upper.op != "number" or upper.value <= lower.value
    return bool(lower.free) and all(str(s.value) in ("n", "m", "N", "M") for s in lower.free)


def primes(p: Parser, name: Name, grouped: bool) -> None:
    caret = p.advance()
    if grouped:
        p.advance()
    while p.token.text == "'":
        name.primes += 1
        p.advance()
    if grouped:
        if p.token.text != "}":
            raise p.error(caret, "primes with something else above", "write the primes alone: `f'`")
        p.advance()


def power_of_e(p: Parser, name: Name, first: Token, grouped: bool) -> bool:
    """Reads `e^{(i)}`, e to the i: its parentheses hold no index."""
    if not (grouped and first.text == "(" and p.peek(4).text == ")" and p.peek(5).text == "}"):
        return False
    inside = p.peek(3)
    if inside.kind not in ("letter", "number") and inside.text not in SYMBOLS:
        return False
    p.move(p.index + 6)
    name.power = symbol(inside.text) if inside.kind != "number" else number(inside.text)
    return True


def indices(p: Parser, name: Name) -> bool:
    r"""Reads `^{(i)}`, `^{[l](i)}`, `^{\langle t \rangle}`.  False where it is a power."""
    opener = p.peek(2)
    if opener.text == "(":
        if order(p, name):
            return True
        if not in_parentheses(p, name):
            return False
    p.move(p.index + 2)
    over, above = "", []
    while p.token.text in _CLOSE:
        bracket = p.advance()
        around = p.enter()
        found = [index(p)]
        while p.token.text == ",":
            p.advance()
            found.append(index(p))
        p.leave(around)
        if p.token.text != _CLOSE[bracket.text]:
            raise p.error(
                bracket, f"`{p.source(bracket)}` above a name is no index", "write the index between brackets"
            )
        close = p.advance().text
        space = " " if bracket.text[0] == "\\" else ""
        over += f"{bracket.text}{space}{','.join([DOT] * len(found))}{space}{close}"
        above += found
    if p.token.text != "}":
        raise p.error(opener, "an index in brackets with more beside it", "write one superscript")
    p.advance()
    name.over, name.above = over, above
    return True


def index(p: Parser) -> Term:
    if p.token.kind == "letter" and p.peek().text in (")", "]", r"\rangle", ">", ","):
        return symbol(p.advance().text)
    p.deepen(1)
    term = p.expression()
    p.depth -= 1
    return term


def order(p: Parser, name: Name) -> bool:
    """Reads `f^{(3)}`, the order of a derivative.  False where it is none."""
    inside = p.peek(3)
    if p.peek(4).text != ")" or p.peek(5).text != "}" or not is_function(p, name):
        return False
    applied = p.peek(6).text == "(" and p.peek(6).kind in ("sign", "left")
    if applied and (inside.kind == "letter" or inside.text in SYMBOLS):
        raise p.error(
            p.token,
            f"`{name.base}^{{({inside.text})}}(…)` can be a derivative of unknown order, or an index",
            f"write the order as a number, or the index below: `{name.base}_{{{inside.text}}}(…)`",
        )
    if inside.kind != "number" or not (applied or name.plain in p.names.functions):
        return False
    if not inside.text.isdigit() or int(inside.text) > 10:
        raise p.error(p.token, f"a derivative of order {inside.text}", "write an order from 1 to 10")
    name.primes += int(inside.text)
    p.move(p.index + 6)
    return True


def in_parentheses(p: Parser, name: Name) -> bool:
    """Whether what stands in parentheses above a name is an index."""
    inside, after = p.peek(3), p.peek(4)
    single = inside.kind in ("letter", "number") or inside.text in SYMBOLS
    if single and (after.text == "," or (after.text == ")" and p.peek(5).text in ("}", "[", "("))):
        return True
    if not shifted(p):
        return False
    if letter_of(name) in p.names.raised:
        return True
    if p.peek(5).kind != "number" or inside.text not in ITERATIONS:
        return False
    whole = p.latex[inside.start : p.peek(6).start].strip()
    raise p.error(
        p.token,
        f"`^{{({whole})}}` can be an index or a power",
        f"write `^{{{whole}}}` for the power, `_{{{whole}}}` for the index",
    )


def letter_of(name: Name) -> str:
    r"""The letter in a decorated name: x in `\mathbf{x}`."""
    return name.base.rstrip("}").rpartition("{")[2]


def shifted(p: Parser) -> bool:
    """Whether the superscript is `{(t+1)}`, which can be the index of an iteration."""
    return (
        (p.peek(3).kind == "letter" or p.peek(3).text in SYMBOLS)
        and p.peek(4).text in ("+", "-")
        and (p.peek(5).kind in ("number", "letter"))
        and p.peek(6).text == ")"
        and p.peek(7).text == "}"
    )


def label(p: Parser, name: Name) -> bool:
    r"""Reads a word above: `\theta^{\text{old}}`, `\theta^{old}`.  False where a power stands."""
    first = p.peek(2)
    words = [first]
    if first.kind == "text" and p.peek(3).text == "}":
        text, behind = first.text, 4
    elif first.text in UPRIGHT:
        back = p.index
        p.move(p.index + 3)
        text = upright(p, first).base.partition("{")[2].rstrip("}")
        behind = p.index + 1 - back
        if p.token.text != "}" or len(text) < 2:
            p.move(back)
            return False
        p.move(back)
    else:
        at = 2
        while p.peek(at).kind in ("letter", "word") or p.peek(at).text in (r"\max", r"\min"):
            at += 1
        words = [p.peek(i) for i in range(2, at)]
        text = "".join(t.text.removeprefix("\\") for t in words)
        apart = any(a.end != b.start for a, b in zip(words, words[1:]))  # a product: x^{n e w}
        if p.peek(at).text != "}" or text not in LABELS or len(text) < 3 or apart:
            return False
        behind = at + 1
    if text not in LABELS:
        raise p.error(
            first,
            f"`{name.base}^{{\\text{{{text}}}}}` can be a power or a name of its own",
            rf"write `({name.base})^{{\text{{{text}}}}}` for the power, `{name.base}_{{\text{{{text}}}}}` for the name",
        )
    name.base += rf"^{{\text{{{text}}}}}"
    p.move(p.index + behind)
    return True


def part_or_label(p: Parser, name: Name, sign: str) -> MathError:
    extreme = "max" if sign == "+" else "min"
    return p.error(
        p.token,
        f"`{name.base}^{sign}` can be a part of `{name.base}` or a name of its own",
        rf"write `\{extreme}({name.base}, 0)`, or `{name.base}_{{{sign}}}` for the name",
    )
