"""HTML: what a document says does nothing, its mathematics is MathML, its words stand as they were meant."""

from __future__ import annotations

import struct
import zlib

import mathml
import pytest
from checked import checked, shown, step
from test_render_pages import FORMULAS, HOSTILE, hostile_document, page

from derive.rendering.embedding import embedded
from derive.rendering.formats import render, render_laws
from derive.rendering.mathml import mathml as written

ATTRIBUTES = frozenset(
    "aria-hidden aria-label charset class content display href http-equiv id lang name open role scope src alt "
    "start style tabindex title value viewBox".lower().split()
)


def assert_inert(html: str) -> None:
    """Every tag is one of ours, no attribute acts, nothing is fetched."""
    root = mathml.tree(html)
    waiting = root.elements()
    while waiting:
        node = waiting.pop()
        waiting += node.elements()
        if node.tag.startswith("m") and node.tag not in ("main", "meta", "mark"):
            assert not any(name.startswith("on") or name in ("href", "src") for name in node.attributes)
            continue
        assert node.tag not in ("script", "iframe", "object", "embed", "form", "base", "svg", "input"), node.tag
        assert node.tag != "link" and set(node.attributes) <= ATTRIBUTES, node.attributes
        address = node.attributes.get("href", "")
        assert not address.strip().lower().startswith(("javascript:", "data:", "vbscript:", "file:")), address
        assert node.attributes.get("src", "data:image/").startswith("data:image/")
    assert "default-src 'none'" in html


@pytest.mark.parametrize("piece", HOSTILE + FORMULAS)
def test_hostile_pieces_are_inert(piece):
    made = step("refuted", f"a = {piece}", message=piece, warning=piece, at=f"x={piece}: {piece} | 2",
                acknowledged=piece, laws=piece or "-")  # fmt: skip
    source = f"---\nauthor: {piece.splitlines()[0]}\nlicense: <script>alert(1)</script>\n---\n"
    blocks = [piece, shown(piece if piece in FORMULAS else "a = b", "1")]
    assert_inert(page("html", made, blocks=blocks, title=piece, source=source))


def test_a_hostile_page_is_inert():
    html = next(render("html", [hostile_document()]))
    assert_inert(html)
    assert "alert(1)" in html  # it is shown, and does nothing


@pytest.mark.parametrize("latex", ["(" * 60, "\\log(" * 40, "[" * 30 + "x" + "[" * 30, "\\{" * 50])
def test_brackets_that_are_never_closed_are_shown_as_code(latex):
    """The converter would try twice for each of them."""
    assert written(latex) is None
    assert f"<code>x = {latex}</code>" in page("html", step("refuted", f"a = {latex}", at=f"x={latex}: 1 | 2"))


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("a *b* **c** ~~d~~ `e<f`", "a <em>b</em> <strong>c</strong> <s>d</s> <code>e&lt;f</code>"),
        ("<b>bold *x</b> y*", "<b>bold <em>x</em></b> y"),
        ("<b>open", "<b>open</b>"),
        ("x<br>y H<sub>2</sub>O", "x<br />\ny H<sub>2</sub>O"),
        ("<!-- hidden -->shown", "shown"),
        ("<i class=x>a</i>", "<code>&lt;i class=x&gt;</code>a"),
        ("[a](https://e.org/?q=1&r#f)", '<a href="https://e.org/?q=1&amp;r#f">a</a>'),
        ("[a](other.md#eq-1)", '<a href="other.html#eq-1">a</a>'),
        ("[a](../other.md)", '<a href="../other.md">a</a>'),
        ("![a *b*](https://e.org/x.png)", '<span class="picture">a <em>b</em></span>'),
        ("$x<y$", "<math><mi>x</mi><mo>&lt;</mo><mi>y</mi></math>"),
        ("see [ref]\n\n[ref]: https://e.org", 'see <a href="https://e.org">ref</a>'),
        ("a[^1]\n\n[^1]: note", 'a<sup id="noteref-1"><a href="#note-1">1</a></sup>'),
        ("### deep", "<h2>deep</h2>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. a", '<ol start="3">'),
        ("> q", "<blockquote>\n<p>q</p>"),
        ("a\u202eb", "ab"),
    ],
)
def test_prose(prose, html):
    assert html in page("html", step(), blocks=[prose, shown("a = b")])


@pytest.mark.parametrize(
    ("latex", "says"),
    [
        (r"x'^2 + x''", "x^{'2}+x''"),
        (r"\begin{split} a &= b \\[2pt] &= c \end{split}", r"\begin{aligned}a & =b \\  & =c\end{aligned}"),
        (r"\text{if $x > 0$ then}", r"\text{if }x>0\text{ then}"),
        (r"\sum_{\substack{i \\ j}} x", r"\sum_{\begin{aligned}i \\ j\end{aligned}}x"),
        (r"\left< x \right>", r"\left\langle x \right\rangle"),
        (r"\overline{xy}", r"\bar{xy}"),
        (r"\begin{aligned}[t] a &= b \end{aligned}", r"\begin{aligned}a & =b\end{aligned}"),
        (r"\begin{cases} x & x > 0 \\ 0 & \text{else} \end{cases}", r"\begin{cases}x & x>0 \\ 0 & \text{else}\end{cases}"),
    ],
)  # fmt: skip
def test_what_is_spelled_otherwise_says_the_same(latex, says):
    assert mathml.latex(mathml.tree(written(latex)).elements()[0]) == says


def png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))


@pytest.mark.parametrize(
    ("address", "content", "shown"),
    [
        ("a.png", png(10, 10), True),
        ("deep/a.png", png(10, 10), True),
        ("a.png", png(60_000, 60_000), False),
        ("a.png", png(10, 10) + bytes(200_000), False),
        ("a.png", b"<script>alert(1)</script>", False),
        ("a.svg", b'<svg xmlns="x"><path d="M0 0"/></svg>', True),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>', False),
        ("../a.png", png(10, 10), False),
        ("/etc/passwd", None, False),
        ("file:///etc/passwd", None, False),
        ("absent.png", None, False),
        ("", None, False),
    ],
)
def test_which_pictures_are_put_into_a_page(tmp_path, address, content, shown):
    folder = tmp_path / "notes"
    folder.mkdir()
    if content is not None:
        file = folder / address
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    found = embedded(folder, address)
    assert (found is not None) is shown
    assert found is None or found.startswith("data:image/")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_place_that_is_led_to_is_there_once(language):
    html = next(render("html", [checked([shown("a = b", "1"), shown("a = b", "1")], step(), step(display=1))]))
    for text in (html, render_laws("html", language)):
        places = []
        waiting = mathml.tree(text).elements()
        while waiting:
            node = waiting.pop()
            waiting += node.elements()
            places += [node.attributes["id"]] if "id" in node.attributes else []
        assert len(places) == len(set(places))
