r"""A sentence → its words, formulas and marks, each with what it can do.

Invariant: the words stand in the order of the text and never overlap; of words that
begin at one place the longest is taken (`对数` is no `对`, `as long as` is one word).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from derive.reading.cues import LEXICON, LONGEST, MEANINGS, NUMBERS, PHRASES
from derive.reading.sentences import MATH
from derive.reading.vocabulary import SYMBOLS

_GREEK = "|".join(sorted((re.escape(name) for name in SYMBOLS), key=len, reverse=True))
_NAME = rf"(?:[A-Za-zα-ωΑ-Ω]|(?:{_GREEK})(?![A-Za-z]))" + r"(?:_(?:[A-Za-z0-9]|\{[A-Za-z0-9]+\}))?'*"
_ATOM = rf"-?(?:\|{_NAME}\||\d+(?:\.\d+)?|{_NAME})"
_SIGN = r"(?:[<>]=?|[≤≥≠=⩽⩾]|!=|\\(?:[lg]eq?|neq?|[lg]t)(?![A-Za-z]))"
_SET = (
    r"(?:[(\[][^()\[\]$]{1,40},[^()\[\]$]{1,40}[)\]]|\\?\{[^{}$]{1,60}\}"
    r"|[ℝℕℤ][+*]?|\\mathbb\{[RNZ]\}(?:_\+|\^\+)?)"
)
_LIST = rf"(?:\s*=\s*\d+\s*,\s*(?:\d+\s*,\s*)?(?:…|\.\.\.|⋯|\\[lc]?dots)\s*,?\s*{_NAME})"  # i = 1, …, n
_BARE = (
    rf"(?<![A-Za-z0-9_\\.^|+*/-])(?:{_NAME}{_LIST}|{_ATOM}(?:\s*{_SIGN}\s*{_ATOM})+"
    rf"|{_NAME}(?:\s*∈|\s*\\in|\s+in)\s*{_SET})"
    r"(?![A-Za-z0-9_^|+*/({\[-]|\s*[<>=≤≥+*/^])"
)
_SYMBOL = rf"(?<![A-Za-z0-9_\\]){_NAME}(?![A-Za-z0-9_^({{\[])"
_TOKEN = re.compile(
    rf"(?P<math>{MATH.pattern})"
    rf"|(?P<bare>{_BARE})"
    r"|(?P<number>-?\d+(?:\.\d+)?(?![A-Za-z0-9_]|\.\d))"
    r"|(?P<short>(?<![A-Za-z])(?:s\.t|i\.e|e\.g|w\.r\.t|w\.l\.o\.g|resp|cf)\.)"
    r"|(?P<article>(?<![A-Za-z0-9_\\$])(?:[aAI])(?=\s+[A-Za-z0-9\"“*_$\\])(?!\s+(?:is|are|be)\b))"
    r"|(?P<macro>\\(?:begin|end|(?:sub)*section|paragraph|chapter|part|label|ref|eqref|cite)\*?"
    r"\{[^{}\n]{0,200}\}"
    rf"|(?!{_NAME})\\[A-Za-z]+\*?)"
    rf"|(?P<symbol>{_SYMBOL})"
    r"|(?P<word>[A-Za-z]+(?:[-'’.][A-Za-z]+)*)"
    r"|(?P<han>[\u4e00-\u9fff]+)"
    r"|(?P<comma>[,，、])|(?P<open>[(（])|(?P<close>[)）])|(?P<colon>[:：])|(?P<stop>[;；.。!！?？|—]|--)"
    r"|(?P<quote>[\"“”「」『』]|~~|``|'')|(?P<other>[^\s*_>#{}~\\-]|(?<=\S)-(?=\S))"
)
_RELATION = re.compile(
    r"[<>=≤≥≠∈]|\\(?:[lg]eq?|[lg]eqslant|neq?|[lg]t|in|coloneqq|triangleq|equiv)(?![A-Za-z])"
)

_INDEX = re.compile(r"[_^]\s*\{[^{}]*\}")  # `\sum_{i=1}` relates nothing

RELATION, FORMULA, NUMBER = "relation", "formula", "number"
COMMA, OPEN, CLOSE, COLON, MARK, WORD, HAN = "comma", "open", "close", "colon", "mark", "word", "han"


class Word(NamedTuple):
    """A piece of a sentence.  `latex` is the mathematics of a formula, which begins at `inner`."""

    form: str  # relation, formula, number, word, han, or a mark
    text: str  # words in lower case
    start: int
    end: int
    kinds: frozenset[str] = frozenset()
    latex: str = ""
    inner: int = 0
    quoted: bool = False

    def meaning(self, kind: str) -> str:
        return MEANINGS[kind, self.text]


class Words:
    """The words of a sentence by their index; beyond its ends there is none."""

    def __init__(self, found: list[Word]):
        self.words = found

    def word(self, at: int) -> Word | None:
        return self.words[at] if 0 <= at < len(self.words) else None

    def form(self, at: int) -> str:
        word = self.word(at)
        return word.form if word else ""

    def can(self, at: int, *kinds: str) -> bool:
        """Whether the word at an index can do one of these."""
        word = self.word(at)
        return word is not None and not word.kinds.isdisjoint(kinds)

    def says(self, at: int, *texts: str) -> bool:
        """Whether the word at an index is one of these."""
        word = self.word(at)
        return word is not None and word.text in texts


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of the sentence at `start`:`end`.  Linear in its length."""
    found: list[Word] = []
    quoted = False
    for match in _TOKEN.finditer(text, start, end):
        name = match.lastgroup if match.lastgroup in _PLAIN else _outer(match)
        if name == "quote":
            quoted = _QUOTES.get(match.group(), not quoted)
        elif name == "macro":
            if _ENDS.match(match.group()):
                found.append(Word(MARK, match.group(), match.start(), match.end(), quoted=quoted))
        elif name == "han":
            found += _han(match.group(), match.start(), quoted)
        else:
            found.append(_word(name, match, quoted))
    return _phrases(found)


