"""What around a cue and its relations says that they are not assumed.

Invariant: an assumption counts only where the author makes it (`Let …`, `now we assume …`);
a case counts unless a word beside it denies it, compares with it or leaves it behind.
"""

from __future__ import annotations

from derive.reading.cues import (
    AND, ASKS, BAD, CASE, COPULA, CUES, DATUM, DENIED, DENOTE, DET, DISMISSED, DOUBT, FACT, FILLER, GIVEN,
    LEAD, LET, NOT, NOUN, OF, OR, PLACE, PROPERTY, SECTION, SO, STOP, SUCH, SUFFIX, THEN, UNLIKE, WHERE,
)  # fmt: skip
from derive.reading.words import (
    CLOSE, COLON, COMMA, FORMULA, HAN, MARK, NUMBER, OPEN, RELATION, WORD, Word, Words,
)  # fmt: skip

BREAKS = frozenset((COMMA, COLON, MARK, OPEN, CLOSE))
FARTHEST = 40  # words that are looked at in either direction
_LISTED = frozenset((COMMA, COLON, MARK, CLOSE))
_CLAUSES = frozenset(  # a verb may stand behind what they introduce
    ("if", "when", "whenever", "provided", "assuming", "supposing", "as long as", "so long as")
)

_SUPPOSING = ("if", "when", "whenever", "若", "如果", "当", "在")  # `if we assume`: for the display only

_SAID = frozenset(  # of a function: the case is what that is said of
    "convex concave increasing decreasing monotone monotonic differentiable continuous smooth bounded unbounded "
    "finite infinite defined undefined well-defined linear constant symmetric invertible zero small large".split()
)
_REASONS = ("because", "since", "由于", "因为")  # inside a clause, too; `as` begins one
_RESULTS = ("得", "得到", "可得", "即", "有", "则", "也就是", "变为", "变成")
_COMPARING = frozenset(  # a case behind one of these in its clause is another one
    "similar analogous unlike contrast compare compares compared versus 类似 类似于 不同于 如同 比较 相比".split()
)


