"""Decides propositions in other processes, which can be killed.

Invariant: whatever a step does there (runs on, takes the memory, recurses, crashes),
here it is one undecided verdict with the reason, and the steps after it are decided.
The verdicts do not depend on the number of workers.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from derive.document import Explanation, Proposition, Verdict

if TYPE_CHECKING:
    from derive.proving.prover import Proof

MEMORY = 1 << 30  # bytes a step may take beyond what the worker began with
RECURSION = 3000  # Python frames; a frame may take 0.5 kB of C stack, which has 8 MB
LONG = 40  # propositions from which a second worker earns its start

Progress = Callable[[int, int], None]

_ends: set[Connection] = set()  # our ends of the pipes; a fork copies them and must close its copies


def decide_all(
    propositions: Iterable[Proposition],
    timeout: float = 10.0,
    workers: int | None = None,
    progress: Progress | None = None,
    explained: bool = False,
) -> list[Verdict]:
    """The verdict on each proposition, in order.

    A step may take `timeout` seconds; then it is stopped and undecided.  Where verdicts are to
    be `explained`, telling why may take as long again; a verdict never depends on it.
    `progress(done, total)` is called after each step, and each second.
    Raises Disagreement when kernel and refuter contradict each other.

    Where processes cannot be forked (Windows, or a program with threads) a script
    calls this under `if __name__ == "__main__":`, as multiprocessing asks.
    """
    propositions = list(propositions)
    distinct = list(dict.fromkeys(propositions))
    if workers is None:
        workers = 2 if len(distinct) >= LONG and (os.cpu_count() or 1) > 1 else 1
    verdicts = _decide_distinct(distinct, timeout, min(max(workers, 1), len(distinct)), progress, explained)
    return [verdicts[proposition] for proposition in propositions]


def _decide_distinct(
    propositions: list[Proposition],
    timeout: float,
    workers: int,
    progress: Progress | None,
    explained: bool,
) -> dict[Proposition, Verdict]:
    if propositions:
        import derive.deciding.verdicts  # noqa: F401  (before the fork, so that no worker pays for it again)

        if explained:
            import derive.deciding.explanation  # noqa: F401
    waiting = deque(propositions)
    verdicts: dict[Proposition, Verdict] = {}
    every = [_Worker(timeout, explained) for _ in range(workers)]
    idle = list(every)
    busy: dict[Connection, _Worker] = {}
    try:
        while waiting or busy:
            while waiting and idle:
                worker = idle.pop()
                proposition = waiting.popleft()
                refused = worker.begin(proposition)
                if refused is None:
                    busy[worker.connection] = worker
                else:
                    verdicts[proposition] = refused
                    idle.append(worker)
            if not busy:
                continue
            left = min(worker.deadline for worker in busy.values()) - time.monotonic()
            ready = wait(list(busy), max(0, min(left, 1) if progress else left))
            for connection, worker in list(busy.items()):
                if connection in ready or worker.deadline <= time.monotonic():
                    verdict = worker.finish(connection in ready)
                    if verdict is not None:
                        del busy[connection]
                        verdicts[worker.proposition] = verdict
                        idle.append(worker)
            if progress:
                progress(len(verdicts), len(propositions))
    finally:
        for worker in every:
            worker.stop()
    return verdicts


class _Worker:
    """One process, started when first needed and again after it was stopped."""

    def __init__(self, timeout: float, explained: bool):
        self.timeout = timeout
        self.explained = explained
        self.proved: Verdict | None = None  # what it is asked to explain
        self.process = None
        self.connection: Connection | None = None
        self.proposition: Proposition | None = None
        self.deadline = 0.0

    def begin(self, proposition: Proposition) -> Verdict | None:
        """None once the process works on it; a verdict when it cannot be sent."""
        if self.process is None:
            self._start()
        self.proposition, self.proved = proposition, None
        self.deadline = time.monotonic() + self.timeout
        try:
            self.connection.send(proposition)
        except RecursionError:
            return Verdict("undecided", message="nested too deeply to decide")
        except OSError:  # it died while idle, which no step is to blame for
            self.stop()
            self._start()
            self.connection.send(proposition)
        return None

    def finish(self, answered: bool) -> Verdict | None:
        """The verdict on the step it works on, which has answered, died, or run too long.

        None where it goes on to tell why.
        """
        verdict = self._verdict(answered) if self.proved is None else self._told(answered)
        if self.explained and self.proved is None and verdict.kind == "proved":
            self.proved = verdict
            self.deadline = time.monotonic() + self.timeout
            return None
        return verdict

    def _told(self, answered: bool) -> Verdict:
        """The verdict with its explanation; without one where there is none in time."""
        try:
            answer = self.connection.recv() if answered else None
        except (EOFError, OSError):
            answered, answer = False, None
        if not answered:
            self.stop()
        return replace(self.proved, explanation=answer)

    def _verdict(self, answered: bool) -> Verdict:
        from derive.deciding.verdicts import Disagreement

        if not answered:
            self.stop()
            edit = "write a step in between, or allow more with --timeout"
            return Verdict("undecided", message=f"stopped after {self.timeout:g} s: {edit}")
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            message = f"the prover's process ended ({_reason(self.process.exitcode)})"
            self.stop()
            return Verdict("undecided", message=message)
        if isinstance(answer, Verdict):
            return answer
        kind, text = answer
        if kind == "disagreement":
            raise Disagreement(text)
        if kind == "memory":  # what it holds is not given back: a new process
            self.stop()
        return Verdict("undecided", message=text)

    def stop(self) -> None:
        """Ends the process, whatever it does, and leaves nothing of it."""
        if self.process is None:
            return
        self.process.kill()
        self.process.join()
        self.process.close()
        _ends.discard(self.connection)
        self.connection.close()
        self.process = self.connection = None

    def _start(self) -> None:
        # A fork copies only the thread that forks: with others, locks could stay held.
        method = "fork" if hasattr(os, "fork") and threading.active_count() == 1 else "spawn"
        context = multiprocessing.get_context(method)
        self.connection, theirs = context.Pipe()
        _ends.add(self.connection)
        process = context.Process(target=_serve, args=(theirs, self.timeout, self.explained), daemon=True)
        with _uninterrupted():
            process.start()
            self.process = process
        theirs.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds Ctrl-C back: a process that is half started can neither be stopped nor ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit {code}"


# ── in the worker ────────────────────────────────────────────────────────────


def _serve(connection: Connection, timeout: float, explained: bool) -> None:
    """Answers each proposition until the other end is closed."""
    while _ends:
        _ends.pop().close()
    _bound()
    try:
        while True:
            proposition = connection.recv()
            _alarm(timeout + 1)  # ends the process even where nobody is left to kill it
            proofs: list[tuple[Proposition, Proof]] | None = [] if explained else None
            answer = _answer(proposition, proofs)
            _alarm(0)
            connection.send(answer)
            if proofs is not None and isinstance(answer, Verdict) and answer.kind == "proved":
                _alarm(timeout + 1)
                told = _explanation(proofs)
                _alarm(0)
                connection.send(told)
    except (EOFError, OSError):
        pass


def _explanation(proofs: list[tuple[Proposition, Proof]]) -> Explanation | None:
    """Why the proofs hold; None where that cannot be told, for the verdict stands without it."""
    from derive.deciding.explanation import explained

    try:
        return explained(proofs, {})
    except MemoryError:  # what it holds is not given back: a new process
        raise
    except Exception:
        if os.environ.get("DERIVE_DEBUG") == "1":
            raise
        return None


def _answer(
    proposition: Proposition, proofs: list[tuple[Proposition, Proof]] | None
) -> Verdict | tuple[str, str]:
    """The verdict, or what went wrong; `proofs` gets what the verdict rests on."""
    from derive.deciding.verdicts import Disagreement, decide

    try:
        return decide(proposition) if proofs is None else decide(proposition, proofs)
    except Disagreement as error:
        return ("disagreement", str(error))
    except MemoryError:
        return ("memory", "stopped: it needs more memory than a step may take")
    except RecursionError:
        return ("recursion", "stopped: nested too deeply to decide")
    except Exception as error:
        if os.environ.get("DERIVE_DEBUG") == "1":
            import traceback

            return ("error", traceback.format_exc())
        return ("error", f"internal error, please report it: {describe(error)}")


def describe(error: BaseException, most: int = 200) -> str:
    """What went wrong (at most so many characters of it) and where: `KeyError: 'x' (kernel.py:12)`."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:most]}{place}"


def _bound() -> None:
    """Bounds what the process may take, and leaves the terminal to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    sys.setrecursionlimit(RECURSION)
    gc.freeze()  # what is loaded stays, and a step leaves next to nothing in cycles
    gc.set_threshold(20_000, 20, 20)
    if os.environ.get("DERIVE_DEBUG") != "1":
        null = os.open(os.devnull, os.O_WRONLY)  # FLINT writes to stderr when it runs out of memory
        os.dup2(null, 1)
        os.dup2(null, 2)
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, _size() + MEMORY)):
        try:
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (OSError, ValueError):  # macOS refuses some
            pass


def _size() -> int:
    """Bytes of address space in use, where the system tells."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
