"""How much work something is, without a clock: the calls it makes, which are the same each time."""

from __future__ import annotations

import sys
from collections.abc import Callable

# Texts that have been slow, or could be, when they stand a thousand times in a row.
UNITS = [
    "text and $x$ more text\n",
    "For $x > 0$:\n\n$$\na = b\n$$\n\n",
    "\\[ a = b\n\n",
    "$$ a = b\n\nSome more text here.\n\n",
    "$ ", "` ", "`` ` ", "<!-- ", "\\( ", "\\[ ", "a > ", "> ", "    code\n\n", "当x", "For $", "x<0时",
    "\\begin{equation}\n", "for ", "- ", "# a\n", "---\n", "<pre>", "\\\\", "<!-- derive: undecided", "a.\n",
]  # fmt: skip


def calls(work: Callable[[], object]) -> int:
    """The calls of functions, ours and built-in ones, until `work` returns."""
    count = 0

    def count_call(frame, event, argument) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
