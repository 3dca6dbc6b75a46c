r"""Conditions: `0 < p < 1`, `x \in [0, 1)`, `x > 0 \text{ and } y > 0`.

Invariant: a condition is read whole or not at all; a set that is not understood
is an error, never "any number".
"""

from __future__ import annotations

from derive.reading.cursor import CLOSERS
from derive.reading.parser import Parser
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import CONDITION_WORDS, RELATIONS
from derive.terms.sets import MEMBER, denied, set_of
from derive.terms.term import INFINITY, TRUE, ZERO, Term, conjunction, neg, relation

_AND = frozenset(("and", "且", "并且", "with", "&"))
_EVERY = frozenset(("for all", "for every", "for each", "for any"))
_OR = frozenset(("or", "或", "或者"))
PUNCTUATION = frozenset((",", ".", ";", ":"))


def condition(p: Parser) -> Term:
    """One condition, up to what cannot belong to it."""
    alternatives = [conjuncts(p)]
    while p.token.text == r"\lor" or word_of(p.token) in _OR:
        p.advance()
        alternatives.append(conjuncts(p))
    return alternatives[0] if len(alternatives) == 1 else Term("or", tuple(alternatives))


def universal(p: Parser) -> Term:
    r"""A condition, or `p_i > 0 \text{ for all } i`: for every whole i."""
    term = condition(p)
    if word_of(p.token) not in _EVERY:
        return term
    words = p.advance()
    variable = p.expression()
    if variable.op != "symbol":
        raise p.error(
            words, f"`{words.text}` without a letter behind it", r"write `x_i > 0 \text{ for all } i`"
        )
    return Term("all", (term, variable))


def conjuncts(p: Parser) -> Term:
    parts = list(statement(p))
    while True:
        token = p.token
        joined = token.text == r"\land" or word_of(token) in _AND
        if not joined and not (token.text in (",", ";") and token.kind == "sign" and begins_condition(p)):
            break
        p.advance()
        while word_of(p.token) in _AND:
            p.advance()
        parts.extend(statement(p))
    parts = [part for part in parts if part != TRUE] or [TRUE]
    return conjunction(*parts)


def begins_condition(p: Parser) -> bool:
    following = p.peek()
    return following.kind not in ("stop", "row", "end") and following.text not in PUNCTUATION


def word_of(token: Token) -> str:
    if token.kind not in ("text", "word"):
        return ""
    return token.text.lower().strip(" ,.;:。，；：")


def is_filler(token: Token) -> bool:
    """Words that introduce a condition and say nothing of it: if, for, when."""
    if token.kind not in ("text", "word"):
        return False
    words = token.text.lower().replace(",", " ").replace(".", " ").split()
    return bool(words) and all(word in CONDITION_WORDS and word not in _AND | {"给定"} for word in words)


def statement(p: Parser) -> list[Term]:
    """`x > 0`, `0 < p < 1`, `x, y > 0`, `x \\in A`, `i = 1, …, n`."""
    universal = p.token.text == r"\forall"
    if universal:
        p.advance()
    if p.token.text == "(" and p.token.kind in ("sign", "left") and wraps_relation(p):
        opener = p.advance()
        p.deepen(1)
        inside = condition(p)
        p.depth -= 1
        p.close(opener)
        return [inside]
    start = p.token
    if word_of(start) == "true":
        p.advance()
        return [TRUE]
    subjects = [p.expression()]
    while p.token.text == "," and p.token.kind == "sign":
        if p.peek().kind in ("stop", "row", "end"):
            break
        p.advance()
        subjects.append(p.expression())
    token = p.token
    if len(subjects) > 1 and any(
        s.op == "apply" and not s.free.isdisjoint(subjects[-1].free) for s in subjects[:-1]
    ):
        raise p.error(
            start,
            f"`{p.source(start).strip()}` can be a function with its variable, or two conditions",
            "write a condition for each",
        )
    if token.text in (r"\in", r"\notin"):
        p.advance()
        said = read_set(p, subjects)
        if token.text == r"\notin":
            opposite = denied(conjunction(*said)) if len(subjects) == 1 else None
            if opposite is None:
                raise p.error(
                    token, r"`\notin` of this set is not supported", r"write `\ne` or an inequality"
                )
            return [opposite]
        return said
    if token.text not in RELATIONS:
        if universal and all(subject.op in ("symbol", "indexed") for subject in subjects):
            return [TRUE]  # for all i: nothing is asked of it
        if token.kind in ("stop", "row", "end") or token.text in PUNCTUATION:
            source = p.source(start)
            raise p.error(start, f"`{source}` is no condition", "write a relation: `x > 0`")
        raise p.unexpected(token)
    return chain(p, subjects, start)


