"""Markdown prose → LaTeX, from the tokens of a CommonMark parser.

Invariant: every token writes balanced LaTeX, and only what is named here becomes a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token

from derive.reading.images import asks
from derive.rendering.inline import inline_math, safe_address
from derive.rendering.page import Page, ProseView

if TYPE_CHECKING:
    from derive.rendering.latex import Latex

_SECTIONS = ("section*", "subsection*", "subsubsection*", "paragraph*")
_NESTING = 4  # LaTeX has four levels of lists
_SPANS = {"strong": "textbf", "b": "textbf", "em": "emph", "i": "emph", "s": "struck", "u": "underline",
          "sub": "textsubscript", "sup": "textsuperscript", "kbd": "texttt"}  # fmt: skip
_LISTS = {"bullet_list": "itemize", "ordered_list": "enumerate", "blockquote": "quote"}


def _math_rule(state, silent: bool) -> bool:
    found = inline_math(state.src, state.pos)
    if found is None:
        return False
    latex, end, wide = found
    if not silent:
        token = state.push("math_inline", "", 0)
        token.content, token.meta = latex, {"wide": wide}
    state.pos = end
    return True


def parser() -> MarkdownIt:
    """CommonMark with tables and struck text, as GitHub has them, and mathematics."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.inline.ruler.before("escape", "math", _math_rule)
    return markdown


def with_notes(markdown: MarkdownIt) -> MarkdownIt:
    """The parser, which knows footnotes, too."""
    from mdit_py_plugins.footnote import footnote_plugin

    return markdown.use(footnote_plugin, inline=False)


def notes(tokens: Sequence[Token]) -> dict[str, list[Token]]:
    """What each footnote says, by its label, of a page that was parsed as a whole."""
    found: dict[str, list[Token]] = {}
    label = None
    for token in tokens:
        if token.type == "footnote_open":
            label = token.meta["label"]
            found[label] = []
        elif token.type == "footnote_close":
            label = None
        elif label is not None and token.type != "footnote_anchor":
            found[label].append(token)
    return found


def known_notes(found: Iterable[str]) -> dict[str, dict]:
    """What the parser has to be told of the notes that stand elsewhere on the page."""
    return {"refs": {f":{label}": -1 for label in found}, "list": {}}