class Denials(Words):
    """Judges what stands before and behind the clauses of one sentence."""

    def __init__(self, found: list[Word]):
        super().__init__(found)
        self.doubted = len(found)  # the first word that casts doubt on all assumptions behind it
        self.denied: list[bool] = []  # of each word, whether one before it in its clause denies
        self.opened: list[int] = []  # of each word, the parenthesis that is open there, or -1
        denied, opened = False, []
        for at, word in enumerate(found):
            self.denied.append(denied)
            if word.form == CLOSE and opened:
                opened.pop()
            self.opened.append(opened[-1] if opened else -1)
            if word.form == OPEN:
                opened.append(at)
            if word.form in (COMMA, COLON, MARK):
                denied = False
            elif self.doubts(at):
                self.doubted = min(self.doubted, at)
                denied = denied or NOT in word.kinds
            elif word.text.startswith("both ") or word.text in _COMPARING:
                denied = True

    # before the cue

    def introduces(self, at: int, kind: str) -> tuple[str, str]:
        """What a cue introduces, and how far it reaches: "section", "display" or "" (nothing)."""
        if kind == GIVEN:
            if self.can(at - 1, COPULA, DET) or (self.word(at + 1) and self.words[at + 1].text == "by"):
                return CASE, ""
            kind = SECTION if self.led(at) == "section" else CASE
        if kind in (SECTION, LET):
            return kind, self.led(at)
        return kind, "display" if self.stands(at, kind) else ""

    def led(self, at: int) -> str:
        """How far an assumption reaches by what stands before it; "" where it is not the author's own."""
        before = at - 1
        while before >= max(0, at - FARTHEST) and self.can(before, LEAD) and not self.can(before, AND):
            before -= 1
        if self.can(before, CASE) and self.says(before, *_SUPPOSING):
            return "display" if self.stands(before, CASE) else ""
        if before >= 0 and not (self.words[before].form in BREAKS or self.can(before, AND)):
            return ""
        return "" if self.doubted < at else "section"

    def doubts(self, at: int) -> bool:
        word = self.words[at]
        if word.kinds.isdisjoint((DOUBT, NOT)):
            return False
        behind = self.word(at + 1)
        return not (
            word.text == "not" and behind and behind.text in ("hard", "difficult", "surprising", "only")
        )

    def stands(self, at: int, kind: str) -> bool:
        """Whether nothing before a cue denies what it introduces."""
        word = self.words[at]
        before = at - 1
        while (
            before >= max(0, at - FARTHEST) and self.can(before, FILLER) and self.words[before].form == WORD
        ):
            before -= 1
        if before >= 0 and self.words[before].form == COMMA and self.can(before - 1, UNLIKE, NOT):
            return False
        if self.can(before, UNLIKE, NOT) or (word.text in _SUPPOSING and self.can(before, ASKS)):
            return False
        if (
            word.form == HAN
            and len(word.text) == 1
            and self.strange(at - 1)
            and word.start == self.words[at - 1].end
        ):
            return False  # part of a longer word that is not known
        if word.text in ("as", "因", "here", "这里", "此处") and not self.begins(at):
            return False
        if word.text in ("with", "having", "at", "on") and not self.attached(at):
            return False
        if word.text == "provided" and self.says(at - 1, "we", "is", "are"):
            return False
        if kind == CASE and self.reasons(at):
            return False
        return not self.denied[at]

    def reasons(self, at: int) -> bool:
        """Whether a word stands in a clause that gives a reason: `since $f(x) > 0$ for $x > 0$`."""
        before = at - 1
        while before >= max(0, at - FARTHEST) and self.words[before].form not in (COMMA, COLON, MARK):
            if self.can(before, FACT) and (self.begins(before) or self.says(before, *_REASONS)):
                return True
            before -= 1
        return False

    def attached(self, at: int) -> bool:
        """Whether a preposition goes with a noun or a clause, and not with a verb: `we end up with`."""
        if self.begins(at) or self.begins(at - 1) or self.form(at - 1) in (FORMULA, RELATION, NUMBER):
            return True
        if self.can(at - 1, NOUN, DATUM, BAD, THEN, PLACE, COPULA, SUCH):
            return True
        word = self.words[at - 1]
        return not word.kinds and self.can(at - 2, DET, NOUN, PLACE)

    def strange(self, at: int) -> bool:
        """Whether an unknown Chinese character stands there."""
        word = self.word(at)
        return word is not None and word.form == HAN and not word.kinds and len(word.text) == 1

    def begins(self, at: int) -> bool:
        """Whether a clause begins at a word."""
        before = at - 1
        while (
            before >= max(0, at - FARTHEST) and self.can(before, LEAD, FILLER) and not self.can(before, AND)
        ):
            before -= 1
        return before < 0 or self.words[before].form in BREAKS or self.can(before, AND, SO)

    # behind the relations

    def refuses(self, cue: int, at: int, kind: str, described: bool, names: bool) -> bool:
        """Whether the words behind a clause say that its relations are not assumed."""
        word = self.word(at)
        behind = at + 1 if word is not None and word.form in (COMMA, OPEN) else at
        if self.can(behind, OR) or (behind == at and self.can(at, DENIED, NOT, UNLIKE)):
            return True
        if self.word(behind) and self.words[behind].text == "which" and self.can(behind + 1, COPULA):
            if self.can(behind + 2, DENIED, NOT, BAD):
                return True
        if kind == CASE and cue > 0 and not self.begins(cue) and (self.concluded(at) or self.told(cue, at)):
            return True
        if kind == CASE and self.dismissed(at):
            return True
        if kind in (CASE, FACT) and self.aside(cue, at):
            return True
        if not names and kind in (SECTION, LET, WHERE, FACT) and self.restricted(at):
            return True
        if kind == FACT and self.can(at, SUFFIX):
            return True
        if word is None or word.form in BREAKS or described:
            return False
        if word.form == HAN:
            if word.text == "的" or (kind == WHERE and SUFFIX in word.kinds):
                return True
            if word.text in ("与", "和", "同") and self.form(at + 1) not in (RELATION, FORMULA):
                return True
            return not word.kinds & (
                {THEN, SO, AND, SUFFIX, COPULA, DENOTE, LEAD, FILLER, SUCH, NOUN, DATUM, DET} | CUES
            )
        if word.form != WORD:
            return word.form == NUMBER
        text = self.words[cue].text if cue >= 0 else ""
        if kind == WHERE and text.endswith("ing"):
            return False  # setting x = 0 gives
        if COPULA in word.kinds:
            if self.can(at + 1, NOT, DENIED, BAD):
                return True
            verbal = text in _CLAUSES or kind in (SECTION, FACT)
            following = self.word(at + 1)
            plain = following is None or following.form in (*_LISTED, FORMULA, RELATION, NUMBER)
            return verbal and not plain
        if kind in (SECTION, LET) and not word.kinds and self.counted(cue, at):
            return False
        if kind in (SECTION, LET):
            return not (
                word.kinds & ({AND, SUCH, NOUN, DATUM, LEAD, COPULA, DENOTE, SUFFIX, OF} | CUES)
                or self.says(at, "holds")
            )
        if word.kinds & {THEN, AND, SUCH, NOUN, DATUM, PLACE, LEAD, FILLER} or word.kinds & CUES:
            return False
        if word.text in ("holds", "hold"):
            return self.can(at + 1, UNLIKE, CASE, NOT)
        if kind == WHERE:
            return not word.kinds & {DENOTE}
        if text in _CLAUSES or kind == FACT:
            return bool(word.kinds & {STOP}) or is_verb(word.text)
        return word.text in ("to", "needed", "need") or word.text.startswith("satisf")

    def counted(self, cue: int, at: int) -> bool:
        """Whether an unknown word is what there are so many of: `we have $n \\ge 2$ candidates`."""
        owned = any(word.text in ("we have", "have", "has") for word in self.words[cue:at])
        return owned and (self.word(at + 1) is None or self.form(at + 1) in (*BREAKS, FORMULA))

    def restricted(self, at: int) -> bool:
        """Whether an assumption is made of some values only: `$w_i > 0$ for some $i$`, `if $y > 0$`."""
        if not self.can(at, CASE):
            return False
        at += 1
        every = self.says(
            at,
            "all",
            "every",
            "each",
            "any",
            "所有",
            "所有的",
            "任意",
            "任意的",
            "每个",
            "任何",
            "一切",
            "each of",
        )
        while self.can(at, DET, FILLER, NOUN, DATUM):
            at += 1
        word = self.word(at)
        if word is not None and word.form == RELATION:
            return "dots" not in word.latex and "…" not in word.latex and "..." not in word.latex
        return not (every and word is not None and word.form == FORMULA)

    def aside(self, cue: int, at: int) -> bool:
        """Whether a case is part of a statement in parentheses: `(it grows for x > 0)`."""
        opened = self.opened[cue] if cue >= 0 else -1
        if opened < 0:
            return False
        if any(not self.can(before, LEAD, FILLER) for before in range(opened + 1, cue)):
            return True
        while self.can(at, SUFFIX):
            at += 1
        return self.form(at) != CLOSE

    def concluded(self, at: int) -> bool:
        """Whether the statement that a case belongs to is over: `it vanishes for x < 0, so …`."""
        end = at + FARTHEST
        while at < end and (word := self.word(at)) is not None and word.form not in (COMMA, COLON, MARK):
            if word.kinds & {SO} or self.goes_on(at):
                return True
            at += 1
        return self.form(at) == COMMA and (self.can(at + 1, SO) or self.goes_on(at + 1))

    def goes_on(self, at: int) -> bool:
        """Whether another statement follows: `and we get`."""
        word = self.word(at)
        if word is None or word.text not in ("and", "but", "且", "而且", "并且"):
            return False
        return not self.can(at + 1, CASE, WHERE, FILLER)

    def told(self, cue: int, at: int) -> bool:
        """Whether what a case inside a statement is the case of has been said where the case ends:
        `it is increasing for $x > 0$:`, `which vanishes at $x = 0$, is`, `在 $x>0$ 时递增，其导数为`."""
        if self.words[cue].form == HAN:
            while self.can(at, SUFFIX):
                at += 1
            if self.word(at) is None or self.words[at].form != HAN:
                return False
            end = next((i for i in range(at, len(self.words)) if self.form(i) in BREAKS), None)
            return end is not None and self.form(end) == COMMA and not self.says(end + 1, *_RESULTS)
        before = cue - 1
        while before > 0 and self.words[before - 1].form not in BREAKS and not self.can(before, COPULA):
            before -= 1
        if self.says(before, "which", "that", "who") and before < cue - 1 and self.form(at) == COMMA:
            return True
        if not self.can(before, COPULA) or not 1 <= cue - before - 1 <= 2:
            return False
        return (self.can(cue - 1, PROPERTY) or self.says(cue - 1, *_SAID)) and self.form(at) in (*BREAKS, "")

    def dismissed(self, at: int) -> bool:
        """Whether a case is done with at once: `for x > 0 it is clear, and …`."""
        told, end = False, at + FARTHEST
        while at < end and (word := self.word(at)) is not None and word.form != MARK:
            if word.form == COMMA and told:
                return True
            told = told or DISMISSED in word.kinds
            at += 1
        return told and at < end and word is not None and word.text in ".。"


def is_verb(text: str) -> bool:
    return text.endswith("s") and not text.endswith(("ss", "us", "is"))
