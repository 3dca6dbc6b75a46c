r"""The relation signs that are written with several tokens → one token each.

Invariant: a sign is made one token only where what is written beside it changes nothing
of what it says (a label, words), makes it a definition (`def`), or is a condition, which
is kept; any other note makes it a relation that is not supported.

    \overset{(a)}{=}   \stackrel{\text{def}}{=}   \xlongequal{x > 0}   \not=   \mathrel{\mathop:}=
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.reading.conditions import is_filler
from derive.reading.tokens import Token
from derive.reading.vocabulary import RELATIONS, SEPARATORS, UNSUPPORTED_RELATIONS

NOTED = frozenset((r"\stackrel", r"\overset", r"\underset"))
LONG = {r"\xlongequal": "=", r"\xequal": "=", r"\xrightarrow": r"\to", r"\xRightarrow": r"\Rightarrow"}
CLASSES = frozenset((r"\mathrel", r"\mathbin", r"\mathop", r"\mathord"))
_COLONS = frozenset((":", r"\vcentcolon"))
_BEGINNINGS = NOTED | frozenset(LONG) | CLASSES | _COLONS | {r"\not", "{"}
_DEFINES = ("def", "定义", r"\triangle", r"\vartriangle", r"\delta")
_LABELS = frozenset(
    (r"\star", "*", r"\ast", r"\dagger", r"\ddagger", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨")
)
# Equality in distribution, almost surely, up to constants, what is asked, …
_CHANGING = frozenset(
    "d dist distr law p w l iid i.i.d i.i.d. a.s as a.e ae mod const up to approx need want wts ? ! 同分布".split()
)


LONGEST_CARRIER = 60  # tokens of the sign below a note, its own notes included


@dataclass
class Signs:
    """The tokens with their signs in one piece, and the conditions on signs, by where these begin."""

    tokens: list[Token]
    conditions: dict[int, list[Token]] = field(default_factory=dict)


def merge(tokens: list[Token]) -> Signs:
    """The tokens of a formula with every relation sign in one token."""
    signs = Signs([])
    if not any(token.text in _BEGINNINGS for token in tokens):
        signs.tokens = tokens
        return signs
    index = 0
    while index < len(tokens):
        found = _sign(tokens, index, signs) if tokens[index].text in _BEGINNINGS else None
        if found is None:
            signs.tokens.append(tokens[index])
            index += 1
        else:
            token, index = found
            signs.tokens.append(token)
    return signs


def is_sign(token: Token) -> bool:
    """Whether a token is a relation, supported or not, or stands between statements (`\\Rightarrow`)."""
    text = token.text
    return token.kind in ("sign", "command") and (
        text in RELATIONS or text in SEPARATORS or text in UNSUPPORTED_RELATIONS
    )


def _sign(tokens: list[Token], index: int, signs: Signs) -> tuple[Token, int] | None:
    """The sign that begins at a token, as one token, and the index behind it."""
    begin = tokens[index]
    if begin.kind not in ("sign", "command"):
        return None
    text, behind = begin.text, index + 1
    if text == r"\not":
        denied = {"=": r"\ne", r"\in": r"\notin"}.get(tokens[behind].text)
        return None if denied is None else (_one(begin, tokens[behind], denied), behind + 1)
    if text in _COLONS or text in CLASSES:
        return _spelled(tokens, index)
    if text == "{":
        single = behind + 1 < len(tokens) and is_sign(tokens[behind]) and tokens[behind + 1].text == "}"
        return (_one(begin, tokens[behind + 1], tokens[behind].text), behind + 2) if single else None
    notes: list[list[Token]] = []
    if text in LONG:
        if tokens[behind].text == "[":
            end = next((i for i in range(behind, len(tokens)) if tokens[i].text == "]"), behind)
            notes.append(tokens[behind + 1 : end])
            behind = end + 1
        note, behind = braced(tokens, behind)
        sign = LONG[text]
    else:
        note, behind = braced(tokens, behind)
        carrier, behind = braced(tokens, behind)
        carried = _carried(carrier, tokens[-1], signs)
        if carried is None:
            return None
        sign = carried.text
    if behind >= len(tokens):
        return None  # braces that are not closed
    notes.append(note)
    for note in notes:
        sign = _noted(begin, sign, note, signs)
    return _one(begin, tokens[behind - 1], sign), behind


def _carried(carrier: list[Token], last: Token, signs: Signs) -> Token | None:
    r"""The one sign that the carrier of a note is, another note above it included: `\overset{a}{\overset{b}{=}}`."""
    if not carrier or len(carrier) > LONGEST_CARRIER:
        return None
    if len(carrier) == 1 and is_sign(carrier[0]):
        return carrier[0]
    if carrier[0].text not in _BEGINNINGS:
        return None
    found = _sign([*carrier, last._replace(kind="stop", text="")], 0, signs)
    return found[0] if found is not None and found[1] == len(carrier) else None


def _one(begin: Token, end: Token, text: str) -> Token:
    kind = "command" if text.startswith("\\") else "sign"
    return Token(kind, text, begin.start, end.end, begin.gap)


def _spelled(tokens: list[Token], index: int) -> tuple[Token, int] | None:
    r"""`: =`, `\mathrel{\mathop:}=`, `\mathrel{=}`: what is set as one sign."""
    written, behind = "", index
    while behind < len(tokens) and len(written) < 3:
        token = tokens[behind]
        if token.text in CLASSES:
            inside, after = braced(tokens, behind + 1)
            inside = [t for t in inside if t.text not in CLASSES and t.text not in ("{", "}")]
            if len(inside) > 2 or not all(is_sign(t) or t.text in _COLONS for t in inside):
                break
            written += "".join(":" if t.text in _COLONS else t.text for t in inside)
            behind = after
        elif token.text in _COLONS or token.text == "=":
            written += ":" if token.text in _COLONS else "="
            behind += 1
        else:
            break
        if written not in (":", ""):
            break
    sign = {":=": r"\coloneqq", "=": "="}.get(written, written)
    if sign not in RELATIONS or (sign == "=" and tokens[index].text not in CLASSES):
        return None
    return _one(tokens[index], tokens[behind - 1], sign), behind


def _noted(begin: Token, sign: str, note: list[Token], signs: Signs) -> str:
    """What a sign says under its note; a condition in the note is kept."""
    if not note or sign not in RELATIONS or [token.text for token in note] == ["!"]:
        return sign  # what shall be equal, `!`, is asked for: introductions.py
    said = "".join(token.text for token in note).lower().lstrip("\\")
    if any(word.lstrip("\\") in said for word in _DEFINES) and len(said) < 24:
        return r"\coloneqq"
    if any(token.text in RELATIONS or token.text == r"\in" for token in note):
        if note[0].kind in ("text", "word"):
            if not is_filler(note[0]):
                return r"\noted"
            note = note[1:]
        signs.conditions.setdefault(begin.start, []).extend(note)
        return sign
    return sign if _is_label(note) else r"\noted"


def _is_label(note: list[Token]) -> bool:
    """Whether a note only points at something: `(a)`, `1`, `\\star`, `\\text{chain rule}`."""
    if note[0].text == "(" and note[-1].text == ")":
        return all(token.kind in ("letter", "number", "word", "text", "sign", "mark") for token in note)
    if all(token.kind in ("text", "word", "mark") for token in note):
        words = " ".join(token.text for token in note).lower().split()
        return not any(word.strip("(),;:") in _CHANGING for word in words)
    said = "".join(token.text for token in note).lower()
    plain = all(
        token.kind in ("letter", "number") or token.text in _LABELS or token.text == "'" for token in note
    )
    return plain and said not in _CHANGING


def braced(tokens: list[Token], index: int) -> tuple[list[Token], int]:
    """The tokens of the braces that open at `index`, or the one token there, and the index behind."""
    if index >= len(tokens) or tokens[index].kind == "stop":
        return [], index
    if tokens[index].text != "{":
        return [tokens[index]], index + 1
    depth, at = 0, index
    while at < len(tokens):
        depth += (tokens[at].text == "{") - (tokens[at].text == "}")
        at += 1
        if not depth:
            return tokens[index + 1 : at - 1], at
    return [], at
