"""The slips of the pen at a display: one edit each, of the kinds that people make.

Invariant: an edit is made on the characters of the source, between two places of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = (
    "operator", "sign", "relation", "index", "bound", "exponent", "function", "variable", "number",
    "dropped term", "dropped parentheses", "swapped fraction", "dropped condition",
)  # fmt: skip

_TOKEN = re.compile(
    r"(?P<skip>\\(?:begin|end|tag|label|text|operatorname|mathrm)\{[^}]*\}|\s+|\\\\|&|\$+|\\[\[\]()])"
    r"|(?P<token>\\[A-Za-z]+|\\.|max|min|\d+(?:\.\d+)?|\S)"
)
_LETTER = re.compile(r"[A-Za-z]|\\(?:alpha|beta|gamma|lambda|mu|theta|tau|epsilon|varepsilon|rho|ell|sigma)$")
_RELATIONS = ("<", ">", r"\le ", r"\ge ", r"\ne ")
_SWAPS = {
    "relation": {
        r"\le": (r"\ge ", "<", "="), r"\ge": (r"\le ", ">", "="), "<": (">", "="), ">": ("<", "="),
        "=": _RELATIONS,
    },
    "function": {
        "max": ("min",), "min": ("max",), r"\max": (r"\min ",), r"\min": (r"\max ",), "e": ("2 ",),
        r"\log": ("", r"\exp "), r"\ln": ("", r"\exp "), r"\exp": ("", r"\log "), r"\sigma": ("",),
        r"\sin": (r"\cos ",), r"\cos": (r"\sin ",), r"\tanh": (r"\sinh ", r"\tan "), r"\sqrt": ("",),
        r"\sinh": (r"\cosh ",), r"\cosh": (r"\sinh ",), r"\sum": (r"\prod ",), r"\prod": (r"\sum ",),
    },
    "operator": {"+": ("-", r"\cdot "), "-": ("+", r"\cdot "), r"\cdot": ("+",), r"\times": ("+",), "/": ("+",)},
    "bound": {r"\infty": (r"-\infty ", "0")},
}  # fmt: skip
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_BREAKS = frozenset(("=", "<", ">", r"\le", r"\ge", r"\ne", ",", r"\quad"))
_COUNTERS = (r"\sum", r"\prod", r"\int", r"\lim")
_DIFFERENTIAL = re.compile(r"\{\s*(?:\\partial|\\mathrm\{d\}|d(?=[\s^}\\A-Za-z]))")  # above the line of dy/dx
_NO_LETTERS = frozenset("ed") | frozenset((r"\frac", r"\partial", r"\left", r"\right"))


@dataclass(frozen=True)
class Edit:
    """Characters start … end of the source, replaced."""

    start: int
    end: int
    replacement: str
    what: str
    kind: str


def edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """The edits between two places of the text."""
    tokens = list(_tokens(text, start, end))
    scripts = _scripts(tokens)
    yield from _token_edits(tokens, scripts)
    yield from _letter_edits(tokens, scripts)
    yield from _dropped_pairs(text, start, end)
    yield from _fractions(text, start, end)
    yield from _dropped_terms(text, start, end)


def _tokens(text: str, start: int, end: int) -> Iterator[re.Match]:
    while start < end:
        match = _TOKEN.match(text, start, end)
        if match["token"]:
            yield match
        start = match.end()


def _scripts(tokens: list[re.Match]) -> list[str]:
    """For each token the kind of slip it is part of: "index" below, "exponent" above, "bound" at a
    sum, a product or an integral, "" on the line."""
    kinds, open_groups, counter, expect = [], [], False, ""
    for match in tokens:
        token = match["token"]
        if token in ("_", "^"):
            expect = "bound" if counter else ("index" if token == "_" else "exponent")
            kinds.append("")
            continue
        here = expect or (open_groups[-1][0] if open_groups else "")
        kinds.append(here)
        if token in _OPEN:
            open_groups.append((here, counter if expect else False))
            counter = False
        elif token in _CLOSE and open_groups:
            counter = open_groups.pop()[1]
        else:
            counter = token in _COUNTERS or (counter and bool(expect))
        expect = ""
    return kinds


def _token_edits(tokens: list[re.Match], scripts: list[str]) -> Iterator[Edit]:
    for place, match in enumerate(tokens):
        token, script = match["token"], scripts[place]
        before = tokens[place - 1]["token"] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token == "=" and before == ":":
            continue

        def edit(replacement: str, kind: str, end: int = match.end(), start: int = match.start()) -> Edit:
            return Edit(start, end, replacement, f"{token} → {replacement.strip() or 'nothing'}", kind)

        unary = before is None or before in _OPEN | _BREAKS
        for kind, swaps in _SWAPS.items():
            if kind == "relation" and script == "bound" or kind == "operator" and unary and token in "+-":
                continue
            for swap in swaps.get(token, ()):
                yield edit(swap, kind)
        if token == "-" and unary:
            yield edit("", "sign")
        opens = token in _OPEN and before == "^" and after is not None
        if opens and script == "exponent" and after["token"] not in ("-", "+", "(", *_CLOSE):
            yield Edit(match.end(), match.end(), "-", f"^{token} → ^{token}-", "sign")
        if (
            token in _BREAKS
            and after is not None
            and after["token"] not in ("-", *_CLOSE)
            and script != "bound"
        ):
            yield Edit(match.end(), match.end(), " -", f"{token} → {token} -", "sign")
        if token[0].isdigit():
            yield from _of_number(token, edit, script)
        if token == "^" and after is not None and not (place and before in (*_COUNTERS, "}", *_OPEN)):
            if after["token"].isdigit():
                yield Edit(match.start(), after.end(), " ", f"^{after['token']} → nothing", "exponent")
        if token == "e" and after is not None and after["token"] == "^":
            yield Edit(match.start(), after.end(), "", "e^ → nothing", "function")


def _of_number(token: str, edit, script: str) -> Iterator[Edit]:
    kind = script or "number"
    if "." in token:
        yield edit(token + "1", kind)
        return
    value = int(token)
    for other in {0: (1,), 1: (0, 2), 2: (1, 3)}.get(value, (value + 1,)):
        yield edit(f"{other} ", kind)


def _letter_edits(tokens: list[re.Match], scripts: list[str]) -> Iterator[Edit]:
    """A letter of the display for another one of it, below the line for one that stands there."""
    letters = [
        m["token"] if _LETTER.fullmatch(m["token"]) and m["token"] not in _NO_LETTERS else None
        for m in tokens
    ]
    used: dict[bool, list[str]] = {True: [], False: []}
    for letter, script in zip(letters, scripts):
        below = script in ("index", "bound")
        if letter and letter not in used[below]:
            used[below].append(letter)
    for place, (match, letter, script) in enumerate(zip(tokens, letters, scripts)):
        if letter is None:
            continue
        below = script in ("index", "bound")
        kind = script if below else ("exponent" if script == "exponent" else "variable")
        other = _next(used[below], letter)
        swaps = [] if other == letter else [f"{other} "]
        if below:
            swaps += [f"{{{letter}+1}}" if _bare(tokens, place) else f"{letter}+1"]
            if script == "bound":
                swaps += [f"{{{letter}-1}}" if _bare(tokens, place) else f"{letter}-1"]
        elif kind == "variable":
            swaps += [f"2 {letter} ", ""]
        for swap in swaps:
            yield Edit(match.start(), match.end(), swap, f"{letter} → {swap.strip() or 'nothing'}", kind)


def _next(letters: list[str], letter: str) -> str:
    return letters[(letters.index(letter) + 1) % len(letters)]


def _bare(tokens: list[re.Match], place: int) -> bool:
    """Whether the letter is a whole index without braces: the i of x_i."""
    return place > 0 and tokens[place - 1]["token"] in ("_", "^")


def _dropped_pairs(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in re.compile(r"(?:\\left)?\|([^|]*?)(?:\\right)?\|").finditer(text, start, end):
        yield Edit(match.start(), match.end(), match[1], "| | → nothing", "dropped parentheses")
    open_places: list[int] = []
    for match in re.compile(r"(?:\\left\s*)?\((?!\))|(?:\\right\s*)?(?<!\\)\)").finditer(text, start, end):
        if match[0].endswith("("):
            open_places.append(match)
        elif open_places:
            first = open_places.pop()
            inner = text[first.end() : match.start()]
            if any(sign in inner for sign in "+-"):
                yield Edit(first.start(), match.end(), f" {inner}", "( ) → nothing", "dropped parentheses")


def _fractions(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in re.compile(r"\\[dt]?frac\s*(?=\{)").finditer(text, start, end):
        above = _group(text, match.end(), end)
        below = above and _group(text, above[1], end)
        if not below:
            continue
        upper, lower = text[above[0] : above[1]], text[below[0] : below[1]]
        if _DIFFERENTIAL.match(upper):
            continue
        swapped = f"{match[0].strip()}{lower}{upper}"
        yield Edit(match.start(), below[1], swapped, f"{upper}{lower} → {lower}{upper}", "swapped fraction")
        yield Edit(match.start(), below[1], upper, f"{upper}{lower} → {upper}", "dropped term")


def _group(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the group that begins here ends: {…} with its braces."""
    depth = 0
    for place in range(start, end):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return (start, place + 1) if text[place] == "}" else None
    return None


