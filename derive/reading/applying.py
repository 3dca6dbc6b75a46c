r"""Functions at their arguments, or a name before a bracket that it multiplies.

Invariant: a bracket is an argument where the document, a convention or a comma says
so, or where it holds one symbol; else it is a factor, and told where both are likely.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.reading.parser import Parser
from derive.reading.spelling import DOT, Name, is_function
from derive.reading.subscripts import subscript
from derive.reading.tokens import MathError
from derive.reading.vocabulary import RELATIONS
from derive.terms.term import ONE, Term, function, number, relation, symbol

BARS = {"|": r"\mid", r"\mid": r"\mid", r"\|": r"\|"}
PROBABILITIES = frozenset(("P", "p", "q", r"\mathrm{Pr}"))
# Operators on random variables and matrices: no functions of a number.
OPERATORS = frozenset("E P V Var var Cov cov Corr corr Std std Pr tr Tr det diag rank".split())


def apply(p: Parser, name: Name) -> Term | None:
    """The function at the arguments that follow, or None (the bracket is then pending)."""
    refuse_random(p, name)
    known = is_function(p, name)
    if name.power is not None and not inverts(p, name):
        return None
    opener = p.token
    found = read_arguments(p)
    if is_constant(p, name, r"\Gamma") and found.single and not name.primes:
        return function("gamma", found.terms[0])
    if not (known or applies(p, name, found)):
        if name.primes:
            raise unapplied_prime(p, name)
        p.pending, p.pending_start = found.terms[0], opener
        p.multiplied.setdefault(name.plain, name.start)
        return None
    if found.relations and name.base not in PROBABILITIES:
        raise p.error(opener, "a relation inside parentheses", "write one side of a relation here")
    p.applied.add(name.plain)
    if name.primes:
        return prime(p, name, found)
    return Term("apply", (symbol(name.head + found.places), *name.indices, *found.terms))


def is_constant(p: Parser, name: Name, text: str) -> bool:
    """Whether a name is the one with a meaning of its own: π, Γ."""
    return name.head == text and text not in p.names.symbols and text not in p.names.functions


def refuse_random(p: Parser, name: Name) -> None:
    """Expectations and their like are no functions of a number."""
    text = name.base.removeprefix(r"\mathrm{").removesuffix("}")
    if text in OPERATORS and name.plain not in p.names.functions and (name.wordy or p.token.text == "["):
        raise p.error(
            name.start,
            f"`{text}{p.token.text}…` can be an operator on a random variable or a matrix, which is not supported",
            rf"write the sum or the integral; `{text} \cdot (…)` for a product",
        )


def inverts(p: Parser, name: Name) -> bool:
    """Whether a name with a power is the inverse function, its power then a part of its name."""
    known = is_function(p, name)
    unclear = name.power.op == "symbol" and name.base != "e" and p.peek(2).text in (")", ",")
    if known and name.power.op == "neg" and name.power.args[0] == ONE:
        name.base, name.power = name.base + "^{-1}", None
        return True
    if known or unclear:
        source = p.latex[name.start.start : p.token.start].strip()
        raise p.error(
            name.start,
            f"`{source}(…)` can be a power of a function, a function, or a product",
            rf"write `{name.base}(…)^{{…}}` for the power, `{source} \cdot (…)` for the product",
        )
    return False


def applies(p: Parser, name: Name, found: Arguments) -> bool:
    """Whether what stands in the parentheses shows that the name is a function."""
    if not found.single or found.relations:
        return True
    only = found.terms[0]
    shown = p.latex[name.start.start : p.token.start].strip()
    if only.op in ("symbol", "indexed"):
        if is_constant(p, name, r"\pi"):
            raise p.error(
                name.start,
                f"`{shown}` can be a product with the constant π",
                rf"write `\pi \cdot {only.value or 'x'}`",
            )
        return name.base != "e"
    if only.op == "number" and name.base not in ("e", r"\pi"):
        raise p.error(
            name.start,
            f"`{shown}` can be a value of a function or a product",
            rf"write `{name.base} \cdot {only}`, or define `{name.base}(x) = …` before it",
        )
    return False


def prime(p: Parser, name: Name, found: Arguments) -> Term:
    if name.indices or name.pieces or not found.single:
        raise p.error(
            name.start,
            f"the prime on `{name.base}` does not say by which variable",
            rf"write `\frac{{\partial}}{{\partial x}} {name.base}(…)`",
        )
    if name.primes > 10:
        raise p.error(name.start, f"a derivative of order {name.primes}", "write at most ten primes")
    return Term("prime", (symbol(name.base), number(name.primes), found.terms[0]))


@dataclass
class Arguments:
    """What stands between the parentheses of a function.

    `bar` is the bar between the arguments, and `before` how many stand before it.
    """

    terms: list[Term]
    bar: str = ""
    before: int = 0
    relations: bool = False

    @property
    def single(self) -> bool:
        return len(self.terms) == 1

    @property
    def places(self) -> str:
        r"""The places of arguments with a bar, `(\cdot\mid \cdot)`: a part of the function's name."""
        if not self.bar:
            return ""
        before, after = self.before, len(self.terms) - self.before
        return f"({','.join([DOT] * before)}{self.bar} {','.join([DOT] * after)})"


def read_arguments(p: Parser) -> Arguments:
    """The arguments between parentheses."""
    opener = p.advance()
    around = p.enter("given")
    found = Arguments([])
    if p.token.text == ")":
        raise p.error(opener, "empty parentheses", "write the arguments between them")
    while True:
        argument = p.expression()
        if p.token.text in RELATIONS and RELATIONS[p.token.text] != ":=":
            sign = RELATIONS[p.advance().text]
            argument = relation(argument, sign, p.expression())
            found.relations = True
        found.terms.append(argument)
        token = p.token
        if token.text in (",", ";") and token.kind == "sign":
            p.advance()
        elif token.text in BARS and not found.bar:
            p.advance()
            found.bar, found.before = BARS[token.text], len(found.terms)
            if token.text == "|" and p.token.text == "|":  # KL(p||q)
                p.advance()
                found.bar = r"\|"
        else:
            break
    p.close(opener)
    p.leave(around)
    return found


def unapplied_prime(p: Parser, name: Name) -> MathError:
    shown = name.base + "'" * name.primes
    variable = "t" if name.base == "x" else "x"
    if is_function(p, name):
        return p.error(name.start, f"`{shown}` has no argument", f"write `{shown}(x)`")
    return p.error(
        name.start,
        f"`{shown}` can be a derivative or another symbol",
        rf"write `\frac{{d{name.base}}}{{d{variable}}}`, or `\tilde{{{name.base}}}` for another symbol",
    )


def component(p: Parser, applied: Term) -> Term:
    r"""`\mathrm{softmax}(z)_i`: the component i of the value."""
    head, *arguments = applied.args
    if applied.op != "apply" or r"\cdot" in str(head.value):
        raise p.error(p.token, "a subscript on what is not a symbol", "give it a name and index that")
    name = Name(str(head.value), p.token)
    subscript(p, name)
    if name.words or not name.below:
        raise p.error(name.start, "a word below the value of a function", "write it below its name")
    places = ",".join([DOT] * len(arguments)), ",".join(name.pieces)
    return Term("apply", (symbol(f"{head.value}({places[0]})_{{{places[1]}}}"), *arguments, *name.below))
