r"""Functions at their arguments, or a name before a bracket that it multiplies.

Invariant: a bracket is an argument where the document, a convention or a comma says
so, or where it holds one symbol; else it is a factor, and told where both are likely.
"""

from __future__ import annotations

from derive.reading.parser import Parser
from derive.reading.spelling import Name, is_function
from derive.reading.subscripts import subscript
from derive.reading.tokens import MathError
from derive.reading.vocabulary import RELATIONS
from derive.terms.term import ONE, Term, function, number, relation, symbol


def apply(p: Parser, name: Name) -> Term | None:
    """The function at the arguments that follow, or None (the bracket is then pending)."""
    known = is_function(p, name)
    opener = p.token
    unclear = name.power is not None and name.power.op == "symbol" and p.peek(2).text in (")", ",")
    if name.power is not None and (known or unclear and name.base != "e"):
        inverse = name.power.op == "neg" and name.power.args[0] == ONE
        if not (known and inverse):
            source = p.latex[name.start.start : opener.start].strip()
            raise p.error(
                name.start,
                f"`{source}(…)` can be a power of a function, a function, or a product",
                rf"write `{name.base}(…)^{{…}}` for the power, `{source} \cdot (…)` for the product",
            )
        name.base += "^{-1}"
        name.power = None
    if name.power is not None:
        return None
    arguments, bar, relations = read_arguments(p)
    single = len(arguments) == 1 and not bar
    only = arguments[0]
    shown = p.latex[name.start.start : p.token.start].strip()
    if (
        name.base == r"\Gamma"
        and single
        and not name.indices
        and not name.primes
        and name.base not in p.names.symbols
    ):
        return function("gamma", only)
    if not known and single and not relations:
        if only.op in ("symbol", "indexed"):
            if name.base == r"\pi" and not name.indices and r"\pi" not in p.names.symbols:
                raise p.error(
                    name.start,
                    f"`{shown}` can be a product with the constant π",
                    rf"write `\pi \cdot {only.value or 'x'}`",
                )
            known = name.base != "e"
        elif only.op == "number" and name.base not in ("e", r"\pi"):
            raise p.error(
                name.start,
                f"`{shown}` can be a value of a function or a product",
                rf"write `{name.base} \cdot {only}`",
            )
    if not known and single and not relations and not name.primes:
        p.pending, p.pending_start = only, opener
        p.multiplied.setdefault(name.plain, name.start)
        return None
    if not known and single and relations and name.base not in ("P", "p", "q", r"\mathrm{Pr}"):
        raise p.error(opener, "a relation inside parentheses", "write one side of a relation here")
    if not known and name.primes and single:
        raise unapplied_prime(p, name)
    p.applied.add(name.plain)
    if name.primes:
        if name.indices or name.words or not single:
            raise p.error(
                name.start,
                f"the prime on `{shown}` does not say by which variable",
                rf"write `\frac{{\partial}}{{\partial x}} {name.base}(…)`",
            )
        if name.primes > 10:
            raise p.error(name.start, f"a derivative of order {name.primes}", "write at most ten primes")
        return Term("prime", (symbol(name.base), number(name.primes), only))
    head = name.head
    if bar:
        before, after = ",".join([r"\cdot"] * bar), ",".join([r"\cdot"] * (len(arguments) - bar))
        head += rf"({before}\mid {after})"
    return Term("apply", (symbol(head), *name.indices, *arguments))


def read_arguments(p: Parser) -> tuple[list[Term], int, bool]:
    """The arguments between parentheses, how many stand before a bar, and whether any is a relation."""
    opener = p.advance()
    around = p.enter("given")
    arguments: list[Term] = []
    bar, relations = 0, False
    if p.token.text == ")":
        raise p.error(opener, "empty parentheses", "write the arguments between them")
    while True:
        argument = p.expression()
        if p.token.text in RELATIONS and RELATIONS[p.token.text] != ":=":
            sign = RELATIONS[p.advance().text]
            argument = relation(argument, sign, p.expression())
            relations = True
        arguments.append(argument)
        token = p.token
        if token.text in (",", ";") and token.kind == "sign":
            p.advance()
        elif token.text in ("|", r"\mid") and token.kind in ("sign", "command", "middle") and not bar:
            p.advance()
            bar = len(arguments)
        else:
            break
    p.close(opener)
    p.leave(around)
    return arguments, bar, relations


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
    dots = ",".join([r"\cdot"] * len(arguments)), ",".join([r"\cdot"] * len(name.below))
    return Term("apply", (symbol(f"{head.value}({dots[0]})_{{{dots[1]}}}"), *arguments, *name.below))