def further_values(p: Parser) -> list[Term]:
    """The numbers behind commas up to the end of a condition, or none where anything else stands there."""
    at = p.index
    while p.tokens[at].text == "," and p.tokens[at + 1].kind == "number":
        at += 2
    if at == p.index or p.tokens[at].kind not in ("stop", "row", "end"):
        return []
    values = []
    while p.token.text == ",":
        p.advance()
        values.append(p.expression())
    return values


def chain(p: Parser, subjects: list[Term], start: Token) -> list[Term]:
    found: list[Term] = []
    lefts = subjects
    while p.token.text in RELATIONS:
        sign = p.advance()
        meaning = RELATIONS[sign.text]
        right = p.expression()
        found.extend(relation(left, "=" if meaning == ":=" else meaning, right) for left in lefts)
        lefts = [right]
    last = found[-1]
    if p.token.text == "," and p.token.kind == "sign":
        if last.op == "=" and len(found) == len(subjects) and lists_range(p):
            upper = read_range(p)
            lower = last.args[1]
            return [part for subject in subjects for part in between(subject, lower, upper)]
        if len(found) == 1 and last.op == "=" and last.args[1].op == "number":
            values = further_values(p)  # n = 0, 1
            if values:
                return [Term("or", (last, *(relation(last.args[0], "=", value) for value in values)))]
        if (
            last.op == "="
            and last.args[1] == ZERO
            and len(found) == len(subjects)
            and p.peek().text == r"\pm"
        ):
            upper = read_signed_range(p)
            bounds = [] if upper == INFINITY else [(neg(upper), upper)]
            whole = [Term("integer", (subject,)) for subject in subjects]
            return [*whole, *(part for s in subjects for b in bounds for part in between(s, *b)[1:])]
        misread = len(found) == 1 and len(subjects) == 1 and last.args[0].op in ("number", "infinity")
        if misread and last.args[1].op in ("symbol", "indexed") and shares_bound(p, last.op):
            raise p.error(
                start,
                "the list can be one condition for each or two conditions",
                "write a chain for each: `0 < x < 1, 0 < y < 1`",
            )
    return found


def between(subject: Term, lower: Term, upper: Term) -> list[Term]:
    return [Term("integer", (subject,)), relation(lower, "<=", subject), relation(subject, "<=", upper)]


def shares_bound(p: Parser, sign: str) -> bool:
    """Whether `, y < 1` follows `0 < x`: a chain around both, or two conditions."""
    subject, following = p.peek(), p.peek(2)
    return subject.kind == "letter" and RELATIONS.get(following.text, "")[:1] == sign[:1] and sign[:1] in "<>"


def lists_range(p: Parser) -> bool:
    """Whether `, …, n` or `, 2, …, n` follows."""
    if p.peek().text == r"\dots":
        return True
    return p.peek().kind == "number" and p.peek(2).text == "," and p.peek(3).text == r"\dots"


def read_range(p: Parser) -> Term:
    while p.token.text == ",":
        p.advance()
        if p.token.kind == "number" and p.peek(2).text == r"\dots":
            p.advance()
            continue
        dots = p.advance()
        if p.token.text == ",":
            p.advance()
        if p.token.kind in ("stop", "row", "end"):
            raise p.error(dots, "the list has no end", r"write `i = 1, \dots, n`")
        return p.expression()
    raise p.unexpected(p.token)


def read_signed_range(p: Parser) -> Term:
    r"""The upper bound of `0, \pm 1, \dots, \pm K`, or infinity where the list does not end."""
    while p.token.text == ",":
        p.advance()
        if p.token.text == r"\dots":
            p.advance()
            if p.token.text != ",":
                return INFINITY
        elif p.token.text == r"\pm":
            p.advance()
            if p.token.kind == "number" and p.peek().text == ",":
                p.advance()
            else:
                return p.expression()
    raise p.unexpected(p.token)


def wraps_relation(p: Parser) -> bool:
    """Whether the parenthesis that opens here holds a relation of its own."""
    depth = 0
    for token in p.tokens[p.index :]:
        text = token.text
        if (text in CLOSERS and text != "|") or token.kind == "begin":
            depth += 1
        elif token.kind == "end" or text in (")", "]", "}", r"\}", r"\rvert", r"\rfloor", r"\rceil"):
            depth -= 1
            if not depth:
                return False
        elif depth == 1 and (text in RELATIONS or text == r"\in"):
            return True
    return False


# sets


def members(p: Parser) -> Term:
    """A set, as a term: what it says of its members."""
    return set_of(conjunction(*read_set(p, [MEMBER])))


