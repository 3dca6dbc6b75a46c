r"""LaTeX documents → the spans of their displays.

Invariant: what LaTeX does not set is no mathematics: comments, verbatim text, and
all that stands before `\begin{document}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.reading.spans import DISPLAY_ENVIRONMENTS, Lines, Span, paragraph_end

HEADING = re.compile(r"^[ \t]*\\(?:part|chapter|(?:sub)*section|paragraph)\*?[ \t]*[\[{]", re.MULTILINE)
_OPENER = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)|(?P<escape>\\\\|\\\$|\\%)|(?P<bracket>\\\[)|(?P<dollars>\$\$)|(?P<dollar>\$)"
    r"|\\begin\{(?P<verbatim>verbatim\*?|lstlisting|minted|comment)\}"
    r"|(?P<environment>\\begin\{(?P<name>(?:" + "|".join(DISPLAY_ENVIRONMENTS) + r")\*?)\})"
)
_BODY = re.compile(r"^[^%\n]*\\begin\{document\}", re.MULTILINE)
_END = re.compile(r"^[^%\n]*\\end\{document\}", re.MULTILINE)


def spans(text: str, lines: Lines) -> list[Span]:
    """The displays of a LaTeX document, or of a piece of one, in order."""
    return list(_scan(text))


def _scan(text: str) -> Iterator[Span]:
    body, last = _BODY.search(text), _END.search(text)
    at = body.end() if body else 0
    stop = last.start() if last else len(text)
    while opener := _OPENER.search(text, at, stop):
        at = opener.end()
        if opener["verbatim"]:
            end = text.find(rf"\end{{{opener['verbatim']}}}", at, stop)
            at = end if end >= 0 else stop
        elif opener["dollar"]:
            end = re.compile(r"(?<!\\)\$").search(text, at, paragraph_end(text, at))
            at = end.end() if end else at
        elif opener["bracket"]:
            yield (span := _close(text, opener, at, r"\]", stop))
            at = span.end
        elif opener["dollars"]:
            yield (span := _close(text, opener, at, "$$", stop))
            at = span.end
        elif opener["environment"]:
            yield (span := _close(text, opener, opener.start(), rf"\end{{{opener['name']}}}", stop))
            at = span.end


def _close(text: str, opener: re.Match, inner: int, closer: str, stop: int) -> Span:
    """The display up to its closer, which LaTeX wants in the same paragraph."""
    start, limit = opener.start(), min(paragraph_end(text, opener.end()), stop)
    found = re.compile(r"(?<!\\)(?:\\\\)*(?P<closer>" + re.escape(closer) + ")").search(text, opener.end(), limit)
    if found is None:
        message = f"`{opener.group()}` is not closed in its paragraph"
        return Span(start, limit, inner, limit, (message, f"write `{closer}` after the formula"))
    keep = closer.startswith(r"\end")
    return Span(start, found.end(), inner, found.end() if keep else found.start("closer"))
