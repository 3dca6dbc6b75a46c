"""Terms → one line of mathematics for a terminal: `log(1 + e^(-x))`, `Σ_{i=1}^n x_i^2`.

Invariant: parentheses stand wherever the line could be read as another term.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from derive.terms.sets import written
from derive.terms.term import ONE, TRUE, Term, number

SUM, OPERATOR, PRODUCT, POWER, ATOM = range(5)  # how tightly what is written holds together

SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "tends": "→"}
SIGNS |= {r"\in": "∈", r"\notin": "∉", r"\approx": "≈", r"\propto": "∝", r"\gets": "←", r"\sim": "∼"}
_SETS = {"{": "{", "}": "}", "R": "ℝ", "Z": "ℤ", "N": "ℕ", "inf": "∞", "...": "…", "|": "|", "u": "∪"}
_LETTERS = {
    "varepsilon": "ε", "epsilon": "ϵ", "vartheta": "ϑ", "varphi": "φ", "phi": "ϕ", "ell": "ℓ", "lambda": "λ",
    "varrho": "ϱ", "varsigma": "ς", "varpi": "ϖ", "hbar": "ℏ",
}  # fmt: skip
_ACCENTS = {"hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "vec": "\u20d7"}
_FONTS = re.compile(r"\\(?:math\w+|boldsymbol|operatorname|text\w*)\{([^{}]*)\}")
_ACCENTED = re.compile(r"\\(hat|tilde|bar|vec)\{(\w)\}")
_BRACED = re.compile(r"([_^])\{([^{},\s]|[\w*']+)\}")


def name(latex: str) -> str:
    r"""A symbol's LaTeX name as text: `\hat{y}_{i}` is ŷ_i, `\theta` is θ."""
    text = _FONTS.sub(r"\1", latex)
    text = re.sub(r"\\([A-Za-z]+)\s?", _letter, text)
    text = _ACCENTED.sub(lambda m: unicodedata.normalize("NFC", m[2] + _ACCENTS[m[1]]), text)
    return _BRACED.sub(r"\1\2", text)


