r"""Vectors, matrices, expectations and probabilities → terms that are read and never decided.

Invariant: such a term is `beyond(name, arguments…)`, of the kind "vector" or "random";
the name is LaTeX with a `\cdot` for each argument, and writes what was read.

    X^\top y              the product of beyond({\cdot}^{\top}, X) and y
    \lVert w \rVert_2^2   a power of beyond(\lVert \cdot \rVert_{\cdot}, w, 2)
    \nabla_w L            beyond(\nabla_{\cdot} \cdot, w, L)
    \mathbb{E}_{x \sim p}[f(x) \mid y]
"""

from __future__ import annotations

from derive.reading.brackets import CLOSED, PRODUCT, SUM
from derive.reading.brackets import Brackets as Parser
from derive.reading.lists import DOT, OPENERS, beyond, enclosed, read_scripts
from derive.terms.term import Term, power

_UPRIGHT = frozenset((r"\mathsf", r"\mathrm", r"\rm", r"\mathbf", r"\text", r"\mathit"))
# Operators on random variables, and on vectors and matrices, by the words that name them.
RANDOM = frozenset("E P V Var var Cov cov Corr corr Std std Pr KL".split())
LINEAR = frozenset("tr Tr trace det diag rank vec argmax argmin".split())
MATRICES = frozenset("matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array".split())
TWO_SIGNS = frozenset((r"\pm", r"\mp"))
SETS = frozenset((r"\cap", r"\cup", r"\setminus"))
PRODUCTS = SETS | frozenset((r"\odot", r"\otimes", r"\oplus", r"\circ", r"\bullet", r"\star"))
_ATOMIC = frozenset(("symbol", "indexed", "number"))
_ARGUMENTS = frozenset((r"\mathrm{argmax}", r"\mathrm{argmin}"))
_SIMPLE = _ATOMIC | {"apply", "log", "beyond"}


# ── vectors and matrices ─────────────────────────────────────────────────────


def transposing(p: Parser) -> bool:
    r"""Reads the mark of a transpose that stands behind a `^`, if one does: `\top`, `{\mathsf{T}}`,
    or `T` where the document writes no number by that letter."""
    braces = p.token.text == "{" and p.token.kind == "sign"
    behind = _behind_mark(p, p.index + braces)
    if behind is None or braces and p.tokens[min(behind, len(p.tokens) - 1)].text != "}":
        return False
    p.move(behind + braces)
    return True


def _behind_mark(p: Parser, at: int) -> int | None:
    """The index behind the mark of a transpose that begins at an index, or None."""
    texts = [p.tokens[min(at + i, len(p.tokens) - 1)].text for i in range(4)]
    if texts[0] in (r"\top", r"\intercal", r"\dagger"):
        return at + 1
    if texts[0] == "T":
        return at + 1 if p.names.transposes else None
    if texts[0] in _UPRIGHT and texts[1:] == ["{", "T", "}"]:
        return at + 4
    return at + 2 if texts[0] in _UPRIGHT and texts[1] == "T" else None


def transposed(base: Term) -> Term:
    """The transpose of the base."""
    return beyond("vector", rf"{_placed(base)}^{{\top}}", base)


def _placed(argument: Term) -> str:
    r"""A place for the argument: in parentheses unless it is one symbol."""
    return f"{{{DOT}}}" if argument.op in _ATOMIC else rf"\left({DOT}\right)"


def product(left: Term, sign: str, right: Term) -> Term:
    r"""`u \odot v`."""
    kind = "convolution" if sign == "*" else "vector"
    sides = (DOT if side.op in _SIMPLE - {"log"} else rf"\left({DOT}\right)" for side in (left, right))
    return beyond("list" if sign in SETS else kind, f" {sign} ".join(sides), left, right)


