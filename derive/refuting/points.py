"""Which points are tried, in which order: those first that a person can check by hand.

Invariant: the sequence depends on the terms alone, never on time or on a hash.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cached_property, lru_cache
from itertools import product

from flint import fmpq

from derive.refuting.enclosure import Kink, Undefined, Unknown
from derive.refuting.evaluation import Compiler, Condition
from derive.refuting.opaque import Table
from derive.refuting.valuation import Point
from derive.refuting.variables import Variables, distinct
from derive.terms.term import RELATIONS, Term, sub

Assignment = dict  # key of a symbol → fmpq


def _rationals(text: str) -> list[fmpq]:
    pairs = (word.split("/") for word in text.split())
    return [fmpq(int(pair[0]), int(pair[1]) if len(pair) > 1 else 1) for pair in pairs]


ALONE = _rationals("0 1 -1 2 -2 1/2 -1/2 3 -3")  # one symbol
ALONE_LATER = _rationals("1/3 3/2 4 -4 -1/3 1/4 5 2/3 3/4 -5 6 10 -10 1/10 100 -100 1000 -1000 9/10 1000000")
TOGETHER = _rationals("1 2 0 -1 3 -2 1/2 -1/2 4 1/3")  # several symbols
TOGETHER_LATER = _rationals("-3 3/2 5 1/4 2/3 3/4 10 -4 -10 -1/3 1/10 9/10 100 -100 1000 -1000")
INTEGERS = _rationals("1 2 3 0 4 -1 5 6 -2 10")
COUNTS = _rationals("2 3 1 4 5 0 10")  # how many terms a sum has
INTERVAL = _rationals("1/2 1/3 1/4 2/3 3/4 1/5 1/10 9/10 2/5 3/5 1/100 99/100")  # between two bounds

PATTERNS = [  # values of opaque terms, in order of their reading
    _rationals("1 2 3 4 5 6 7 8"),
    _rationals("0 1 0 2 1 3 0 1"),
    _rationals("1 1 1 1 1 1 1 1"),
    _rationals("-1 1 -2 2 -3 3 -1 1"),
    _rationals("1/2 1/2 1/2 1/2 1/2"),
    _rationals("2 1 3 -1 5 4 -2 1/2"),
    _rationals("1 0 0 0 0 0 0 0"),
    _rationals("1/2 1/3 1/4 1/5 2/3 3/4"),
    _rationals("-1 -2 -3 -1 -2 -3 -4"),
]

UNLIKE = (9 * 1 + 81 * 2, 9 * 5 + 81 * 1 + 2)  # choices in which arrays do not all begin alike: x_i = y_i


class Search:
    """The candidate points of a proposition.

    `givens` and `terms` say where the interesting places are; what is `made` to hold need not be solved.
    """

    def __init__(
        self,
        variables: Variables,
        givens: tuple[Term, ...],
        terms: tuple[Term, ...],
        compiler: Compiler,
        made: Container[Term] = (),
    ):
        self.names = tuple(sorted(variables.names, key=lambda name: name in variables.counts))
        self.integers, self.heads = variables.integers, variables.heads
        self.counts, self.givens, self.compiler = variables.counts, givens, compiler
        self.places = givens + terms
        self.equations = [
            (_whether(compiler.condition(g)), Line(compiler, sub(*g.args)))
            for g in givens
            if g.op == "=" and g not in made
        ]
        self.alone = self._conditions_of_one()
        self.values = {name: Values(self._values(name)) for name in self.names}

    @cached_property
    def differences(self) -> list[Line]:
        """What is zero where something may change."""
        return [Line(self.compiler, d) for d in _differences(self.places)]

    # values of one symbol

    def _conditions_of_one(self) -> dict:
        """The givens in which a symbol stands alone, by symbol."""
        alone: dict = {name: [] for name in self.names}
        for given in self.givens:
            for part in given.args if given.op == "and" else (given,):
                if len(part.free) == 1 and not any(s.op in _OPAQUE for s in distinct(part)):
                    (symbol,) = part.free
                    if symbol.value in alone:
                        alone[symbol.value].append(_whether(self.compiler.condition(part)))
        return alone

    def _values(self, name) -> Iterator[fmpq]:
        """The values of a symbol that its own conditions admit, readable ones first."""
        whole, conditions = name in self.integers, self.alone[name]
        met: dict[tuple, fmpq] = {}  # by its parts: an fmpq hashes slowly
        admitted: list[fmpq] = []
        for value in self._candidates(name):
            if (value.p, value.q) in met:
                continue
            met[value.p, value.q] = value
            if not conditions or self._admits(name, value):
                admitted.append(value)
                yield value
        if conditions and len(admitted) < 4:
            met.update(((v.p, v.q), v) for v in self._special(name))
            ends = sorted(met.values())
            between = [(a + b) / 2 for a, b in zip(ends, ends[1:], strict=False)]
            for value in between:
                if (not whole or value.q == 1) and value not in admitted and self._admits(name, value):
                    yield value

    def _candidates(self, name) -> Iterator[fmpq]:
        if name in self.integers:
            yield from COUNTS if name in self.counts else INTEGERS
            yield from (v for v in self._special(name) if v.q == 1)
        elif len(self.names) == 1:
            yield from ALONE
            yield from self._special(name)
            yield from ALONE_LATER
        else:
            yield from TOGETHER
            yield from TOGETHER_LATER
            yield from self._special(name)
        if self.alone[name] and name not in self.integers:
            yield from INTERVAL

    def _admits(self, name, value: fmpq) -> bool:
        p = Point({name: value}, _UNREAD)
        return all(condition(p) for condition in self.alone[name])

    def _special(self, name) -> list[fmpq]:
        """Where a difference of the terms is zero when the other symbols are 1, and beside it."""
        others = dict.fromkeys(self.names, fmpq(1))
        roots: list[fmpq] = []
        for difference in self.differences:
            root = difference.root(others, name)
            if root is not None and root not in roots:
                roots.append(root)
            if len(roots) >= 6:
                break
        beside = [v for root in roots for v in (root, root + 1, root - 1)]
        return beside + [v for root in roots for v in (root + fmpq(1, 2), root / 2, root * 2)][:9]

    # points

    def points(self, wide: bool) -> Iterator[tuple[Assignment, int]]:
        """Assignments to the symbols, each with the number of a choice for opaque terms."""
        seen = set()
        patterns = len(PATTERNS) ** min(len(self.heads), 3)
        count = 0
        for assignment in self._assignments(wide):
            solved = self._solved(assignment)
            repeat = 1 if not self.heads else (len(PATTERNS) if count < 2 or wide else 2)
            if not self.names:
                repeat = patterns if wide else min(patterns, 30)
            unlike = UNLIKE if count < 2 and len(self.heads) > 1 and not wide else ()
            for i in (*range(repeat), *unlike):
                pattern = (count + i if count >= 2 else i) % patterns if self.heads else 0
                if count >= 2 and wide:
                    pattern = _pseudorandom(count * 31 + i) % patterns
                mark = (tuple((v.p, v.q) for v in solved.values()), pattern)
                if mark not in seen:
                    seen.add(mark)
                    yield solved, pattern
            count += 1

    def _solved(self, assignment: Assignment) -> Assignment:
        """The assignment moved onto the equations that are given, where that is linear."""
        for equation, difference in self.equations:
            if equation(Point(assignment)):
                continue
            for name in reversed(self.names):
                root = difference.root(assignment, name)
                if root is None:
                    continue
                moved = {**assignment, name: root}
                if equation(Point(moved)):
                    assignment = moved
                    break
        return assignment

    def _assignments(self, wide: bool) -> Iterator[Assignment]:
        names = self.names
        if not names:
            yield {}
            return
        lists = [self.values[name] for name in names]
        if not all(values.reach(0) for values in lists):
            return
        if len(names) == 1:
            for v in lists[0]:
                yield {names[0]: v}
        else:
            counted = [name in self.counts for name in names] if self.counts else []
            for ranks in _ranks(len(names), wide):
                if counted:
                    ranks = [r // 2 if c else r for c, r in zip(counted, ranks, strict=True)]
                if all(r < 4 or values.reach(r) for r, values in zip(ranks, lists, strict=True)):
                    yield {n: v[r] for n, v, r in zip(names, lists, ranks, strict=True)}
            yield from self._kinks(lists)
        if wide:
            yield from self._far(lists)

    def _kinks(self, lists: list[Values]) -> Iterator[Assignment]:
        """Points at and beside which a difference of the terms is zero."""
        for start in ((0, 1, 2, 3, 4), (1, 3, 0, 2, 5)):
            base = {n: v[start[i % 5]] for i, (n, v) in enumerate(zip(self.names, lists, strict=True))}
            for difference in self.differences[:8]:
                for name in self.names:
                    root = difference.root(base, name)
                    if root is None:
                        continue
                    for v in (root, root + 1, root - 1):
                        if name not in self.integers or v.q == 1:
                            yield {**base, name: v}

    def _far(self, lists: list[Values]) -> Iterator[Assignment]:
        """A bounded pseudo-random search, the same in every run."""
        state = 1
        for k in range(300):
            assignment = {}
            for name, values in zip(self.names, lists, strict=True):
                state = _pseudorandom(state + k)
                v = values[state % values.count()]
                if name not in self.integers and state & 1024:
                    state = _pseudorandom(state)
                    v = v + fmpq(state % 97 - 48, (1, 3, 7, 10, 100, 1000)[state % 6])
                elif state & 2048:
                    v = v + state % 13
                assignment[name] = v
            yield assignment


class Values:
    """Values in their order, each found when it is first asked for: few of them are read as a rule."""

    def __init__(self, rest: Iterator[fmpq]):
        self.rest, self.found = rest, []

    def reach(self, rank: int) -> bool:
        """Whether there is a value of this rank."""
        while len(self.found) <= rank:
            value = next(self.rest, None)
            if value is None:
                return False
            self.found.append(value)
        return True

    def count(self) -> int:
        """How many there are."""
        self.found.extend(self.rest)
        return len(self.found)

    def __getitem__(self, rank: int) -> fmpq:
        """The value of this rank; after the last comes the first again."""
        return self.found[rank] if self.reach(rank) else self.found[rank % len(self.found)]

    def __iter__(self) -> Iterator[fmpq]:
        rank = 0
        while self.reach(rank):
            yield self.found[rank]
            rank += 1


def choice(heads: tuple[str, ...], pattern: int):
    """How opaque terms are chosen: each name follows its own pattern."""
    of = {}
    for head in heads:
        pattern, of[head] = divmod(pattern, len(PATTERNS))

    def choose(name: str, count: int) -> fmpq:
        values = PATTERNS[of.get(name, of.get(name.split("(")[0], 0) + 1) % len(PATTERNS)]
        return values[count % len(values)]

    return choose


@lru_cache(maxsize=64)
def _ranks(count: int, wide: bool) -> tuple[tuple[int, ...], ...]:
    """Which value of its list each symbol takes: distinct small ones, then all equal, then all."""
    return tuple(_ranked(count, wide))


def _ranked(count: int, wide: bool) -> Iterator[tuple[int, ...]]:
    yield tuple(range(count))
    if count == 2:
        pairs = product(range(10 if wide else 7), repeat=2)
        yield from sorted(pairs, key=lambda r: (max(r), r[0] == r[1], r))
        return
    if count == 3:
        every = sorted(product(range(7 if wide else 4), repeat=3), key=lambda r: (sum(r), max(r), r))
        yield from every if wide else every[:20]
    yield tuple(reversed(range(count)))
    for r in (0, 2, 3, 1):
        yield (r,) * count
    for i in range(min(count, 6)):
        yield tuple(0 if k == i else 2 for k in range(count))
    for i in range(min(count, 6)):
        yield tuple(3 if k == i else k for k in range(count))
    for i in range(min(count, 6)):
        yield tuple(2 if k == i else k for k in range(count))
    state = 7
    for k in range(200 if wide else 16):
        ranks = []
        for _ in range(count):
            state = _pseudorandom(state)
            ranks.append(state % (4 + k // 4))
        yield tuple(ranks)


def _pseudorandom(state: int) -> int:
    """The next state of Knuth's MMIX generator, its low bits dropped."""
    return ((state * 6364136223846793005 + 1442695040888963407) % 2**64) >> 13