def _letter(found: re.Match[str]) -> str:
    word = found[1]
    if word in _LETTERS:
        return _LETTERS[word]
    if word in _ACCENTS:
        return found[0]
    case = "CAPITAL" if word[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {word.upper()}")
    except KeyError:
        return found[0]


def plain(term: Term) -> str:
    """The term, condition or relation on one line."""
    return _write(term)[0]


def _write(term: Term) -> tuple[str, int]:
    op, args = term.op, term.args
    if op == "number":
        return _number(term.value)
    if op in ("symbol", "constant"):
        return name(str(term.value)) if op == "symbol" else "π", ATOM
    if op == "infinity":
        return "∞", ATOM
    if op in SIGNS:
        return f"{plain(args[0])} {SIGNS[op]} {plain(args[1])}", SUM
    if op == "set":
        return written(term, plain, _SETS), ATOM
    if op in ("and", "or"):
        return f" {op} ".join(map(plain, args)), SUM
    writer = _WRITERS.get(op)
    if writer is not None:
        return writer(*args)
    return f"{op}({', '.join(map(plain, args))})", ATOM


def _number(value: Fraction) -> tuple[str, int]:
    return str(value), SUM if value < 0 else ATOM if value.denominator == 1 else PRODUCT


def _bound(term: Term, least: int) -> str:
    text, tightness = _write(term)
    return text if tightness >= least else f"({text})"


def _sum(*parts: Term) -> tuple[str, int]:
    pieces: list[str] = []
    for part in parts:
        negative = part.op == "neg" or (part.op == "number" and part.value < 0)
        inner = part
        if negative:
            inner = part.args[0] if part.op == "neg" else number(-part.value)
        text = _bound(inner, OPERATOR)
        pieces.append(("- " if negative else "+ ") + text if pieces else ("-" if negative else "") + text)
    return " ".join(pieces), SUM


def _product(*parts: Term) -> tuple[str, int]:
    pieces = [_bound(part, PRODUCT if part.op == "*" else POWER) for part in parts]
    dots = (" · " if piece[0].isdigit() else " " for piece in pieces)  # 2 · 3 is no 23
    return "".join(f"{dot}{piece}" for dot, piece in zip(dots, pieces)).lstrip(" ·"), PRODUCT


def _quotient(above: Term, below: Term) -> tuple[str, int]:
    return f"{_bound(above, PRODUCT)}/{_bound(below, POWER)}", PRODUCT


def _power(base: Term, exponent: Term) -> tuple[str, int]:
    return f"{_bound(base, ATOM)}^{_raised(exponent)}", POWER


def _exponential(exponent: Term) -> tuple[str, int]:
    return ("e", ATOM) if exponent == ONE else (f"e^{_raised(exponent)}", POWER)


def _raised(exponent: Term) -> str:
    text, tightness = _write(exponent)
    return text if tightness == ATOM else f"({text})"


def _root(radicand: Term, degree: Term | None = None) -> tuple[str, int]:
    text = f"({plain(radicand)})"
    return (f"√{text}" if degree is None else f"root({plain(degree)}, {plain(radicand)})"), ATOM


def _absolute(inside: Term) -> tuple[str, int]:
    text = plain(inside)
    return (f"abs({text})" if "|" in text else f"|{text}|"), ATOM


def _factorial(argument: Term) -> tuple[str, int]:
    return _bound(argument, ATOM) + "!", ATOM


def _indexed(family: Term, *indices: Term) -> tuple[str, int]:
    written = [plain(index) for index in indices]
    close = all(len(text) == 1 for text in written)
    text = ("" if close else ",").join(written)
    return name(str(family.value)) + (f"_{text}" if len(text) == 1 else f"_{{{text}}}"), ATOM


def _apply(head: Term, *arguments: Term) -> tuple[str, int]:
    return f"{plain(head)}({', '.join(map(plain, arguments))})", ATOM


def _prime(head: Term, order: Term, argument: Term) -> tuple[str, int]:
    return f"{plain(head)}{chr(39) * int(order.value)}({plain(argument)})", ATOM


def _cases(*parts: Term) -> tuple[str, int]:
    rows = (
        f"{plain(value)} {'otherwise' if condition == TRUE else f'if {plain(condition)}'}"
        for value, condition in zip(parts[::2], parts[1::2])
    )
    return "{" + "; ".join(rows) + "}", ATOM


def _derivative(body: Term, variable: Term) -> tuple[str, int]:
    sign = "d" if body.free <= variable.free else "∂"
    return f"{sign}/{sign}{plain(variable)} [{plain(body)}]", POWER


def _at(body: Term, variable: Term, value: Term) -> tuple[str, int]:
    return f"[{plain(body)} at {plain(variable)} = {plain(value)}]", ATOM


def _limit(body: Term, variable: Term, point: Term, side: Term) -> tuple[str, int]:
    end = {1: "+", -1: "-"}.get(int(side.value), "")
    goes = plain(point) if not end else f"{_bound(point, ATOM)}{end}"
    return f"lim_{{{plain(variable)} → {goes}}} {_bound(body, OPERATOR)}", OPERATOR


def _big(sign: str):
    def write(body: Term, index: Term, lower: Term, upper: Term) -> tuple[str, int]:
        ends = (
            f"_{{{plain(index)}={plain(lower)}}}^{_raised(upper)}"
            if upper.op != "unsaid"
            else f"_{plain(index)}"
        )
        return f"{sign}{ends} {_bound(body, OPERATOR)}", OPERATOR

    return write


def _integral(body: Term, variable: Term, lower: Term, upper: Term) -> tuple[str, int]:
    ends = f"_{_raised(lower)}^{_raised(upper)}"
    return f"∫{ends} {_bound(body, PRODUCT)} d{plain(variable)}", OPERATOR


def _beyond(name: Term, *arguments: Term) -> tuple[str, int]:
    from derive.terms.latex import write  # has no plain form

    return write(Term("beyond", (name, *arguments))), ATOM


_WRITERS = {
    "+": _sum, "*": _product, "neg": lambda a: ("-" + _bound(a, OPERATOR), SUM), "/": _quotient, "^": _power,
    "exp": _exponential, "sqrt": _root, "root": _root, "abs": _absolute, "factorial": _factorial,
    "floor": lambda a: (f"⌊{plain(a)}⌋", ATOM), "gamma": lambda a: (f"Γ({plain(a)})", ATOM),
    "indexed": _indexed, "apply": _apply, "prime": _prime, "cases": _cases, "derivative": _derivative,
    "at": _at, "limit": _limit, "sum": _big("Σ"), "product": _big("∏"), "integral": _integral,
    "beyond": _beyond, "unknown": lambda name, *_: (str(name.value), ATOM),
    "true": lambda: ("true", ATOM), "integer": lambda a: (f"{plain(a)} is whole", SUM),
    "all": lambda condition, index: (f"{plain(condition)} for every {plain(index)}", SUM),
}  # fmt: skip
