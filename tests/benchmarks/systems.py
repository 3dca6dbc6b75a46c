"""The systems that are compared: each is asked whether a proposition holds.

Invariant: `answer` is PROVED where the system says so as it stands, CONDITIONAL where it adds a
condition, "" where it does not say so, and raises Unstated where it has no form for the
proposition.  No answer takes longer than the limit.
"""

from __future__ import annotations

import os
import re
import resource
import selectors
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import infix
from infix import Unstated

from derive.document import DeriveError, Proposition
from derive.terms.term import ZERO, Term

PROVED, CONDITIONAL = "proved", "proved under a condition"
MEMORY = 2 << 30  # bytes a system may take


class Derive:
    name = "derive"
    absent = None
    seconds = staticmethod(time.process_time)

    def answer(self, proposition: Proposition, limit: float) -> str:
        from derive.deciding.verdicts import decide

        try:
            with _limit(limit):
                verdict = decide(proposition)
        except TooLong:
            return ""
        if verdict.kind != "proved":
            return ""
        return CONDITIONAL if verdict.conditions else PROVED


# ── SymPy ────────────────────────────────────────────────────────────────────


class SymPy:
    """`simplify(left - right) == 0`, or `simplify(left < right)`, symbols with the signs that are given."""

    def __init__(self):
        import sympy

        self.name = f"SymPy {sympy.__version__}"
        self.absent = None
        self.seconds = time.process_time

    def answer(self, proposition: Proposition, limit: float) -> str:
        from sympy import S, simplify

        from derive.terms.sympy import to_sympy

        try:
            left, right = to_sympy(proposition.left), to_sympy(proposition.right)
            told = self.told(proposition.givens)
        except DeriveError:
            raise Unstated from None
        try:
            with _limit(limit):
                if proposition.relation == "=":
                    return PROVED if simplify((left - right).subs(told).doit()) == 0 else ""
                relation = type(to_sympy(Term(proposition.relation, (ZERO, ZERO))))
                claim = relation(left.subs(told).doit(), right.subs(told).doit())
                return PROVED if simplify(claim) == S.true else ""
        except TooLong:
            return ""
        except Exception:  # what goes wrong inside SymPy is no proof
            return ""

    def told(self, givens: tuple[Term, ...]) -> dict:
        from sympy import Symbol

        from derive.terms.sympy import to_sympy

        signs = {">=": "nonnegative", "<=": "nonpositive", ">": "positive", "<": "negative", "!=": "nonzero"}
        turned = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "!=": "!="}
        known: dict[Term, dict[str, bool]] = {}
        for given in _parts(givens):
            if given.op == "integer" and given.args[0].op == "symbol":
                known.setdefault(given.args[0], {})["integer"] = True
            elif given.op in signs and ZERO in given.args:
                subject = given.args[1 - given.args.index(ZERO)]
                op = given.op if given.args[1] == ZERO else turned[given.op]
                if subject.op == "symbol":
                    known.setdefault(subject, {})[signs[op]] = True
        return {to_sympy(s): Symbol(str(s.value), real=True, **facts) for s, facts in known.items()}


class TooLong(BaseException):
    """Not an Exception, lest SymPy catch it."""


@contextmanager
def _limit(seconds: float):
    def stop(number, frame):
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _parts(givens: tuple[Term, ...]):
    for given in givens:
        yield from _parts(given.args) if given.op == "and" else (given,)


# ── systems with a prompt ────────────────────────────────────────────────────


