r"""How a document uses its letters: what stands alone, above, below, with a prime.

Invariant: only what every use of a letter in the document agrees with is said of it.

    n_H, n_T        labels, where H and T are never letters of a formula
    x^{(t)}         x carries an index above, so that x^{(t+1)} is no power
    V(s'), x' = …   another symbol, where x is nothing that is differentiated
    MSE = …         a word, where not all of its letters stand for quantities
    E_c = …, E_p =  two names, where neither formula speaks of its letter and no c or p counts anything
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from derive.reading.brackets import Names
from derive.reading.tokens import MathError, Token, tokenize
from derive.reading.vocabulary import DECORATIONS, FUNCTION_LETTERS, MEMBERSHIPS, RELATIONS, SYMBOLS

_OPEN = frozenset(("(", "[", "<", r"\langle"))
_BESIDE = frozenset(("(", ")", ",", "|", r"\mid", ";"))
_DIFFERENTIALS = frozenset(("d", r"\partial"))
# Small letters that can stand for a word below a name, where nothing counts: Θ_c of a call, W_q of queries.
_LABELS = frozenset("abcdefghopqruvw")
_COUNTING = frozenset(  # what stands below these is a variable
    "\\" + name
    for name in "sum prod max min arg sup inf lim int iint bigcup bigcap limits operatorname*".split()
) | {"}"}
_OVER = frozenset((r"\sum", r"\prod", r"\max", r"\min", r"\bigcup", r"\lim"))
_LISTS = frozenset(MEMBERSHIPS) | {r"\ne"}  # `i \in S`, `i \ne j`: those are letters of indices
NO_QUANTITIES = frozenset(("LHS", "RHS", "QED", "TODO"))


class Uses:
    """What was seen of the letters in the formulas of a document."""

    def __init__(self, formulas: Iterable[str]):
        self.letters: set[str] = set()  # those that stand for quantities
        self.below: set[str] = set()  # those that stand alone in a subscript
        self.carried: dict[str, set[str]] = {}  # by a letter in a subscript: below what it stands
        self.elsewhere: set[str] = set()  # letters that stand in no subscript
        self.raised: set[str] = set()
        self.primed: set[str] = set()  # a prime on them makes another symbol
        self.integrated: set[str] = set()  # and so does one on these, of which there are differentials
        self.differentiated: set[str] = set()
        self.orders: set[str] = set()
        self.above: set[str] = set()  # those above a name with an index that is differentiated by
        self.functions: set[str] = set()
        self.doubled: set[str] = set()  # capitals side by side, two of them the same
        self.pairs: set[str] = set()  # two capitals that stand alone on the left
        self.sides: set[str] = set()  # words and letters that stand alone on the left
        self.formulas: dict[
            str, dict[str, bool]
        ] = {}  # by name and the letter below: whether it varies with it
        self.counting: set[str] = set()  # letters that count something
        for latex in formulas:
            try:
                self.see(tokenize(latex))
            except MathError:
                continue

    def see(self, tokens: list[Token]) -> None:
        self.orders |= _orders(tokens)
        self.see_indices(tokens)
        run = 0  # where letters side by side end
        for at, token in enumerate(tokens):
            if token.kind == "word":
                if begins_side(tokens, at) and ends_left(tokens, at + 1):
                    self.sides.add(token.text)
                continue
            if token.kind != "letter" and token.text not in SYMBOLS:
                continue
            if at < run:
                continue  # in a word
            end = at + 1
            while (
                token.kind == "letter"
                and tokens[end].kind == "letter"
                and tokens[end].start == tokens[end - 1].end
            ):
                end += 1
            alone = begins_side(tokens, at) and ends_left(tokens, end)
            if end - at == 2 and alone and all(t.text.isupper() for t in tokens[at:end]):
                run = end  # BS = …
                self.pairs.add("".join(t.text for t in tokens[at:end]))
            elif end - at > 2:
                run = end
                text = "".join(t.text for t in tokens[at:end])
                if text.isupper() and any(a == b for a, b in zip(text, text[1:])):
                    self.doubled.add(text)  # MCC, SSX: no product is written so
                if begins_side(tokens, at) and ends_left(tokens, end):
                    self.sides.add("".join(t.text for t in tokens[at:end]))
            else:
                self.letter(tokens, at)

    def see_indices(self, tokens: list[Token]) -> None:
        """Notes the names that are given a formula at one letter below them, and the letters that count."""
        for at, token in enumerate(tokens):
            if token.text in _OVER:
                end = behind_subscript(tokens, at + 1)
                self.counting.update(t.text for t in tokens[at + 1 : end] if t.kind == "letter")
            elif token.kind in ("letter", "command") and begins_side(tokens, at):
                end = behind_subscript(tokens, at + 1)
                below = [t for t in tokens[at + 1 : end] if t.text not in ("_", "{", "}")]
                if len(below) == 1 and below[0].kind == "letter" and ends_left(tokens, at + 1):
                    letter = below[0].text
                    row = next((i for i in range(end, len(tokens)) if tokens[i].kind == "row"), len(tokens))
                    varies = any(t.text == letter for t in tokens[end:row])
                    found = self.formulas.setdefault(token.text, {})
                    found[letter] = varies or found.get(letter, False)
            elif token.text in _LISTS and at and tokens[at - 1].kind == "letter":
                self.counting.add(tokens[at - 1].text)

    def told_apart(self) -> Iterator[tuple[str, str]]:
        """The names with a letter below that is no index, since another letter names something else."""
        for name, letters in self.formulas.items():
            if len(letters) > 1 and not any(letters.values()) and self.counting.isdisjoint(letters):
                yield from ((name, letter) for letter in letters)

    def letter(self, tokens: list[Token], at: int) -> None:
        """Notes one letter that is no part of a word."""
        text = tokens[at].text
        before, after = tokens[at - 1].text if at else "", tokens[at + 1].text
        braced = before == "{" and after == "}" and at > 1 and tokens[at - 2].text == "_"
        if before == "_" or braced:
            base = tokens[at - 2 - braced].text if at > 1 + braced else "}"
            (self.letters if base in _COUNTING else self.below).add(text)
            self.carried.setdefault(text, set()).add(base)
            return
        self.elsewhere.add(text)
        if len(tokens) > 2 and not (before in _BESIDE and after in _BESIDE):
            self.letters.add(text)
        if before in _DIFFERENTIALS and after in ("}", "/", "("):
            inside = at > 1 and tokens[at - 2].text == "{"
            if after == "/" or (inside and after == "}" and tokens[at + 2].text == "{"):
                self.differentiated.add(text)
        behind = at + 1
        while tokens[behind].text == "}" and tokens[behind].kind == "sign":
            behind += 1
        subscript, behind = behind, behind_subscript(tokens, behind)
        if behind > subscript and tokens[behind].text == "^" and _stands_by(tokens, at):
            upper = tokens[behind + (2 if tokens[behind + 1].text == "{" else 1)]
            if upper.kind == "letter":  # \frac{\partial E}{\partial y_j^k}: no order of it
                self.above.add(upper.text)
        if tokens[behind].text == "^" and tokens[behind + 1].text == "{":
            if tokens[behind + 2].text in _OPEN and tokens[behind + 4].text in (")", "]", r"\rangle", ">"):
                self.raised.add(text)
        self.prime(tokens, at, behind)

    def prime(self, tokens: list[Token], at: int, behind: int) -> None:
        end = behind
        if tokens[end].text == "^" and tokens[end + 1].text == "'":
            end += 1
        elif tokens[end].text == "^" and tokens[end + 1].text == "{" and tokens[end + 2].text == "'":
            end += 2
        if tokens[end].text != "'" or tokens[end].kind != "sign":
            if begins_side(tokens, at) and tokens[behind].text in RELATIONS:
                self.sides.add(tokens[at].text)
            return
        while tokens[end].text in ("'", "}"):
            end += 1
        end = behind_subscript(tokens, end)
        if tokens[end].text == "(" and tokens[end].kind in ("sign", "left"):
            if tokens[behind_subscript(tokens, end + 2)].text == ")":  # N'(d_1), not y'(1-y')
                self.functions.add(tokens[at].text)
        elif begins_side(tokens, at) and tokens[end].text in RELATIONS:
            self.primed.add(tokens[at].text)
        elif at and tokens[at - 1].text == "d" and tokens[at - 1].end == tokens[at].start:
            self.integrated.add(tokens[at].text)  # \int_0^t a(t')\,dt'
        elif at and tokens[at - 1].text in _BESIDE and tokens[end].text in _BESIDE:
            self.primed.add(tokens[at].text)

    def names(self, names: Names) -> Names:
        """The names, with what the uses of their letters say of them."""
        known = names.functions | FUNCTION_LETTERS
        return replace(
            names,
            functions=names.functions | (self.functions - self.differentiated - self.sides),
            raised=frozenset(self.raised),
            above=frozenset(self.above - self.orders),
            primed=frozenset(
                (self.integrated | self.primed - self.differentiated - self.sides) - self.functions - known
            ),
            labels=frozenset(x for x in self.below - self.letters if self.is_label(x)),
            apart=frozenset(self.told_apart()),
            indices=frozenset(x for x in self.below if x.islower() and len(x) == 1 and not self.is_label(x)),
            words=frozenset(w for w in self.sides if len(w) > 2 and self.is_word(w))
            | frozenset(w for w in self.pairs if self.letters.isdisjoint(w))
            | frozenset(self.doubled),
        )

    def is_label(self, text: str) -> bool:
        """Whether a letter that is only seen below names is none of the indices that they have."""
        if len(text) != 1 or not text.isalpha():
            return False
        if text.isupper():
            return True
        indices = {x for x in self.carried if x not in _LABELS or x in self.elsewhere | self.letters}
        indexed = {base for x in indices for base in self.carried[x]}
        return (
            text in _LABELS and text not in self.elsewhere and self.carried[text].isdisjoint(indexed | {"}"})
        )

    def is_word(self, text: str) -> bool:
        twice = any(a == b for a, b in zip(text, text[1:]))  # MCC: a product would be M C^2
        letters = not self.letters.issuperset(text) or twice and text.isalpha()
        return text[0] != "\\" and text not in NO_QUANTITIES and letters


def begins_side(tokens: list[Token], at: int) -> bool:
    """Whether a side of a relation, or a row of them, begins at a token."""
    before = tokens[at - 1] if at else None
    return before is None or before.kind in ("row", "begin") or before.text in ("&", r"\Rightarrow")


def ends_left(tokens: list[Token], at: int) -> bool:
    """Whether a relation follows, behind a subscript."""
    at = behind_subscript(tokens, at)
    return (tokens[at + 1] if tokens[at].text == "&" else tokens[at]).text in RELATIONS


def behind_subscript(tokens: list[Token], at: int) -> int:
    if tokens[at].text != "_" or tokens[at].kind != "sign":
        return at
    depth, at = 0, at + 1
    while at < len(tokens) - 1:
        depth += (tokens[at].text == "{") - (tokens[at].text == "}")
        at += 1
        if depth <= 0:
            break
    return at


def _orders(tokens: list[Token]) -> set[str]:
    r"""The letters that are the order of a derivative: n in `\partial^n`."""
    marks = (at + 1 for at in range(len(tokens) - 3) if tokens[at].text in _DIFFERENTIALS)
    return {
        tokens[at + (2 if tokens[at + 1].text == "{" else 1)].text for at in marks if tokens[at].text == "^"
    }


def _stands_by(tokens: list[Token], at: int) -> bool:
    r"""Whether a letter, perhaps decorated, stands behind a `\partial`: `\partial \hat{y}`."""
    if at > 1 and tokens[at - 1].text == "{" and tokens[at - 2].text in DECORATIONS:
        at -= 2
    elif at and tokens[at - 1].text in DECORATIONS:
        at -= 1
    return at > 0 and tokens[at - 1].text in _DIFFERENTIALS
