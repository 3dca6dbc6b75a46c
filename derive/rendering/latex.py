"""A page as LaTeX for xelatex.

Invariant: what reaches TeX from a document is escaped text, or mathematics without a flaw.
Everything else is shown letter for letter.
"""

from __future__ import annotations

import re
from typing import ClassVar

from derive.rendering.characters import covered, definitions, is_cjk, named, needs_large_font
from derive.rendering.display import Formula
from derive.rendering.embedding import MOST_COPIED, beside, copied, is_near
from derive.rendering.formula import flaw
from derive.rendering.page import Page, picture_folder
from derive.rendering.templates import Ready

_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
}  # fmt: skip
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)|(?<=[?!])(?=`)")


# A display goes on with the paragraph before it: a page does not end between the two.
_BEFORE_DISPLAY = re.compile(
    r"(?<!\\end\{verdict\})\n\n(?=\\begin\{(?:equation|align|gather|multline|flalign|alignat|eqnarray)\*\}\n)"
)
_LINE = 5000  # characters: TeX reads lines of up to 200 000 bytes, and an escape is up to 40
_WORD = 60  # characters: a longer word may be broken; XeTeX crashes on words of 1001


def escaped(value: str) -> str:
    """The text as TeX shows it letter for letter; a character without a glyph by its number."""
    out, line, word = [], 0, 0
    for character in _LIGATURE.sub("\0", value):
        line = 0 if character == "\n" else line + 1
        word = 0 if character.isspace() else word + 1
        if line > _LINE and word:
            out.append("%\n")
            line = 0
        if word > _WORD:
            out.append("\\allowbreak{}")
            word = 0
        if character == "\0":
            out.append("{}")
        elif character in _ESCAPES:
            out.append(_ESCAPES[character])
        else:
            out.append(character if covered(character) else named(character))
    return "".join(out)


class Latex:
    """How values are written on one page."""

    suffix = "tex"
    picture_suffix = "pdf"
    template_options: ClassVar[dict[str, object]] = {
        "block_start_string": "<%",
        "block_end_string": "%>",
        "variable_start_string": "<<",
        "variable_end_string": ">>",
        "comment_start_string": "<#",
        "comment_end_string": "#>",
    }

    def __init__(self, page: Page):
        self.page = page
        self.files: dict[str, bytes] = {}  # copies of pictures, by their paths from the page
        self._prose = None
        characters = set(repr(page))
        self.has_cjk = page.language == "zh" or any(map(is_cjk, characters))
        self.large_font = needs_large_font(characters)
        self.definitions = [(Ready(character), Ready(latex)) for character, latex in definitions(characters)]

    @staticmethod
    def text(value: str) -> Ready:
        """Plain words: nothing in them is a command."""
        return Ready(escaped(re.sub(r"\s+", " ", value.replace("\0", ""))))

    def code(self, value: str) -> Ready:
        """Words in typewriter letters; long ones may be broken where a reader expects it."""
        words = " ".join(value.replace("\0", "").split())
        if len(words) <= _WORD // 2 or len(words) > _LINE:
            return Ready(f"\\texttt{{{escaped(words)}}}")
        pieces = re.split(r"(?<=[-_,./=+(){}|:])", words)
        return Ready("\\texttt{" + "\\allowbreak{}".join(escaped(piece) for piece in pieces if piece) + "}")

    def code_lines(self, value: str) -> Ready:
        """Lines of code, as they stand."""
        lines = []
        for line in value.replace("\0", "").expandtabs(4).split("\n"):
            indent = len(line) - len(line.lstrip())
            lines.append("\\mbox{}" + "~" * indent + self.code(line))
        return Ready("\\begin{flushleft}\\small\n" + "\\\\\n".join(lines) + "\n\\end{flushleft}")

    def shell(self, command: str) -> Ready:
        """A word of a command, in typewriter letters."""
        return self.code(command)

    def link(self, shown: Ready, page: str, place: str) -> Ready:
        """What leads to a place in the PDF of another built page."""
        return Ready(f"\\linkto{{{page}.pdf}}{{{place}}}{{{shown}}}")

    def to_page(self, shown: Ready, address: str) -> Ready:
        """What leads to a file beside this page."""
        plain = address.replace("%", "\\percentsign ").replace("#", "\\numbersign ")
        return Ready(f"\\link{{{plain}}}{{{shown}}}")

    def math(self, latex: str, wide: bool = False) -> Ready:
        """Mathematics within a line; code where it may not be shown."""
        body = " ".join(latex.split())
        if flaw(body, None) or not _has_glyphs(body):
            return self.code(latex)
        return Ready(f"$\\displaystyle {body}$" if wide else f"${body}$")

    def formula(self, formula: Formula) -> Ready:
        """A displayed formula in its environment; code where it may not reach TeX."""
        if formula.flaw is not None or not _has_glyphs(formula.body):
            return self.code_lines(formula.body)
        name = formula.environment
        return Ready(f"\\begin{{{name}}}\n{formula.body}\n\\end{{{name}}}")

    def picture(self, words: Ready, name: str) -> Ready:
        """A picture that is drawn beside the page, with its words below."""
        return Ready(
            f"\\drawing{{{picture_folder(self.page.file)}/{name.removesuffix('.svg')}.pdf}}{{{words}}}"
        )

    def image(self, words: str, address: str) -> str:
        """A picture that lies beside the source, copied beside the page; else the words that stand for it."""
        found = beside(self.page.folder, address, MOST_COPIED)
        if found is None or found[0] not in ("png", "jpeg"):
            return (
                f"{words} {self.say('not_shown', address=self.code(address))}" if is_near(address) else words
            )
        path = f"{picture_folder(self.page.file)}/{copied(address, found[0])}"
        self.files[path] = found[1]
        return f"\\drawing{{{path}}}{{{words}}}"

    def prose(self, text: str) -> Ready:
        """The author's Markdown as LaTeX."""
        if self._prose is None:
            from derive.rendering.prose import Prose  # the Markdown parser costs 0.05 s to import

            self._prose = Prose(self, self.page)
        return Ready(self._prose.blocks(text))

    def title(self) -> Ready:
        """The title above the page, which may hold mathematics."""
        return self.line(self.page.title)

    def line(self, text: str) -> Ready:
        """One line of Markdown."""
        self.prose("")
        return Ready(self._prose.line(text))

    def pdf_title(self) -> Ready:
        """The title in the file's own record, in hexadecimal UTF-16."""
        return Ready((b"\xfe\xff" + self.page.title.encode("utf-16-be", "replace")).hex().upper())

    def finish(self, text: str) -> str:
        text = re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"
        return _BEFORE_DISPLAY.sub("\n", text)


def _has_glyphs(latex: str) -> bool:
    return all(covered(character, mathematics=True) for character in latex)
