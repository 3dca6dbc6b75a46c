r"""Mathematics as MathML, by a converter of TeX that writes what browsers draw without help.

Invariant: only a formula without a flaw comes here; what is rewritten before it is converted is
spelling (`x'^2` is `x^{\prime 2}`, `split` is `aligned`), and nothing that is read is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from math_core import LatexError, LatexToMathML

from derive.rendering.formula import DISTANCE, tokens

_MACROS = {  # what the converter has by another name only
    "dotsb": r"\cdots", "dotsc": r"\ldots", "dotsi": r"\cdots", "dotsm": r"\cdots", "dotso": r"\ldots",
    "smallsetminus": r"\setminus", "thickapprox": r"\approx", "strut": "", "mathnormal": "{#1}",
    "widetilde": r"\tilde{#1}", "smash": "{#1}", "pmb": r"\boldsymbol{#1}", "textnormal": r"\text{#1}",
    "mbox": r"\text{#1}",
}  # fmt: skip
_ENVIRONMENTS = {"split": "aligned", "alignedat": "aligned", "smallmatrix": "matrix",
                 "flalign*": "align*", "alignat*": "align*", "eqnarray*": "align*"}  # fmt: skip
_TEXT = frozenset("text textrm textbf textit textsf texttt textnormal mbox".split())
_CHARACTERS = {"½": r"\tfrac12 ", "¼": r"\tfrac14 ", "¾": r"\tfrac34 "}
_OVERLINE = '<mo stretchy="true">\u0332</mo>'  # the converter's; fonts draw it below

_OPENING = frozenset(r"( [ ⟨ ⌊ ⌈ \{ \lbrace \lbrack \langle \lfloor \lceil \lvert \lVert".split())
_CLOSING = frozenset(r") ] ⟩ ⌋ ⌉ \} \rbrace \rbrack \rangle \rfloor \rceil \rvert \rVert".split())
_MOST_UNCLOSED = 8  # the converter tries twice for each bracket that is never closed, within one another

_converter = LatexToMathML(macros=_MACROS, fancy_error=False)


@lru_cache(maxsize=4096)
def mathml(latex: str, display: bool = False, environment: str | None = None) -> str | None:
    """The formula as a `<math>` element, or None where the converter cannot write it.

    `environment`: the outermost one, where the formula is the body of one with rows.
    """
    if _unclosed(tokens(latex)) > _MOST_UNCLOSED:
        return None
    source = _spelled(latex)
    if environment not in (None, "equation*"):
        if environment == "alignat*":
            source = re.sub(r"\A\s*\{\d\}", "", source)
        if environment == "eqnarray*":
            source = _two_columns(source)
        name = _ENVIRONMENTS.get(environment, environment)
        source = f"\\begin{{{name}}}{source}\\end{{{name}}}"
    try:
        written = _converter.convert_with_local_state(source, displaystyle=display)
    except LatexError:
        return None
    return written.replace(_OVERLINE, '<mo stretchy="true">\u00af</mo>')


def without_tag(body: str) -> str:
    """The body of a display without its number, which stands beside it."""
    return re.sub(r"\s*\\tag\*?\s*\{[^{}]*\}", "", body)


def _unclosed(parts: list[str]) -> int:
    """How many brackets are opened and not closed within their group."""
    found, groups = 0, [0]
    fenced = False  # the bracket belongs to \left or \right
    for token in parts:
        if token.isspace():
            continue
        if fenced:
            fenced = False
        elif token in ("{", "\\left", "\\begin"):
            groups.append(0)
            fenced = token == "\\left"
        elif token in ("}", "\\right", "\\end", "&", "\\\\"):
            found += groups[-1]
            groups[-1] = 0
            if len(groups) > 1 and token not in ("&", "\\\\"):
                groups.pop()
            fenced = token == "\\right"
        elif token in _OPENING:
            groups[-1] += 1
        elif token in _CLOSING and groups[-1]:
            groups[-1] -= 1
    return found + sum(groups)


def _spelled(latex: str) -> str:
    """The formula in the converter's own spelling."""
    return "".join(_pieces(tokens(latex)))


