r"""The dialects of Markdown → mathematics between dollars.

Invariant: what comes back is as long as what went in, so that every place in it is a place
in the source; only marks around mathematics are rewritten, never the mathematics.

    {math}`x`   $`x`$   \\(x\\)   {% katex %} x {% endkatex %}   {{< katex >}} x {{< /katex >}}   {% raw %}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROLE = re.compile(r"\{math\}(?P<ticks>`+)(?P<math>[^`\n]{1,2000})(?P=ticks)(?!`)")
_TICKED = re.compile(r"(?<![\\$])\$`(?P<math>[^`$\n]{1,2000})`\$(?!\d)")
_ESCAPED = re.compile(r"(?<!\\)\\\\\((?P<math>[^\n]{1,2000}?)(?<!\\)\\\\\)")
_NAMES = r"(?:katex(?:mm)?|mathjax(?:/block|/inline)?|math|latex|tex)"
_TAG = re.compile(
    rf"\{{%-?[ \t]*(?:(?P<raw>(?:end)?raw)|(?P<end>end)?(?P<name>{_NAMES}))\b[^%\n]{{0,80}}%\}}"
    rf"|\{{\{{(?P<kind>[<%])[ \t]*(?P<close>/)?[ \t]*(?P<code>{_NAMES})\b[^<>%\n]{{0,80}}[>%]\}}\}}"
)
_MARKED = re.compile(r"\$|\\\[|\\\(|\\begin\{(?:equation|align|gather|multline|eqnarray)")


def spell(text: str) -> str:
    """The text with its mathematics between dollars, character for character as long."""
    if "{" in text:
        text = _ROLE.sub(lambda m: _dollars(m, m.start("math") - m.start(), m.end() - m.end("math")), text)
        text = _with_tags(text) if "{%" in text or "{{" in text else text
    if "$`" in text:
        text = _TICKED.sub(lambda m: _dollars(m, 2, 2), text)
    if r"\\(" in text:
        text = _ESCAPED.sub(lambda m: rf" \({m['math']} \)", text)
    return text


def with_dollars(text: str) -> str:
    """The text with the roles and ticks around mathematics as plain dollars, for other readers."""
    text = _ROLE.sub(r"$\g<math>$", text) if "{math}" in text else text
    return _TICKED.sub(r"$\g<math>$", text) if "$`" in text else text


def _dollars(found: re.Match[str], before: int, after: int) -> str:
    """The mathematics between single dollars, and spaces where the marks were longer."""
    return f"{_blank(before - 1)}${found['math']}${_blank(after - 1)}"


def _blank(length: int) -> str:
    """So many spaces; the first is no common one, which could make a line an indented block of code."""
    return "\u00a0"[:length] + " " * (length - 1)


def _with_tags(text: str) -> str:
    pieces, at = [], 0
    for start, end, mark in _tags(text):
        pieces += (text[at:start], mark + _blank(end - start - len(mark)))
        at = end
    return "".join((*pieces, text[at:]))


def _tags(text: str) -> Iterator[tuple[int, int, str]]:
    """The tags of the text that are about mathematics, each with what stands for it."""
    opened: re.Match[str] | None = None
    found: list[tuple[int, int, str]] = []
    for tag in _TAG.finditer(text):
        if tag["raw"]:
            found.append((*tag.span(), ""))
        elif not (tag["end"] or tag["close"]):
            opened = tag
        elif opened is not None and (opened["name"], opened["code"]) == (tag["name"], tag["code"]):
            mark = _mark(text, opened, tag)
            before = _blank(len(opened[0]) - 1) + mark if mark == "$" else mark  # `$` stands before no space
            found += ((*opened.span(), before), (*tag.span(), mark))
            opened = None
    yield from sorted(found)


def _mark(text: str, opening: re.Match[str], closing: re.Match[str]) -> str:
    """Dollars for tags around bare mathematics, nothing for those around marked mathematics or prose."""
    inside = text[opening.end() : closing.start()]
    if len(inside) > 4000 or _MARKED.search(inside) or not inside.strip():
        return ""
    before = text[text.rfind("\n", 0, opening.start()) + 1 : opening.start()]
    end = text.find("\n", closing.end())
    after = text[closing.end() : end if end >= 0 else len(text)]
    return "$" if before.strip(" \t>-*+") or after.strip(" \t\r.,;。，") else "$$"
