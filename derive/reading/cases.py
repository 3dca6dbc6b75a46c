r"""Cases: rows of a value and the condition it holds under.

Invariant: every row has its condition, and `otherwise` comes last.
"""

from __future__ import annotations

from derive.reading import beyond
from derive.reading.brackets import CLOSED
from derive.reading.conditions import PUNCTUATION, condition, is_filler, word_of
from derive.reading.parser import Parser
from derive.reading.tokens import Token
from derive.reading.vocabulary import OTHERWISE
from derive.terms.term import TRUE, Term


def read_cases(p: Parser) -> Term:
    r"""`\begin{cases} value & condition \\ … \end{cases}`."""
    if p.token.text in beyond.MATRICES:
        return beyond.read_matrix(p)
    opener = p.advance()
    if opener.text not in ("cases", "dcases", "cases*", "dcases*"):
        raise p.unexpected(opener)
    return case_rows(p, opener)


def read_braced_cases(p: Parser) -> Term:
    r"""`\left\{ \begin{array}{ll} value & condition \\ … \end{array} \right.`."""
    brace = p.advance()
    opener = p.advance()
    if opener.text in ("array", "alignedat"):
        if p.token.text != "{":
            raise p.error(opener, f"`{opener.text}` without its columns", r"write `\begin{array}{ll}`")
        while p.token.text != "}" and p.token.kind != "stop":
            p.advance()
        p.advance()
    elif opener.text not in ("aligned", "matrix", "gathered", "cases", "split"):
        raise p.unexpected(opener)
    term = case_rows(p, opener)
    if p.token.kind != "right" or p.token.text != ".":
        raise p.error(brace, r"`\left\{` is not closed", r"write `\right.` behind the rows")
    p.advance()
    return term


def case_rows(p: Parser, opener: Token) -> Term:
    around = p.enter()
    rows: list[Term] = []
    total = False
    while p.token.kind != "end":
        if p.token.kind == "row":
            p.advance()
            continue
        if total:
            raise p.error(p.token, "a row after `otherwise`", "put `otherwise` last")
        start = p.token
        row, p.row = p.row, True
        value = p.expression()
        p.row = row
        p.deepen(1)
        holds = case_condition(p, start)
        p.depth -= 1
        total = holds == TRUE
        rows += [value, holds]
        if p.token.kind not in ("row", "end"):
            raise (
                p.error(opener, "`cases` is not closed", r"add `\end{cases}`")
                if p.token.kind == "stop"
                else (p.unexpected(p.token))
            )
    if p.token.text != opener.text:
        raise p.error(
            p.token, rf"`\end{{{p.token.text}}}` closes `{opener.text}`", rf"write `\end{{{opener.text}}}`"
        )
    p.advance()
    p.leave(around)
    if not rows:
        raise p.error(opener, "`cases` without a row", r"write `value & condition \\`")
    p.shape = CLOSED
    return Term("cases", tuple(rows))


def case_condition(p: Parser, start: Token) -> Term:
    """What stands behind the value on a row: its condition, or TRUE for otherwise."""
    skip_words(p)
    token = p.token
    if word_of(token) in OTHERWISE:
        p.advance()
        holds = TRUE
    elif token.kind in ("row", "end", "stop"):
        if token.kind == "stop":
            raise p.error(start, "`cases` is not closed", r"add `\end{cases}`")
        raise p.error(start, "a row of `cases` without its condition", r"write `value & condition \\`")
    else:
        holds = condition(p)
    while p.token.text in PUNCTUATION or p.token.text == "&" or is_filler(p.token):
        p.advance()
    return holds


def skip_words(p: Parser) -> None:
    while p.token.text in ("&", ",", ";", ":", r"\forall") or is_filler(p.token):
        p.advance()
