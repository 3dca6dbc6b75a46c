r"""What stands at the braces of a formula: `\underbrace{x - x}_{= 0}`, `\underbrace{w x}_{z}`.

Invariant: a note at a brace is dropped only where it is words or points somewhere; a note
that states something becomes a statement about what the brace holds, and one that can be
meant in two ways stays where it is, and is not read.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.reading.signs import is_sign
from derive.reading.tokens import Token
from derive.reading.vocabulary import RELATIONS

BRACES = {r"\underbrace": "_", r"\overbrace": "^"}
_NEVER = frozenset((r"\dots", ",", ";", "&", r"\\"))  # no value: `n \text{ times}`, a list


@dataclass(frozen=True)
class Note:
    """What a brace is said to hold: as written, and without the notes in it.

    `sign` is None where the note names what is held, or is its value.
    """

    written: list[Token]
    held: list[Token]
    sign: Token | None
    said: list[Token]


def notes(tokens: list[Token]) -> tuple[list[Token], list[Note]]:
    """The tokens without the notes at their braces, and those notes that state something."""
    if not any(token.text in BRACES for token in tokens):
        return tokens, []
    found: list[Note] = []
    return _without(tokens, found), found


def _without(tokens: list[Token], found: list[Note]) -> list[Token]:
    kept: list[Token] = []
    index = within = 0
    while index < len(tokens):
        token = tokens[index]
        within += (token.kind == "begin") - (token.kind == "end")
        kept.append(token)
        index += 1
        if token.text not in BRACES or within or index >= len(tokens) or tokens[index].text != "{":
            continue
        begin, end = index, _closing(tokens, index)
        held = _without(tokens[index + 1 : end], found)
        kept += [tokens[index], *held, *tokens[end : end + 1]]
        index = end + 1
        if index + 1 < len(tokens) and tokens[index].text == BRACES[token.text]:
            start = index + 1
            stop = _closing(tokens, start) if tokens[start].text == "{" else start
            note = tokens[start + 1 : stop] if stop > start else [tokens[start]]
            read = _read(note)
            if read is not None:
                found += [Note(tokens[begin + 1 : end], held, *said) for said in read]
                index = stop + 1
    return kept


def _read(note: list[Token]) -> list[tuple[Token | None, list[Token]]] | None:
    """What a note states, as sign and side: nothing for words, None where it can be meant in two ways."""
    if not note or any(token.text in _NEVER for token in note):
        return None
    if all(token.kind in ("text", "word", "mark") for token in note):
        return None if any(sign in token.text for token in note for sign in "=<>≤≥≠") else []
    if any(token.kind in ("text", "word", "mark") for token in note):
        return None
    first, rest = note[0], note[1:]
    if is_sign(first):
        return [(first, rest)] if first.text in RELATIONS and not _relates(rest) and rest else None
    if _relates(note):
        return None
    if first.text == "(" and note[-1].text == ")" and len(note) < 5:
        return []  # (a), (ii)
    return None if first.kind == "number" and len(note) == 1 else [(None, note)]


def _relates(tokens: list[Token]) -> bool:
    return any(is_sign(token) for token in tokens)


def _closing(tokens: list[Token], index: int) -> int:
    """The index of the brace that closes the one at `index`, or behind the last token."""
    depth = 0
    for at in range(index, len(tokens)):
        if tokens[at].kind == "sign":
            depth += (tokens[at].text == "{") - (tokens[at].text == "}")
        if not depth:
            return at
    return len(tokens)
