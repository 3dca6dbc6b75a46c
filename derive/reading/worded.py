r"""Cases that are written in words on one row: `x^2 \text{ for } x > 0 \text{ and } 0 \text{ otherwise}`.

Invariant: only a row that ends with `otherwise` behind a value of its own, and says before it
when the other value holds; its tokens are those of the same rows in `cases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.reading.rows import nesting
from derive.reading.tokens import Token
from derive.reading.vocabulary import OTHERWISE, RELATIONS

_WHEN = frozenset(("for", "if", "when", "若", "当"))
_AND = frozenset(("and", "or", "but", "而"))


def cases_in_words(tokens: list[Token]) -> list[Token]:
    """The tokens of a row with cases in words as `cases`; as they are where there are none."""
    while tokens and tokens[-1].kind == "sign" and tokens[-1].text in ",.;":
        tokens = tokens[:-1]
    last = tokens[-1] if tokens else None
    if last is None or last.kind != "text" or _word(last) not in OTHERWISE:
        return tokens
    level = list(_top_level(tokens))
    when = next((i for i in level if tokens[i].kind == "text" and _word(tokens[i]) in _WHEN), None)
    if when is None:
        return tokens
    sign = next((i for i in reversed(level) if i < when and tokens[i].text in RELATIONS), None)
    joint = next((i for i in reversed(level) if i > when and _joins(tokens[i])), None)
    if sign is None or joint is None or sign + 1 == when:
        return tokens
    holds, other = tokens[when + 1 : joint], tokens[joint + 1 : -1]
    while holds and holds[-1].text == ",":
        holds = holds[:-1]
    related = [any(t.text in RELATIONS or t.text in _ORDERS for t in part) for part in (holds, other)]
    if related != [True, False] or not other:
        return tokens
    value = tokens[sign + 1 : when]
    while value and value[-1].text == ",":
        value = value[:-1]
    begin, row, end = value[0].start, tokens[joint], last.end
    beside = Token("sign", "&", tokens[when].start, tokens[when].end)
    return [
        *tokens[: sign + 1],
        Token("begin", "cases", begin, begin),
        *value,
        beside,
        *holds,
        Token("row", r"\\", row.start, row.end),
        *other,
        Token("sign", "&", last.start, last.start),
        last,
        Token("end", "cases", end, end),
    ]


_ORDERS = frozenset(("<", ">", r"\le", r"\ge", r"\ne", r"\in"))


def _word(token: Token) -> str:
    return token.text.strip(" ,.;:").lower()


def _joins(token: Token) -> bool:
    return token.text == "," and token.kind == "sign" or token.kind == "text" and _word(token) in _AND


def _top_level(tokens: list[Token]) -> Iterator[int]:
    depth = 0
    for index, token in enumerate(tokens):
        depth += nesting(token)
        if depth == 0:
            yield index