class Prompted:
    """A system that reads commands and prints, in a process of its own."""

    command: tuple[str, ...]
    setup: str

    def __init__(self):
        self.absent = None if shutil.which(self.command[0]) else f"{self.command[0]} is not installed"
        self.process = None
        self.count = 0
        self.lost = 0.0  # seconds of processes that were killed

    def seconds(self) -> float:
        """The processor's time that the system has used, where Linux tells it, else the clock's."""
        if self.process is None:
            return self.lost
        try:
            tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
            return self.lost + sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
        except (OSError, ValueError):
            return time.monotonic()

    def ask(self, command: str, limit: float) -> str | None:
        """What the system prints; None when it takes too long, asks back or dies."""
        if self.process is None:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
                start_new_session=True,
            )
            if self.exchange(self.setup, 30) is None:
                raise RuntimeError(f"{self.command[0]} does not start")
            self.lost -= self.seconds() - self.lost  # starting it is no part of a step
        printed = self.exchange(command, limit)
        if printed is None:
            self.lost = self.seconds()
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
        return printed

    def exchange(self, command: str, limit: float) -> str | None:
        self.count += 1
        mark = f"mark{self.count}end"
        try:
            self.process.stdin.write((command + self.say(mark)).encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            return None
        begin, printed = time.monotonic(), ""
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while self.printed_mark(mark) not in printed:
                left = begin + limit - time.monotonic()
                if left <= 0 or self.asks(printed) or not selector.select(left):
                    return None
                piece = os.read(self.process.stdout.fileno(), 65536)
                if not piece:
                    return None
                printed += piece.decode(errors="replace")
        return printed

    def asks(self, printed: str) -> bool:
        return False

    def version(self) -> str:
        done = subprocess.run([self.command[0], "--version"], capture_output=True, text=True)
        found = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
        return found[0] if found else ""


class Maxima(Prompted):
    """`is(equal(…))`, then the simplifiers a user would try until one gives 0."""

    command = ("maxima", "--very-quiet")
    setup = (
        "display2d:false$ simpsum:true$ simpproduct:true$ "
        "tried(f, d) := block([r: errcatch(f(d))], r # [] and is(r[1] = 0) = true)$ "
        "same(l, r) := block([d: l - r], is(equal(l, r)) = true or tried(ratsimp, d) or tried(radcan, d) "
        "or tried(trigsimp, d) or tried(lambda([e], ratsimp(trigsimp(trigexpand(e)))), d) "
        "or tried(lambda([e], radcan(exponentialize(e))), d) "
        "or tried(lambda([e], ratsimp(logcontract(e))), d) or tried(lambda([e], fullratsimp(e)), d))$ "
    )

    def __init__(self):
        super().__init__()
        self.name = f"Maxima {self.version()}" if self.absent is None else "Maxima"

    def say(self, mark: str) -> str:
        return f'print("{mark[:4]}", "{mark[4:]}")$\n'  # not as it is echoed

    def printed_mark(self, mark: str) -> str:
        return f"{mark[:4]} {mark[4:]}"

    def asks(self, printed: str) -> bool:
        return printed.rstrip().endswith("?")

    def answer(self, proposition: Proposition, limit: float) -> str:
        syntax = infix.Maxima()
        left, right = syntax.write(proposition.left), syntax.write(proposition.right)
        told = []
        for given in _parts(proposition.givens):
            try:
                whole = given.op == "integer"
                told.append(
                    f"declare({syntax.write(given.args[0])}, integer)"
                    if whole
                    else f"assume({syntax.write(given)})"
                )
            except Unstated:
                continue
        claim = f"same({left}, {right})"
        if proposition.relation != "=":
            claim = f"is({syntax.relations[proposition.relation].format(left, right)})"
        facts = "".join(f"errcatch({t})$ " for t in told)
        symbols = ", ".join(syntax.names.values())
        clean = f"context: initial$ killcontext(asked)$ {f'kill({symbols})$ ' if symbols else ''}"
        printed = self.ask(f'supcontext(asked)$ {facts}print("said", errcatch({claim}))$ {clean}', limit)
        return PROVED if printed is not None and "said [true]" in printed else ""


class Giac(Prompted):
    """`simplify(left - right)`, then the other simplifiers until one gives 0."""

    command = ("giac",)
    setup = ""
    simplifiers = ("simplify", "normal", "ratnormal", "lncollect", "tsimplify", "trigsin", "exp2pow")

    def __init__(self):
        super().__init__()
        self.name = f"Giac {self.version()}" if self.absent is None else "Giac"

    def say(self, mark: str) -> str:
        return f'"{mark[:4]}"+"{mark[4:]}";\n'

    def printed_mark(self, mark: str) -> str:
        return mark

    def answer(self, proposition: Proposition, limit: float) -> str:
        syntax = infix.Giac()
        left, right = syntax.write(proposition.left), syntax.write(proposition.right)
        facts = ""
        for given in _parts(proposition.givens):
            try:
                facts += (
                    f"{'assume' if given.op == 'integer' else 'additionally'}({self.fact(syntax, given)});"
                )
            except Unstated:
                continue
        if proposition.relation == "=":
            claims = [f"{f}(({left})-({right}))==0" for f in self.simplifiers]
        else:
            claims = [f"simplify({syntax.relations[proposition.relation].format(left, right)})"]
        begin = time.monotonic()
        for index, claim in enumerate(claims):
            left_over = limit - (time.monotonic() - begin)
            printed = (
                self.ask(f'restart;{facts}\n"said"+(({claim})+0);\n', left_over) if left_over > 0 else None
            )
            if printed is None:
                break
            if '\n"said1"' in printed or '\n"saidtrue"' in printed:
                return PROVED
        return ""

    def fact(self, syntax: infix.Giac, given: Term) -> str:
        if given.op == "integer":
            return f"{syntax.write(given.args[0])}, integer"
        return syntax.write(given)


PROMPTED = (Maxima, Giac)
