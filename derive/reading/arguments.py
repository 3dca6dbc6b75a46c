r"""What stands between the parentheses of a function, events of a probability among it.

Invariant: a random variable is a part of the name, for it is no number: `P(X \le x)` is a
function of x alone, P(X\le \cdot).

    p(x \mid y)         at x, y        of the name p(\cdot\mid \cdot)
    P(Y = 1 \mid x)     at 1, x        of the name P(Y=\cdot\mid \cdot)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from derive.reading.parser import Parser
from derive.reading.spelling import DOT
from derive.reading.vocabulary import RELATIONS
from derive.terms.term import Term

DOTS = r"\dots"
BARS = {"|": r"\mid", r"\mid": r"\mid", r"\|": r"\|"}
SIGNS = {"=": "=", "<": "<", ">": ">", "<=": r"\le ", ">=": r"\ge ", "!=": r"\ne "}


@dataclass(frozen=True)
class Argument:
    """One argument: its values, and the piece of the name with a dot for each (`X=\\cdot`)."""

    values: tuple[Term, ...]
    piece: str = DOT
    variable: Term | None = None  # the random variable of `X = x`


@dataclass(frozen=True)
class Arguments:
    """What stands between the parentheses of a function.

    `bar` is the bar between the arguments, and `before` how many stand before it.
    """

    items: tuple[Argument, ...] = field(default=())
    bar: str = ""
    before: int = 0

    @property
    def values(self) -> tuple[Term, ...]:
        return tuple(value for item in self.items for value in item.values)

    @property
    def single(self) -> bool:
        return len(self.items) == 1

    @property
    def relations(self) -> bool:
        return any(item.piece != DOT for item in self.items)

    @property
    def dotted(self) -> bool:
        """Whether dots stand for some of the arguments."""
        return any(item.piece == DOTS for item in self.items)

    @property
    def places(self) -> str:
        r"""The places of arguments with a bar or an event, `(\cdot\mid \cdot)`: a part of the function's name."""
        return self._written([item.piece for item in self.items]) if self.bar or self.relations else ""

    @property
    def bare_places(self) -> str:
        """The places without events."""
        return self._written([DOT] * len(self.items)) if self.bar else ""

    def _written(self, pieces: list[str]) -> str:
        if not self.bar:
            return f"({','.join(pieces)})"
        return f"({','.join(pieces[: self.before])}{self.bar} {','.join(pieces[self.before :])})"

    def at_parameters(self, parameters: tuple[str, ...]) -> Arguments | None:
        """The arguments with `y = 1` as the value 1 of the parameter y; None where one is none."""
        if not self.relations:
            return self
        if len(parameters) != len(self.items):
            return None
        items = []
        for item, parameter in zip(self.items, parameters, strict=True):
            if item.piece != DOT and (item.variable is None or item.variable.value != parameter):
                return None
            items.append(Argument(item.values))
        return replace(self, items=tuple(items))


def read_arguments(p: Parser) -> Arguments:
    """The arguments between parentheses."""
    opener = p.advance()
    around = p.enter("given")
    items: list[Argument] = []
    bar, before = "", 0
    if p.token.text == ")":
        raise p.error(opener, "empty parentheses", "write the arguments between them")
    while True:
        items.append(read_argument(p))
        token = p.token
        if token.text in (",", ";") and token.kind == "sign":
            p.advance()
        elif items[-1].piece == DOTS and p.starts_factor(token):
            pass  # x_1, \dots x_n
        elif token.text in BARS and not bar:
            p.advance()
            bar, before = BARS[token.text], len(items)
            if token.text == "|" and p.token.text == "|":  # KL(p||q)
                p.advance()
                bar = r"\|"
        else:
            break
    p.close(opener)
    p.leave(around)
    return Arguments(tuple(items), bar, before)


def read_argument(p: Parser) -> Argument:
    r"""A value, dots, or an event `X = x`, `a < X \le b`."""
    start = p.token
    if p.token.text == DOTS and p.token.kind == "command":
        p.advance()
        return Argument((), DOTS)
    sides, signs = [p.expression()], []
    while p.token.text in RELATIONS and RELATIONS[p.token.text] != ":=":
        signs.append(RELATIONS[p.advance().text])
        sides.append(p.expression())
    if not signs:
        return Argument((sides[0],))
    named = [i for i, side in enumerate(sides) if side.op in ("symbol", "indexed")]
    at = 1 if len(signs) == 2 and 1 in named else named[0] if named and len(signs) == 1 else None
    if at is None:
        raise p.error(start, "an event that is not about one random variable", "name the probability: `p`")
    variable = sides.pop(at)
    name, indices = variable.value, ()
    if variable.op == "indexed":
        head, *rest = variable.args
        name, indices = str(head.value), tuple(rest)
        if DOT not in name:
            name += f"_{{{','.join([DOT] * len(indices))}}}"
    pieces, values = [], []
    for index, sign in enumerate(signs):
        if index < at:
            pieces.append(f"{DOT}{SIGNS[sign].rstrip()}{' ' if SIGNS[sign][0] == chr(92) else ''}")
            values.append(sides[0])
    pieces.append(str(name))
    values += indices
    for index, sign in enumerate(signs):
        if index >= at:
            pieces.append(f"{SIGNS[sign]}{DOT}")
            values.append(sides[-1])
    return Argument(tuple(values), "".join(pieces), variable if signs == ["="] and at == 0 else None)
