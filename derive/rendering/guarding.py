r"""Formulas that GitHub's Markdown and its MathJax both leave as they are.

Invariant: what comes out means what went in: control words that LaTeX defines to be the same,
white space, and the nearest name that GitHub lets pass.
"""

from __future__ import annotations

import re

from derive.rendering.formula import tokens

_WORDS_FOR_SIGNS = {
    "\\,": "\\thinspace", "\\:": "\\medspace", "\\>": "\\medspace", "\\;": "\\thickspace",
    "\\!": "\\negthinspace", "\\{": "\\lbrace", "\\}": "\\rbrace", "\\|": "\\Vert", "\\\n": "\\ ",
}  # fmt: skip
# What GitHub refuses (\\operatorname, \\mbox, \\phantom: a text could overwrite or hide others with
# them) and what MathJax has in no package that is loaded there.
_NAMES = {
    "\\mbox": "\\text", "\\textnormal": "\\text", "\\bm": "\\boldsymbol", "\\coloneqq": ":=",
    "\\eqqcolon": "=:", "\\lbrack": "[", "\\rbrack": "]",
}  # fmt: skip
_OPERATOR = re.compile(r"\\operatorname(?![A-Za-z])\s*\*?\s*(\{[^{}]*\}|[A-Za-z])")
_INVISIBLE = re.compile(r"\\[hv]?phantom\s*(?=\{)")
_ENVIRONMENTS = {"dcases": "cases", "flalign*": "align*"}
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(dcases|flalign\*)\}")
_BETWEEN = re.compile(r"\\intertext\s*\{([^{}]*)\}")


def portable(latex: str) -> str:
    """The formula in commands that GitHub shows."""
    latex = _OPERATOR.sub(lambda m: f"\\mathop{{\\mathrm{{{m[1].strip('{}')}}}}}", latex)
    latex = _ENVIRONMENT.sub(lambda m: f"\\{m[1]}{{{_ENVIRONMENTS[m[2]]}}}", latex)
    latex = _BETWEEN.sub(lambda m: f"\\text{{{m[1]}}} \\\\", latex)
    while found := _INVISIBLE.search(latex):
        latex = latex[: found.start()] + "{}" + latex[_closed(latex, found.end()) :]
    out = []
    for token, after in zip(parts := tokens(latex), [*parts[1:], ""]):
        name = _NAMES.get(token, token)
        out.append(name + " " if name[-1:].isalpha() and name != token and after[:1].isalpha() else name)
    return "".join(out)


def _closed(latex: str, start: int) -> int:
    """Where the group that opens at the place is closed."""
    depth = 0
    for place, token in _placed(latex, start):
        depth += (token == "{") - (token == "}")
        if depth == 0:
            return place + 1
    return len(latex)


def _placed(latex: str, start: int):
    for token in tokens(latex[start:]):
        yield start, token
        start += len(token)


def guarded(latex: str, lines: bool = True) -> str | None:
    """The formula in a form that Markdown leaves alone between dollars, or None if there is none.

    GitHub reads Markdown before mathematics: `\\\\` survives only at the end of a line, a
    backslash before other punctuation never; `_` and `*` may begin emphasis, `<b` a tag, a
    line that begins with `- ` a list (`lines`: the formula has lines of its own).  kramdown
    makes a table of a paragraph with `|` in it.
    """
    out: list[str] = []
    parts = tokens(portable(latex))
    skip_distance = False
    for i, token in enumerate(parts):
        before = out[-1][-1] if out else "\n"
        after = parts[i + 1][0] if i + 1 < len(parts) else "\n"
        if skip_distance:
            skip_distance = token != "]"
        elif token == "\\\\":
            skip_distance = after == "["
            out.append("\\\\" if after == "\n" else "\\\\\n")
        elif token in _WORDS_FOR_SIGNS:
            out.append(_WORDS_FOR_SIGNS[token] + (" " if after.isalpha() else ""))
        elif token == "|" and not lines:
            out.append("\\vert" + (" " if after.isalpha() else ""))
        elif token[0] == "\\" and len(token) == 2 and not token[1].isalpha() and token != "\\ ":
            return None  # \% \# \& \_ \$ have no other name
        elif token in ("`", "$"):
            return None
        elif token == "_" and not before.isalnum() and not after.isspace():
            out.append("_ ")
        elif token == "*" and not after.isspace() and not (before.isalpha() and after == "{" or after == "}"):
            out.append("* ")
        elif token == "<" and re.match(r"[A-Za-z/!?]", after):
            out.append("< ")
        elif token in "([" and before == "]":
            out.append(" " + token)
        elif token == "&" and re.match(r"[A-Za-z#]", after):
            out.append("& ")
        else:
            out.append(token)
    return _lines("".join(out)) if lines else "".join(out)


def _lines(latex: str) -> str | None:
    """The lines, none of which begins a list, a quotation, a heading or a table."""
    lines: list[str] = []
    for line in latex.split("\n"):
        line = line.rstrip()
        if re.match(r"[ \t]*[-+*][ \t]", line):
            line = re.sub(r"^([ \t]*[-+*])[ \t]+", r"\1", line)
        elif re.match(r"[ \t]*(?:>|#|~~~|\d{1,9}[.)](?:[ \t]|$)|[-=]+$|[-+*]$|:?-+:?\||\|)", line):
            if not lines:
                return None
            line = f"{lines.pop()} {line.lstrip()}"
        if line.strip():
            lines.append(line)
    return "\n".join(lines)
