"""Characters beyond ASCII in TeX.  Invariant: what is called covered has a glyph or a definition."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_GREEK = {
    chr(ord("α") + i): name
    for i, name in enumerate(
        "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi o pi rho "
        "varsigma sigma tau upsilon varphi chi psi omega".split()
    )
} | {
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma",
    "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "ϵ": "epsilon", "ϑ": "vartheta", "ϕ": "phi",
    "ϖ": "varpi", "ϱ": "varrho", "µ": "mu",
}  # fmt: skip
_OTHERS = {
    "∂": "partial", "∇": "nabla", "∞": "infty", "√": "surd", "∑": "sum", "∏": "prod", "∫": "int",
    "≤": "le", "≥": "ge", "≠": "ne", "≈": "approx", "≡": "equiv", "∼": "sim", "≃": "simeq", "≅": "cong",
    "∝": "propto", "≪": "ll", "≫": "gg", "±": "pm", "∓": "mp", "×": "times", "÷": "div", "∗": "ast",
    "∘": "circ", "⋅": "cdot", "∈": "in", "∉": "notin", "∋": "ni", "⊂": "subset", "⊆": "subseteq",
    "⊃": "supset", "⊇": "supseteq", "∪": "cup", "∩": "cap", "∅": "emptyset", "∧": "wedge", "∨": "vee",
    "¬": "neg", "∀": "forall", "∃": "exists", "⇒": "Rightarrow", "⇐": "Leftarrow", "⇔": "Leftrightarrow",
    "→": "to", "←": "leftarrow", "↔": "leftrightarrow", "↦": "mapsto", "↑": "uparrow", "↓": "downarrow",
    "⊤": "top", "⊥": "perp", "∥": "parallel", "∣": "mid", "⟨": "langle", "⟩": "rangle", "⌊": "lfloor",
    "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil", "∵": "because", "∴": "therefore", "⋯": "cdots", "ℓ": "ell",
    "ℏ": "hbar", "ℜ": "Re", "ℑ": "Im", "ℵ": "aleph", "⊕": "oplus", "⊗": "otimes", "⊙": "odot", "★": "star",
    "△": "triangle", "□": "square", "■": "blacksquare", "≜": "triangleq", "⩽": "leqslant", "⩾": "geqslant",
    "✓": "checkmark", "✔": "checkmark", "•": "bullet", "∙": "bullet", "°": "circ",
}  # fmt: skip
_WRITTEN = {
    "−": "-", "′": "'", "″": "''", "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}",
    "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}", "≔": r"\mathrel{:=}", "✗": r"\times", "✘": r"\times",
    "½": r"\tfrac12", "¼": r"\tfrac14", "¾": r"\tfrac34", "ο": "o",
    **{sign: f"{{}}^{digit}" for sign, digit in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")},
    **{sign: f"{{}}_{digit}" for sign, digit in zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-")},
}  # fmt: skip
MATHEMATICAL = {sign: f"\\{name}" for sign, name in (_GREEK | _OTHERS).items() if name != "o"} | _WRITTEN
# Characters that words have a glyph for, and mathematics only a command.
_EITHER = {
    "·": r"\cdot",
    "…": r"\ldots",
    "’": "'",
    "‘": "'",
    "“": "''",
    "”": "''",
    "–": "-",
    "—": "-",
    "\u00a0": "~",
}
_TEXT = frozenset("‐‑–—‖‘’‚“”„†‡•…‰‹›€№™")
_LATIN_END = 0x180  # what Latin Modern has without a gap that matters
_CJK = (
    (0x2E80, 0x303F),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
)


def is_cjk(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _CJK)


def needs_large_font(characters: Iterable[str]) -> bool:
    """Whether some character is not in the fonts of the `fandol` set, which have all of GB 2312."""
    for character in characters:
        if is_cjk(character):
            try:
                character.encode("gb2312")
            except UnicodeEncodeError:
                return True
    return False


def covered(character: str, mathematics: bool = False) -> bool:
    """Whether TeX shows the character, in words or in mathematics."""
    if character.isascii():
        return character.isprintable() or character in "\n\t"
    if character in MATHEMATICAL or character in _EITHER or is_cjk(character):
        return True
    return not mathematics and (0xA0 <= ord(character) < _LATIN_END or character in _TEXT)


def named(character: str) -> str:
    """What stands for a character that TeX cannot show; nothing for one that is invisible."""
    if unicodedata.category(character) in ("Cf", "Mn", "Cc"):
        return ""
    return f"[U+{ord(character):04X}]"


def definitions(characters: Iterable[str]) -> list[tuple[str, str]]:
    """What TeX has to be told of these characters: (character, LaTeX)."""
    told = []
    for character in sorted(set(characters)):
        if character in MATHEMATICAL:
            told.append((character, f"\\ensuremath{{{MATHEMATICAL[character]}}}"))
        elif character in _EITHER:
            told.append((character, f"\\ifmmode {_EITHER[character]}\\else\\symbol{{{ord(character)}}}\\fi"))
    return told
