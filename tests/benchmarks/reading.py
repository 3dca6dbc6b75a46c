"""How fast documents are read:  python tests/benchmarks/reading.py

Prints the processor's time a display takes, over every document of the repository, and
how much longer a text takes that is ten times as long: one of 2,000 displays against one
of 200, and one piece of text repeated, whatever the piece.  Exit code 1 beyond a limit.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
MEDIAN = 1.0  # milliseconds a display
RATIO = 12.0  # for ten times the displays


def main() -> int:
    from derive.document import Display
    from derive.reading import read
    from derive.reading.sources import SUFFIXES
    from work import UNITS

    paths = sorted(p for p in (*(ROOT / "tests/corpus").rglob("*"), *(ROOT / "derive/derivations").iterdir()))
    documents = [read(path) for path in paths if path.suffix in SUFFIXES]
    each = sorted(display_times(documents))
    whole = [1000 * seconds(document.source, document.path) for document in documents if document.displays]
    shares = [t / len(d.displays) for t, d in zip(whole, (d for d in documents if d.displays))]
    print(f"{len(each)} displays in {len(documents)} documents")
    print(f"  the mathematics of a display  median {statistics.median(each):.2f} ms, longest {each[-1]:.2f} ms")
    print(f"  with the prose around it      median {statistics.median(shares):.2f} ms")
    blocks = [block for d in documents if d.path.endswith(".md") for block in d.blocks]
    texts = [text_of(cycle(blocks), Display, count) for count in (200, 2_000)]
    few, many = (seconds(text, "post.md") for text in texts)
    print(f"200 displays {few:.2f} s, 2,000 displays {many:.2f} s, ratio {many / few:.1f}")
    print("a piece of text repeated, ten times as long:")
    ratios = {unit: repeated(unit, 40_000) / max(repeated(unit, 4_000), 0.001) for unit in UNITS}
    unit = max(ratios, key=ratios.__getitem__)
    print(f"  largest ratio {ratios[unit]:.1f}, of {unit!r}")
    return int(statistics.median(shares) > MEDIAN or many / few > RATIO)


def seconds(text: str, path: str) -> float:
    """The processor's time in which the text is read, the best of three."""
    from derive.reading import read_text

    return best(lambda: read_text(text, path))


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def display_times(documents) -> Iterator[float]:
    """Milliseconds for the mathematics of each display, with the names of its document."""
    from derive.document import Place
    from derive.reading.display import read_display
    from derive.reading.names import defined_names

    for document in documents:
        names = defined_names([display.latex for display in document.displays])
        for display in document.displays:
            yield 1000 * best(lambda d=display, n=names: read_display(d.latex, n, lambda at: Place(1, at + 1), 1))


def text_of(blocks: Iterator, kind: type, count: int) -> str:
    """The blocks up to the display of that number."""
    pieces = []
    for block in blocks:
        shown = isinstance(block, kind)
        pieces.append(block.source if shown else block.text)
        count -= shown
        if not count:
            return "".join(pieces)
    raise ValueError("no blocks")


def repeated(unit: str, size: int) -> float:
    return seconds("".join(islice(cycle([unit]), size // len(unit))), "post.md")


if __name__ == "__main__":
    sys.exit(main())
