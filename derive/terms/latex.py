r"""Terms → LaTeX mathematics.

Invariant: what is written reads back to the same term, given the names of the
functions in it; every bracket that is not needed for that is left out.

    write(term)   \frac{1}{1 + e^{-x}}
"""

from __future__ import annotations

from fractions import Fraction

from derive.terms.sets import written
from derive.terms.term import ONE, TRUE, Term

# How tightly what is written holds together.
SUM, PRODUCT, OPERATOR, CALL, POWER, ATOM = range(6)

_DIFFERENTIALS = ("d", r"\mathrm{d}")

RELATION_SIGNS = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_SETS = {"{": r"\{", "}": r"\}", "R": r"\mathbb{R}", "Z": r"\mathbb{Z}", "N": r"\mathbb{N}"}
_SETS |= {"inf": r"\infty", "...": r"\dots", "|": r"\mid", "u": r"\cup"}
_MACROS = frozenset(
    "exp log max min sin cos tan arcsin arccos arctan sinh cosh tanh".split()
)  # functions that LaTeX has a macro for
_NAMED = {"sign": "sign", "arsinh": "arsinh", "arcosh": "arcosh", "artanh": "artanh", "erf": "erf"}
_FUNCTION_LETTERS = frozenset("f g h F G H e d".split()) | frozenset(
    (
        r"\phi",
        r"\psi",
        r"\sigma",
        r"\varphi",
        r"\Phi",
        r"\Psi",
        r"\ell",
        r"\pi",
        r"\mathcal{L}",
        r"\Gamma",
        r"\delta",
    )
)


def write(term: Term) -> str:
    """The term, condition or relation as LaTeX."""
    return _expression(term)


def _expression(term: Term) -> str:
    return _write(term)[0]


def _write(term: Term) -> tuple[str, int]:
    """The LaTeX, and how tightly it holds together."""
    op, args = term.op, term.args
    if op == "number":
        return _number(term.value)
    if op == "symbol":
        return str(term.value), ATOM
    if op == "constant":
        return "\\" + str(term.value), ATOM
    if op == "infinity":
        return r"\infty", ATOM
    if op == "set":
        return written(term, _expression, _SETS), ATOM
    if op in RELATION_SIGNS:
        return f"{_expression(args[0])} {RELATION_SIGNS[op]} {_expression(args[1])}", SUM
    writer = _WRITERS.get(op)
    if writer is not None:
        return writer(term)
    name = "\\" + op if op in _MACROS else rf"\operatorname{{{_NAMED.get(op, op)}}}"
    return name + _parentheses(", ".join(map(_expression, args))), CALL


def _number(value: Fraction) -> tuple[str, int]:
    if value < 0:
        return "-" + _number(-value)[0], SUM
    if value.denominator == 1:
        return str(value.numerator), ATOM
    places, rest = 0, value.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest == 1 and places <= 12:
        digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
        return f"{digits[:-places]}.{digits[-places:]}", ATOM
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}", ATOM


def _parentheses(latex: str) -> str:
    return rf"\left({latex}\right)" if _is_tall(latex) else f"({latex})"


def _is_tall(latex: str) -> bool:
    return any(macro in latex for macro in (r"\frac", r"\sum", r"\prod", r"\int", r"\begin", "^{"))


def _bound(term: Term, least: int) -> str:
    """The term, in parentheses unless it holds together at least so tightly."""
    latex, tightness = _write(term)
    return latex if tightness >= least else _parentheses(latex)


def _sum(term: Term) -> tuple[str, int]:
    pieces = []
    for index, part in enumerate(term.args):
        negative = part.op == "neg"
        inner = part.args[0] if negative else part
        # a signed or summed part would merge with the signs around it, and a limit seem to go on
        latex, tightness = _write(inner)
        if tightness < PRODUCT or (_limits(inner) and index < len(term.args) - 1):
            latex = _parentheses(latex)
        if negative:
            pieces.append(f"- {latex}" if index else f"-{latex}")
        else:
            pieces.append(f"+ {latex}" if index else latex)
    return " ".join(pieces), SUM


