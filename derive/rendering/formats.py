"""The table of formats.  Invariant: what a format needs beyond its templates is in one class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from shlex import quote
from urllib.parse import quote as quoted

from jinja2 import Environment

from derive.document import Checked
from derive.rendering import proof
from derive.rendering.html import Html
from derive.rendering.index import Entry, IndexPage
from derive.rendering.latex import Latex
from derive.rendering.laws import LawsPage, is_law, laws_page, stem
from derive.rendering.markdown import Markdown
from derive.rendering.page import SIGNS, Page, page, picture_folder
from derive.rendering.sentences import found, listed
from derive.rendering.templates import Ready, environment, fill
from derive.rendering.why import Told
from derive.rendering.words import parts, phrase

FORMATS: dict[str, type[Html | Markdown | Latex]] = {"html": Html, "markdown": Markdown, "latex": Latex}
DEFAULT = ("html", "markdown", "latex", "json")

_LABELS = {"html": "HTML", "markdown": "Markdown", "latex": "LaTeX", "json": "JSON"}

_LONGEST = 1000  # characters of one remark


def render(
    name: str, documents: Iterable[Checked], templates: Path | None = None, drawn: bool = True
) -> Iterator[str]:
    """The page of each document in one format."""
    for text, _ in render_with_pictures(name, documents, templates, drawn):
        yield text


def render_with_pictures(
    name: str, documents: Iterable[Checked], templates: Path | None = None, drawn: bool = True
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The page of each document in one format, and the files of its pictures, by their paths from the page."""
    form = FORMATS[name]
    own = _templates(name, templates)
    for checked in documents:
        shown = page(checked, drawn)
        writer = form(shown)
        text = writer.finish(fill(own, values(shown, writer)))
        yield text, _files(shown, form.picture_suffix) | getattr(writer, "files", {})


@lru_cache(maxsize=16)  # they are compiled once, and again where a file changes
def _templates(name: str, own: Path | None) -> Environment:
    form = FORMATS[name]
    return environment(name, own, form.text, **form.template_options)


def _files(shown: Page, suffix: str | None) -> dict[str, bytes]:
    """The pictures of a page as files; none where the format holds them itself (None)."""
    place, files = picture_folder(shown.file), {}
    for view in shown.pictures.values() if suffix else ():
        written = view.svg.encode() if suffix == "svg" else view.pdf
        files[f"{place}/{view.name.removesuffix('.svg')}.{suffix}"] = written
    return files


def render_laws(name: str, language: str, templates: Path | None = None) -> str:
    """The page of the laws in one format."""
    form = FORMATS[name]
    shown = laws_page(language)
    writer = form(shown)
    own = _templates(name, templates)
    return writer.finish(fill(own, values(shown, writer), "laws.jinja"))


def render_index(name: str, shown: IndexPage, formats: Iterable[str], templates: Path | None = None) -> str:
    """The page that lists all that is built in these formats, in one of them."""
    form = FORMATS[name]
    writer = form(shown)
    own = _templates(name, templates)
    shows = "pdf" if name == "latex" else form.suffix  # what a reader of LaTeX opens
    others = [other for other in formats if other != name]

    def also(entry: Entry) -> Ready:
        """The same document in the other formats."""
        links = []
        for other in others:
            suffix = proof.SUFFIX if other == "json" else FORMATS[other].suffix
            links.append(writer.to_page(writer.text(_LABELS[other]), f"../{other}/{quoted(entry.stem)}.{suffix}"))
        return Ready(writer.text(" · ").join(links))

    given = values(shown, writer) | {
        "titled": writer.line,
        "to": lambda text, stem: writer.to_page(text, f"{quoted(stem)}.{shows}"),
        "also": also,
        "others": bool(others),
    }
    return writer.finish(fill(own, given, "index.jinja"))


def short(value: str) -> str:
    """The text, cut where a remark beside a formula would become a page of its own."""
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