def _differences(terms: tuple[Term, ...]) -> list[Term]:
    """u − v wherever the terms compare u and v, or something depends on the sign of u."""
    found: dict[Term, None] = {}
    for whole in terms:
        for s in distinct(whole):
            if s.op in RELATIONS or s.op in ("max", "min"):
                first, *others = s.args
                found.update((Term("+", (first, Term("neg", (other,)))), None) for other in others)
            elif s.op in ("abs", "sign", "log", "sqrt", "root"):
                found[s.args[0]] = None
            elif s.op == "/":
                found[s.args[1]] = None
            elif s.op == "+":
                found[s] = None
    return list(found)[:24]


class Line:
    """A difference, looked at as a function of one symbol."""

    def __init__(self, compiler: Compiler, difference: Term):
        self.at = compiler.compile(difference)
        self.letters = {symbol.value for symbol in difference.free}
        opaque = any(s.op in _OPAQUE for s in distinct(difference))
        self.table = None if opaque else _UNREAD

    def root(self, others: Assignment, name) -> fmpq | None:
        """Where the difference is zero as a function of the symbol, the others given.

        None unless three exact values lie on a line and the zero is short.
        """
        if (name if isinstance(name, str) else name[0]) not in self.letters:
            return None  # the same everywhere
        values = dict(others)
        try:
            at0 = self._value(values, name, _PROBES[0])
            if type(at0) is not fmpq:
                return None
            at1 = self._value(values, name, _PROBES[1])
            if type(at1) is not fmpq or at0 == at1:
                return None
            at3 = self._value(values, name, _PROBES[2])
        except (Undefined, Unknown, Kink):
            return None
        if type(at3) is not fmpq or at3 != at0 + 3 * (at1 - at0):
            return None
        root = at0 / (at0 - at1)
        return root if root.height_bits() < 60 else None

    def _value(self, values: Assignment, name, value: fmpq):
        values[name] = value
        return self.at(Point(values, self.table))


_OPAQUE = ("indexed", "apply", "prime")
_UNREAD = Table()  # for terms in which nothing is opaque
_PROBES = (fmpq(0), fmpq(1), fmpq(3))


def _whether(condition: Condition) -> Condition:
    """The same, False where it is not certain."""

    def certainly(p: Point) -> bool:
        try:
            return condition(p)
        except (Undefined, Unknown, Kink):
            return False

    return certainly
