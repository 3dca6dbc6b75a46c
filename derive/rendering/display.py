"""A displayed formula, freed of its delimiters and given its numbers.

Invariant: the body is what the author wrote.  Taken away are the delimiters, the outermost
environment, comments and blank lines; added is a `\\tag` where LaTeX would print a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.document import Display
from derive.rendering.formula import OUTER, flaw, tokens, without_comments

_DELIMITERS = (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$"))
_BEGIN = re.compile(r"\\begin\{([A-Za-z]+\*?)\}\s*")


@dataclass(frozen=True)
class Formula:
    """What stands on a page: `environment` is starred, so all numbers are the tags in `body`.

    `flaw` is why it may not reach TeX (it is shown as code then), or None.
    """

    environment: str
    body: str
    flaw: str | None = None


def formula(display: Display) -> Formula:
    """The display as a page shows it."""
    source = re.sub(r"\r\n?", "\n", display.latex)
    latex = without_comments(_stripped(source))
    environment, body = "equation*", latex
    begin = _BEGIN.match(latex)
    if begin and begin[1].rstrip("*") in OUTER:
        end = f"\\end{{{begin[1]}}}"
        if latex.endswith(end) and latex.count(end) == 1:
            environment = begin[1].rstrip("*") + "*"
            body = without_comments(latex[begin.end() : -len(end)]).strip()
    if environment == "displaymath*":
        environment = "equation*"
    found = flaw(body, environment)
    if environment == "alignat*":
        columns = re.match(r"\{\d\}", body)
        found = flaw(body[columns.end() :], environment) if columns else "alignat needs its number of columns"
    if found is None and display.numbers:
        body = _numbered(body, environment, display.numbers)
    return Formula(environment, body if found is None else source.strip(), found)


def _stripped(latex: str) -> str:
    latex = latex.strip()
    for opening, closing in _DELIMITERS:
        if latex.startswith(opening) and latex.endswith(closing) and len(latex) > len(opening):
            return latex[len(opening) : -len(closing)].strip()
    return latex


def _numbered(body: str, environment: str, numbers: tuple[str, ...]) -> str:
    """The body with a tag on each row that has a number and not yet a tag."""
    rows = [body] if environment in ("equation*", "multline*") else _rows(body)
    wanted = [
        i for i, row in enumerate(rows) if row.strip() and not re.search(r"\\(?:notag|nonumber)\b", row)
    ]
    left = list(numbers)
    if len(wanted) != len(left):
        wanted = [i for i in wanted if "\\tag" in rows[i]] if len(rows) > 1 else wanted[:1]
    for i in wanted:
        if not left:
            break
        number = left.pop(0)
        if not re.search(r"\\tag\b", rows[i]):
            rows[i] = f"{rows[i].rstrip()} \\tag{{{number}}}" + ("\n" if rows[i].endswith("\n") else " ")
    return "\\\\".join(rows).strip()


def _rows(body: str) -> list[str]:
    """The body cut at each `\\\\` that ends a row of the outermost environment."""
    rows, depth, current = [], 0, []
    for token in tokens(body):
        depth += {"{": 1, "\\begin": 1, "\\left": 1, "}": -1, "\\end": -1, "\\right": -1}.get(token, 0)
        if token == "\\\\" and depth == 0:
            rows.append("".join(current))
            current = []
        else:
            current.append(token)
    return [*rows, "".join(current)]