def _limits(term: Term) -> bool:
    """Whether a limit stands last in the product."""
    while term.op in ("*", "neg"):
        term = term.args[-1]
    return term.op == "limit"


def _negative(term: Term) -> tuple[str, int]:
    return "-" + _bound(term.args[0], PRODUCT), SUM


def _product(term: Term) -> tuple[str, int]:
    pieces: list[str] = []
    before: Term | None = None
    last = len(term.args) - 1
    for index, part in enumerate(term.args):
        latex, tightness = _write(part)
        # an operator reaches to the end of its product
        if tightness <= PRODUCT or (tightness == OPERATOR and index < last):
            latex, tightness = _parentheses(latex), ATOM
        if before is not None:
            pieces.append(r" \cdot " if _needs_dot(before, latex) else " ")
        pieces.append(latex)
        before = part
    return "".join(pieces), PRODUCT


def _needs_dot(before: Term, latex: str) -> bool:
    """Whether two factors side by side would read as something else."""
    if latex[0].isdigit() or latex[0] == "." or latex.startswith("|"):
        return True
    if latex.startswith(("(", r"\left(", "[", r"\left[")):
        # after a name, parentheses can be its arguments
        if before.op in ("symbol", "indexed", "constant", "apply", "prime"):
            name = str(before.value or "") if before.op == "symbol" else ""
            inner_is_sum = " + " in latex or " - " in latex
            return not (name and inner_is_sum and len(name) < 3 and name not in _FUNCTION_LETTERS)
        if before.op == "^":
            return before.args[0].op in ("symbol", "indexed")
        return before.op not in ("number", "/", "+", "neg", "exp")
    if before.op in ("derivative", "limit", "sum", "product", "integral"):
        return True
    return before.op == "symbol" and before.value in ("d", r"\Delta")


def _quotient(term: Term) -> tuple[str, int]:
    above, below = map(_expression, term.args)
    if above.startswith(_DIFFERENTIALS) and below.startswith(
        _DIFFERENTIALS
    ):  # \frac{d x}{d y} is a derivative
        return rf"{_parentheses(above)} / {_parentheses(below)}", PRODUCT
    return rf"\frac{{{above}}}{{{below}}}", ATOM


def _power(term: Term) -> tuple[str, int]:
    base, exponent = term.args
    raised = _expression(exponent)
    if (
        base.op in _MACROS
        and len(base.args) == 1
        and base.op != "exp"
        and exponent.op in ("number", "symbol")
    ):
        inside = _parentheses(_expression(base.args[0]))
        return rf"\{base.op}^{{{raised}}}{inside}", CALL
    latex, tightness = _write(base)
    plain = base.op in ("symbol", "indexed", "number", "constant", "infinity", "abs", "max", "min")
    if base.op == "indexed" and ("^" in str(base.args[0].value)):
        plain = False
    if base.op == "symbol" and "^" in str(base.value):
        plain = False
    if raised.startswith((r"\text{", r"\mathrm{")):  # x^{\text{old}} is a name
        plain = False
    if not plain or tightness < POWER - 1:
        latex = _parentheses(latex)
    return f"{latex}^{{{raised}}}", POWER


def _exponential(term: Term) -> tuple[str, int]:
    if term.args[0] == ONE:
        return r"\mathrm{e}", ATOM  # `e` beside a quantity d can be another one
    base = r"\mathrm{e}" if term.args[0].op == "number" else "e"
    return f"{base}^{{{_expression(term.args[0])}}}", POWER


def _root(term: Term) -> tuple[str, int]:
    if term.op == "sqrt":
        return rf"\sqrt{{{_expression(term.args[0])}}}", ATOM
    return rf"\sqrt[{_expression(term.args[1])}]{{{_expression(term.args[0])}}}", ATOM


def _absolute(term: Term) -> tuple[str, int]:
    inside = _expression(term.args[0])
    if "|" in inside or _is_tall(inside):
        return rf"\left|{inside}\right|", ATOM
    return f"|{inside}|", ATOM


def _floor(term: Term) -> tuple[str, int]:
    return rf"\lfloor {_expression(term.args[0])} \rfloor", ATOM


