"""How fast the program is, beside SymPy, in one run:  python tests/benchmarks/speed.py

Prints the time of the whole command (median of five processes, against importing
SymPy), the time of each step inside one process, and for the same steps what
`simplify(left - right) == 0` proves of them and in what time.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
POST = ROOT / "tests/corpus/proved/bce-with-logits-post.txt"
RUNS = 5
LIMIT = 10.0  # seconds SymPy has for a step
sys.path.insert(0, str(ROOT))


def main() -> None:
    whole_process()
    print()
    each_step()


def whole_process() -> None:
    commands = {
        "derive check": [sys.executable, "-m", "derive", "check", str(POST)],
        "import sympy": [sys.executable, "-c", "import sympy"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):  # in turn, so that a busy machine slows both alike
        for name, command in commands.items():
            seconds[name].append(run(command))
    median = {name: statistics.median(times) for name, times in seconds.items()}
    print(f"whole process, median of {RUNS}")
    for name, time_taken in median.items():
        print(f"  {name:<14} {1000 * time_taken:7.0f} ms")
    print(f"  ratio          {median['derive check'] / median['import sympy']:7.2f}")


def run(command: list[str]) -> float:
    """Seconds the command takes; it must succeed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - begin


def each_step() -> None:
    import derive
    from derive.deciding.verdicts import decide
    from derive.stating import state

    statements = [s for s in state(derive.read(POST)) if s.proposition is not None]
    ours = [timed(lambda s=s: decide(s.proposition).kind) for s in statements]
    theirs = [timed(lambda s=s: sympy_verdict(s.proposition)) for s in statements]
    print(f"each step of {POST.name}, in one process, the first time it is decided")
    print(f"  {'equation':<10}{'line':<6}{'derive':<24}simplify(left - right) == 0")
    for statement, (our, our_time), (their, their_time) in zip(statements, ours, theirs, strict=True):
        equation = f"({statement.equation})" if statement.equation else ""
        print(
            f"  {equation:<10}{statement.place.line:<6}{our:<12}{1000 * our_time:7.1f} ms"
            f"  {their:<12}{1000 * their_time:9.1f} ms"
        )
    for name, results in (("derive", ours), ("SymPy", theirs)):
        times = [1000 * time_taken for _, time_taken in results]
        proved = sum(verdict == "proved" for verdict, _ in results)
        print(
            f"  {name:<8}{proved} of {len(results)} proved, "
            f"median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms"
        )


def timed(decide: Callable[[], str]) -> tuple[str, float]:
    begin = time.perf_counter()
    verdict = decide()
    return verdict, time.perf_counter() - begin


def sympy_verdict(proposition) -> str:
    """`proved` where SymPy simplifies the difference to 0.  It is told the signs that are given."""
    from sympy import simplify

    from derive.terms.sympy import to_sympy

    try:
        with limit(LIMIT):
            difference = to_sympy(proposition.left) - to_sympy(proposition.right)
            told = dict(filter(None, map(with_sign, proposition.givens)))
            return "proved" if simplify(difference.subs(told).doit()) == 0 else "not"
    except TimeoutError:
        return "too long"


def with_sign(given) -> tuple | None:
    """The symbol, and one with the sign that `given` gives it; None for another condition."""
    from sympy import Symbol

    from derive.terms.sympy import to_sympy
    from derive.terms.term import ZERO

    signs = {">=": "nonnegative", "<=": "nonpositive", ">": "positive", "<": "negative"}
    if given.op not in signs or given.args[0].op != "symbol" or given.args[1] != ZERO:
        return None
    return to_sympy(given.args[0]), Symbol(str(given.args[0].value), real=True, **{signs[given.op]: True})


@contextmanager
def limit(seconds: float):
    """Raises TimeoutError inside after so many seconds."""

    def stop(number, frame):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    main()
