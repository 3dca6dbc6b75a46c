r"""LaTeX mathematics → tokens, each with its place.

Invariant: every character of the source is in a token, or is a space, a size or a
comment; nothing else is dropped.  One pass, linear in the source.
"""

from __future__ import annotations

import re

from derive.reading.characters import accent, scripts, spelled
from derive.reading.groups import regroup
from derive.reading.token import MathError, Token, one_line
from derive.reading.vocabulary import ALIASES, EXTREMA, FUNCTIONS, GAPS, IGNORED, PROSE, TEXT, UNICODE

__all__ = ["MathError", "Token", "one_line", "tokenize"]

_DELIMITER = r"(?:\\[A-Za-z]+|\\.|[^\s\\])"
_TOKEN = re.compile(
    r"""
    (?P<space>\s+|%[^\n]*|\\\\[,;!](?=\S))   # `\\\\,` is a thin space behind the escape of Markdown
  | (?P<letters>[A-Za-z]+)
  | (?P<number>[0-9]{1,3}(?:\{,\}[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9０-９]+(?:[.．][0-9０-９]+)?|\.[0-9]+)
  | (?P<row>\\\\\*?(?:\[\s*-?[0-9.]+\s*[a-z]{2}\s*\])?)
  | \\(?P<fence>left|right|middle)(?![A-Za-z])\s*(?P<delimiter>"""
    + _DELIMITER
    + r""")
  | \\(?P<environment>begin|end)\s*\{\s*(?P<name>[A-Za-z]+\*?)\s*\}
  | (?P<mark>\\(?:label|tag\*?|ref|eqref))\s*\{(?P<value>[^{}]*)\}
  | (?P<hspace>\\[hv]space\*?\s*\{[^{}]*\}|\\m?kern\s*-?[0-9.]+\s*[a-z]{2}
      |\\bbox\s*(?:\[[^\[\]{}]*\])?|\\hskip\s*-?[0-9.]+\s*[a-z]{2}
      |\\(?:text)?color\s*(?:\[[^\[\]{}]*\]\s*)?\{[^{}]*\})
  | (?P<phantom>\\[hv]?phantom)(?![A-Za-z])\s*(?=\{)
  | (?P<text>\\(?:text[a-z]*|mbox|(?:short)?intertext))\s*(?=\{)
  | (?P<command>\\[A-Za-z]+\*?|\\.|\\\n)
  | \{\s*(?P<lone>[=<>,])\s*\}
  | (?P<joined>:=|<=|>=|==|=>|->|\.\.\.)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
MOST_BRACES = 200  # inside one another
_DIFFERENTIALS = re.compile("(?:d[a-z]){2,}")
_STARRED = frozenset((r"\operatorname*",))
_SCIENTIFIC = re.compile(r"[eE][+-]?[0-9]{1,3}(?![0-9.])")
_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.", "{},")
# What takes one digit after it, or stands before a second one: `\frac1e-8` is 1/e − 8.
_BEFORE_DIGIT = frozenset(("_", "^", "}", "]", r"\frac", r"\sqrt"))
_CJK = re.compile(
    "[\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
_KNOWN = frozenset(FUNCTIONS) | frozenset(EXTREMA)
# Longest first, so that `xarctan(` ends in arctan and not in tan.
_SUFFIXES = tuple(sorted(_KNOWN, key=len, reverse=True))


def tokenize(latex: str) -> list[Token]:
    """The tokens of `latex`, a `stop` token last.  Raises MathError."""
    tokens = ungrouped(unpaired(_Tokenizer(latex).run(0, len(latex))))
    tokens = [t._replace(kind="sign", text=_ESCAPED[t.text]) if t.text in _ESCAPED else t for t in tokens]
    require_shallow(tokens)
    return regroup(latex, tokens)


# Brackets that Markdown had escaped: inside mathematics they open and close nothing else.
_ESCAPED = {r"\[": "[", r"\]": "]"}
_LOOSE = frozenset((r"\cdot", r"\times"))


def ungrouped(tokens: list[Token]) -> list[Token]:
    r"""The tokens without braces that only change spaces: `a{\cdot}b`, `a{\cdot b}`, `{\arg\max}_x`."""
    found: list[Token] = []
    opened: list[bool] = []  # for each brace that is open, whether it stays
    for at, token in enumerate(tokens):
        if token.kind == "sign" and token.text == "{":
            before = found[-1] if found else None
            free = before is None or before.kind != "command" and before.text not in ("^", "_")
            following = [t.text for t in tokens[at + 1 : at + 4]]
            named = following in ([r"\arg", r"\max", "}"], [r"\arg", r"\min", "}"])
            opened.append(not (free and (named or following[:1] and following[0] in _LOOSE)))
            if not opened[-1]:
                continue
        elif token.kind == "sign" and token.text == "}" and opened and not opened.pop():
            continue
        found.append(token)
    return found


def unpaired(tokens: list[Token]) -> list[Token]:
    r"""The tokens with a `\rvert` that closes nothing as the bar that it prints: `P(A \rvert B)`."""
    if not any(token.text == r"\rvert" for token in tokens) or any(
        token.text == r"\lvert" for token in tokens
    ):
        return tokens
    return [
        token._replace(text="|", kind="sign")
        if token.text == r"\rvert" and token.kind == "command"
        else token
        for token in tokens
    ]


def require_shallow(tokens: list[Token]) -> None:
    """Raise MathError where braces nest deeper than what is read is looked at for its braces."""
    depth = 0
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
            if depth > MOST_BRACES:
                raise MathError(
                    token.start,
                    f"nested deeper than {MOST_BRACES} levels",
                    "give a part of it a name of its own",
                )


class _Tokenizer:
    def __init__(self, latex: str):
        self.latex = latex
        self.tokens: list[Token] = []
        self.gap = False

    def run(self, at: int, end: int) -> list[Token]:
        self.scan(at, end)
        self.tokens.append(Token("stop", "", end, end, self.gap))
        return self.tokens

    def put(self, kind: str, text: str, start: int, end: int, value: str = "") -> None:
        self.tokens.append(Token(kind, text, start, end, self.gap, value))
        self.gap = False

    def scan(self, at: int, stop: int) -> None:
        latex, match = self.latex, _TOKEN.match
        while at < stop:
            found = match(latex, at, stop)
            kind = found.lastgroup
            start, at = at, found.end()
            if kind == "space" or kind == "hspace":
                continue
            if kind == "letters":
                self.letters(found.group(), start)
                at = self.accented(at)
            elif kind == "number":
                at = self.number(found.group(), start, at)
            elif kind == "command":
                at = self.command(found.group(), start, at)
            elif kind == "joined":
                text = found.group()
                self.put("command", ALIASES[text], start, at)
            elif kind == "lone":  # {=} only changes the spacing
                sign = found.group("lone")
                if sign == "," and self.tokens and self.tokens[-1].text == "^":
                    start = self.tokens.pop().start  # f^{,} looks like f'
                    sign = "'"
                self.put("sign", sign, start, at)
            elif kind == "phantom":
                at = self.closing(start, at, stop) + 1
            elif kind == "row":
                self.put("row", r"\\", start, at)
            elif kind == "delimiter":
                text = found.group("delimiter")
                self.put(found.group("fence"), ALIASES.get(text, UNICODE.get(text, text)), start, at)
            elif kind == "name":
                self.put(found.group("environment"), found.group("name"), start, at)
            elif kind == "value":
                self.put("mark", found.group("mark"), start, at, found.group("value"))
            elif kind == "text":
                at = self.text(found.group("text"), start, at, stop)
            else:
                at = self.sign(found.group(), start, at)

    def command(self, text: str, start: int, end: int) -> int:
        if text[-1] == "*" and text not in _STARRED:  # `\cdot*` is a macro and a star
            text, end = text[:-1], end - 1
        if text in GAPS:
            self.gap = True
        elif text not in IGNORED:
            text = ALIASES.get(text, text)
            self.put("command" if text[0] == "\\" else "sign", text, start, end)
        return end

    def number(self, text: str, start: int, end: int) -> int:
        """A number: `0.5`, `1{,}000`, `1e-8`."""
        text = text.translate(_DIGITS)
        exponent = _SCIENTIFIC.match(self.latex, end)
        if exponent and not (self.tokens and self.tokens[-1].text in _BEFORE_DIGIT):
            shown, power = text + exponent.group(), exponent.group()[1:]
            if shown[-len(power)] in "+-" and text not in ("1", "1.0") and "." not in text:
                raise MathError(
                    start,
                    f"`{shown}` can be the number {text}·10^({int(power)}) or {text} times e and a sum",
                    rf"write `{text} \cdot 10^{{{int(power)}}}` or `{text} e {power[0]} {power[1:]}`",
                )
            text, end = shown, exponent.end()
        self.put("number", text, start, end)
        return end

    def accented(self, at: int) -> int:
        """Reads the combining accents behind a letter; where they end."""
        while self.tokens and (macro := accent(self.latex, at)):
            start = self.tokens[-1].start
            inner = [self.tokens.pop()]
            while self.tokens and self.tokens[-1].start == start:  # \hat{ … } of an accent before
                inner.insert(0, self.tokens.pop())
            self.put("command", macro, start, at + 1)
            self.put("sign", "{", start, at + 1)
            self.tokens += inner
            self.put("sign", "}", start, at + 1)
            at += 1
        return at

    def spell(self, latex: str, start: int, end: int) -> None:
        """The tokens of `latex`, which stands for the characters from `start` to `end`."""
        self.tokens += (t._replace(start=start, end=end) for t in _Tokenizer(latex).run(0, len(latex))[:-1])

    def letters(self, run: str, start: int) -> None:
        """Letters side by side: a known function, a word, or a product of letters."""
        if (
            self.tokens
            and self.tokens[-1].text in ("_", "^")
            and self.tokens[-1].kind == "sign"
            and len(run) > 1
        ):
            # TeX takes one letter: `x_max` prints as x_{m}ax
            rest = run[1:]
            if len(rest) > 1 and not rest.endswith(_SUFFIXES):
                script = self.tokens[-1].text
                raise MathError(
                    self.tokens[-1].start,
                    f"`{script}{run}` prints as `{script}{{{run[0]}}}{rest}`",
                    f"write `{script}{{{run}}}`, or put a space: `{script}{run[0]} {rest}`",
                )
            self.put("letter", run[0], start, start + 1)
            run, start = rest, start + 1
        end = start + len(run)
        if len(run) == 1:
            self.put("letter", run, start, end)
        elif run in _KNOWN:
            self.put("command", "\\" + run, start, end)
        elif self.is_word(run, start, end):
            self.put("word", run, start, end)
        else:
            known = next((name for name in _SUFFIXES if run.endswith(name)), "")
            split = len(run) - len(known)
            for index in range(split):
                self.put("letter", run[index], start + index, start + index + 1)
            if known:
                self.put("command", "\\" + known, start + split, end)

    def is_word(self, run: str, start: int, end: int) -> bool:
        following = self.latex[end : end + 1]
        if following == "(" and len(run) > 1 and run.isupper():
            return True  # KL(…), BCE(…)
        if following in ("(", "{", " ", "|", "\\") and any(
            len(run) <= len(n) + 2 and run.endswith(n) for n in _KNOWN
        ):
            return False  # ylog(p)
        if _DIFFERENTIALS.fullmatch(run):
            return False  # dxdy
        if len(run) > 3 or run.startswith(("ln", "lg", "log", "exp")):
            return True
        before = self.latex[start - 1 : start] if start else " "
        return run in PROSE and before in " \n\t,}" and following in ("", " ", "\n", "\t", ",")

    def text(self, macro: str, start: int, at: int, stop: int) -> int:
        r"""The content of \text{…}; mathematics between dollars in it is read as such."""
        if macro not in TEXT:
            self.put("command", macro, start, at)
            return at
        close = self.closing(start, at, stop)
        pieces = self.latex[at + 1 : close].split("$")
        if len(pieces) % 2 == 0:
            raise MathError(at, f"a `$` in `{macro}` is not closed", "add the missing `$`")
        place = at + 1
        for index, piece in enumerate(pieces):
            if index % 2:
                self.scan(place, place + len(piece))
            elif piece.strip() or len(pieces) == 1:
                last = index == len(pieces) - 1
                text = " ".join(piece.replace(r"\_", "_").split())
                self.put("text", text, place if index else start, close + 1 if last else place + len(piece))
            place += len(piece) + 1
        return close + 1

    def closing(self, macro: int, at: int, stop: int) -> int:
        """Where the braces that open at `at` close."""
        depth, close = 0, at
        while close < stop:
            character = self.latex[close]
            if character == "\\":
                close += 1
            elif character == "{":
                depth += 1
            elif character == "}":
                depth -= 1
                if not depth:
                    break
            close += 1
        if close >= stop:
            opened = self.latex[macro:at].strip()
            raise MathError(at, f"`{opened}{{` is not closed", "add the missing `}`")
        return close

    def sign(self, text: str, start: int, end: int) -> int:
        raised, behind = scripts(self.latex, start)
        if raised:
            self.spell(raised, start, behind)
            return behind
        if text in UNICODE:
            text = UNICODE[text]
            self.put("command" if text[0] == "\\" else "sign", text, start, end)
            return self.accented(end)
        if spelling := spelled(text):
            self.spell(spelling, start, end)
            return self.accented(end)
        if text == "~":
            pass
        else:
            cjk = _CJK.match(self.latex, start)
            if cjk:
                end = cjk.end()
                self.put("word", cjk.group(), start, end)
            else:
                self.put("sign", text, start, end)
        return end
