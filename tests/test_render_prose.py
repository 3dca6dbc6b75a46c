"""The author's Markdown as LaTeX and Markdown: footnotes, pictures beside the source."""

from __future__ import annotations

import struct
import zlib

import pytest
from checked import checked, shown, step

from derive.rendering.formats import render_with_pictures


def page(form: str, *blocks: str, path="page.md") -> tuple[str, dict[str, bytes]]:
    (built,) = render_with_pictures(form, [checked([*blocks, shown("a = b")], step(), path=path)])
    return built


def body(form: str, *blocks: str) -> str:
    text, _ = page(form, *blocks)
    return text[text.index("\\begin{document}") if form == "latex" else 0 :]


@pytest.mark.parametrize(
    ("blocks", "latex"),
    [
        (("One[^1].\n\n[^1]: Note.",), r"One\footnote{Note.}."),
        (("One[^a].", "[^a]: With $x_i$ and *words*."), r"One\footnote{With $x_i$ and \emph{words}.}."),
        (("One[^1], two[^1].\n\n[^1]: Note.",), r"One\footnote{Note.}, two\textsuperscript{1}."),
        (("One[^1].\n\n[^1]: A.\n\n    B.",), r"One\footnote{A.\endgraf B.}."),
        (("## Head[^1]\n\n[^1]: Note.",), r"\section*{Head (Note.)}"),
        (("One[^1].\n\n[^1]: Note[^1].",), r"One\footnote{Note[1].}."),
        (("One[^1].\n\n[^1]: Note[^2].\n[^2]: Inner.",), r"One\footnote{Note[2].}."),
        (("One[^no].",), r"One[\textasciicircum{}no]."),
        (("One[^1].\n\n[^1]: \\input{/etc/passwd}",), r"One\footnote{\textbackslash{}input\{/etc/passwd\}}."),
    ],
)
def test_footnotes_in_latex(blocks, latex):
    assert latex in body("latex", *blocks)


def test_footnotes_pass_in_markdown():
    assert "One[^1].\n\n[^1]: Note." in body("markdown", "One[^1].\n\n[^1]: Note.")


def test_notes_of_notes_do_not_multiply():
    notes = "\n".join(f"[^{i}]: [^{i + 1}] [^{i + 1}]" for i in range(60))
    assert len(body("latex", f"One[^0].\n\n{notes}")) < 20_000


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def source(tmp_path):
    """A document's place, with pictures beside it, above it and behind a link."""
    folder = tmp_path / "notes"
    (folder / "img").mkdir(parents=True)
    (tmp_path / "above.png").write_bytes(png(1, 1))
    (folder / "img/small.png").write_bytes(png(1, 1))
    (folder / "huge.png").write_bytes(png(100_000, 100_000))
    (folder / "heavy.png").write_bytes(png(1, 1) + b"\0" * 6_000_000)
    (folder / "text.png").write_text("no picture")
    (folder / "link.png").symlink_to(tmp_path / "above.png")
    (folder / "device.png").symlink_to("/dev/zero")
    return folder / "page.md"


def test_a_picture_beside_the_source_is_copied(source):
    for form, shown_as in (("latex", r"\drawing{page/%s}{words}"), ("markdown", "![words](page/%s)")):
        text, files = page(form, "![words](img/small.png)", path=str(source))
        ((name, data),) = files.items()
        assert data == png(1, 1) and name.startswith("page/img-small-") and name.endswith(".png")
        assert shown_as % name.removeprefix("page/") in text


@pytest.mark.parametrize(
    "address",
    ["../above.png", "../../etc/passwd", "/etc/passwd", "img/../../above.png", "%2e%2e/above.png", "huge.png", "heavy.png",
     "text.png", "link.png", "device.png", "gone.png", "img", "", "C:/x.png", "x\\..\\..\\above.png"],
)  # fmt: skip
def test_what_is_no_picture_beside_the_source_is_refused(source, address):
    for form in ("latex", "markdown"):
        text, files = page(form, f"![words](<{address}>)", path=str(source))
        assert files == {} and "\\drawing{p" not in text
        if form == "latex" and address and ":" not in address:
            assert "is not shown: it is no PNG or JPEG of at most 5 MB beside the document" in text


@pytest.mark.parametrize("address", ["https://e.org/x.png", "//e.org/x.png", "data:image/png;base64,AAAA"])
def test_nothing_is_fetched(source, address):
    text, files = page("latex", f"![words]({address})", path=str(source))
    assert files == {} and "\n\nwords\n" in text
