r"""What a document says of itself: front matter, title, language.

Invariant: front matter is only what stands between two lines `---` at the very top;
it is kept, unchanged, as the text of the document's first block.  Whoever renders a
document drops it there with `front_matter(block.text).end`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_HEADING = re.compile(r"^ {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*\r?$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(\S.*?)[ \t]*\r?\n=+[ \t]*\r?$", re.MULTILINE)
_TITLE_SIZE = 120  # characters; a longer line is a paragraph
_FORMULA = re.compile(r"\$|\\[\[(]|\\begin\b")  # begins a line that is no title
_NO_WORDS = re.compile(r"\$[^$\n]*\$|\\[A-Za-z]+|https?://\S+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_KANA = re.compile("[\u3040-\u30ff]")


@dataclass(frozen=True)
class FrontMatter:
    """The fields of one level (strings, without their quotes), and where the body begins."""

    fields: dict[str, str] = field(default_factory=dict)
    end: int = 0


def front_matter(text: str) -> FrontMatter:
    """What stands between `---` lines at the top of `text`; nothing where they are not."""
    found = _FRONT.match(text)
    if found is None:
        return FrontMatter()
    fields = {}
    for line in found["body"].splitlines():
        entry = _FIELD.fullmatch(line.rstrip())
        if entry:
            fields[entry[1].lower()] = _unquote((entry[2] or "").strip())
    return FrontMatter(fields, found.end())


def _unquote(value: str) -> str:
    """The text of a YAML scalar on one line."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return re.sub(r"[ \t]#.*", "", value).rstrip()


def title(front: FrontMatter, body: str, is_markdown: bool) -> str:
    """What front matter says, else the first heading (`body` comes without its code).

    In a text without headings it is the first line that comes again, for a page that was
    copied whole has its title in the navigation, too; else the first line.
    """
    if front.fields.get("title"):
        return front.fields["title"]
    if is_markdown:
        headings = [m for m in (_HEADING.search(body), _UNDERLINED.search(body)) if m]
        if headings:
            return min(headings, key=lambda m: m.start())[1]
    lines = [line.strip() for line in body.splitlines()]
    candidates = [line for line in lines if line and len(line) <= _TITLE_SIZE and not _FORMULA.match(line)]
    once: set[str] = set()
    again = {line for line in candidates if line in once or once.add(line)}
    for line in candidates[:20]:
        if line in again and (_LATIN.search(line) or _HAN.search(line)):
            return line
    return candidates[0] if candidates else ""


def language(front: FrontMatter, path: str, prose: str) -> str:
    """ "zh" or "en": what front matter or the file's name say, else what the prose is written in."""
    said = front.fields.get("lang") or front.fields.get("language") or ""
    if not said:
        suffix = re.search(r"\.(zh|en)(?:[-_]\w+)?\.\w+$", path, re.IGNORECASE)
        said = suffix[1] if suffix else ""
    if said:
        return "zh" if said.lower().startswith(("zh", "cn", "chinese")) else "en"
    words = _NO_WORDS.sub(" ", prose)
    han = len(_HAN.findall(words))
    latin = len(_LATIN.findall(words))  # a Chinese character is about a word
    kana = len(_KANA.findall(words))
    return "zh" if han > latin / 4 and han > kana else "en"
