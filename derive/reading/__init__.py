"""Text → Document.

Invariant: every display of a source is in the document, read or with the problem that
keeps it from being read; nothing is skipped.

    document = read("post.md")
"""

from __future__ import annotations

import os
import re

from derive.document import Document
from derive.reading.sources import MARKDOWN, NOTEBOOK, RST, TEX, find_documents, load

__all__ = ["find_documents", "read", "read_text"]

_ATX = r"^[ ]{0,3}\#{1,6}(?:[ \t][^\n]*)?$"
_UNDERLINED = r"^[^\s>#|`-][^\n]{0,200}\n[ ]{0,3}(?:=+|-{2,})[ \t\r]*$"
_NUMBERED = (  # `2. Title`, a line of its own between blank ones that ends like no sentence
    r"(?:\A|(?<=\n\n)|(?<=\n\r\n))[ \t]*\d{1,2}(?:\.\d{1,2})*[.、)]?[ \t]+"
    r"[^\n]{0,60}[^\n\r.。:：;；,，][ \t\r]*$(?!\n[ \t\r]*\S)"
)


def read(path: str | os.PathLike[str]) -> Document:
    """The document in a file (.md, .tex, .ipynb, .rst, .txt).  Raises DeriveError where it cannot be read."""
    return read_text(load(path), os.fspath(path))


def read_text(text: str, path: str = "<text>") -> Document:
    """The document that `text` holds; the suffix of `path` says in which format."""
    from derive.reading.documents import Format, read_document

    suffix = os.path.splitext(path)[1].lower()
    if suffix in RST:
        from derive.reading import rst

        return read_document(text, path, Format(rst.scan, None, spell=rst.spell))
    if suffix in TEX:
        from derive.reading import tex

        return read_document(text, path, Format(tex.scan, tex.HEADING))
    from derive.reading import markdown
    from derive.reading.flavours import spell

    if suffix in (*MARKDOWN, *NOTEBOOK) or path == "<text>":
        heading = re.compile(f"{_ATX}|{_UNDERLINED}", re.MULTILINE)
        if suffix in NOTEBOOK:
            from derive.reading import notebook

            text, cells = notebook.cells(text, path)
            return read_document(text, path, Format(notebook.scan, heading, True, spell), cells)
        return read_document(text, path, Format(markdown.scan, heading, is_markdown=True, spell=spell))
    heading = re.compile(f"{_ATX}|{_NUMBERED}", re.MULTILINE)
    return read_document(
        text,
        path,
        Format(
            lambda text, lines: markdown.scan(text, lines, code_by_indentation=False), heading, spell=spell
        ),
    )
