r"""LaTeX documents → the spans of their displays.

Invariant: what LaTeX does not set is no mathematics: comments, verbatim text, and
all that stands before `\begin{document}`.
"""

from __future__ import annotations

import re

from derive.reading.spans import DISPLAY_ENVIRONMENTS, Lines, Scan, Span, paragraph_end

HEADING = re.compile(r"^[ \t]*\\(?:part|chapter|(?:sub)*section|paragraph)\*?[ \t]*[\[{]", re.MULTILINE)
_OPENER = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)|(?P<escape>\\\\|\\\$|\\%)|(?P<bracket>\\\[)|(?P<dollars>\$\$)|(?P<dollar>\$)"
    r"|\\begin\{(?P<verbatim>verbatim\*?|lstlisting|minted|comment)\}"
    r"|(?P<environment>\\begin\{(?P<name>(?:" + "|".join(DISPLAY_ENVIRONMENTS) + r")\*?)\})"
)
_DOLLAR = re.compile(r"(?<!\\)\$")
_INLINE = 2000  # characters of a formula in a line
_BODY = re.compile(r"^[^%\n]*\\begin\{document\}", re.MULTILINE)
_END = re.compile(r"^[^%\n]*\\end\{document\}", re.MULTILINE)


def scan(text: str, lines: Lines) -> Scan:
    """The displays of a LaTeX document, or of a piece of one, and what LaTeX does not set as prose."""
    body, last = _BODY.search(text), _END.search(text)
    at = body.end() if body else 0
    stop = last.start() if last else len(text)
    displays, silent = [], [(0, at, "code")] if at else []
    while opener := _OPENER.search(text, at, stop):
        start, at = opener.span()
        if opener["verbatim"]:
            end = text.find(rf"\end{{{opener['verbatim']}}}", at, stop)
            at = end if end >= 0 else stop
            silent.append((start, at, "code"))
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


def _display(text: str, opener: re.Match, stop: int) -> Span:
    if opener["bracket"]:
        return _close(text, opener, opener.end(), r"\]", stop)
    if opener["dollars"]:
        return _close(text, opener, opener.end(), "$$", stop)
    return _close(text, opener, opener.start(), rf"\end{{{opener['name']}}}", stop)


def _close(text: str, opener: re.Match, inner: int, closer: str, stop: int) -> Span:
    """The display up to its closer, which LaTeX wants in the same paragraph."""
    start, limit = opener.start(), min(paragraph_end(text, opener.end()), stop)
    found = re.compile(r"(?<!\\)(?:\\\\)*(?P<closer>" + re.escape(closer) + ")").search(
        text, opener.end(), limit
    )
    if found is None:
        message = f"`{opener.group()}` is not closed in its paragraph"
        return Span(start, limit, inner, limit, (message, f"write `{closer}` after the formula"))
    keep = closer.startswith(r"\end")
    return Span(start, found.end(), inner, found.end() if keep else found.start("closer"))
