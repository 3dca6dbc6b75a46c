r"""LaTeX documents → the spans of their displays.

Invariant: what LaTeX does not set is no mathematics: comments, verbatim text, the bodies of
definitions, and all that stands before `\begin{document}`.  Other files are never read.
"""

from __future__ import annotations

import re

from derive.reading.spans import BLANK_LINE, DISPLAY_ENVIRONMENTS, Lines, Scan, Span, paragraph_end

HEADING = re.compile(r"^[ \t]*\\(?:part|chapter|(?:sub)*section|paragraph)\*?[ \t]*[\[{]", re.MULTILINE)
_VERBATIM = r"verbatim\*?|Verbatim\*?|alltt|lstlisting|minted|comment|filecontents\*?|tikzpicture|algorithmic"
_OPENER = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)|(?P<escape>\\\\|\\\$|\\%)|(?P<bracket>\\\[)|(?P<dollars>\$\$)|(?P<dollar>\$)"
    rf"|\\begin[ ]?\{{(?P<verbatim>{_VERBATIM})\}}"
    r"|(?P<environment>\\begin[ ]?\{(?P<name>(?:" + "|".join(DISPLAY_ENVIRONMENTS) + r")\*?)\})"
    r"|\\(?:verb\*?|lstinline(?:\[[^\]\n]*\])?|mintinline(?:\[[^\]\n]*\])?\{\w*\})(?P<mark>[^\sA-Za-z*])"
    r"|(?P<false>\\iffalse(?![A-Za-z]))"
    r"|(?P<definition>\\(?:(?:re|provide)?newcommand|(?:re)?newenvironment|DeclareMathOperator|[gex]?def)"
    r"(?![A-Za-z])\*?)"
)
_DOLLAR = re.compile(r"(?<!\\)\$")
_INLINE = 2000  # characters of a formula in a line
_LONGEST = 4000  # of a definition
_BODY = re.compile(r"^[^%\n]*?\\begin\{document\}", re.MULTILINE)
_END = re.compile(r"^[^%\n]*?(?P<end>\\end\{document\})", re.MULTILINE)
_BRACES = re.compile(r"\\.|[{}]|(?P<blank>\n[ \t\r]*\n)", re.DOTALL)
_FI = re.compile(r"\\fi(?![A-Za-z])")


def scan(text: str, lines: Lines) -> Scan:
    """The displays of a LaTeX document, or of a piece of one, and what LaTeX does not set as prose."""
    body, last = _BODY.search(text), _END.search(text)
    at = body.end() if body else 0
    stop = last.start("end") if last else len(text)
    displays, silent = [], [(0, at, "code")] if at else []
    while opener := _OPENER.search(text, at, stop):
        start, at = opener.span()
        if opener["verbatim"]:
            end = text.find(rf"\end{{{opener['verbatim']}}}", at, stop)
            at = end if end >= 0 else stop
            silent.append((start, at, "code"))
        elif opener["mark"]:
            end = text.find("}" if opener["mark"] == "{" else opener["mark"], at, paragraph_end(text, at))
            at = end + 1 if end >= 0 else at
            silent.append((start, at, "code"))
        elif opener["false"]:
            end = _FI.search(text, at, stop)
            at = end.end() if end else at
            silent.append((start, at, "code"))
        elif opener["definition"]:
            at = _definition_end(text, at, stop)
            silent.append((start, at, "definition"))
        elif opener["comment"]:
            silent.append((start, at, "comment"))
        elif opener["dollar"]:
            end = _DOLLAR.search(text, at, min(paragraph_end(text, at), at + _INLINE))
            at = end.end() if end else at
        elif not opener["escape"]:
            displays.append(_display(text, opener, stop))
            at = displays[-1].end
    if stop < len(text):
        silent.append((stop, len(text), "code"))
    return Scan(tuple(displays), tuple(silent))


def _definition_end(text: str, at: int, stop: int) -> int:
    """Where the groups of a definition end, on whatever line; `at` where they do not close."""
    depth, end = 0, at
    for found in _BRACES.finditer(text, at, min(stop, at + _LONGEST)):
        if found["blank"] and not depth:
            break
        depth += (found.group() == "{") - (found.group() == "}")
        if depth < 0:
            break
        if not depth and found.group() == "}":
            end = found.end()
            rest = text[end : end + 1]
            if rest not in ("{", "["):
                break
    return end


def _display(text: str, opener: re.Match, stop: int) -> Span:
    if opener["bracket"]:
        return _close(text, opener, opener.end(), r"\\\]", r"\]", stop)
    if opener["dollars"]:
        return _close(text, opener, opener.end(), r"\$\$", "$$", stop)
    name = opener["name"]
    pattern = rf"\\end[ ]?\{{{re.escape(name)}\}}"
    return _close(text, opener, opener.start(), pattern, rf"\end{{{name}}}", stop)


def _close(text: str, opener: re.Match, inner: int, pattern: str, closer: str, stop: int) -> Span:
    """The display up to its closer, which LaTeX wants in the same paragraph, and not in a comment."""
    start, limit = opener.start(), min(paragraph_end(text, opener.end()), stop)
    find = re.compile(rf"(?<!\\)%[^\n]*|\\(?:[\\$%]|$)|(?P<closer>{pattern})")
    for found in find.finditer(text, opener.end(), limit):
        if found["closer"]:
            outer = found.end() if closer.startswith(r"\end") else found.start()
            return Span(start, found.end(), inner, outer)
    blank = BLANK_LINE.search(text, limit)
    behind = blank and re.compile(pattern).search(
        text, blank.end(), min(paragraph_end(text, blank.end()), stop)
    )
    if behind:
        problem = (
            f"a blank line inside `{opener.group()}`, which LaTeX refuses",
            "remove it, or write `%` there",
        )
        return Span(start, behind.end(), inner, limit, problem)
    problem = (f"`{opener.group()}` is not closed in its paragraph", f"write `{closer}` after the formula")
    return Span(start, limit, inner, limit, problem)
