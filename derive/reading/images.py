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
_RANGE = re.compile(r"[<≤]|\\l(?:e|eq|t)(?![A-Za-z])")
_NOT_LINE_END = re.compile(r"[^\n]")


def address(found: re.Match[str]) -> str:
    """Where a match of IMAGE says that the image is."""
    return found["bare"] if found["angled"] is None else found["angled"]


def asks(title: str, address: str) -> bool:
    """Whether an image asks to be drawn: not one that lies there, with the words `plot of the loss`."""
    return PLOT.match(title) is not None and (address.endswith(".svg") or _RANGE.search(title) is not None)


def is_plot(found: re.Match[str]) -> bool:
    """Whether a match of IMAGE asks to be drawn."""
    return asks(found["title"] or "", address(found))


def blanked(text: str) -> str:
    """The text with spaces for what its images say behind their words, for that is no sentence."""
    if "![" not in text:
        return text
    return IMAGE.sub(
        lambda m: m[0][: m.start("target") - m.start()] + _NOT_LINE_END.sub(" ", m["target"]), text
    )