class Prose:
    """Writes the prose of one page."""

    def __init__(self, writer: Latex, page: Page):
        self.writer = writer
        self.page = page
        self.parser = with_notes(parser())
        self.references: dict[str, object] = {}
        texts = [block.text for block in page.blocks if isinstance(block, ProseView)]
        tokens = self.parser.parse("\n\n".join(texts), self.references)
        self.notes = notes(tokens)
        self.noted: list[str] = []  # the labels of those that stand on the page
        self.bracketed: set[str] = set()  # of those that stand in brackets
        self.narrow = 0  # how many headings and tables are around, in which no note stands
        self.in_note = False
        self.title = page.title.strip()
        levels = [
            int(token.tag[1])
            for token, inline in zip(tokens, tokens[1:])
            if token.type == "heading_open" and inline.content.strip() != self.title
        ]
        self.top = min(levels, default=1)
        self.titled = False

    def line(self, text: str) -> str:
        """One line of Markdown."""
        return "".join(
            self._inline(token.children or ()) for token in self.parser.parseInline(text, self.references)
        )

    def blocks(self, text: str) -> str:
        """Any number of paragraphs, lists, tables …"""
        known = {
            "references": dict(self.references.get("references", {})),
            "footnotes": known_notes(self.notes),
        }
        tokens = self.parser.parse(text, known)
        tokens = tokens[
            : next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
        ]
        return re.sub(r"\n{3,}", "\n\n", self._blocks(tokens)).strip("\n")

    # ── blocks ──

    def _blocks(self, tokens: Sequence[Token]) -> str:
        out: list[str] = []
        lists: list[tuple[str, int]] = []  # kind and next number of each open list
        i = 0
        while i < len(tokens):
            token = tokens[i]
            kind = token.type
            if kind == "heading_open":
                out.append(self._heading(token, tokens[i + 1]))
                i += 2
            elif kind == "table_open":
                end = next(j for j in range(i, len(tokens)) if tokens[j].type == "table_close")
                out.append(self._table(tokens[i:end]))
                i = end
            elif kind.removesuffix("_open") in _LISTS and kind.endswith("_open"):
                lists.append((kind.removesuffix("_open"), int(token.attrGet("start") or 1)))
                if len(lists) <= _NESTING:
                    out.append(f"\n\\begin{{{_LISTS[lists[-1][0]]}}}\n")
            elif kind.removesuffix("_close") in _LISTS:
                if len(lists) <= _NESTING:
                    out.append(f"\n\\end{{{_LISTS[lists[-1][0]]}}}\n\n")
                lists.pop()
            elif kind == "list_item_open":
                name, number = lists[-1]
                lists[-1] = (name, number + 1)
                label = f"[{number}.]" if name == "ordered_list" else ""
                out.append(f"\\item{label}{{}} " if len(lists) <= _NESTING else f"\n\n{number}. ")
            elif kind == "inline":
                out.append(self._inline(token.children or ()))
            elif kind == "paragraph_close":
                out.append("\n" if token.hidden else "\n\n")
            elif kind in ("fence", "code_block"):
                out.append(f"\n{self.writer.code_lines(token.content.rstrip())}\n\n")
            elif kind == "html_block":
                shown = re.sub(r"<!--.*?(?:-->|\Z)", "", token.content, flags=re.DOTALL).strip()
                out.append(f"\n{self.writer.code_lines(shown)}\n\n" if shown else "")
            elif kind == "hr":
                out.append("\n\\par\\noindent\\hrulefill\\par\n\n")
            i += 1
        return "".join(out)

    def _heading(self, token: Token, inline: Token) -> str:
        if not self.titled and token.tag == "h1" and inline.content.strip() == self.title:
            self.titled = True  # it stands above the page already
            return ""
        level = min(max(int(token.tag[1]) - self.top, 0), len(_SECTIONS) - 1)
        self.narrow += 1
        words = self._inline(inline.children or ())
        self.narrow -= 1
        return f"\n\\{_SECTIONS[level]}{{{words}}}\n\n"

    def _table(self, tokens: Sequence[Token]) -> str:
        rows: list[list[str]] = []
        self.narrow += 1
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._inline(token.children or ()))
        self.narrow -= 1
        width = max(len(row) for row in rows)
        column = f">{{\\raggedright\\arraybackslash}}p{{{0.94 / width:.3f}\\linewidth}}"
        lines = ["{}" + " & ".join(row + [""] * (width - len(row))) + r" \\" for row in rows]
        head, body = lines[0], "\n".join(lines[1:])
        return (
            f"\n\\begin{{center}}\\begin{{tabular}}{{{column * width}}}\n\\toprule\n{head}\n\\midrule\n"
            f"{body}\n\\bottomrule\n\\end{{tabular}}\\end{{center}}\n\n"
        )

    # ── within a line ──

    def _inline(self, tokens: Sequence[Token]) -> str:
        out: list[str] = []
        open_spans: list[str] = []

        def begin(name: str) -> None:
            open_spans.append(name)
            out.append(f"\\{_SPANS[name]}{{")

        def end(name: str) -> None:
            if name in open_spans:
                while open_spans.pop() != name:
                    out.append("}")
                out.append("}")

        for token in tokens:
            kind = token.type
            if kind == "text":
                out.append(self.writer.text(token.content))
            elif kind == "math_inline":
                out.append(self.writer.math(token.content, token.meta["wide"]))
            elif kind == "code_inline":
                out.append(self.writer.code(token.content))
            elif kind == "softbreak":
                out.append("\n")
            elif kind == "hardbreak":
                out.append("\\leavevmode\\\\{}\n")
            elif kind == "html_inline":
                self._html(token.content, out, begin, end)
            elif kind == "footnote_ref":
                out.append(self._note(token.meta["label"]))
            elif kind == "image":
                out.append(self._image(token))
            elif kind == "link_open":
                address = str(token.attrGet("href") or "")
                shown = safe_address(address) and re.match(r"[a-z]+:", address)
                out.append(f"\\link{{{_address(address)}}}{{" if shown else "{")
            elif kind == "link_close":
                out.append("}")
            elif kind.removesuffix("_open") in _SPANS:
                begin(kind.removesuffix("_open"))
            elif kind.removesuffix("_close") in _SPANS:
                end(kind.removesuffix("_close"))
        out.extend("}" for _ in open_spans)
        return "".join(out)

    def _note(self, label: str) -> str:
        """A footnote where it is first referred to, in brackets where none can stand; its mark from there on."""
        if label in self.noted:
            return f"\\textsuperscript{{{self.noted.index(label) + 1}}}"
        if label in self.bracketed or self.in_note:
            return str(self.writer.text(f"[{label}]"))
        self.in_note = True
        words = self._blocks(self.notes.get(label, [])).strip()
        words = re.sub(r"\n[ \t]*\n\s*", r"\\endgraf ", words)  # TeX ends some arguments at a blank line
        self.in_note = False
        if self.narrow:
            self.bracketed.add(label)
            return f" ({words})"
        self.noted.append(label)
        return f"\\footnote{{{words}}}"

    def _image(self, token: Token) -> str:
        """A picture that is drawn, or that lies beside the source; else the words of an image."""
        words, address = self._inline(token.children or ()), str(token.attrGet("src") or "")
        if asks(str(token.attrGet("title") or ""), address):
            view = self.page.pictures.get(address)
            return words if view is None or self.narrow else self.writer.picture(words, view.name)
        return words if self.narrow else self.writer.image(words, address)

    def _html(self, tag: str, out: list[str], begin, end) -> None:
        """Harmless tags mean what they mean; the others are shown; comments are not."""
        found = re.fullmatch(r"<(/?)([a-z]+) ?/?>", tag.lower())
        name = {"strong": "b", "em": "i"}.get(found[2], found[2]) if found else ""
        if tag.startswith("<!--"):
            return
        if name == "br":
            out.append("\\leavevmode\\\\{}\n")
        elif name in ("b", "i", "u", "sub", "sup", "kbd"):
            end(name) if found[1] else begin(name)
        else:
            out.append(self.writer.code(tag))


def _address(address: str) -> str:
    """A link's address: what TeX or PDF would act on is written in percent signs."""
    plain = "".join(
        character if character.isascii() and (character.isalnum() or character in "-._:/?#@!'*+,;=&%") else
        "".join(f"%{byte:02X}" for byte in character.encode())
        for character in address
    )  # fmt: skip
    return plain.replace("%", "\\percentsign ").replace("#", "\\numbersign ")
