"""Markdown prose → HTML, from the tokens of a CommonMark parser.

Invariant: a tag of the author's never passes; the few that are harmless are opened and closed
by us, in an order that nests, and every address is one that may be followed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from derive.reading.images import asks
from derive.rendering.inline import safe_address
from derive.rendering.page import Page, ProseView
from derive.rendering.prose import known_notes, notes, parser, with_notes
from derive.rendering.templates import Ready

if TYPE_CHECKING:
    from derive.rendering.html import Html

_TAGS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "sub": "sub", "sup": "sup", "kbd": "kbd"}
_SOURCES = frozenset((".md", ".markdown", ".tex", ".rst", ".ipynb"))
_TOP = 2  # the level of the highest heading below the title


class HtmlProse:
    """Writes the prose of one page."""

    def __init__(self, writer: Html, page: Page):
        self.writer = writer
        self.parser = with_notes(parser())
        self.renderer = _Renderer(writer)
        self.references: dict[str, object] = {}
        texts = [block.text for block in page.blocks if isinstance(block, ProseView)]
        tokens = self.parser.parse("\n\n".join(texts), self.references)
        self.notes = notes(tokens)
        self.title = page.title.strip()
        levels = [
            int(token.tag[1])
            for token, inline in zip(tokens, tokens[1:])
            if token.type == "heading_open" and inline.content.strip() != self.title
        ]
        self.top = min(levels, default=1)
        self.titled = False
        self.last = _TOP - 1  # the level of the heading above

    def line(self, text: str) -> str:
        """One line of Markdown."""
        (inline, *_) = self.parser.parseInline(text, self._known())
        return self.renderer.render([inline], self.parser.options, {})

    def blocks(self, text: str) -> str:
        """Any number of paragraphs, lists, tables …"""
        tokens = self._headings(self.parser.parse(text, self._known()))
        end = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
        return self.renderer.render(tokens[:end], self.parser.options, {}).strip("\n")

    def _known(self) -> dict[str, object]:
        """What the text refers to that may stand elsewhere on the page."""
        return {
            "references": dict(self.references.get("references", {})),
            "footnotes": known_notes(self.notes),
        }

    def noted(self) -> str:
        """The footnotes that were referred to, in their order; each leads back to where it was."""
        items = []
        for number, label in enumerate(self.renderer.noted, 1):  # which grows where a note refers to another
            words = self.renderer.render(self.notes.get(label, []), self.parser.options, {}).strip()
            back = f'<a href="#noteref-{number}" aria-label="{number}">↩</a>'
            items.append(f'<li id="note-{number}">{words}{back}</li>\n')
        return f'<ol class="notes">\n{"".join(items)}</ol>' if items else ""

    def _headings(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with the title left out, and no level of headings skipped."""
        kept: list[Token] = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if token.type == "heading_open":
                if not self.titled and token.tag == "h1" and tokens[i + 1].content.strip() == self.title:
                    self.titled = True  # it stands above the page already
                    i += 3
                    continue
                level = min(_TOP + int(token.tag[1]) - self.top, self.last + 1, 6)
                self.last = max(level, _TOP)
                token.tag = tokens[i + 2].tag = f"h{self.last}"
            kept.append(token)
            i += 1
        return kept


class _Renderer(RendererHTML):
    """The parser's own writer of HTML, with its raw tags, links, pictures and code written by us."""

    def __init__(self, writer: Html):
        super().__init__()
        self.writer = writer
        self.noted: list[str] = []  # the labels of the footnotes, in the order in which they are referred to

    def renderInline(self, tokens: Sequence[Token], options, env) -> str:
        return super().renderInline(_nested(tokens), options, env)

    # ── what the parser's own rules would write otherwise ──

    def text(self, tokens, idx, options, env) -> str:
        from derive.rendering.html import escaped

        return escaped(tokens[idx].content)

    def code_inline(self, tokens, idx, options, env) -> str:
        return self.writer.code(tokens[idx].content)

    def fence(self, tokens, idx, options, env) -> str:
        return f"{self.writer.code_lines(tokens[idx].content.rstrip())}\n"

    code_block = fence

    def html_block(self, tokens, idx, options, env) -> str:
        shown = re.sub(r"<!--.*?(?:-->|\Z)", "", tokens[idx].content, flags=re.DOTALL).strip()
        return f"{self.writer.code_lines(shown)}\n" if shown else ""

    def html_inline(self, tokens, idx, options, env) -> str:
        return "" if tokens[idx].content.startswith("<!--") else self.writer.code(tokens[idx].content)

    def math_inline(self, tokens, idx, options, env) -> str:
        return self.writer.math(tokens[idx].content, tokens[idx].meta["wide"])

    def footnote_ref(self, tokens, idx, options, env) -> str:
        label = tokens[idx].meta["label"]
        place = ""
        if label not in self.noted:
            self.noted.append(label)
            place = f' id="noteref-{len(self.noted)}"'
        number = self.noted.index(label) + 1
        return f'<sup{place}><a href="#note-{number}">{number}</a></sup>'

    def link_open(self, tokens, idx, options, env) -> str:
        address = str(tokens[idx].attrGet("href") or "")
        return f'<a href="{self.writer.text(_built(address))}">' if safe_address(address) else "<span>"

    def link_close(self, tokens, idx, options, env) -> str:
        opened, depth = idx, 0
        while True:  # the link that is closed here
            depth += tokens[opened].type == "link_close"
            depth -= tokens[opened].type == "link_open"
            if depth == 0:
                break
            opened -= 1
        return "</a>" if safe_address(str(tokens[opened].attrGet("href") or "")) else "</span>"

    def image(self, tokens, idx, options, env) -> str:
        token = tokens[idx]
        words = Ready(self.renderInline(token.children or (), options, env))
        address, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
        if asks(title, address):
            drawn = address in self.writer.page.pictures
            return self.writer.picture(words, address) if drawn else f"<em>{words}</em>"
        return self.writer.image(words, address, title)

    def table_open(self, tokens, idx, options, env) -> str:
        return '<div class="wide" tabindex="0"><table>\n'

    def table_close(self, tokens, idx, options, env) -> str:
        return "</table></div>\n"


def _nested(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a line, in which harmless tags are spans, and spans nest."""
    out: list[Token] = []
    open_spans: list[Token] = []

    def close(until: Token) -> None:
        while open_spans:
            span = open_spans.pop()
            out.append(Token(span.type.replace("_open", "_close"), span.tag, -1))
            if span is until:
                return

    for token in tokens:
        found = token.type == "html_inline" and re.fullmatch(r"<(/?)([a-z]+) ?/?>", token.content.lower())
        if found and found[2] == "br":
            out.append(Token("hardbreak", "br", 0))
            continue
        if found and found[2] in _TAGS:
            name = _TAGS[found[2]]
            token = Token(f"tag_{name}_{'close' if found[1] else 'open'}", name, -1 if found[1] else 1)
        elif token.nesting == 0:
            out.append(token)
            continue
        if token.nesting == 1:
            open_spans.append(token)
            out.append(token)
        else:
            kind = token.type.replace("_close", "_open")
            opened = next((span for span in reversed(open_spans) if span.type == kind), None)
            if opened is not None:
                close(opened)
    if open_spans:
        close(open_spans[0])
    return out


def _built(address: str) -> str:
    """Where a link to a source beside this one leads: to the page that is built from it."""
    path, mark, place = address.partition("#")
    there = PurePosixPath(path)
    if there.suffix in _SOURCES and there.name == path:
        return f"{there.with_suffix('.html')}{mark}{place}"
    return address