def values(shown: Page | LawsPage | IndexPage, writer: Html | Markdown | Latex) -> dict[str, object]:
    """What a template can use."""

    def say(key: str, count: object = None, **given: object) -> Ready:
        """The phrase of that name, in the language of the document, with the values in it."""
        out = []
        for literal, name in parts(phrase(shown.language, key, count)):
            out.append(writer.text(literal))
            if name is not None:
                value = count if name == "count" else given[name]
                out.append(value if isinstance(value, Ready) else writer.text(str(value)))
        return Ready("".join(out))

    def name(numbers: tuple[str, ...], line: int) -> Ready:
        """How a display is called: by its numbers, or by its line."""
        if not numbers:
            return say("line", line=line)
        return joined([writer.text(f"({number})") for number in numbers])

    def names(displays: tuple[tuple[tuple[str, ...], int], ...]) -> Ready:
        return joined([name(*display) for display in displays])

    def joined(items: Iterable[object], separator: str = "separator") -> Ready:
        between = say(separator)
        return Ready(between.join(i if isinstance(i, Ready) else writer.text(str(i)) for i in items))

    def words(value: str) -> Ready:
        """Plain words, with code between backquotes."""
        pieces = short(value).split("`")
        if len(pieces) % 2 == 0:
            return writer.text(short(value))
        return Ready(
            "".join((writer.code if i % 2 else writer.text)(piece) for i, piece in enumerate(pieces))
        )

    def maths(conditions: str) -> Ready:
        return joined([writer.math(short(latex)) for latex in listed(conditions)])

    def field(name: str, value: str) -> Ready:
        """What stands in a field of a sentence, as its name asks for."""
        if name in ("condition", "conditions"):
            return maths(value)
        if name == "sign":
            return writer.math(SIGNS.get(value, value))
        return message(value) if name == "reason" else words(value)

    def message(value: str) -> Ready:
        """What a check says, in the language of the document where that is known."""
        sentence = found(value, shown.language)
        if sentence is None:
            return words(value)
        pattern, given = sentence
        return Ready("".join(words(a) + (field(n, given[n]) if n else "") for a, n in parts(pattern)))

    def law(name: str) -> Ready:
        """The name of a law, leading to its place on the page of the laws."""
        named = writer.code(short(name))
        return writer.link(named, stem(shown.language), name) if is_law(name) else named

    def reason(told: Told) -> Ready:
        """What gives a statement: laws and words, and the conditions that they stand on."""
        by = joined([law(word) if is_law(word) else message(word) for word in told.by])
        if not told.conditions:
            return by
        conditions = joined(map(condition, told.conditions))
        return say("as", laws=by, conditions=conditions) if by else conditions

    def condition(told: Told) -> Ready:
        """A condition with what gives it, where that was not told before."""
        shown, by = writer.math(short(told.latex)), reason(told)
        return say("because", condition=shown, laws=by) if by and told.by != ("this case",) else shown

    def reasons(told: Iterable[Told]) -> Ready:
        """What gives an equation, each law with what it says where that is not plain."""
        return joined([condition(one) if one.says else reason(one) for one in told])

    writer.say = say  # for what it shows of the author's text
    return {
        "page": shown,
        "front": Ready(shown.front),
        "say": say,
        "name": name,
        "names": names,
        "joined": joined,
        "laws": lambda names: joined(map(law, names)),
        "maths": maths,
        "formulas": lambda latex: joined([writer.math(short(one)) for one in latex]),
        "points": lambda point: joined(
            [writer.math(short(f"{symbol} = {number}")) for symbol, number in point]
        ),
        "value": lambda side: say("undefined") if side == "undefined" else writer.text(short(side)),
        "text": writer.text,
        "code": lambda value: writer.code(short(value)),
        "math": lambda latex: writer.math(short(latex)),
        "message": message,
        "large": lambda latex: writer.math(short(latex), True),
        "reason": reason,
        "reasons": reasons,
        "shell": lambda word: writer.shell(quote(word)),
        "prose": writer.prose,
        "formula": writer.formula,
        "picture": writer.picture,
        "writer": writer,
    }