def either_sign(p: Parser, before: Term | None) -> Term:
    r"""`a \pm b` from its sign on, which says what holds for two signs at once."""
    sign = p.advance()
    if p.token.kind == "sign" and p.token.text in "+-":
        raise p.error(p.token, "two signs in a row", "put the second in parentheses: `-(-x)`")
    after = p.product()
    if p.token.text in TWO_SIGNS:
        raise p.error(
            p.token,
            f"`{p.token.text}` can have the sign of the `{sign.text}` before it or the other one",
            "write one line for each sign",
        )
    name = f"{sign.text} {DOT}" if before is None else f"{DOT} {sign.text} {DOT}"
    p.shape = SUM
    return beyond("sign", name, *(() if before is None else (before,)), after)


def read_norm(p: Parser) -> Term:
    r"""`\|x\|`, `\lVert x \rVert_2`."""
    opener = p.advance()
    around = p.enter("norm")
    term = p.expression()
    closes = (r"\|", r"\rVert", r"\Vert")
    if p.token.text not in closes:
        raise p.error(opener, f"`{opener.text}` is not closed", r"write `\lVert x \rVert`")
    p.advance()
    p.leave(around)
    return norm_of(p, term)


def norm_of(p: Parser, term: Term) -> Term:
    r"""The norm of a term whose bars are read, with the subscript behind them: `_2`, `_{*}`."""
    name, arguments, exponent = rf"\lVert {DOT} \rVert", [term], None
    if p.token.text == "^" and p.token.kind == "sign" and _subscript_behind(p):
        mark = p.advance()
        exponent = p.group() if p.token.text == "{" else p.script(mark)
    if p.token.text == "_" and p.token.kind == "sign":
        mark = p.advance()
        if p.token.text == "*":
            p.advance()
            name += "_{*}"
        else:
            arguments.append(p.group() if p.token.text == "{" else p.script(mark))
            name += f"_{{{DOT}}}"
    p.shape = CLOSED
    norm = beyond("vector", name, *arguments)
    return norm if exponent is None else power(norm, exponent)


def _subscript_behind(p: Parser) -> bool:
    """Whether a `_` stands behind the superscript that begins here: `^2_2`."""
    at, depth = p.index + 1, 0
    while at < len(p.tokens) - 1:
        depth += (p.tokens[at].text == "{") - (p.tokens[at].text == "}")
        at += 1
        if depth <= 0:
            break
    return p.tokens[at].text == "_" and p.tokens[at].kind == "sign"


def read_pairing(p: Parser) -> Term:
    r"""`\langle u, v \rangle`."""
    opener = p.advance()
    around = p.enter("given")
    parts = [p.expression()]
    while p.token.text in (",", "|", r"\mid"):
        p.advance()
        parts.append(p.expression())
    if p.token.text != r"\rangle":
        raise p.error(opener, r"`\langle` is not closed", r"write `\langle u, v \rangle`")
    p.advance()
    p.leave(around)
    p.shape = CLOSED
    return beyond("vector", rf"\langle {', '.join([DOT] * len(parts))} \rangle", *parts)


def read_gradient(p: Parser) -> Term:
    r"""`\nabla L`, `\nabla_\theta \log p_\theta(x)`."""
    macro = p.advance()
    name, arguments = r"\nabla", []
    if p.token.text == "^" and p.token.kind == "sign":
        mark = p.advance()
        arguments.append(p.group() if p.token.text == "{" else p.script(mark))
        name += f"^{{{DOT}}}"
    if p.token.text == "_" and p.token.kind == "sign":
        mark = p.advance()
        arguments.append(p.group() if p.token.text == "{" else p.script(mark))
        name += f"_{{{DOT}}}"
    if p.token.text in (r"\cdot", r"\times"):
        raise p.error(
            macro, r"the divergence and the curl are not read", "write the derivatives by component"
        )
    if not p.starts_factor(p.token):
        raise p.error(macro, r"`\nabla` acts on nothing", r"write what it acts on behind it: `\nabla_w L`")
    body = p.factor()
    place = f" {DOT}" if body.op in _SIMPLE else rf" \left({DOT}\right)"
    return beyond("vector", name + place, *arguments, body)


