r"""A place among the tokens of a formula, and why it cannot be read on from there.

Invariant: a message is one line, says what the page shows, and its edit is LaTeX that
can be typed as it stands.
"""

from __future__ import annotations

import re

from derive.reading.tokens import MathError, Token
from derive.reading.unsupported import UNSUPPORTED
from derive.reading.vocabulary import FUNCTIONS, RELATIONS, UNSUPPORTED_RELATIONS
from derive.terms.term import Term

DEEPEST = 100  # levels of nesting; a reader cannot follow ten

CLOSERS = {
    "(": ")", "[": "]", r"\{": r"\}", "|": "|", r"\lvert": r"\rvert",
    r"\lfloor": r"\rfloor", r"\lceil": r"\rceil", "{": "}",
}  # fmt: skip
CLOSING = frozenset(CLOSERS.values()) - {"|"}
MULTIPLICATIONS = frozenset((r"\cdot", r"\times", "*", "/"))
BINDING = frozenset(("^", "_"))
BOUNDS = frozenset(("+", "-", ",", "=", "&", r"\\", r"\cdot", r"\times", "*", "/")) | frozenset(RELATIONS)
NEVER_FACTORS = frozenset(
    (
        r"\rVert",
        r"\rangle",
        r"\mid",
        r"\|",
        r"\middle",
        r"\land",
        r"\lor",
        r"\Rightarrow",
        r"\Leftrightarrow",
        r"\therefore",
        r"\because",
        r"\cdot",
    )
) | frozenset((r"\times", r"\notag", r"\setminus", r"\cup", r"\cap", r"\pm", r"\mp", r"\qedhere", r"\forall"))

_OPERATORS = frozenset((r"\frac", r"\sqrt", r"\sum", r"\prod", r"\int", r"\lim", r"\binom"))


