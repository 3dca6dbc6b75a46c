r"""What mathematics is read from, and what says that it cannot be read.

Invariant: a token and an error know their place in the source.
"""

from __future__ import annotations

from typing import NamedTuple


def one_line(text: str, longest: int = 400) -> str:
    """The text on one line, cut where nobody reads on."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest] + "…"


class MathError(Exception):
    """Mathematics that cannot be read: where (offset into the source), why, and the edit."""

    def __init__(self, offset: int, message: str, edit: str):
        super().__init__(message)
        self.offset = offset
        self.message = one_line(message)
        self.edit = one_line(edit)

    def __reduce__(self):
        return (MathError, (self.offset, self.message, self.edit))


class Token(NamedTuple):
    r"""A piece of the source, under one canonical spelling.

    kinds: letter · number · command (`\sin`) · sign (`+`) · text (`\text{…}`, its
    content) · word (letters that are no product) · left, right, middle (the
    delimiter of `\left`) · begin, end (the environment) · row (`\\`) · mark (`\tag{…}`)
    · stop (after the last one)
    """

    kind: str
    text: str
    start: int
    end: int
    gap: bool = False  # a quad stands before it
    value: str = ""  # of a mark: its argument
