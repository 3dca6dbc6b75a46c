"""What is told with a statement, in the language of the document."""

from __future__ import annotations

from derive.document import Condition, Link, Problem
from derive.stating.definitions import Definition
from derive.terms.latex import write
from derive.terms.term import Term, subterms

_COUNTING = ("sum", "product")

_SECOND_MEANING = {
    "en": "`{name}` was defined in {where} with another meaning: here it is what {where} writes `{now}`. "
    "Give one of them another name.",
    "zh": "`{name}` 在{where}中的定义是另一个意思：这里的 `{name}` 按{where}的写法是 `{now}`。"
    "请给其中一个换个名字。",
}
_REDEFINED = {
    "en": "`{name}` was defined in {where} in another way; from here on it means what is written here.",
    "zh": "`{name}` 在{where}中有另一个定义；从这里起以此处为准。",
}
_ANOTHER = {
    "en": "`{name}` was defined in {where}: if it is another `{name}` here, write `:=`.",
    "zh": "`{name}` 在{where}中已有定义：如果这里是另一个 `{name}`，请写 `:=`。",
}
_LATE = {
    "en": "above, `{name}` stood for any number; from here on it means what is written here.",
    "zh": "在此之前 `{name}` 可以是任意数；从这里起以此处为准。",
}
_MENTIONED = {
    "en": "line {line} mentions `{latex}`, which was not read as a condition: write `for ${latex}$`",
    "zh": "第 {line} 行提到 `{latex}`，但没有把它读作条件：请写“当 ${latex}$ 时”",
}

_BEHIND = {
    "en": "the sum over `{index}` ends before `{behind}`, in which `{index}` is another, free `{index}`: "
    "give one of them another letter, or put parentheses around all that is summed.",
    "zh": "对 `{index}` 的求和到 `{behind}` 之前为止，其中的 `{index}` 不是求和指标："
    "请给其中一个换个字母，或用括号括住全部求和项。",
}
_TWICE = {
    "en": "a sum over `{index}` stands inside a sum over `{index}`: inside, `{index}` is that of the inner "
    "one. Give one of them another letter.",
    "zh": "对 `{index}` 求和的式子里又对 `{index}` 求和：里面的 `{index}` 是内层的指标。请给其中一个换个字母。",
}


def where(definition: Definition, language: str) -> str:
    """How the text refers to a definition: by its number, else by its line."""
    if definition.equation:
        return f"({definition.equation})" if language == "en" else f"式 ({definition.equation}) "
    return str(definition.place) if language == "en" else f"第 {definition.place.label} 行"


def second_meaning(definition: Definition, now: Term, language: str) -> str:
    """The warning that a name is used again for what the definition writes as `now`."""
    return _SECOND_MEANING[language].format(
        name=definition.written, where=where(definition, language), now=write(now)
    )


def redefined(definition: Definition, language: str) -> str:
    """The warning that a name is defined again by `:=`."""
    return _REDEFINED[language].format(name=definition.written, where=where(definition, language))


def another(definition: Definition, name: str, language: str) -> str:
    """The advice for a claim about a name that was defined in a section that has ended."""
    return _ANOTHER[language].format(name=name, where=where(definition, language))


def late(name: str, language: str) -> str:
    """The warning that a name which has occurred is defined."""
    return _LATE[language].format(name=name)


def mentioned(condition: Condition, language: str) -> str:
    """The advice for a relation beside a step that was not read as a condition."""
    return _MENTIONED[language].format(line=condition.place.line, latex=condition.latex)


def indices(terms: tuple[Term, ...], language: str) -> str | None:
    """The warning that an index of a sum or product stands outside it, too, or is counted twice."""
    for term in terms:
        for part in subterms(term):
            if part.op == "+":
                for place, summand in enumerate(part.args):
                    index = _counted_last(summand)
                    behind = next(
                        (p for p in part.args[place + 1 :] if index is not None and index in p.free), None
                    )
                    if behind is not None:
                        written = write(behind.args[0] if behind.op == "neg" else behind)
                        return _BEHIND[language].format(index=index.value, behind=written)
            elif part.op in _COUNTING:
                inside = subterms(part.args[0])
                if any(p.op in _COUNTING and p.args[1] == part.args[1] for p in inside):
                    return _TWICE[language].format(index=part.args[1].value)
    return None


def _counted_last(term: Term) -> Term | None:
    """The index of the sum or product with which the term ends, and which could go on behind it."""
    while term.op in ("neg", "*"):
        term = term.args[-1]
    return term.args[1] if term.op in _COUNTING else None


def nothing_before(link: Link) -> Problem:
    """A chain that begins with its relation, with nothing to go on with."""
    return Problem(
        link.place or link.side.place,
        "the formula begins with a relation, and there is no formula before it to go on with",
        "write its left side",
        link.side.latex,
    )


def update(link: Link, name: str) -> Problem:
    """`w := w - 1`: a step of an algorithm, which says nothing that could be proved."""
    return Problem(
        link.place or link.side.place,
        f"`{name}` stands on both sides of a definition: an update, not an equation",
        f"give the new value a name of its own: `{name}_{{t+1}} = …`",
        link.side.latex,
    )
