r"""Characters of Unicode that stand for more than one sign of LaTeX.

Invariant: what a character is spelled as in LaTeX prints as the character does.

    𝐱   \mathbf{x}      ŷ   \hat{y}      x⁻¹   x^{-1}      ½   \frac{1}{2}
"""

from __future__ import annotations

import re
import unicodedata

from derive.reading.vocabulary import UNICODE

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵀᵃᵇᶜᵈᵉᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "0123456789+-()niTabcdeklmoprstuvwxyz"))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-()aehijklmnoprstuvx"))
_RUN = re.compile(f"[{''.join(_RAISED)}]+|[{''.join(_LOWERED)}]+")
_ACCENTS = {
    "\u0302": r"\hat", "\u0303": r"\tilde", "\u0304": r"\bar", "\u0305": r"\bar", "\u0307": r"\dot",
    "\u0308": r"\ddot", "\u030c": r"\check", "\u0306": r"\breve", "\u20d7": r"\vec",
}  # fmt: skip
_FONTS = (
    ("BOLD SCRIPT", r"\mathcal"), ("SCRIPT", r"\mathcal"), ("DOUBLE-STRUCK", r"\mathbb"),
    ("FRAKTUR", r"\mathfrak"), ("BLACK-LETTER", r"\mathfrak"), ("SANS-SERIF", r"\mathsf"),
    ("MONOSPACE", r"\mathtt"), ("BOLD ITALIC", r"\boldsymbol"), ("BOLD", r"\mathbf"), ("ITALIC", ""),
)  # fmt: skip


def scripts(text: str, at: int) -> tuple[str, int]:
    """The raised or lowered characters that stand at `at` as LaTeX, and where they end; "" for none."""
    run = _RUN.match(text, at)
    if run is None:
        return "", at
    raised = run.group()[0] in _RAISED
    inside = "".join((_RAISED if raised else _LOWERED)[c] for c in run.group())
    return ("^" if raised else "_") + f"{{{inside}}}", run.end()


def accent(text: str, at: int) -> str:
    """The macro of a combining accent that stands at `at`; "" for none."""
    return _ACCENTS.get(text[at : at + 1], "")


def spelled(character: str) -> str:
    """A letter in a font of its own, with an accent, or a fraction as LaTeX; "" for any other character."""
    if len(character) != 1 or character.isascii():
        return ""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[1] in _ACCENTS:
        letter = UNICODE.get(parts[0], parts[0])
        return f"{_ACCENTS[parts[1]]}{{{letter}}}" if letter.isascii() else ""
    plain = unicodedata.normalize("NFKC", character)
    above, slash, below = plain.partition("\u2044")
    if slash and above.isdigit() and below.isdigit():
        return rf"\frac{{{above}}}{{{below}}}"
    letter = UNICODE.get(plain, plain)
    if len(plain) != 1 or not letter.isascii() or not (letter.isalnum() or letter[0] == "\\"):
        return ""
    name = unicodedata.name(character, "")
    font = next((font for style, font in _FONTS if style in name), None)
    if font is None:
        return letter if name.startswith("FULLWIDTH") else ""
    return f"{font}{{{letter}}}" if font else letter
