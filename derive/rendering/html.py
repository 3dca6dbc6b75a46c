"""A page as HTML: one file that needs no script, no font and no network.

Invariant: what reaches the page from a document is escaped text, or mathematics without a flaw
as the converter writes it; no address leads to a script, and none is fetched.
"""

from __future__ import annotations

import re
from html import escape
from typing import ClassVar

from derive.rendering import embedding
from derive.rendering.display import Formula
from derive.rendering.formula import flaw
from derive.rendering.mathml import mathml, without_tag
from derive.rendering.page import Page
from derive.rendering.templates import Ready

# Controls, and what turns the direction of the text around it.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_LONG = 28  # characters of a formula within a line that may be wider than a narrow screen


def escaped(value: str) -> str:
    """The text as HTML shows it letter for letter."""
    return escape(_UNSEEN.sub("", value))


class Html:
    """How values are written on one page."""

    suffix = "html"
    picture_suffix = None  # pictures are on the page itself
    template_options: ClassVar[dict[str, object]] = {}

    def __init__(self, page: Page):
        self.page = page
        self._prose = None

    @staticmethod
    def text(value: str) -> Ready:
        """Plain words: nothing in them is markup."""
        return Ready(escaped(re.sub(r"\s+", " ", value)))

    def code(self, value: str) -> Ready:
        words = " ".join(value.split())
        return Ready(f"<code>{escaped(words)}</code>") if words else Ready("")

    @staticmethod
    def code_lines(value: str) -> Ready:
        """Lines of code, as they stand."""
        return Ready(f'<pre tabindex="0"><code>{escaped(value)}</code></pre>')

    def shell(self, command: str) -> Ready:
        """A word of a command, within a block of code."""
        return Ready(escaped("".join(c for c in command if c.isprintable())))

    def link(self, shown: Ready, page: str, place: str) -> Ready:
        """What leads to a place on another built page."""
        return Ready(f'<a href="{escaped(page)}.{self.suffix}#{escaped(place)}">{shown}</a>')

    def to_page(self, shown: Ready, address: str) -> Ready:
        """What leads to a file beside this page."""
        return Ready(f'<a href="{escaped(address)}">{shown}</a>')

    def math(self, latex: str, wide: bool = False) -> Ready:
        """Mathematics within a line; code where it may not be shown."""
        body = " ".join(latex.split())
        written = None if flaw(body, None) else mathml(body, display=False)
        if written is None:
            return self.code(latex)
        if wide:
            written = written.replace("<math>", '<math displaystyle="true">', 1)
        elif len(body) > _LONG:  # no browser breaks it
            written = f'<span class="long" tabindex="0">{written}</span>'
        return Ready(written)

    def formula(self, formula: Formula) -> Ready:
        """A displayed formula; code where it may not be shown."""
        written = None
        if formula.flaw is None:
            alone = formula.environment == "equation*"
            body = without_tag(formula.body) if alone else formula.body
            written = mathml(body, display=True, environment=formula.environment)
        return self.code_lines(formula.body) if written is None else Ready(written)

    def picture(self, words: Ready, name: str) -> Ready:
        """A picture that is drawn, on the page's own paper, with its words below."""
        drawn = self.page.pictures[name].svg
        drawn = re.sub(r'( id="| href="#| xlink:href="#|url\(#)', rf"\g<1>{escaped(name)}-", drawn)
        for paper in ("#ffffff", "#151b23"):
            drawn = drawn.replace(paper, "var(--paper)")
        spoken = escaped(" ".join(re.sub(r"<[^>]*>", "", words).split()))
        drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{spoken}" ', 1)
        return Ready(f'<span class="picture drawn">{drawn}<span class="words">{words}</span></span>')

    def image(self, shown: Ready, address: str, title: str) -> Ready:
        """A picture that lies beside the source, put into the page; else the words that stand for it."""
        data = embedding.embedded(self.page.folder, address)
        if data is None:
            return Ready(f'<span class="picture">{shown}</span>')
        name = f' title="{escaped(title)}"' if title else ""
        return Ready(f'<img src="{data}" alt="{escaped(re.sub("<[^>]*>", "", shown))}"{name}>')

    def prose(self, text: str) -> Ready:
        """The author's Markdown as HTML."""
        return Ready(self._author().blocks(text))

    def notes(self) -> Ready:
        """The footnotes of the prose that was written so far."""
        return Ready(self._author().noted() if self._prose is not None else "")

    def title(self) -> Ready:
        """The title above the page, which may hold mathematics."""
        return self.line(self.page.title)

    def line(self, text: str) -> Ready:
        """One line of Markdown."""
        return Ready(self._author().line(text))

    def _author(self):
        if self._prose is None:
            from derive.rendering.htmlprose import HtmlProse  # the Markdown parser costs 0.05 s to import

            self._prose = HtmlProse(self, self.page)
        return self._prose

    def finish(self, text: str) -> str:
        return text.strip() + "\n"