def read_matrix(p: Parser) -> Term:
    r"""`\begin{bmatrix} a & b \\ c & d \end{bmatrix}`."""
    opener = p.advance()
    environment = opener.text
    around = p.enter()
    rows: list[list[Term]] = [[]]
    dots: list[list[str]] = [[]]
    while p.token.kind not in ("end", "stop"):
        if p.token.text == "&":
            p.advance()
        elif p.token.kind == "row" or p.token.text == r"\\":
            p.advance()
            rows.append([])
            dots.append([])
        elif p.token.text in (r"\dots", r"\cdots", r"\vdots", r"\ddots"):
            dots[-1].append(p.advance().text)
        else:
            rows[-1].append(p.expression())
            dots[-1].append(DOT)
    if p.token.kind != "end":
        raise p.error(opener, f"`{environment}` is not closed", rf"write `\end{{{environment}}}`")
    p.advance()
    p.leave(around)
    p.shape = CLOSED
    written = r" \\ ".join(" & ".join(row) for row in dots if row)
    name = rf"\begin{{{environment}}} {written} \end{{{environment}}}"
    return beyond("vector", name, *(term for row in rows for term in row))


# ── expectations and probabilities ───────────────────────────────────────────


def convolves(p: Parser) -> bool:
    """Whether the sign that stands here can be that of a convolution, as the document writes `(f * g)(t)`.

    Raises MathError where what it makes is applied: that would be a product with t.
    """
    number = p.tokens[p.index - 1].kind == "number"
    if not p.names.convolves or number or p.token.text != "*" or p.token.kind != "sign":
        return False
    depth = 0
    for at in range(p.index, len(p.tokens) - 1):
        depth += (p.tokens[at].text in ("(", "[")) - (p.tokens[at].text in (")", "]"))
        if depth < 0:
            if p.tokens[at + 1].text == "(":
                break
            return True
    else:
        return True
    before, after = p.tokens[p.index - 1], p.peek()
    source = p.latex[before.start : after.end]
    raise p.error(
        before,
        f"`{source}` can be a convolution or a product",
        rf"write `{before.text} \cdot {after.text}` for the product, or the integral of the convolution",
    )


def read_macro(p: Parser) -> Term:
    r"""`\Pr(X > 0)`, `\det(A)`, `\arg\max_w L(w)`."""
    head = p.advance().text
    if head == r"\arg":
        if p.token.text not in (r"\max", r"\min"):
            raise p.error(p.token, r"`\arg` of nothing", r"write `\arg\max_w L(w)`")
        head += p.advance().text
    return read_operator(p, head, "random" if head == r"\Pr" else "vector")


def read_operator(p: Parser, head: str, kind: str) -> Term:
    r"""`\mathbb{E}_{x \sim p}[f(x) \mid y]`, `\Pr(X > 0)`: an operator, its letter just read.  `head` writes it."""
    start = p.token
    scripts, arguments = read_scripts(p)
    name = head + scripts
    if p.token.text in OPENERS and p.token.text != "{":
        inside, found = enclosed(p)
        name += inside
    elif p.starts_factor(p.token):
        argument = head.startswith(r"\arg") or head in _ARGUMENTS  # of all that is multiplied there
        found = [p.product() if argument else p.factor()]
        name += f" {DOT}" if found[0].op in _SIMPLE else rf"\left({DOT}\right)"
        if argument and p.token.text in ("+", "-") or p.shape == PRODUCT and not argument:
            raise p.error(start, f"`{head}` does not show what it is of", f"write `{head}[…]`")
    else:
        raise p.error(start, f"`{head}` is of nothing", f"write `{head}[…]`")
    p.shape = CLOSED
    return beyond(kind, name, *arguments, *found)