def _pieces(parts: list[str]) -> Iterator[str]:
    at = 0
    while at < len(parts):
        token = parts[at]
        at += 1
        if token == "\\\\":
            at = _row_end(parts, at)
            yield "\\\\ "
        elif token == "\\left" or token == "\\right":
            yield token
            at = _space(parts, at)
            if at < len(parts) and parts[at] in "<>":
                yield {"<": "\\langle ", ">": "\\rangle "}[parts[at]]
                at += 1
        elif token in ("\\begin", "\\end"):
            name, at = _group(parts, at)
            yield f"{token}{{{_ENVIRONMENTS.get(name, name)}}}"
            if token == "\\begin":
                at = _options(parts, at, name)
        elif token == "\\label":
            _, at = _group(parts, at)
        elif token == "\\substack":
            inner, at = _group(parts, at)
            yield f"{{\\begin{{matrix}}{_spelled(inner)}\\end{{matrix}}}}"
        elif token == "\\intertext":
            inner, at = _group(parts, at)
            yield f"{_words('text', inner)}\\\\ "
        elif token[1:] in _TEXT and token[0] == "\\":
            inner, at = _group(parts, at)
            yield _words(token[1:], inner)
        elif token == "'":
            primes = 1
            while at < len(parts) and parts[at] == "'":
                primes, at = primes + 1, at + 1
            above = _space(parts, at)
            if above < len(parts) and parts[above] == "^":
                inner, at = _argument(parts, above + 1)
                yield "^{" + "\\prime " * primes + _spelled(inner) + "}"
            else:
                yield "'" * primes
        elif token in ("\\\n", "\\\t"):
            yield "\\ "
        else:
            yield _CHARACTERS.get(token, token)


def _words(command: str, inner: str) -> str:
    """Words in which `$ … $` is mathematics, cut where it begins and ends."""
    out = []
    for i, piece in enumerate(inner.split("$")):
        if i % 2:
            out.append("{" + _spelled(piece) + "}")
        elif piece:
            out.append(f"\\{command}{{{piece}}}")
    return "".join(out)


def _row_end(parts: list[str], at: int) -> int:
    """Past the star and the distance that may follow `\\\\`."""
    if at < len(parts) and parts[at] == "*":
        at += 1
    found = DISTANCE.match("".join(parts[_space(parts, at) : at + 20]))
    if found:
        at = parts.index("]", at) + 1
    return at


def _options(parts: list[str], at: int, name: str) -> int:
    """Past the position that an environment is given, or the number of its columns."""
    if name == "alignedat":
        return _group(parts, at)[1]
    found = _space(parts, at)
    if name not in ("array", "cases") and found + 2 < len(parts) and parts[found] == "[" and parts[found + 2] == "]":
        return found + 3
    return at


def _space(parts: list[str], at: int) -> int:
    while at < len(parts) and parts[at].isspace():
        at += 1
    return at


def _group(parts: list[str], at: int) -> tuple[str, int]:
    """What stands in the braces that begin here, and where they end."""
    at = _space(parts, at)
    depth, start = 0, at + 1
    while at < len(parts):
        depth += {"{": 1, "}": -1}.get(parts[at], 0)
        at += 1
        if depth == 0:
            break
    return "".join(parts[start : at - 1]), at


def _argument(parts: list[str], at: int) -> tuple[str, int]:
    """A group, or one token."""
    at = _space(parts, at)
    if at < len(parts) and parts[at] == "{":
        return _group(parts, at)
    return "".join(parts[at : at + 1]), at + 1


def _two_columns(source: str) -> str:
    """The rows of an `eqnarray`, whose relation stands between two `&`, as those of an `align`."""
    rows, row, depth = [], [], 0
    for token in tokens(source):
        depth += {"{": 1, "\\begin": 1, "\\left": 1, "}": -1, "\\end": -1, "\\right": -1}.get(token, 0)
        if token == "&" and depth == 0 and "&" in row:
            continue
        row.append(token)
        if token == "\\\\" and depth == 0:
            rows.append("".join(row))
            row = []
    return "".join(rows) + "".join(row)
