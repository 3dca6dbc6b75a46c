r"""Images in Markdown: `![words](address "title")`.

Invariant: blanking keeps every offset.
"""

from __future__ import annotations

import re

IMAGE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,1000})\]"
    r"(?P<target>\([ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]+))"
    r"(?:[ \t\n]+(?P<quote>[\"'])(?P<title>(?:\\.|(?!(?P=quote))[^\\]){0,2000}?)(?P=quote))?[ \t]*\))",
    re.DOTALL,
)
PLOT = re.compile(r"\s*plot(?![A-Za-z])\s*")  # what the title of an image begins with that is to be drawn
_NOT_LINE_END = re.compile(r"[^\n]")


def address(found: re.Match[str]) -> str:
    """Where a match of IMAGE says that the image is."""
    return found["bare"] if found["angled"] is None else found["angled"]


def is_plot(found: re.Match[str]) -> bool:
    """Whether a match of IMAGE says what to draw."""
    return PLOT.match(found["title"] or "") is not None


def blanked(text: str) -> str:
    """The text with spaces for what its images say behind their words, for that is no sentence."""
    if "![" not in text:
        return text
    return IMAGE.sub(
        lambda m: m[0][: m.start("target") - m.start()] + _NOT_LINE_END.sub(" ", m["target"]), text
    )
