r"""What plain TeX writes inside a group → the macro with its arguments.

Invariant: what is rewritten prints the same, up to spaces.

    {\bf x}   \mathbf{x}      {a \over b}   \frac{a}{b}      \mathop{\rm max}   \mathrm{max}
"""

from __future__ import annotations

from derive.reading.token import Token
from derive.reading.vocabulary import CLASSES, SWITCHES

DIVIDED = {r"\over": r"\frac", r"\choose": r"\binom"}
_SIGNS = frozenset("+-=<>,;&/") | {r"\\", r"\cdot", r"\times", r"\le", r"\ge"}


def regroup(latex: str, tokens: list[Token]) -> list[Token]:
    """The tokens with the groups of plain TeX as arguments.  Linear but for nested `\\over`."""
    if not any(token.kind == "command" and is_plain(latex, token) for token in tokens):
        return tokens
    found: list[Token] = []
    opened: list[tuple[int, int]] = []  # where a group begins, and its `\over`, in `found`
    for token in tokens:
        if token.kind in ("left", "begin") or (token.text == "{" and token.kind == "sign"):
            opened.append((len(found), 0))
        elif token.text in DIVIDED and token.kind == "command" and opened and not opened[-1][1]:
            opened[-1] = (opened[-1][0], len(found))
        elif opened and (token.kind in ("right", "end") or (token.text == "}" and token.kind == "sign")):
            start, over = opened.pop()
            if over:
                fraction(found, start, over)
            if token.text == "}" and found[start].text == "{":
                switch(latex, found, start)
                if unclass(found, start):
                    continue
        found.append(token)
    return found


def is_plain(latex: str, token: Token) -> bool:
    return token.text in DIVIDED or token.text in CLASSES or source(latex, token) in SWITCHES


def source(latex: str, token: Token) -> str:
    return latex[token.start : token.end]


def brace(text: str, at: Token) -> Token:
    place = at.start if text == "{" else at.end
    return Token("sign", text, place, place)


def fraction(found: list[Token], start: int, over: int) -> None:
    above, below, macro = found[start + 1 : over], found[over + 1 :], found[over]
    del found[start + 1 :]
    first = above[0] if above else macro
    found.append(macro._replace(text=DIVIDED[macro.text], start=first.start, end=first.start))
    found += (brace("{", first), *above, brace("}", above[-1] if above else first))
    found += (brace("{", macro), *below, brace("}", below[-1] if below else macro))


def switch(latex: str, found: list[Token], start: int) -> None:
    r"""`{\bf …` as `{\mathbf{…}`; `\rm` before one word only, else it is the macro of one letter."""
    if len(found) < start + 3 or source(latex, found[start + 1]) not in SWITCHES:
        return
    macro, inside = found[start + 1], found[start + 2 :]
    if macro.text == r"\rm":
        if not all(t.kind in ("letter", "word", "number") or t.text[1:].isalpha() for t in inside):
            run = next(i for i, t in enumerate(inside) if t.kind not in ("letter", "word"))
            if run > 1 and all(a.end == b.start for a, b in zip(inside[:run], inside[1:run])):
                word = [macro._replace(text=r"\mathrm"), brace("{", inside[0]), *inside[:run]]
                found[start + 1 :] = [*word, brace("}", inside[run - 1]), *inside[run:]]  # {\rm ref-1}
            return
        apart = any(a.end != b.start for a, b in zip(inside, inside[1:]))
        if apart and "".join(t.text.lstrip("\\") for t in inside) not in ("argmax", "argmin"):
            return
        macro = macro._replace(text=r"\mathrm")
    elif inside[0].text == "{" and len(inside) > 2 and inside[-1].text == "}":
        return  # {\bf{x}}
    found[start + 1 :] = [macro, brace("{", inside[0]), *inside, brace("}", inside[-1])]


def unclass(found: list[Token], start: int) -> bool:
    r"""Whether the group was the argument of a `\mathop` and is now without its braces."""
    if not start or found[start - 1].text not in CLASSES:
        return False
    if any(t.text in _SIGNS for t in found[start + 1 :]) and len(found) > start + 2:
        del found[start - 1]
        return False
    del found[start - 1 : start + 1]
    return True
