r"""reStructuredText prose → Markdown, so that a `.rst` document is shown like any other.

Invariant: mathematics passes unchanged; what is indented is text unless the source says that
it is code; comments, targets and pictures are left out, nothing else.
"""

from __future__ import annotations

import re

from derive.reading.rst import PROSE, scan
from derive.reading.spans import Lines

_CODE = re.compile(
    r"[ \t]*\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal|ipython|doctest|testcode)::[ \t]*(?P<language>[\w+-]*)"
)
_EXPLICIT = re.compile(r"[ \t]*\.\.(?:[ \t]|$)")
_NAMED = re.compile(r"^[ \t]*\.\.[ \t]+(?P<name>[A-Za-z][\w:-]*)::[ \t]*(?P<title>.*)$", re.MULTILINE)
_TARGET = re.compile(r"^[ \t]*\.\.[ \t]+(?:_[^\n]*|\|[^\n]*)$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^[ \t]*\.\.[ \t]+\[#?([^\]\n]*)\][ \t]*", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+(?![ \t\n])", re.MULTILINE)
_LITERAL = re.compile(r"(``(?!`)(?:[^`\n]|`(?!`))+``)")
_INLINE: tuple[tuple[str, str], ...] = (
    (r":math:`((?:[^`\\]|\\.)+)`", r"$\1$"),
    (r":eq:`([^`\n]+)`", r"(\1)"),
    (r":(?:ref|doc|numref|term|any|cite\w*):`([^`<\n]+?)[ \t]*(?:<[^`>\n]*>)?`", r"\1"),
    (r":[\w:+-]+:`([^`\n]+)`", r"`\1`"),
    (r"`([^`<\n]+?)[ \t]*<(https?://[^`>\s]+)>`__?", r"[\1](\2)"),
    (r"`([^`<\n]+?)`__?", r"\1"),
)


def markdown(text: str, level: int | None) -> str:
    """The prose as Markdown.  `level`: the heading that it begins with, if any."""
    text = text.replace("\r\n", "\n")
    pieces, at = [], 0
    for start, end, kind in scan(text, Lines(text)).silent:
        whole = text[start:end]
        if kind == "code" and "\n" not in whole and whole.startswith("``"):
            continue  # within a line
        pieces += (_words(text[at:start]), "" if kind == "comment" else _code(whole))
        at = end
    pieces.append(_words(text[at:]))
    shown = "".join(pieces)
    return _titled(shown, level) if level else shown


def _titled(text: str, level: int) -> str:
    """The text with its heading, and its rulers, as Markdown writes one."""
    lines = text.split("\n")
    title = 0 if any(c.isalnum() for c in lines[0]) else 1
    rest = lines[title + 2 :]
    return "\n".join([f"{'#' * min(level, 6)} {lines[title].strip()}", *rest])


def _code(text: str) -> str:
    """What the source sets as it stands: a block of code, or nothing for a picture and the like."""
    found, named = _CODE.match(text), _NAMED.match(text)
    if found is None and named and named["name"].lower() in PROSE:
        return f"**{_name(named)}**\n"
    if found is None and _EXPLICIT.match(text):
        return ""
    body = text[text.find("\n") + 1 if "\n" in text else len(text) :] if found else text
    lines = [line for line in body.split("\n") if not re.match(r"[ \t]*:[\w-]+:", line)]
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    shown = "\n".join(line[indent:] for line in lines).strip("\n")
    ticks = "`" * max(3, max((len(run) + 1 for run in re.findall("`+", shown)), default=0))
    return f"\n{ticks}{found['language'] if found else ''}\n{shown}\n{ticks}\n" if shown.strip() else ""


def _words(text: str) -> str:
    text = _TARGET.sub("", text)
    text = _FOOTNOTE.sub(r"[\1] ", text)
    text = re.sub(
        r"[ \t]::[ \t]*$", "", re.sub(r"(?<=\S)::[ \t]*$", ":", text, flags=re.MULTILINE), flags=re.MULTILINE
    )
    text = re.sub(r"^[ \t]*::[ \t]*$", "", text, flags=re.MULTILINE)
    pieces = _LITERAL.split(_INDENT.sub("", text))
    for pattern, shown in _INLINE:
        pieces[::2] = (re.sub(pattern, shown, piece) for piece in pieces[::2])
    pieces[1::2] = (f"`{literal[2:-2]}`" for literal in pieces[1::2])
    return re.sub(r"\n{3,}", "\n\n", "".join(pieces))


def _name(found: re.Match[str]) -> str:
    name = found["name"].split(":")[-1].capitalize()
    return f"{name}: {found['title']}" if found["title"] else name
