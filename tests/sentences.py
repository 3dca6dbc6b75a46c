"""What prose beside a display states."""

from __future__ import annotations

from derive.document import Prose
from derive.reading import read_text

DISPLAY = "\n\n$$\na = b\n$$\n\n"


def stated(prose: str) -> tuple[list[str], list[str]]:
    """The conditions of the display that stands at `@`, and those of the section, as written."""
    document = read_text(prose.replace("@", DISPLAY), "post.md")
    section = [c.latex for block in document.blocks if isinstance(block, Prose) for c in block.conditions if c.term.op not in ("any", "every")]
    return [c.latex for display in document.displays for c in display.conditions], section
