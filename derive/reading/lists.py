r"""Lists, sets, and what is described below a sign → terms that are read and never decided.

Invariant: such a term is `beyond(name, arguments…)`; the name is LaTeX with a `\cdot` for each
argument, and writes what was read, with the commas, bars, relations and dots between them.

    (x, y), [a_1, \dots, a_n], \{x \mid x > 0\}
    \sum_{y \in Q_m} y^2, \max_{j : y_j = 1} r_j
"""

from __future__ import annotations

from derive.reading.brackets import CLOSED
from derive.reading.brackets import Brackets as Parser
from derive.reading.cursor import CLOSERS
from derive.reading.tokens import Token
from derive.reading.vocabulary import RELATIONS
from derive.terms.term import Term, symbol

DOT = r"\cdot"
OPENERS = ("[", "(", r"\{", "{")
_SEPARATORS = {",": ",", ";": ";", "|": r"\mid", r"\mid": r"\mid", r"\|": r"\|", r"\sim": r"\sim", ":": ":"}
_EVENTS = {r"\in", r"\notin", r"\cap", r"\cup", r"\setminus", r"\subset", r"\subseteq", r"\to"} | {*RELATIONS}


def beyond(kind: str, name: str, *arguments: Term) -> Term:
    """The term that `name` writes, with its arguments in place of the dots."""
    return Term("beyond", (symbol(name), *arguments), kind)


def read_list(p: Parser, opener: Token, first: Term | None = None) -> tuple[str, list[Term]]:
    """What stands in a bracket, up to its end: expressions between commas, bars and relations.

    Its opener is read already, and so is the `first` of them, if it is given.
    """
    around = p.enter("given")
    written, found = ("", []) if first is None else (DOT, [first])
    while True:
        sign = p.token.text
        dots = sign == r"\dots" and p.token.kind == "command"
        if written == "" or written.endswith(" "):
            if p.token.text in (r"\lnot", r"\neg"):
                written += f"{p.advance().text} "
            elif dots:
                p.advance()
                written += r"\dots"
            elif written.endswith(r"\in ") and p.token.text in (r"\mathbb", r"\mathbf", r"\mathcal"):
                written += number_set(p, found)
            else:
                found.append(p.expression())
                written += DOT
        elif sign in _SEPARATORS and p.token.kind in ("sign", "command"):
            p.advance()
            separator = _SEPARATORS[sign]
            if sign == "|" and p.token.text == "|":  # KL(p||q)
                p.advance()
                separator = r"\|"
            written += f" {separator} " if separator not in ",;:" else f"{separator} "
        elif sign in _EVENTS and sign != ":=":
            p.advance()
            written += f" {sign} "
        elif dots or written.endswith(r"\dots") and p.starts_factor(p.token):
            written += ", "  # x_1, \dots x_n
        else:
            break
    p.close(opener)
    p.leave(around)
    return written, found


def number_set(p: Parser, found: list[Term]) -> str:
    r"""A set that is named by a letter of its own, `\mathbb{R}^n`, with a dot for what stands above it."""
    macro, braced = p.advance(), p.token.text == "{"
    if braced:
        opener = p.advance()
    written = f"{macro.text}{{{p.advance().text}}}"
    if braced:
        p.close(opener)
    scripts, arguments = read_scripts(p)
    found += arguments
    return written + scripts


def enclosed(p: Parser) -> tuple[str, list[Term]]:
    """A list with its bracket, which begins here."""
    opener = p.advance()
    inside, found = read_list(p, opener)
    return rf"\left{opener.text}{inside}\right{CLOSERS[opener.text]}", found


def read_scripts(p: Parser) -> tuple[str, list[Term]]:
    """What stands below and above a sign, with a dot for each argument: `_{\\cdot \\sim \\cdot}`."""
    written, arguments = "", []
    while p.token.text in ("_", "^") and p.token.kind == "sign":
        mark = p.advance()
        if p.token.text == "{":
            inside, found = read_list(p, p.advance())
        else:
            inside, found = DOT, [p.script(mark)]
        written += f"{mark.text}{{{inside}}}"
        arguments += found
    return written, arguments


def read_rest(p: Parser, opener: Token, first: Term | None = None) -> Term:
    r"""`(x, y)`, `\{x \mid x > 0\}`: a list or a set whose opener is read, and perhaps its first member."""
    inside, found = read_list(p, opener, first)
    p.shape = CLOSED
    return beyond("list", rf"\left{opener.text}{inside}\right{CLOSERS[opener.text]}", *found)


def read_family(p: Parser, members: Term) -> Term:
    r"""`\{x_n\}_{n=1}^N`: a set of which the members are read, with what stands below and above it."""
    written, arguments = read_scripts(p)
    p.shape = CLOSED
    if members.op == "beyond" and members.value == "list":
        name, *found = members.args
        return beyond("list", f"{name.value}{written}", *found, *arguments)
    return beyond("list", rf"\left\{{{DOT}\right\}}{written}", members, *arguments)


def read_union(p: Parser) -> Term:
    r"""`\bigcap_{i=1}^k S_i`, `\bigcup_i S_i`."""
    macro = p.advance()
    written, arguments = read_scripts(p)
    if not p.starts_factor(p.token):
        raise p.error(macro, f"`{macro.text}` acts on nothing", "write what it acts on after it")
    body = p.factor()
    p.shape = CLOSED
    return beyond("list", f"{macro.text}{written} {DOT}", *arguments, body)
