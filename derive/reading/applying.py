r"""Functions at their arguments, or a name before a bracket that it multiplies.

Invariant: a bracket is an argument where the document, a convention or a comma says
so, or where it holds one symbol; else it is a factor, and told where both are likely.
"""

from __future__ import annotations

from derive.reading import beyond
from derive.reading.arguments import Arguments, read_arguments
from derive.reading.bare import stands_bare
from derive.reading.parser import Parser
from derive.reading.spelling import DOT, Name, is_function
from derive.reading.subscripts import subscript
from derive.reading.tokens import MathError
from derive.reading.unsupported import UNSUPPORTED
from derive.terms.term import ONE, Term, derivative, fresh, function, number, symbol

PROBABILITIES = frozenset(("P", "p", "q", r"\mathrm{P}", r"\mathrm{Pr}", r"\mathbb{P}"))
EVENTS = frozenset((r"\in", r"\notin", r"\cap", r"\cup", r"\setminus", r"\lnot", r"\neg"))
OFTEN_FUNCTIONS = frozenset((r"\rho", r"\chi"))
GROWTH = frozenset(("O", "o", r"\mathcal{O}"))


def apply(p: Parser, name: Name) -> Term | None:
    """The function at the arguments that follow, or None (the bracket is then pending)."""
    if name.base in GROWTH and not name.indices and not is_known(p, name):
        raise p.error(
            name.start,
            f"`{name.base}(…)` can be an order of growth, which is no number",
            rf"leave it out, or write `{name.base} \cdot (…)` for the product",
        )
    known = is_function(p, name)
    if name.power is not None and not inverts(p, name):
        return None
    opener = p.token
    if name.base in PROBABILITIES and p.holds(EVENTS):
        return beyond.read_operator(p, name.head, "random")
    found = read_arguments(p)
    if is_constant(p, name, r"\Gamma") and found.single and not name.primes:
        return function("gamma", found.values[0])
    if not (known or applies(p, name, found)):
        if name.primes:
            raise unapplied_prime(p, name)
        p.pending, p.pending_start = found.values[0], opener
        p.multiplied.setdefault(name.plain, name.start)
        return None
    if found.dotted and not found.values:
        raise p.error(opener, *UNSUPPORTED[r"\dots"])
    if found.dotted:  # of more variables than are written
        p.applied.add(name.plain)
        return beyond.beyond("list", name.head + found.places, *name.indices, *found.values)
    plain = found.at_parameters(p.names.parameters.get(name.head + found.bare_places, ()))
    if plain is None and name.base not in PROBABILITIES:
        raise p.error(opener, "a relation inside parentheses", "write one side of a relation here")
    found = plain or found
    worded = name.base in PROBABILITIES and any(v.op == "*" for v in found.values)  # P(A \text{ wins}, X < d)
    if found.bar == r"\|" or worded and found.relations:  # of distributions, not of numbers: KL(p \| q)
        return beyond.beyond("random", name.head + found.places, *name.indices, *found.values)
    p.applied.add(name.plain)
    if name.primes:
        return prime(p, name, found)
    return Term("apply", (symbol(name.head + found.places), *name.indices, *found.values))


def is_known(p: Parser, name: Name) -> bool:
    """Whether the document says what the name is."""
    return name.plain in p.names.functions or name.plain in p.names.symbols


def is_constant(p: Parser, name: Name, text: str) -> bool:
    """Whether a name is the one with a meaning of its own: π, Γ."""
    return name.head == text and text not in p.names.symbols and text not in p.names.functions


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
    only = found.values[0]
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
    if name.plain in p.names.torn:
        raise p.error(
            name.start,
            f"`{shown}` can be a function or a factor: `{name.base}` is both elsewhere",
            rf"write `{name.base} \cdot (…)` for the product, or define `{name.base}(x) = …` before it",
        )
    if name.plain in OFTEN_FUNCTIONS and not stands_bare(name.plain, p.tokens, p.names):
        raise p.error(
            name.start,
            f"`{shown}` can be a function or a factor: it stands nowhere alone",
            rf"write `{name.base} \cdot (…)` for the product, or define `{name.base}(x) = …` before it",
        )
    return False


def prime(p: Parser, name: Name, found: Arguments) -> Term:
    if name.indices and found.single and name.primes <= 10:
        (argument,) = found.values
        by = argument if argument.op == "symbol" else fresh("t", argument.free | name.term.free)
        body = Term("apply", (symbol(name.head + found.places), *name.indices, by))
        for _ in range(name.primes):
            body = derivative(body, by)
        return body if by == argument else Term("at", (body, by, argument))
    if name.indices or name.over or not found.single:
        raise p.error(
            name.start,
            f"the prime on `{name.base}` does not say by which variable",
            rf"write `\frac{{\partial}}{{\partial x}} {name.base}(…)`",
        )
    if name.primes > 10:
        raise p.error(name.start, f"a derivative of order {name.primes}", "write at most ten primes")
    return Term("prime", (symbol(name.head), number(name.primes), found.values[0]))


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


def unapplied(name: Name) -> Term:
    """A name with primes and no argument, which can be a derivative or another symbol: nothing is decided of it."""
    primed = (
        f"{name.head}{chr(39) * name.primes}" if not name.over else f"{{{name.head}}}{chr(39) * name.primes}"
    )
    return beyond.beyond("prime", primed, *name.indices)


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