def _gamma(term: Term) -> tuple[str, int]:
    return r"\Gamma" + _parentheses(_expression(term.args[0])), CALL


def _factorial(term: Term) -> tuple[str, int]:
    argument = term.args[0]
    latex = _expression(argument)
    plain = argument.op in ("symbol", "number") and not latex.startswith("-")
    return (latex if plain else _parentheses(latex)) + "!", POWER


def fill(name: str, arguments: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    r"""The name with arguments in place of its dots (`p_{\cdot}`), and the arguments left over."""
    head, *gaps = name.split(r"\cdot")
    pieces = [head]
    for argument, gap in zip(arguments, gaps):
        pieces += [argument, gap]
    return "".join(pieces), arguments[len(gaps) :]


def _indexed(term: Term) -> tuple[str, int]:
    name, *indices = term.args
    written = tuple(map(_index, indices))
    latex, left = fill(str(name.value), written)
    if left:
        letters = all(i.op == "symbol" and len(str(i.value)) == 1 for i in indices[-len(left) :])
        close = letters and (len(left) == 1 or all(i in "ijklmnpqrst" for i in left))
        latex += (
            "_{"
            + ("".join(left) if close and len(left) <= 2 and "".join(left) != "in" else ",".join(left))
            + "}"
        )
    return latex, ATOM


def _index(term: Term) -> str:
    """An index; letters side by side would be several."""
    if term.op == "*":
        return r" \cdot ".join(_bound(part, OPERATOR) for part in term.args)
    if term.op == "neg":
        return "-" + (_index(term.args[0]) if term.args[0].op == "*" else _bound(term.args[0], PRODUCT))
    if term.op == "+" and any(part.op == "*" or part.op == "neg" for part in term.args):
        pieces = [_index(p) if p.op in ("*", "neg") else _bound(p, PRODUCT) for p in term.args]
        return " + ".join(pieces).replace("+ -", "- ")
    return _expression(term)


def _apply(term: Term) -> tuple[str, int]:
    head, *arguments = term.args
    written = tuple(map(_expression, arguments))
    if head.op == "symbol":
        latex, left = fill(str(head.value), written)
    else:
        latex, left = _expression(head), written
    if left:
        latex += _parentheses(", ".join(left))
    return latex, CALL


def _prime(term: Term) -> tuple[str, int]:
    name, order, argument = term.args
    return f"{name.value}{chr(39) * int(order.value)}{_parentheses(_expression(argument))}", CALL


def _beyond(term: Term) -> tuple[str, int]:
    name, *arguments = term.args
    if not arguments:
        return name.value, ATOM
    first, *pieces = name.value.split(r"\cdot")
    latex = first
    for argument, piece in zip(arguments, pieces, strict=True):
        latex += _expression(argument) + piece
    if term.value == "sign" or term.value == "dots":
        return latex, PRODUCT if r"\times" in name.value else SUM
    return latex, OPERATOR if first.startswith((r"\sum", r"\prod", r"\max", r"\min")) else ATOM


def _cases(term: Term) -> tuple[str, int]:
    rows = []
    for value, holds in zip(term.args[::2], term.args[1::2]):
        condition = r"\text{otherwise}" if holds == TRUE else _expression(holds)
        rows.append(f"{_expression(value)} & {condition}")
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", ATOM


def _derivative(term: Term) -> tuple[str, int]:
    body, variables = term, []
    while body.op == "derivative":
        variables.append(body.args[1])
        body = body.args[0]
        if len(variables) == 10:
            break
    d = "d" if body.free <= term.args[1].free else r"\partial "
    order = f"^{{{len(variables)}}}" if len(variables) > 1 else ""
    below = ""
    for variable in dict.fromkeys(variables):
        times = variables.count(variable)
        below += (" " if below else "") + d + _expression(variable) + (f"^{{{times}}}" if times > 1 else "")
    same = len(set(variables)) == 1
    if not same and variables != [v for v in dict.fromkeys(variables) for _ in range(variables.count(v))]:
        # mixed in an order that the short form does not keep
        body, below, order = term.args[0], d + _expression(term.args[1]), ""
    raised = any("^" in _expression(v) for v in variables)
    if order and raised:
        body, below, order = term.args[0], d + _expression(term.args[1]), ""
    latex, tightness = _write(body)
    above = d.strip() + order
    if body.op in ("symbol", "indexed", "apply") and "^" not in latex:
        return rf"\frac{{{above} {latex}}}{{{below}}}", ATOM
    if tightness < CALL or latex.startswith(("(", r"\left(")):
        latex = _parentheses(latex)
    return rf"\frac{{{above}}}{{{below}}} {latex}", OPERATOR


def _at(term: Term) -> tuple[str, int]:
    body, variable, value = map(_expression, term.args)
    return rf"\left. {body} \right|_{{{variable} = {value}}}", ATOM


def _limit(term: Term) -> tuple[str, int]:
    body, variable, point, side = term.args
    goes = _expression(point)
    if side.value:
        goes = (
            goes if point.op in ("number", "symbol") and not goes.startswith("-") else _parentheses(goes)
        ) + ("^+" if side.value > 0 else "^-")
    return rf"\lim_{{{_expression(variable)} \to {goes}}} {_bound(body, PRODUCT)}", OPERATOR


def _big(term: Term) -> tuple[str, int]:
    body, variable, lower, upper = term.args
    sign = r"\sum" if term.op == "sum" else r"\prod"
    if upper.op == "unsaid":
        within = rf" \in {upper.value}" if upper.value else ""
        bounds = rf"_{{{_expression(variable)}{within}}}"
    else:
        bounds = rf"_{{{_expression(variable)} = {_expression(lower)}}}^{{{_expression(upper)}}}"
    return f"{sign}{bounds} {_bound(body, PRODUCT)}", OPERATOR


def _integral(term: Term) -> tuple[str, int]:
    body, variable, lower, upper = term.args
    latex = _bound(body, PRODUCT)
    if any(symbol.value == "d" for symbol in body.free):
        latex = _parentheses(latex)
    return (
        rf"\int_{{{_expression(lower)}}}^{{{_expression(upper)}}} {latex} \,d{_expression(variable)}",
        OPERATOR,
    )


def _conjunction(term: Term) -> tuple[str, int]:
    """Conditions with commas; `0 < p` and `p < 1` as the chain `0 < p < 1`."""
    pieces: list[str] = []
    last: Term | None = None
    for part in term.args:
        chained = last is not None and last.op in RELATION_SIGNS and part.op in RELATION_SIGNS
        if chained and last.args[1] == part.args[0]:
            pieces.append(f" {RELATION_SIGNS[part.op]} {_expression(part.args[1])}")
        else:
            latex = f"({_expression(part)})" if part.op in ("and", "or") else _expression(part)
            pieces.append((r" \land " if pieces else "") + latex)
        last = part
    return "".join(pieces), SUM


def _disjunction(term: Term) -> tuple[str, int]:
    return r" \lor ".join(
        f"({_expression(part)})" if part.op == "or" else _expression(part) for part in term.args
    ), SUM


def _integer(term: Term) -> tuple[str, int]:
    return rf"{_expression(term.args[0])} \in \mathbb{{Z}}", SUM


def _all(term: Term) -> tuple[str, int]:
    return rf"{_expression(term.args[0])} \text{{ for all }} {_expression(term.args[1])}", SUM


def _true(term: Term) -> tuple[str, int]:
    return r"\text{true}", ATOM


_WRITERS = {
    "+": _sum, "*": _product, "neg": _negative, "/": _quotient, "^": _power,
    "exp": _exponential, "sqrt": _root, "root": _root, "abs": _absolute, "floor": _floor,
    "factorial": _factorial, "gamma": _gamma, "indexed": _indexed, "apply": _apply, "prime": _prime,
    "cases": _cases,
    "derivative": _derivative, "at": _at, "limit": _limit, "sum": _big, "product": _big,
    "integral": _integral, "and": _conjunction, "or": _disjunction, "integer": _integer, "true": _true,
    "all": _all, "unknown": lambda term: (term.args[0].value, ATOM), "beyond": _beyond,
}  # fmt: skip