_ENDS = re.compile(r"\\(?:begin|end|item|(?:sub)*section|paragraph|chapter|part)(?![a-z])")
_QUOTES = {
    **dict.fromkeys(("“", "「", "『", "``"), True),
    **dict.fromkeys(("”", "」", "』", "''"), False),
}  # `"` and `~~` open and close
_PLAIN = frozenset(
    "macro number short article symbol word han comma open close colon stop quote other".split()
)


def _outer(match: re.Match) -> str:
    return "math" if match["math"] is not None else "bare"


def _word(name: str, match: re.Match, quoted: bool) -> Word:
    text, start, end = match.group(), match.start(), match.end()
    if name == "math":
        kind = next(k for k in ("double", "dollar", "parenthesis") if match[k] is not None)
        raw = match[kind]
        latex = raw.strip()
        inner = match.start(kind) + len(raw) - len(raw.lstrip())
        form = RELATION if _RELATION.search(_INDEX.sub("", latex)) else FORMULA
        return Word(form, text, start, end, latex=latex, inner=inner, quoted=quoted)
    if name in ("bare", "symbol"):
        return Word(
            RELATION if name == "bare" else FORMULA, text, start, end, latex=text, inner=start, quoted=quoted
        )
    if name == "number":
        return Word(NUMBER, text, start, end, latex=text, inner=start, quoted=quoted)
    if name in ("word", "article", "short"):
        low = text.lower().rstrip(".").replace("’", "'")
        return Word(WORD, low, start, end, LEXICON.get(low, frozenset()), NUMBERS.get(low, ""), start, quoted)
    return Word({"stop": MARK, "other": MARK}.get(name, name), text, start, end, quoted=quoted)


def _han(text: str, start: int, quoted: bool) -> list[Word]:
    """Chinese cut into words, the longest that is known at each place."""
    found, at = [], 0
    while at < len(text):
        for length in range(min(LONGEST, len(text) - at), 0, -1):
            part = text[at : at + length]
            if part in LEXICON or length == 1:
                kinds = LEXICON.get(part, frozenset())
                here = start + at
                found.append(Word(HAN, part, here, here + length, kinds, NUMBERS.get(part, ""), here, quoted))
                at += length
                break
    return found


def _phrases(found: list[Word]) -> list[Word]:
    """English words that are one together: `as long as`."""
    joined: list[Word] = []
    at = 0
    while at < len(found):
        word = found[at]
        for parts in PHRASES.get(word.text, ()) if word.form == WORD else ():
            if tuple(w.text for w in found[at : at + len(parts)]) == parts:
                last = found[at + len(parts) - 1]
                text = " ".join(parts)
                word = Word(WORD, text, word.start, last.end, LEXICON[text], "", word.start, word.quoted)
                at += len(parts) - 1
                break
        joined.append(word)
        at += 1
    return joined
