r"""Words at a place of a sentence → the relation they write.

Invariant: a relation is read whole or not at all; where words spell it out, it says no
more than they do (`between 0 and 1` does not exclude 0).

    $x > 0$    positive $x$    $x$ is at least 1    $y$ is 0 or 1    the sum $a + b$ by $s$
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.reading.cues import (
    AND, BAD, BETWEEN, COMPARISON, COPULA, CUES, DATUM, DENIED, DENOTE, DET, EITHER, FILLER, NOT, NOUN,
    OF, OR, PLACE, PROPERTY, SUCH, SUFFIX, THAT, THEN, WITHIN,
)  # fmt: skip
from derive.reading.math import MathError, Names, read_condition, read_term
from derive.reading.scopes import is_name, is_simple
from derive.reading.words import COMMA, FORMULA, HAN, NUMBER, RELATION, WORD, Word, Words
from derive.terms.term import TRUE, Term

_SIGN = re.compile(r"[<>=≤≥≠∈]|\\(?:[lg]eq?|[lg]eqslant|neq?|[lg]t|in)(?![A-Za-z])")
_PLAIN_IN = re.compile(r"^(\S+)\s+in\s+(?=[(\[{ℝℕℤ\\])")  # `x in (0, 1)`
_PLAIN_SET = re.compile(r"((?:∈|\\in)\s*)\{([^{}]*)\}")  # `n∈{1,2}`, as typed without LaTeX
_SET = re.compile(r"[(\[].*,.*[)\]]|\\\{.*\\\}|\\mathbb\b.*|[ℝℕℤ].*|\\[RNZ]\b.*", re.DOTALL)
_VALUE = re.compile(r"-?\d+(?:\.\d+)?|-?\\?[A-Za-z]+|\\frac\{?\w\}?\{?\w\}?|-?\w+/\w+|\\frac(?:\{\w+\}){2}")
_AGGREGATES = frozenset(
    "sum product quotient ratio difference quantity expression term value number constant total fraction "
    "normaliser normalizer denominator numerator 和 积 商 差 比值 之和 表达式 量 分母 分子".split()
)
_WHOLE = frozenset("之间 之内 内 中 上 里".split())
MOST = 12  # symbols that share a property


@dataclass(frozen=True)
class Unit:
    """A relation: its LaTeX and term, where it is written."""

    latex: str
    term: Term
    start: int
    end: int

    @property
    def equation(self) -> bool:
        return self.term.op == "="

    @property
    def trivial(self) -> bool:
        return self.term == TRUE

    @property
    def simple(self) -> bool:
        return is_simple(self.term)


class Units(Words):
    """Reads the relations of one sentence."""

    def __init__(self, words: list[Word], names: Names):
        super().__init__(words)
        self.names = names

    def unit(self, at: int, kind: str) -> tuple[Unit, int] | None:
        """The relation that is written at an index, and the index behind it."""
        word = self.word(at)
        if word is None or word.quoted:
            return None
        if PROPERTY in word.kinds:
            return self.adjective(at)
        if word.form == RELATION:
            return self.read(word.latex, word.inner, at + 1)
        if word.form == FORMULA:
            subject, behind = self.subject(at)
            return self.predicate(subject, self.words[at], behind, kind)
        return None

    def read(self, latex: str, start: int, behind: int) -> tuple[Unit, int] | None:
        try:
            latex = _PLAIN_IN.sub(r"\1 ∈ ", latex)
            term = read_condition(_PLAIN_SET.sub(r"\1\\{\2\\}", latex), self.names)
        except MathError:
            return None  # not understood, hence no condition
        return Unit(latex, term, start, self.words[behind - 1].end), behind

    def adjective(self, at: int) -> tuple[Unit, int] | None:
        """`positive $x$`, `a positive constant $c \\ne 1$`, `probability $p$`."""
        word, before = self.words[at], self.word(at - 1)
        meaning = word.meaning(PROPERTY)
        probable = meaning == r"\in [0, 1]"
        if before is not None and (
            before.text in ("true", "false", "semi") or (probable and not before.kinds)
        ):
            return None
        if word.text in ("positive", "negative") and self.form(at + 1) == FORMULA and self.can(at - 1, DET):
            if before.text not in ("all", "any", "every"):
                return None  # `one positive $p$ and a negative $n$` are samples
        at += 1
        while not probable and self.can(at, NOUN, PLACE, DET) and not self.can(at, DATUM):
            at += 1
        word = self.word(at)
        if word is None or word.form not in (RELATION, FORMULA) or word.quoted:
            return None
        if word.form == FORMULA:
            subject, behind = self.subject(at)
            return self.said(subject, meaning, word.inner, behind)
        subject = _SIGN.split(word.latex, maxsplit=1)[0].strip()
        if probable or not subject or subject.isdigit():
            return self.read(word.latex, word.inner, at + 1)
        return self.read(f"{word.latex}, {subject} {meaning.replace('{0}', subject)}", word.inner, at + 1)

    def subject(self, at: int) -> tuple[str, int]:
        """Symbols between commas and `and`, as LaTeX, and the index behind them."""
        parts = [self.words[at].latex]
        at += 1
        while len(parts) < MOST:
            joint = at
            if self.form(at) == COMMA:
                at += 1
            if self.can(at, AND) and self.words[at].text in ("and", "和", "与", "及"):
                at += 1
            if at == joint or self.form(at) != FORMULA:
                return ", ".join(parts), joint
            parts.append(self.words[at].latex)
            at += 1
        return ", ".join(parts), at

    def predicate(self, subject: str, first: Word, at: int, kind: str) -> tuple[Unit, int] | None:
        """`x is positive`, `x 大于 0`, `x lies in (0, 1)`, `y is 0 or 1`."""
        start, copula = first.inner, False
        if self.can(at, COPULA) or (
            self.can(at, DENOTE) and self.says(at, "denote", "denotes", "表示", "代表", "represents")
        ):
            copula, at = True, at + 1
            while self.can(at, FILLER) and self.form(at) == WORD:
                at += 1
        elif self.says(at, "满足", "satisfies", "satisfy", "satisfying") and self.form(at + 1) == RELATION:
            return self.read(self.words[at + 1].latex, self.words[at + 1].inner, at + 2)
        elif self.can(at, PROPERTY):
            return (
                self.said(subject, self.words[at].meaning(PROPERTY), start, at + 1)
                if self.ends(at + 1)
                else None
            )
        if self.says(at, "取"):
            return self.one_of(subject, start, at + 1)
        if self.can(at, COMPARISON):
            return self.noun(subject, start, at)
        if self.can(at, BETWEEN) or (self.can(at, WITHIN) and self.can(at + 1, BETWEEN)):
            return self.between(subject, start, at + (1 if self.can(at, BETWEEN) else 2), False)
        if self.can(at, WITHIN) and self.says(at + 1, "strictly") and self.can(at + 2, BETWEEN):
            at += 1  # lies strictly between
        if self.says(at, "strictly") and self.can(at + 1, BETWEEN):
            return self.between(subject, start, at + 2, True)
        if self.can(at, WITHIN):
            return self.within(subject, start, at + 1)
        if self.can(at, EITHER):
            return self.one_of(subject, start, at + 1)
        if not copula:
            return None
        if self.form(at) in (NUMBER, FORMULA) or self.value(at):
            return self.one_of(subject, start, at)
        return self.noun(subject, start, at)

    def noun(self, subject: str, start: int, at: int) -> tuple[Unit, int] | None:
        """`is a positive integer`, `is an integer greater than 1`, `为预测概率`."""
        said = None
        while (word := self.word(at)) is not None and not word.quoted:
            if word.kinds & {NOT, BAD, DENIED}:
                return None
            if PROPERTY in word.kinds:
                said, at = word.meaning(PROPERTY), at + 1
                while said != r"\in [0, 1]" and self.can(at, NOUN) and not self.can(at, DATUM):
                    at += 1
                break
            if word.text == "that" and self.says(at + 1, "lies", "is", "lie", "are"):
                at += 2  # a real number that lies between
                continue
            if COMPARISON in word.kinds or BETWEEN in word.kinds or word.text == "strictly":
                break
            if not word.kinds & {DET, PLACE, NOUN} or (word.kinds & {DATUM} and word.form == WORD):
                return None
            at += 1
        more = self.compared(subject, start, at)
        if more is None and self.says(at, "strictly"):
            more = self.between(subject, start, at + 2, True)
        elif more is None and self.can(at, BETWEEN):
            more = self.between(subject, start, at + 1, False)
        if more is not None:
            behind = more[1]
            while self.can(behind, DET) and self.form(behind) == HAN:
                behind += 1
            if said is None and self.form(behind) == HAN and self.can(behind, PROPERTY):  # 大于 1 的整数
                said, more = self.words[behind].meaning(PROPERTY), (more[0], behind + 1)
            if said is not None:
                both = f"{more[0].latex}, {subject} {said.replace('{0}', subject)}"
                more = self.read(both, start, more[1])
            return more
        if said is None or not self.ends(at):
            return None
        return self.said(subject, said, start, at)

    def ends(self, at: int) -> bool:
        """Whether a property ends before an index: `positive` does not in `positive definite`."""
        word = self.word(at)
        if word is None or word.form not in (WORD, HAN):
            return word is None or word.form not in (FORMULA, RELATION, NUMBER)
        return bool(word.kinds & ({AND, OR, OF, THAT, SUCH, SUFFIX, THEN} | CUES)) and not word.kinds & {
            DATUM
        }

    def value(self, at: int) -> str:
        """The number at an index as LaTeX, or ""."""
        word = self.word(at)
        if word is None or word.quoted or word.form not in (NUMBER, FORMULA, WORD, HAN):
            return ""
        return word.latex if _VALUE.fullmatch(word.latex) else ""

    def compared(self, subject: str, start: int, at: int) -> tuple[Unit, int] | None:
        value = self.value(at + 1)
        if not value or not self.can(at, COMPARISON):
            return None
        return self.read(f"{subject} {self.words[at].meaning(COMPARISON)} {value}", start, at + 2)

    def between(self, subject: str, start: int, at: int, strictly: bool) -> tuple[Unit, int] | None:
        lower, upper = self.value(at), self.value(at + 2)
        joint = self.word(at + 1)
        if not lower or not upper or joint.text not in ("and", "和", "与", "到", "至"):
            return None
        behind = at + 3
        if self.word(behind) and self.words[behind].text in _WHOLE:
            behind += 1
        sign = "<" if strictly else r"\le"
        subjects = subject.split(", ")
        latex = ", ".join(f"{lower} {sign} {one} {sign} {upper}" for one in subjects)
        return self.read(latex, start, behind)

    def within(self, subject: str, start: int, at: int) -> tuple[Unit, int] | None:
        while self.can(at, DET) and self.form(at) == WORD or self.can(at, DATUM):
            at += 1
        word = self.word(at)
        if word is not None and word.form in (FORMULA, NUMBER) and not _SET.fullmatch(word.latex):
            return self.between(subject, start, at, False)
        if word is None or word.form != FORMULA or word.quoted:
            return None
        found = self.read(rf"{subject} \in {word.latex}", start, at + 1)
        if found and self.word(at + 1) and self.words[at + 1].text in _WHOLE:
            return found[0], at + 2
        return found

    def one_of(self, subject: str, start: int, at: int) -> tuple[Unit, int] | None:
        """`is 0`, `is either 0 or 1`, `is 0, 1 or 2`."""
        values = []
        while value := self.value(at):
            values.append(value)
            at += 1
            joint = at
            if self.form(at) == COMMA:
                at += 1
            if self.can(at, OR):
                at += 1
            if at == joint or not self.value(at):
                at = joint
                break
        if not values or (len(values) == 1 and self.can(at, OR)):
            return None
        if len(values) == 1:
            return self.read(f"{subject} = {values[0]}", start, at)
        return self.read(rf"{subject} \in \{{{', '.join(values)}\}}", start, at)

    def said(self, subject: str, meaning: str, start: int, behind: int) -> tuple[Unit, int] | None:
        return self.read(f"{subject} {meaning.replace('{0}', subject)}", start, behind)

    def renewal(self, at: int, op: str) -> Unit | None:
        r"""`$x \in \mathbb{R}$`, `$x$`: that its symbols stand for any number from here on."""
        word = self.words[at]
        try:
            parts = [read_term(p, self.names) for p in _SIGN.split(word.latex, maxsplit=1)[0].split(",")]
        except MathError:
            return None
        if not all(part.op in ("symbol", "indexed") for part in parts):
            return None
        return Unit(word.latex, Term(op, tuple(parts)), word.inner, word.end)

    # `denote by $s$ the sum $a + b$`

    def naming(self, at: int) -> tuple[Unit, int] | None:
        """The name that words give to a formula."""
        before = self.word(at - 1)
        by = before is not None and before.text == "denote by"
        first = self.aggregate(at)
        if first is None:
            return None
        joint, second = self.word(first + 1), None
        if joint is None:
            return None
        if by:
            second = self.aggregate(first + 1)
        elif joint.text in ("by", "for", "为", "表示", "denote", "be", "is", "记为", "记作", "as"):
            second = self.aggregate(first + 2)
        if second is None:
            return None
        name, value = self.words[first].latex, self.words[second].latex
        if joint.text in ("by", "as", "记为", "记作") or (
            joint.text == "为" and before.text in ("记", "又记")
        ):
            name, value = value, name
        if not self.is_value(value):
            return None
        found = self.read(f"{name} = {value}", self.words[first].inner, second + 1)
        return found if found and found[0].equation and is_name(found[0].term) else None

    def aggregate(self, at: int) -> int | None:
        """The index of the formula that `the sum` introduces."""
        while self.can(at, DET) or (self.word(at) and self.words[at].text in _AGGREGATES):
            at += 1
        return at if self.form(at) == FORMULA and not self.words[at].quoted else None

    def is_value(self, latex: str) -> bool:
        """Whether a formula is no mere name."""
        try:
            return read_term(latex, self.names).op not in ("symbol", "indexed", "number", "constant", "apply")
        except MathError:
            return False