class Cursor:
    """Stands before a token.  The last token is a stop token, and stays the next one."""

    functions: frozenset[str] = frozenset()  # the macros of functions; set where the atoms are

    def __init__(self, latex: str, tokens: list[Token]):
        self.latex = latex
        self.tokens = tokens
        self.index = 0
        self.token = tokens[0]
        self.counted: frozenset[Term] = frozenset()  # the indices of the sums and products around
        self.pending: Term | None = None  # a bracket that turned out to be a factor
        self.pending_start = tokens[0]  # and where it opens

    def advance(self) -> Token:
        """The next token, which is then behind us."""
        token = self.token
        if token.kind != "stop":
            self.index += 1
            self.token = self.tokens[self.index]
        return token

    def peek(self, distance: int = 1) -> Token:
        index = min(self.index + distance, len(self.tokens) - 1)
        return self.tokens[index]

    def source(self, start: Token, end: Token | None = None) -> str:
        """The source from one token up to another (up to the next one to read)."""
        return self.latex[start.start : (end or self.token).start].strip()

    def error(self, token: Token, message: str, edit: str) -> MathError:
        return MathError(token.start, message, edit)

    def move(self, index: int) -> None:
        """Goes to the token at `index`."""
        self.index = index
        self.token = self.tokens[index]

    def starts_function(self, token: Token) -> bool:
        return token.kind == "command" and token.text in self.functions

    def names_function(self, token: Token) -> bool:
        return self.starts_function(token) or (token.kind == "text" and "\\" + token.text in self.functions)

    # what can be wrong

    def unexpected(self, token: Token) -> MathError:
        kind, text = token.kind, token.text
        shown = self.latex[token.start : token.end] or text
        if kind == "stop":
            before = self.tokens[self.index - 1] if self.index else None
            if before is None:
                return self.error(token, "there is no mathematics here", "write the formula")
            return self.error(
                before, f"nothing follows `{self.latex[before.start : before.end]}`", "write what is missing"
            )
        if kind == "word":
            known = next((n for n in FUNCTIONS if len(n) > 1 and shown.startswith(n)), None)
            if known is not None and len(shown) == len(known) + 1:
                return self.error(
                    token,
                    f"`{shown}` is no function and no product",
                    rf"write `\{known} {shown[len(known) :]}`",
                )
            return self.error(
                token,
                f"the word `{shown}` stands in the mathematics",
                rf"write `\mathrm{{{shown}}}` for a name, `\text{{{shown}}}` for a remark, or spaces",
            )
        if kind == "text":
            return self.error(
                token, f"the words `{text}` stand in the mathematics", "move them out of the formula"
            )
        if kind == "mark":
            return self.error(token, f"`{shown}` inside an expression", "put it at the end of the row")
        if kind == "end":
            return self.error(
                token, rf"`\end{{{text}}}` without `\begin{{{text}}}`", "remove it, or write its beginning"
            )
        if kind == "begin":
            return self.error(token, f"the environment `{text}` inside an expression", "display it by itself")
        if kind == "row":
            return self.error(
                token, r"a row ends (`\\`) inside an expression", "close the bracket on the same row"
            )
        if text == "&":
            return self.error(
                token, "an alignment mark (`&`) inside an expression", "move it out of the bracket"
            )
        if kind == "right":
            return self.error(token, rf"`{shown}` without its `\left`", r"write the `\left`, or remove it")
        if text in CLOSING:
            return self.error(token, f"`{shown}` closes nothing", "remove it, or write its beginning")
        before, after = self.tokens[self.index - 1], self.peek()
        if text == "," and before.kind == after.kind == "number" and len(after.text) == 3:
            both = f"{before.text},{after.text}"
            return self.error(
                token,
                f"`{both}` can be one number or two",
                f"write `{before.text}{{,}}{after.text}` for the number",
            )
        if text == ",":
            return self.error(
                token,
                "a comma between parentheses that are no arguments",
                "remove it, or define the function",
            )
        if text in RELATIONS or text in UNSUPPORTED_RELATIONS:
            return self.error(
                token, f"the relation `{shown}` inside an expression", "write one side of a relation here"
            )
        if kind == "command" and text in UNSUPPORTED:
            return self.error(token, *UNSUPPORTED[text])
        if kind == "command" and (text in self.functions or text in _OPERATORS):
            return self.error(token, f"`{shown}` where a name belongs", "write a letter there")
        if kind == "command" and text.startswith("\\") and text[1:].isalpha() and text not in NEVER_FACTORS:
            return self.error(
                token,
                f"unknown macro `{text}`",
                rf"write `\mathrm{{{text[1:]}}}` for a name, or spell it out",
            )
        if text in NEVER_FACTORS or text in MULTIPLICATIONS or text in "+-^_'!=":
            return self.error(token, f"`{shown}` has nothing to stand on", "write what it belongs to")
        return self.error(token, f"`{shown}` means nothing here", "remove it, or write it in LaTeX")

    def too_deep(self, token: Token) -> MathError:
        return self.error(
            token, f"nested deeper than {DEEPEST} levels", "give a part of it a name of its own"
        )

    def invisible(self, start: Token) -> MathError:
        return self.error(
            start, "braces do not print, and the page would say something else", "write parentheses"
        )

    def extent_of_slash(self, start: Token, token: Token) -> MathError:
        whole = self.source(start, token)
        left, _, right = whole.rpartition("/")
        return self.error(
            start,
            f"`{whole}` with a factor after it can end at `{right.strip()}` or go on",
            rf"write `\frac{{{left.strip()}}}{{{right.strip()}}}`, or parentheses after the slash",
        )

    def extent_of_function(self, start: Token, token: Token) -> MathError:
        """`\\log x y`: the two readings, written out."""
        at = self.index - 1
        while at > 0 and self.tokens[at] is not start and not self.names_function(self.tokens[at]):
            at -= 1
        first = at + 1
        if first < len(self.tokens) and self.tokens[first].text == "}" and self.tokens[at - 1].text == "{":
            at, first = at - 2, at + 2  # \operatorname{sign}
        macro = self.tokens[at]
        end = self.token
        if self.pending is not None:
            token = self.pending_start
        name = self.latex[macro.start : self.tokens[first - 1].end]
        inside = (
            self.latex[self.tokens[first].start : token.start].strip() if first < len(self.tokens) else ""
        )
        rest = self.next_factor() if self.pending is None else self.source(token, end)
        whole = f"{self.latex[macro.start : token.start].rstrip()} {rest}"
        inside = re.sub(r"\\(?:left|right|[bB]igg?[lrm]?)(?![A-Za-z])\s*", "", inside)
        enclosed = inside.startswith(("(", "{")) and inside.endswith((")", "}"))
        bare = inside[1:-1].strip() if enclosed else inside
        joined = f"{bare} {rest}" if rest[:1].isalnum() and bare[-1:].isalnum() else f"{bare}{rest}"
        if rest[:1] in ("^", "(", "[") and inside != bare:
            joined = f"({bare}){rest}"
        if rest[:1] == "^" or rest[:1] == "!":
            separate = rf"({name}({bare})){rest}"
        elif rest.startswith((r"\cdot", r"\times", "*", "/")):
            separate = rf"{name}({bare}) {rest}"
            joined = f"{bare} {rest}"
        elif rest[:1] in ("(", "[") or rest.startswith(r"\left"):
            separate = rf"{name}({bare}) \cdot {rest}"
        else:
            separate = rf"{name}({bare})\,{rest}"
        return self.error(
            macro,
            f"`{whole}` can be two things: {name} of `{bare}` alone, or of all of it",
            f"write `{separate}` or `{name}({joined})`",
        )

    def next_factor(self) -> str:
        """The source of what comes next, to show in a message: at most up to the next sign."""
        depth, index = 0, self.index
        while index < len(self.tokens) - 1 and index < self.index + 40:
            token = self.tokens[index]
            depth += token.text in ("(", "[", "{", r"\{")
            depth -= token.text in (")", "]", "}", r"\}")
            if depth < 0 or (not depth and index > self.index and token.text in BOUNDS):
                break
            index += 1
            if (
                not depth
                and index > self.index
                and self.tokens[index - 1].text not in BINDING | MULTIPLICATIONS
            ):
                if (
                    self.tokens[index].text not in ("^", "_", "!", "'", "(")
                    and self.tokens[index - 1].kind != "command"
                ):
                    break
        return self.latex[
            self.token.start : self.tokens[index - 1].end if index > self.index else self.token.end
        ]

    def extent_of_bar(self, start: Token, token: Token) -> MathError:
        whole = re.sub(r"\\[bB]igg?[lrm]?$", "", self.source(start, token))
        return self.error(
            token,
            f"the bar after `{whole}` does not say how far back it reaches",
            rf"write `\left. {whole} \right|_{{x=0}}`",
        )

    def extent_of_limit(self, start: Token, sign: Token) -> MathError:
        return self.error(
            start,
            f"the limit can end before `{sign.text}` or go on",
            r"write parentheses around all that it is a limit of: `\lim_{x \to 0} \left(…\right)`",
        )

    def extent_of_derivative(self, operator: Token, start: Token, token: Token) -> MathError:
        derivative = self.source(operator, start)
        operand = self.source(start, token)
        return self.error(
            operator,
            f"`{derivative} {operand}` with a factor after it: it can end at `{operand}` or go on",
            rf"write `\left({derivative} {operand}\right)`, or parentheses around all that it acts on",
        )
