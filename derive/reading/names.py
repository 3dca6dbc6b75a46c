r"""What a document says of its names: which are functions, which are plain symbols.

Invariant: a name is a function when `name(symbol, …)` stands alone on the left of an
equation somewhere in the document, whether above or below the place that is read.
A letter that convention reads otherwise (e, π, f, σ) is a plain symbol where it stands
alone on the left of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derive.reading.applying import GROWTH
from derive.reading.math import MathError, Names, read_term
from derive.reading.uses import Uses
from derive.reading.vocabulary import FUNCTION_LETTERS

_BREAK = re.compile(
    r"\\\\\*?(?:\[[^\]\n]*\])?|&|\\(?:begin|end)\{[^}]*\}(?:\{[^}]*\})?|\\qq?uad|\\(?:label|tag\*?)\{[^}]*\}|[;]|\n"
)
_SIGN = re.compile(
    r":?=|\\(?:equiv|triangleq|coloneqq|coloneq|defeq|doteq)(?![A-Za-z])|[≜≔≡]|\\stackrel|\\overset"
)
_LEFT = re.compile(r"[^()=<>]{1,60}\(\s*[^()=<>]{1,80}\\?(?:right|bigr?|Bigr?)?\s*\)")
_EXPONENTIAL = re.compile(r"(?<![A-Za-z\\])e\s*\^\s*(?:[a-z]|\\(?!top|intercal)|\{(?!\()[^{}]*[a-z\\-])")
# A left side `\mathrm{A}_n^m`: how many choices of m of n things there are.
_COUNT = re.compile(
    r"(?:\\(?:mathrm|rm)\s*\{?\s*(?P<upright>[A-Z])\s*\}?|(?P<letter>[AC]))"
    r"\s*_\s*\{?\s*[nmN]\s*\}?\s*\^\s*\{?\s*[a-zA-SU-Z]\s*\}?"
)
_CONVOLUTION = re.compile(r"\(\s*[A-Za-z]\s*(?:\*|\\ast)\s*[A-Za-z]\s*\)\s*\(")  # (f * g)(t)
_CALLED = re.compile(
    r"\$(?P<letter>[A-Za-z]|\\[A-Za-z]+)\$\s*(?:is|denotes|being)\s+(?:the|an?)\s+(?:[\w'-]+\s+){0,3}function\b"
    r"|\$(?P<named>[A-Za-z]|\\[A-Za-z]+)\$\s*(?:是|为|表示|代表)[^$，。,.；;]{0,10}函数"
)
_SHORT = re.compile(r"\$([A-Za-z]{2,3})\$")
_LISTED = re.compile(
    r"(?:\$[A-Za-z]{2,3}\$\s*(?:,|、|，)?\s*(?:and|和|与|以及)?\s*){2,}(?:are|denote|represent|stand\s+for|是|表示|分别|为)"
)
_CONSTANTS = ("e", r"\pi")
_NO_CONSTANTS = Names(symbols=frozenset((r"\pi", *GROWTH)))
# T as a number: alone, or the last index of a sum.  Else `x^T` is a transpose.
_LENGTH = re.compile(
    r"=\s*[01]\s*\}\s*\^\s*\{?\s*T(?![A-Za-z])|(?<![\\A-Za-z^])(?<!\^\{)(?<![a-z]\{)T(?![A-Za-z(^_])|\{T[-+]"
)


def defined_names(formulas: Iterable[str]) -> Names:
    """The names that the formulas (LaTeX, in any order) give a meaning to by an equation."""
    parameters: dict[str, tuple[str, ...]] = {}
    symbols, counts = set(), set()
    exponential = lengths = convolves = False
    formulas = list(formulas)
    for latex in formulas:
        lengths = lengths or _LENGTH.search(latex) is not None
        convolves = convolves or _CONVOLUTION.search(latex) is not None
        exponential = exponential or _EXPONENTIAL.search(latex) is not None
        for left, right in _equations(latex):
            if count := _COUNT.fullmatch(left):
                counts.add(rf"\mathrm{{{count['upright']}}}" if count["upright"] else count["letter"])
            elif left in FUNCTION_LETTERS or (left in _CONSTANTS and _varies(right)):
                symbols.add(left)
            elif _LEFT.fullmatch(left):
                parameters |= _function(left)
        if _LEFT.fullmatch(latex.strip()):  # `$J(w)$` in a line names a function
            parameters |= _function(latex.strip())
    if exponential:
        symbols.discard("e")
    functions = frozenset(parameters)
    return Uses(formulas).names(
        Names(
            functions,
            frozenset(symbols - functions),
            counts=frozenset(counts),
            parameters=parameters,
            transposes=not lengths,
            convolves=convolves,
        )
    )


def called_functions(prose: Iterable[str]) -> frozenset[str]:
    """The letters that the text calls a function: `where $B$ is the beta function`."""
    return frozenset(match["letter"] or match["named"] for part in prose for match in _CALLED.finditer(part))


def called_words(prose: Iterable[str]) -> frozenset[str]:
    """The words of two or three letters that the text lists as quantities: `$tp$, $fp$ and $fn$ are …`."""
    lists = (match for part in prose for match in _LISTED.finditer(part))
    return frozenset(word for match in lists for word in _SHORT.findall(match.group()))


def _equations(latex: str) -> Iterator[tuple[str, str]]:
    """What stands before and after the first equality sign of a row, however the row is aligned."""
    pieces = _BREAK.split(latex)
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        sign = _SIGN.search(piece)
        if sign is not None and piece[: sign.start()].strip():
            yield piece[: sign.start()].strip(), piece[sign.end() :].strip()
        elif sign is None and (aligned := _SIGN.match(following.lstrip())):
            yield piece.strip(), following.lstrip()[aligned.end() :].strip()


def _function(left: str) -> dict[str, tuple[str, ...]]:
    """The function that stands on a left side, with its parameters; nothing for any other."""
    try:
        term = read_term(left, _NO_CONSTANTS)
    except MathError:
        return {}
    if term.op != "apply":
        return {}
    head, *arguments = term.args
    if len(set(arguments)) != len(arguments) or any(a.op not in ("symbol", "number") for a in arguments):
        return {}
    if not any(a.op == "symbol" for a in arguments):
        return {}
    return {head.value: tuple(str(a.value) for a in arguments)}


def _varies(right: str) -> bool:
    """Whether a formula depends on a symbol, so that no constant can be meant by it."""
    try:
        return bool(read_term(right.rstrip(" ,.;")).free)
    except MathError:
        return False