def read_set(p: Parser, subjects: list[Term]) -> list[Term]:
    alternatives = [one_set(p, subjects)]
    while p.token.text == r"\cup":
        p.advance()
        alternatives.append(one_set(p, subjects))
    if len(alternatives) > 1:
        found = [Term("or", tuple(conjunction(*part) for part in alternatives))]
    else:
        found = alternatives[0]
    if p.token.text in (r"\setminus", "\\backslash"):
        p.advance()
        found = [*found, *(relation(s, "!=", e) for s in subjects for e in elements(p)[0])]
    return found


def one_set(p: Parser, subjects: list[Term]) -> list[Term]:
    token = p.token
    if token.text in (r"\mathbb", r"\mathbbm", r"\mathds", r"\mathbf", r"\mathrm", r"\R", r"\N", r"\Z"):
        return number_set(p, subjects)
    if token.text == r"\{":
        values, ranged = elements(p)
        if ranged is not None:
            return [part for s in subjects for part in between(s, values[0], ranged)]
        found = []
        for subject in subjects:
            equal = [relation(subject, "=", value) for value in values]
            found.append(equal[0] if len(equal) == 1 else Term("or", tuple(equal)))
        return found
    if token.text in ("(", "["):
        return interval(p, subjects)
    raise unknown_set(p, token)


def unknown_set(p: Parser, token: Token) -> MathError:
    shown = p.latex[token.start : token.end] or "nothing"
    return p.error(
        token, f"`{shown}` is no set that is known here", r"write `\mathbb{R}`, `\{0, 1\}` or an interval"
    )


def number_set(p: Parser, subjects: list[Term]) -> list[Term]:
    token = p.advance()
    letter, inside = token.text[1:], False
    if len(letter) > 1:
        grouped = p.token.text == "{"
        if grouped:
            p.advance()
        letter = p.advance().text
        if grouped:
            inside = p.token.text in ("_", "^")  # \mathbf{N_+}
            if p.token.text != "}" and not inside:
                raise unknown_set(p, token)
            if not inside:
                p.advance()
    if letter not in ("R", "N", "Z"):
        raise unknown_set(p, token)
    bound = None  # (relation, value): ℝ above zero
    while p.token.text in ("^", "_") and p.token.kind == "sign":
        mark = p.advance()
        grouped = p.token.text == "{"
        if grouped:
            p.advance()
        text = p.token.text
        if text in ("+", "*") or (text == "-" and letter != "N"):
            p.advance()
            if grouped and p.token.text == "+":  # ℝ^{++}
                p.advance()
            if text == "*" and letter == "R":
                bound = ("!=", ZERO)
            elif text == "*" and letter == "Z":
                bound = ("!=", ZERO)
            else:
                bound = ("<" if text == "-" else ">", ZERO)
        elif grouped and text in RELATIONS:
            sign = RELATIONS[p.advance().text]
            bound = (sign, p.expression())
        elif text == "0" and letter == "N" and mark.text == "_":
            p.advance()
        else:
            raise p.error(mark, "vectors are not supported", "write the components")
        if grouped:
            if p.token.text != "}":
                raise unknown_set(p, token)
            p.advance()
    if inside:
        if p.token.text != "}":
            raise unknown_set(p, token)
        p.advance()
    found: list[Term] = []
    for subject in subjects:
        if letter != "R":
            found.append(Term("integer", (subject,)))
        if letter == "N" and bound is None:
            found.append(relation(subject, ">=", ZERO))
        if bound is not None:
            found.append(relation(subject, *bound))
    return found or [TRUE]


def elements(p: Parser) -> tuple[list[Term], Term | None]:
    """The elements between braces; for `{1, …, n}` the first, and the last."""
    opener = p.token
    if opener.text != r"\{":
        raise unknown_set(p, opener)
    p.advance()
    values = [p.expression()]
    last = None
    while p.token.text == "," and p.token.kind == "sign":
        if lists_range(p):
            last = read_range(p)
            break
        p.advance()
        values.append(p.expression())
    p.close(opener)
    return values, last


def interval(p: Parser, subjects: list[Term]) -> list[Term]:
    opener = p.advance()
    lower = p.expression()
    if p.token.text != ",":
        raise p.error(opener, "an interval without its second bound", "write `(a, b)`")
    p.advance()
    upper = p.expression()
    closer = p.token
    if closer.text not in (")", "]") or (closer.kind == "right") != (opener.kind == "left"):
        raise p.error(opener, "the interval is not closed", "write `)` or `]`")
    p.advance()
    found = []
    for subject in subjects:
        if lower != neg(INFINITY):
            found.append(relation(lower, "<" if opener.text == "(" else "<=", subject))
        if upper != INFINITY:
            found.append(relation(subject, "<" if closer.text == ")" else "<=", upper))
    return found or [TRUE]
