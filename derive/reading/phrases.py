r"""What stands between a cue, its relations and what is said of them: `the learning rate`, `is the label`.

Invariant: a phrase ends at a formula or property, and every word of it is a determiner,
a quantity or a word that may qualify one; verbs, claims and denials are in none.
"""

from __future__ import annotations

from derive.reading.cues import (
    AND, BAD, CASE, COPULA, DATUM, DENIED, DENOTE, DET, FACT, FILLER, LEAD, LET, NOT, NOUN, OF, OR, PLACE,
    PROPERTY, SECTION, SO, STOP, SUCH, SUFFIX, THAT, THEN, UNLIKE, WHERE,
)  # fmt: skip
from derive.reading.denials import BREAKS, FARTHEST, Denials, is_verb
from derive.reading.words import CLOSE, COLON, COMMA, FORMULA, HAN, MARK, NUMBER, OPEN, RELATION, WORD, Word

MOST_UNKNOWN = 3  # words, or 2 Chinese characters each, that may qualify a noun
_OF = frozenset(
    "number numbers value values choice choices case range size rate count level degree probability".split()
)
_ADVERBS = frozenset("further now throughout also moreover additionally henceforth always here again".split())


class Phrases(Denials):
    """Reads the phrases of one sentence."""

    def phrase(self, at: int, kind: str, joined: bool = False) -> int | None:
        """The index of what a noun phrase is about: `the learning rate`.  None where it is not understood."""
        begin, unknown, headed = at, 0, True
        while at < begin + FARTHEST and (word := self.word(at)) is not None:
            kinds = word.kinds
            if word.quoted or word.form in (MARK, CLOSE):
                return None
            if word.form in (RELATION, FORMULA) or PROPERTY in kinds:
                return at if headed or PROPERTY in kinds else None
            if word.form in (COMMA, COLON, OPEN):
                if at > begin or joined:
                    return None
            elif word.form == NUMBER or kinds & {BAD, NOT, UNLIKE, DENIED}:
                return None
            elif kinds & {NOUN, DATUM}:
                headed = True
            elif word.text in ("have", "has") and at > begin and kind in (LET, SECTION):
                unknown, headed = 0, True  # let the data have density
            elif word.text in _ADVERBS and at == begin:
                begin += 1
            elif kinds & {DET, PLACE, FILLER}:
                pass
            elif THAT in kinds and at == begin:
                pass
            elif OF in kinds and at > begin and self.words[at - 1].text.split()[-1] in _OF:
                pass
            elif (
                (not kinds or _is_part(word)) and kind != FACT and (word.form == HAN or _qualifies(word.text))
            ):
                unknown += max(1, len(word.text) // 2) if word.form == HAN else 2
                headed = False
                if unknown > 2 * MOST_UNKNOWN:
                    return None
            else:
                return None
            at += 1
        return None

    def joined(self, at: int) -> tuple[int, bool] | None:
        """Where the relation begins that a connective at an index joins, and whether it is a bare comma."""
        word = self.word(at)
        if word is None or word.quoted:
            return None
        if word.form == COMMA:
            behind = at + 1
            if word.text == "、":
                return behind, False
            if self.can(behind, AND):
                return self.behind_and(behind), False
            if self.can(behind, WHERE) and self.words[behind].text in ("with", "where", "其中"):
                return behind + 1, False
            return behind, True
        if AND in word.kinds:
            return self.behind_and(at), False
        if SUCH in word.kinds:
            return at + 1, False
        if word.text in ("with", "where"):
            return at + 1, False
        return None

    def behind_and(self, at: int) -> int:
        behind = at + 1
        while self.can(behind, FILLER, THAT) or (
            self.word(behind) and self.words[behind].text in ("if", "where")
        ):
            behind += 1
        return behind

    def description(self, at: int, kind: str, equation: bool) -> tuple[bool | None, int]:
        """Whether `is the learning rate` follows, and the index behind it, or None: it is denied."""
        if kind not in (WHERE, LET, SECTION) or not self.can(at, COPULA, DENOTE):
            return False, at
        index = at + 1
        word = self.word(index)
        if self.can(at, COPULA) and word is not None:
            known = word.kinds & {DET, NOUN, PLACE, DATUM, FILLER, PROPERTY, THEN}
            if word.kinds & {NOT, DENIED, BAD} or (word.form == WORD and not known and not equation):
                return None, index
        head = last = None
        while index < at + FARTHEST and (word := self.word(index)) is not None:
            if word.form in BREAKS or word.kinds & {AND, SUCH} or word.form == RELATION:
                break
            if word.text in ("with", "where") or (word.kinds & {OR} and head is None):
                break
            if head is None and word.kinds & {OF, THAT, STOP, CASE, SUCH}:
                head = last
            if word.kinds & {NOT, DENIED} and head is None and word.form == WORD:
                return None, index
            last = word
            index += 1
        head = last if head is None or (last and last.form == HAN) else head
        claimed = not self.says(at, "be", "denote")  # let L > 0 be a bound
        if head is not None and BAD in head.kinds and not equation and claimed:
            return None, index
        return True, index


def _qualifies(text: str) -> bool:
    """Whether an unknown word may qualify a noun; `gives` may not."""
    return not is_verb(text) or text.endswith("'s")


def _is_part(word: Word) -> bool:
    """Whether a Chinese character may be a part of a word that is not known: 先 in 先验参数."""
    return word.form == HAN and len(word.text) == 1 and word.kinds <= {LEAD, THEN, SUFFIX, SO}
