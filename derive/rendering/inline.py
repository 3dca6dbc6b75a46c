"""The pieces of running text that are not plain words, told apart the same way for every format.

Invariant: the alternatives are tried in order at each place, so code is code before it is
mathematics, and mathematics before it is markup.
"""

from __future__ import annotations

import re

_WITHIN_PARAGRAPH = r"(?:(?!\n[ \t]*\n).)"
MATH = (
    rf"(?<![\\$])\$\$(?P<wide>(?!\$){_WITHIN_PARAGRAPH}+?)\$\$(?!\$)"
    r"|(?<![\\$])\$(?P<dollars>(?![\s$])(?:[^$\n\\]|\\.|\n(?![ \t]*\n))*?(?<!\s))\$(?![\d$])"
    rf"|\\\((?P<brackets>{_WITHIN_PARAGRAPH}{{1,2000}}?)\\\)"
)
_INLINE_MATH = re.compile(MATH, re.DOTALL)
_LOOKS_LIKE_MATH = re.compile(r"[\\=<>^_+|]|^\s*\S{1,2}\s*$")
SAFE_SCHEMES = ("http", "https", "mailto")


def inline_math(text: str, start: int) -> tuple[str, int, bool] | None:
    """The mathematics that begins here: its LaTeX, where it ends, whether it is set wide."""
    found = _INLINE_MATH.match(text, start)
    latex = found and inline_latex(found)
    if not latex:
        return None
    return latex, found.end(), found["wide"] is not None


def inline_latex(found: re.Match[str]) -> str | None:
    """The LaTeX of a match of MATH; None for `\\(` that is an escaped parenthesis of the text."""
    if found["brackets"] is not None:
        return found["brackets"].strip() if _LOOKS_LIKE_MATH.search(found["brackets"]) else None
    return (found["wide"] or found["dollars"] or "").strip() or None


def safe_address(address: str) -> bool:
    """Whether a link may lead there: nowhere but to a page, a mail address or a place nearby."""
    bare = re.sub(r"[\x00-\x20\x7f-\xa0]", "", address)
    scheme = re.match(r"([^/?#:]*):", bare)
    return scheme is None or scheme[1].lower() in SAFE_SCHEMES
