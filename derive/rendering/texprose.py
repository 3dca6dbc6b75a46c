r"""TeX prose → Markdown, so that a `.tex` document is shown like any other.

Invariant: mathematics passes unchanged, and a command that is not known stays as it is
written; nothing is dropped but comments, the preamble and what only sets type.
"""

from __future__ import annotations

import re

from derive.rendering.inline import MATH

_BEGIN = re.compile(r"\A.*?^[^%\n]*\\begin\{document\}", re.DOTALL | re.MULTILINE)
_END = re.compile(r"^[^%\n]*\\end\{document\}.*\Z", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*\n?[ \t]*")
_KEPT = re.compile(rf"(?P<verb>\\verb(?P<mark>[^\w\s*]).*?(?P=mark))|(?P<mathematics>{MATH})", re.DOTALL)
_MARKED = "\ue000\\d*\ue001?"  # private characters stand for what is kept
_LEVELS = {"part": "##", "chapter": "##", "section": "##", "subsection": "###", "subsubsection": "####"}
_GROUP = r"\{([^{}]*)\}"
_COMMANDS: tuple[tuple[str, str], ...] = (
    (r"\\(?:emph|textit|textsl)" + _GROUP, r"*\1*"),
    (r"\\textbf" + _GROUP, r"**\1**"),
    (r"\\texttt" + _GROUP, r"`\1`"),
    (r"\\(?:textrm|textnormal|textsf|textup|mbox)" + _GROUP, r"\1"),
    (r"\\footnote" + _GROUP, r" (\1)"),
    (r"\\href\{([^{}]*)\}" + _GROUP, r"[\2](\1)"),
    (r"\\url\{(https?://[^{}\s]*)\}", r"<\1>"),
    (r"\\label" + _GROUP, ""),
    (r"\\paragraph\*?" + _GROUP, r"\n\n**\1** "),
)
_ENVIRONMENTS = "center|abstract|quote|proof|theorem|lemma|definition|remark|example"
_SPACING = re.compile(
    r"\\(?:noindent|indent|maketitle|tableofcontents|centering|newpage|clearpage|bigskip|medskip|smallskip"
    rf"|par|begin\{{(?:{_ENVIRONMENTS})\}}(?:\[[^\]\n]*\])?|end\{{(?:{_ENVIRONMENTS}|itemize|enumerate)\}})"
    r"(?![A-Za-z])[ \t]*"
)
_SIGNS = {
    "``": "“",
    "''": "”",
    "---": "—",
    "--": "–",
    "~": " ",
    r"\ldots": "…",
    r"\dots": "…",
    r"\,": " ",
    r"\ ": " ",
}
_SIGN = re.compile(r"``|''|---|--|~|\\l?dots(?![A-Za-z])(?:\{\})?|\\,|\\ ")


def markdown(text: str, first: bool) -> str:
    """The TeX prose as Markdown.  `first`: the preamble stands before it."""
    if first:
        text = _BEGIN.sub("", text, count=1)
    text = _COMMENT.sub(r"\1", re.sub(_MARKED, "", _END.sub("", text, count=1)))
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(f"`{found[0][6:-1]}`" if found["verb"] else found[0])
        return f"\ue000{len(kept) - 1}\ue001"

    text = _words(_KEPT.sub(keep, text))
    text = re.sub(_MARKED, lambda found: kept[int(found[0][1:-1] or 0)], text)
    return re.sub(r"\n{3,}", "\n\n", text)


def _words(text: str) -> str:
    for level, marks in _LEVELS.items():
        text = re.sub(rf"[ \t]*\\{level}\*?(?:\[[^\]\n]*\])?{_GROUP}[ \t]*", rf"\n\n{marks} \1\n\n", text)
    for _ in range(4):  # a command within a command, from the inside out
        before = text
        for pattern, shown in _COMMANDS:
            text = re.sub(pattern, shown, text)
        if text == before:
            break
    text = re.sub(r"\\begin\{(?:itemize|enumerate)\}", "\n\n", text)
    text = re.sub(
        r"\n?[ \t]*\\item(?:\[([^\]\n]*)\])?[ \t]*",
        lambda found: f"\n- {found[1] or ''}".rstrip() + " ",
        text,
    )
    text = _SPACING.sub("", text)
    text = _SIGN.sub(lambda found: _SIGNS[found[0].removesuffix("{}")], text)
    text = re.sub(r"\\\\(?:\[[^\]\n]*\])?[ \t]*\n?", "\\\\\n", text)
    return re.sub(r"\\([&%#])", r"\1", text)
