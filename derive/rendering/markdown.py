"""A page as Markdown that GitHub and Jekyll (kramdown with MathJax) show alike.

Invariant: nothing of a document becomes HTML, a script, a Liquid tag or a kramdown attribute.
The mathematics is the author's; what changes is white space, and a few control symbols become
the control words that LaTeX defines to be the same, because GitHub's Markdown eats the
backslash of `\\,` and `\\{` before MathJax sees it.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import ClassVar
from urllib.parse import quote

from derive.reading.images import IMAGE, address, is_plot
from derive.rendering.characters import is_cjk
from derive.rendering.display import Formula
from derive.rendering.embedding import MOST_COPIED, beside, copied
from derive.rendering.formula import flaw
from derive.rendering.guarding import guarded, portable
from derive.rendering.inline import MATH, inline_latex, safe_address
from derive.rendering.page import Page, picture_folder
from derive.rendering.templates import Ready

_ESCAPED = re.compile(r"[\\`*_{}\[\]>|~#]|^[-+](?=\s)|(?<=^\d)[.)](?=\s)")
_PIECES = re.compile(
    r"(?P<fence>^(?P<indent>[ \t]*)(?P<ticks>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n"
    r"(?:(?:(?P=indent)(?![ \t]*(?P=ticks))[^\n]*|[ \t]*)\n)*(?P=indent)(?P=ticks)[ \t]*$)"
    r"|(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<escape>\\[\\`$])"
    r"|(?P<code>(?<!`)(?P<run>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=run)(?!`))"
    r"|(?P<auto><https?://[^\s<>]*>)"
    r"|(?P<plain></?(?:br|sub|sup|b|i|em|strong|u|kbd) ?/?>)"
    r"|(?P<math>" + MATH + ")"
    rf"|(?P<image>{IMAGE.pattern})"
    r"|(?P<link>\]\([ \t\n]*<?(?P<address>[^\s>]*)|\]:[ \t\n]*<?(?P<reference>[^\s>]*))"
    r"|(?P<attributes>\{:)"
    r"|(?P<command>\\(?:href|url|style|class|cssId|require|unicode|html\w*|data|mmlToken|bbox|mathtip"
    r"|texttip|toggle|def|newcommand|renewcommand|newenvironment|let|input|include"
    r"|write\w*|csname|catcode)(?![a-z]))"
    r"|(?P<angle>\\?<(?=[A-Za-z/!?]))",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


class Markdown:
    """How values are written on one page."""

    suffix = "md"
    picture_suffix = "svg"
    template_options: ClassVar[dict[str, object]] = {}

    def __init__(self, page: Page):
        self.page = page
        self.files: dict[str, bytes] = {}  # copies of pictures, by their paths from the page

    @staticmethod
    def text(value: str) -> Ready:
        """Plain words: nothing in them is markup."""
        words = _ESCAPED.sub(r"\\\g<0>", re.sub(r"\s+", " ", value).replace("&", "&amp;"))
        return Ready(words.replace("<", "&lt;").replace("$", "&#36;"))

    def code(self, value: str) -> Ready:
        words = " ".join(value.split())
        longest = max((len(run) for run in re.findall("`+", words)), default=0)
        ticks = "`" * (longest + 1)
        space = " " if words[:1] == "`" or words[-1:] == "`" else ""
        return Ready(f"{ticks}{space}{words}{space}{ticks}") if words else Ready("")

    def shell(self, command: str) -> Ready:
        """A word of a command, within a block of code."""
        return Ready("".join(c for c in command if c.isprintable() and c != "`"))

    def link(self, shown: Ready, page: str, place: str) -> Ready:
        """What leads to a place on another built page."""
        return Ready(f"[{shown}]({page}.{self.suffix}#{place})")

    def to_page(self, shown: Ready, address: str) -> Ready:
        """What leads to a file beside this page."""
        return Ready(f"[{shown}]({address})")

    def line(self, text: str) -> Ready:
        """One line of Markdown."""
        return self.prose(" ".join(text.split()))

    def math(self, latex: str, wide: bool = False) -> Ready:
        """Mathematics within a line, where it cannot be set `wide`; code where it may not be shown."""
        shown = None if flaw(latex, None) else guarded(" ".join(latex.split()), lines=False)
        if shown is None:
            return self.code(latex)
        return Ready(f"${shown}$")

    def formula(self, formula: Formula) -> Ready:
        """A displayed formula on lines of its own."""
        body = formula.body
        ticks = "`" * max(3, max((len(run) + 1 for run in re.findall("`+", body)), default=0))
        if formula.flaw is not None:
            return Ready(f"{ticks}latex\n{body}\n{ticks}")
        if formula.environment != "equation*":
            body = f"\\begin{{{formula.environment}}}\n{body}\n\\end{{{formula.environment}}}"
        shown = guarded(body)
        if shown is None:
            return Ready(f"{ticks}math\n{portable(body)}\n{ticks}")
        return Ready(f"$$\n{shown}\n$$")

    def prose(self, text: str) -> Ready:
        """The author's Markdown, with what could act on a page made inert."""
        return Ready(_PIECES.sub(lambda found: self._piece(found, text), text).strip("\n"))

    def _piece(self, found: re.Match[str], text: str) -> str:
        kind, whole = found.lastgroup, found[0]
        if found["math"] is not None:
            return self._inline(found)
        if found["image"] is not None:
            return self._image(found)
        if found["link"] is not None:
            address = found["address"] if found["address"] is not None else found["reference"]
            plain = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", html.unescape(address)))
            return whole if safe_address(plain) else "]\\" + whole[1:]
        if found["plain"] is not None:
            before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            return whole if before.strip() else "&lt;" + whole[1:]
        if found["fence"] is not None or found["code"] is not None or found["auto"] is not None:
            return whole
        return {"comment": "", "attributes": "&#123;:", "angle": "&lt;", "command": f"\\ {whole[1:]}"}.get(
            kind, whole
        )

    def _inline(self, found: re.Match[str]) -> str:
        latex = inline_latex(found)
        if latex is None:
            return "\\(" + self._again(found["brackets"]) + "\\)"
        if flaw(latex, None):
            return self.code(found[0])
        latex = " ".join(latex.split())
        shown = guarded(latex, lines=False)
        if shown is None:
            return f"$`{portable(latex)}`$" if "`" not in latex else self.code(found[0])
        before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
        apart = [
            " " if character and is_cjk(character) and character.isalnum() else ""
            for character in (before, after)
        ]
        return (f"$${shown}$$" if found["wide"] is not None else f"${shown}$").join(apart)

    def _image(self, found: re.Match[str]) -> str:
        """An image; what is drawn is there under its name, and stands as its words where nothing is."""
        words = self._again(found["alt"])
        if not is_plot(found) and (shown := beside(self.page.folder, address(found), MOST_COPIED)):
            kind, data = shown
            if kind in ("png", "jpeg", "gif"):
                self.files[f"{picture_folder(self.page.file)}/{copied(address(found), kind)}"] = data
                return self.picture(Ready(words), copied(address(found), kind))
        if not is_plot(found):
            return f"![{words}{self._again(found[0][found.start('target') - found.start() - 1 :])}"
        view = self.page.pictures.get(address(found))
        return self.picture(Ready(words), view.name) if view is not None else f"*{words}*" if words else ""

    def picture(self, words: Ready, name: str) -> Ready:
        """A picture that is drawn beside the page."""
        return Ready(f"![{words}]({quote(picture_folder(self.page.file))}/{name})")

    def _again(self, text: str) -> str:
        return _PIECES.sub(lambda found: self._piece(found, text), text)

    def finish(self, text: str) -> str:
        """The whole page: one blank line between blocks, and Liquid kept away from braces."""
        text = re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"
        head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
        front, body = (head[0], text[head.end() :]) if head else ("", text)
        if "{{" in body or "{%" in body:
            body = re.sub(r"\{%(?=-?\s*endraw)", "{ %", body)
            body = f"\n<!-- {{% raw %}} -->\n{body}\n<!-- {{% endraw %}} -->\n"
        return front + body