def _dropped_terms(text: str, start: int, end: int) -> Iterator[Edit]:
    """A sum without one of its terms, in every group."""
    groups: list[list[tuple[int, int]]] = [
        []
    ]  # of the open groups, where each of their terms begins and ends
    cut = [start]

    def close(at: int) -> Iterator[Edit]:
        terms = groups[-1] + [(cut[-1], at)]
        terms = [(a, b) for a, b in terms if text[a:b].strip(" \n&")]
        if len(terms) > 1:
            for a, b in terms:
                piece = text[a:b].strip()
                if a == terms[0][0]:
                    follow = terms[1][0]
                    b = follow + 1 if text[follow] == "+" else b
                yield Edit(a, b, " ", f"{piece} → nothing", "dropped term")

    previous = None
    for match in _TOKEN.finditer(text, start, end):
        token = match["token"] or match["skip"].strip()
        if not token or token == "&":
            continue
        if token in _OPEN:
            groups.append([])
            cut.append(match.end())
        elif token in _CLOSE and len(groups) > 1:
            yield from close(match.start() - (5 if text.endswith(r"\right", start, match.start()) else 0))
            groups.pop()
            cut.pop()
        elif (token in _BREAKS or match["skip"]) and len(groups) >= 1:
            if len(groups) == 1 or token in _BREAKS:
                yield from close(match.start())
                groups[-1] = []
                cut[-1] = match.end()
        elif token in "+-" and previous not in _OPEN and previous not in _BREAKS and cut[-1] != match.start():
            if text[cut[-1] : match.start()].strip(" \n&"):
                groups[-1].append((cut[-1], match.start()))
                cut[-1] = match.start()
        previous = token
