r"""Sources → documents: which text is a displayed formula, its number and its place; titles, languages, bad files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import UNITS, calls

from derive.document import DeriveError, Display, Document
from derive.reading import find_documents, read, read_text
from derive.reading.math import read_term

POST = Path(__file__).parent / "corpus" / "proved" / "bce-with-logits-post.txt"


def joined(document: Document) -> str:
    return "".join(b.source if isinstance(b, Display) else b.text for b in document.blocks)


def displays(text: str, path: str = "post.md") -> list[str]:
    document = read_text(text, path)
    assert joined(document) == text
    return [d.latex.strip() for d in document.displays]


def test_the_post():
    document = read(POST)
    assert joined(document) == document.source == POST.read_text(encoding="utf-8")
    assert (document.title, document.language) == ("BCEWithLogloss公式推导", "zh")
    assert [d.numbers for d in document.displays] == [(str(n),) for n in range(1, 9)]
    assert [d.place.line for d in document.displays] == [22, 26, 32, 38, 44, 48, 52, 56]
    conditions = [[(c.latex, c.place.line, c.place.column) for c in d.conditions] for d in document.displays]
    assert conditions == [[], [], [], [], [("x>=0", 42, 8)], [("x<0", 46, 2)], [], []]
    assert [len(link.links) for d in document.displays for link in d.chains] == [1, 1, 1, 6, 1, 5, 1, 3]
    assert not any(d.problems or d.acknowledged for d in document.displays)
    assert not any(b.conditions for b in document.blocks if not isinstance(b, Display))


@pytest.mark.parametrize(
    "text, found",
    [
        # delimiters
        ("$$\na = b\n$$", ["a = b"]),
        ("$$a = b$$", ["a = b"]),
        ("$$ a = b $$.", ["a = b"]),
        ("Text:\n$$a = b$$\nmore.", ["a = b"]),
        ("\\[ a = b \\]", ["a = b"]),
        ("Text \\[ a = b \\] text.", ["a = b"]),
        ("\\[a \\\\[2pt] = b\\]", ["a \\\\[2pt] = b"]),
        ("\\\\[ a = b \\\\]", ["a = b"]),
        ("\\begin{equation} a = b \\end{equation}", ["\\begin{equation} a = b \\end{equation}"]),
        ("\\begin{align*}\na &= b\n\\end{align*}", ["\\begin{align*}\na &= b\n\\end{align*}"]),
        ("\\(\\begin{equation} a = b \\end{equation}\\)", ["\\begin{equation} a = b \\end{equation}"]),
        ("得到: \\(\\begin{equation} a = b \\end{equation}\\)", ["\\begin{equation} a = b \\end{equation}"]),
        ("$a = b$", ["a = b"]),
        ("Text:\n\n$a \\le b$,\n\nmore", ["a \\le b"]),
        ("Text:\n$a = b$", ["a = b"]),
        ("\\(a = b\\)", ["a = b"]),
        ("```math\na = b\n```", ["a = b"]),
        ("~~~math\na = b\n~~~", ["a = b"]),
        ("```{math}\n:label: loss\n\na = b\n```", ["a = b"]),
        ("Let $x$ be.\n\n$$a = b$$ (loss)", ["a = b"]),
        ("$$a = b$$ {#eq:loss}", ["a = b"]),
        ('<script type="math/tex; mode=display">a = b</script>', ["a = b"]),
        # in lists and block quotes
        ("- item\n\n    $$\n    a = b\n    $$", ["a = b"]),
        ("1. item: $$a = b$$", ["a = b"]),
        ("> $$\n> a\n> = b\n> $$\n> text", ["a\n= b"]),
        ("> $$a = b$$", ["a = b"]),
        # several
        ("$$a = b$$\n$$c = d$$", ["a = b", "c = d"]),
        ("$$a = b$$\n\n\\[c = d\\]\n\n$e = f$", ["a = b", "c = d", "e = f"]),
        ("$$a = b$$ and $$c = d$$", []),  # a line of text, where kramdown sets it inline
        ("Let $x$ be.\n\nThen we have $$a = b$$", ["a = b"]),
        ("Then we have: $$a = b$$", ["a = b"]),
        ("a formula: $$\na = b\n$$ and so on", ["a = b"]),
        # blank lines in a formula
        ("$$\na = b\n\n+ c\n$$", ["a = b\n\n+ c"]),
        # no display
        ("", []),
        ("Let $x = 1$ be.", []),
        ("$x$", []),
        ("so we have wrapped\n$x = 1$\nin a paragraph", []),
        ("Text $$x$$ text", []),
        ("It costs $5 and $6.", []),
        ("It costs \\$$5.", []),
        ("see \\[1\\] and \\[2\\]", []),
        ("a \\[link\\](https://example.org)", []),
        ("`$$a = b$$`", []),
        ("``a ` $$a = b$$``", []),
        ("```\n$$a = b$$\n```", []),
        ("```python\n\\[a = b\\]\n```", []),
        ("~~~\n```\n$$a = b$$\n~~~", []),
        ("````\n```\n$$a = b$$\n```\n````", []),
        ("```\n$$a = b$$", []),  # a fence that nothing closes goes on to the end
        ("- item\n  ```\n  $$a = b$$\n  ```", []),
        ("Text\n\n    $$a = b$$\n\ntext", []),  # code by indentation
        ("Text\n    $$a = b$$", ["a = b"]),  # but not within a paragraph
        ("<!-- $$a = b$$ -->", []),
        ("<!--\n\n$$a = b$$\n\n-->\n$$c = d$$", ["c = d"]),
        ("{% highlight tex %}\n$$a = b$$\n{% endhighlight %}\n$$c = d$$", ["c = d"]),
        ("<pre>\n$$a = b$$\n</pre>", []),
        ("<code>$$a = b$$</code>", []),
        ('<script type="math/tex">a = b</script>', []),
        ("---\ntitle: $$a = b$$\n---\ntext", []),
        ("`a\n\n$$a = b$$\n\nb`", ["a = b"]),  # a code span ends with its paragraph
        ("a ` b\n\n$$a = b$$", ["a = b"]),
        ("```inline``` $$\na = b\n$$", ["a = b"]),
    ],
)
def test_what_is_a_display(text, found):
    assert displays(text) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("    $$a = b$$", ["a = b"]),  # a text that was copied has no code by indentation
        ("\\[\\begin{equation} \\begin{split} a = b \\end{split} \\end{equation}\\]",
         ["\\begin{equation} \\begin{split} a = b \\end{split} \\end{equation}"]),
    ],
)  # fmt: skip
def test_what_is_a_display_in_plain_text(text, found):
    assert displays(text, "post.txt") == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("\\[ a = b \\]", ["a = b"]),
        ("$$ a = b $$", ["a = b"]),
        ("Text $x = 1$ text \\begin{align} a &= b \\end{align}", ["\\begin{align} a &= b \\end{align}"]),
        ("% \\[ a = b \\]\n\\[ c = d \\]", ["c = d"]),
        ("50\\% \\[ c = d \\]", ["c = d"]),
        ("\\begin{verbatim}\n\\[ a = b \\]\n\\end{verbatim}\n\\[ c = d \\]", ["c = d"]),
        (
            "\\newcommand{\\x}{\\[ y = z \\]}\n\\begin{document}\n\\[ a = b \\]\n\\end{document}\n\\[ c = d \\]",
            ["a = b"],
        ),
        ("A line break\\\\[2pt] and \\[ a = b \\]", ["a = b"]),
        ("\\begin{document}\\[ a = b \\]\\end{document}", ["a = b"]),
        ("\\begin {equation} a = b \\end {equation}", ["\\begin {equation} a = b \\end {equation}"]),
        ("\\begin{equation}\na % \\end{equation}\n= b\n\\end{equation}",
         ["\\begin{equation}\na % \\end{equation}\n= b\n\\end{equation}"]),
        ("\\[ a = 50\\% \\]", ["a = 50\\%"]),
        ("\\begin{subequations}\n\\begin{align} a &= b \\end{align}\n\\end{subequations}",
         ["\\begin{align} a &= b \\end{align}"]),
        ("\\begin{IEEEeqnarray}{rCl} a &=& b \\end{IEEEeqnarray}",
         ["\\begin{IEEEeqnarray}{rCl} a &=& b \\end{IEEEeqnarray}"]),
        # what LaTeX does not set as mathematics
        ("\\verb|$$a = b$$| and \\verb*+\\[+ \\[ c = d \\]", ["c = d"]),
        ("\\lstinline{$$} \\mintinline{tex}{\\[} \\[ c = d \\]", ["c = d"]),
        ("\\iffalse \\[ a = b \\] \\fi \\[ c = d \\]", ["c = d"]),
        ("\\newcommand{\\x}[1]{\\[ y = #1 \\]}\n\\[ a = b \\]", ["a = b"]),
        ("\\def\\x{$$ y = z $$}\n\\DeclareMathOperator*{\\y}{$$z}\n\\[ a = b \\]", ["a = b"]),
        ("\\newcommand{\\x}{ {\n\\[ a = b \\]", ["a = b"]),  # braces that do not close hide nothing
        ("\\begin{tikzpicture} \\node {$$a = b$$}; \\end{tikzpicture}", []),
        ("\\input{other} \\include{another} \\[ a = b \\]", ["a = b"]),
        ("\\( a = b \\) and $c = d$", []),
    ],
)
def test_what_is_a_display_in_latex(text, found):
    assert displays(text, "post.tex") == found


@pytest.mark.parametrize(
    "text, line, message, after",
    [
        ("Text\n\n\\[ a = b\n\nmore\n\n$$c = d$$", 3, "`\\[` is not closed", ["c = d"]),
        ("$$\na = b\n\nSome more text follows.\n\n$$\nc = d\n$$", 1, "`$$` is not closed", ["c = d"]),
        ("$$\na = b\n\n# A heading\n\n$$\nc = d\n$$", 1, "`$$` is not closed", ["c = d"]),
        ("$$\na = b\n\n这里是正文。\n\n$$\nc = d\n$$", 1, "`$$` is not closed", ["c = d"]),
        ("$$ a = b", 1, "`$$` is not closed", []),
        ("\\begin{equation}\na = b\n\n\\[ c = d \\]", 1, "`\\begin{equation}` is not closed", ["c = d"]),
        ("\\begin{align} a = b\n\n\\begin{align} c = d \\end{align}", 1, "`\\begin{align}` is not closed",
         ["\\begin{align} c = d \\end{align}"]),
        ("\\(\\begin{equation} a = b\n\n$$c = d$$", 1, "`\\(` is not closed", ["c = d"]),
        ("```math\na = b\n\n$$c = d$$", 1, "the block ```math is not closed", ["c = d"]),
    ],
)  # fmt: skip
def test_what_is_opened_and_not_closed(text, line, message, after):
    document = read_text(text, "post.md")
    assert joined(document) == text
    first, *rest = document.displays
    (problem,) = first.problems
    assert (problem.place.line, problem.message, bool(problem.edit)) == (line, message, True)
    assert [d.latex.strip() for d in rest] == after
    assert not any(d.problems for d in rest)


def test_a_blank_line_in_a_display_is_told_in_latex():
    text = "\\begin{align} a &= b \\\\\n\n &= c \\end{align}\n\n\\[ e = f \\]"
    first, second = read_text(text, "post.tex").displays
    assert first.source == text[: text.index("\n\n\\[")]
    assert [p.message for p in first.problems] == ["a blank line inside `\\begin{align}`, which LaTeX refuses"]
    assert not second.problems


def test_macros_of_the_body_are_known_in_latex():
    text = "\\begin{document}\n\\newcommand{\\x}{\\frac{1}{2}}\n\\[ a = \\x \\]\n\\end{document}"
    (display,) = read_text(text, "post.tex").displays
    assert display.chains[0].links[0].side.term == read_term(r"\frac{1}{2}")


def test_other_files_are_never_read(tmp_path):
    (tmp_path / "other.tex").write_text("\\[ 1 = 2 \\]")
    (tmp_path / "post.tex").write_text("\\input{other}\n\\[ a = b \\]")
    assert [d.latex for d in read(tmp_path / "post.tex").displays] == [" a = b "]


def test_what_is_opened_and_not_closed_in_latex():
    document = read_text("\\[ a = b\n\n\\begin{align} c = d\n\n\\[ e = f \\]", "post.tex")
    assert [bool(d.problems) for d in document.displays] == [True, True, False]


@pytest.mark.parametrize(
    "text, numbers",
    [
        ("$$a = b$$", [()]),
        ("\\begin{equation} a = b \\end{equation}\n\n\\begin{equation} c = d \\end{equation}", [("1",), ("2",)]),
        ("$$a = b$$\n\n\\begin{equation} c = d \\end{equation}", [(), ("1",)]),
        ("\\begin{align} a &= b \\\\ c &= d \\end{align}\n\n$$\\begin{equation} e = f \\end{equation}$$",
         [("1", "2"), ("3",)]),
        ("\\begin{align} a &= b \\notag \\\\ c &= d \\end{align}", [("1",)]),
        ("\\begin{align*} a &= b \\end{align*}\n\n\\begin{equation} c = d \\end{equation}", [(), ("1",)]),
        ("\\begin{equation} a = b \\tag{A} \\end{equation}\n\n\\begin{equation} c = d \\end{equation}", [("A",), ("1",)]),
        ("$$a = b \\tag{7}$$", [("7",)]),
    ],
)  # fmt: skip
def test_equation_numbers(text, numbers):
    assert [d.numbers for d in read_text(text, "post.md").displays] == numbers


@pytest.mark.parametrize(
    "text, places",
    [
        ("$$\na = b\n$$", [(2, 1, 2, 5)]),
        ("Text\r\n\r\n$$\r\na = b\r\n$$\r\n", [(4, 1, 4, 5)]),
        ("数学：\\[ a = b \\]", [(1, 7, 1, 11)]),
        ("> $$\n> a\n> = b\n> $$", [(2, 3, 3, 5)]),
        ("$$\n\\begin{aligned}\na &= b \\\\\n&= c\n\\end{aligned}\n$$", [(3, 1, 3, 6)]),
    ],
)
def test_where_the_sides_stand(text, places):
    document = read_text(text, "post.md")
    assert [
        (c.first.place.line, c.first.place.column, c.links[0].side.place.line, c.links[0].side.place.column)
        for d in document.displays
        for c in d.chains
    ] == places


@pytest.mark.parametrize(
    "text, path, title",
    [
        ("---\ntitle: A post\n---\n# Other", "a.md", "A post"),
        ('---\ntitle: "A \\"post\\": one"\nlang: en\n---\n', "a.md", 'A "post": one'),
        ("---\ntitle: 'It''s'\n---\n", "a.md", "It's"),
        ("---\ntitle: A post # a comment\n---\n", "a.md", "A post"),
        ("---\r\ntitle: A post\r\n---\r\ntext", "a.md", "A post"),
        ("---\nlayout: post\n---\n\n# Heading #\n", "a.md", "Heading"),
        ("Text.\n\n# Heading\n\n# Second", "a.md", "Heading"),
        ("Heading\n=======\n\ntext", "a.md", "Heading"),
        ("```\n# comment\n```\n\n# Heading", "a.md", "Heading"),
        ("Text only.", "a.md", "Text only."),
        ("Post\n\nTitle\n\nTitle\n\n1. A", "a.txt", "Title"),
        ("Home\n\nAbout\n\nTitle\n\ntext\n\nHome\n\nTitle", "a.txt", "Home"),
        ("Title\n\ntext", "a.txt", "Title"),
        ("", "a.txt", ""),
    ],
)
def test_titles(text, path, title):
    assert read_text(text, path).title == title


@pytest.mark.parametrize(
    "text, path, language",
    [
        ("The loss is $x$.", "a.md", "en"),
        ("损失函数是 $x$。", "a.md", "zh"),
        ("我们使用 sigmoid 函数 (logistic function)，得到 BCEWithLogitsLoss 的公式。", "a.md", "zh"),
        (
            "The post BCEWithLogloss公式推导 says so, and we follow it here step by step, with all that it needs.",
            "a.md",
            "en",
        ),
        ("The loss", "a.zh.md", "zh"),
        ("损失函数", "a.en.md", "en"),
        ("---\nlang: zh\n---\nThe loss", "a.md", "zh"),
        ("---\nlang: zh-CN\n---\nThe loss", "a.en.md", "zh"),
        ("---\nlang: en\n---\n损失函数", "a.zh.md", "en"),
        ("```\n损失函数损失函数损失函数\n```\nThe loss is here.", "a.md", "en"),
        ("", "a.md", "en"),
    ],
)
def test_languages(text, path, language):
    assert read_text(text, path).language == language


@pytest.mark.parametrize(
    "text, path, sections",
    [
        ("# A\ntext\n## B\ntext", "a.md", ["# A\ntext\n", "## B\ntext"]),
        ("text\nmore\n\nA\n---\ntext", "a.md", ["A\n---\ntext"]),
        ("```\n# no heading\n```\n# A", "a.md", ["# A"]),
        ("1. an item\n2. another", "a.md", []),
        (
            "1. A heading\n\ntext\n\n2. B heading\n\ntext",
            "a.txt",
            ["1. A heading\n\ntext\n\n", "2. B heading\n\ntext"],
        ),
        ("1. an item\n2. another", "a.txt", []),
        ("1. A\r\n\r\ntext\r\n\r\n2. B\r\n", "a.txt", ["1. A\r\n\r\ntext\r\n\r\n", "2. B\r\n"]),
        ("1. A sentence that ends.\n\ntext", "a.txt", []),
        ("\\section{A}\ntext\n\\subsection{B}", "a.tex", ["\\section{A}\ntext\n", "\\subsection{B}"]),
    ],
)
def test_sections(text, path, sections):
    document = read_text(text, path)
    assert joined(document) == text
    assert [b.text for b in document.blocks if b.section] == sections


def test_front_matter_is_a_block_of_its_own():
    from derive.reading.front import front_matter

    text = "---\ntitle: A\n---\nText.\n"
    first, second = read_text(text, "a.md").blocks
    assert (first.text, second.text) == ("---\ntitle: A\n---\n", "Text.\n")
    assert front_matter(first.text).end == len(first.text)


@pytest.mark.parametrize(
    "before, reason, problems",
    [
        ("<!-- derive: undecided needs a theorem -->\n\n", "needs a theorem", 0),
        ("Text.\n\n<!-- derive: undecided needs a theorem -->\n", "needs a theorem", 0),
        ("<!-- derive: undecided one -->\n<!-- derive: undecided two -->\n", "two", 0),
        ("<!-- derive: undecided -->\n", None, 1),
        ("<!-- derive: proved by hand -->\n", None, 1),
        ("<!-- a comment -->\n", None, 0),
        ("<!-- derive: undecided old -->\n\n$$c = d$$\n\n", None, 0),
        ("`<!-- derive: undecided code -->`\n\n", None, 0),
    ],
)
def test_acknowledgements(before, reason, problems):
    last = read_text(f"{before}$$a = b$$\n", "a.md").displays[-1]
    assert (last.acknowledged, len(last.problems)) == (reason, problems)


# files


@pytest.mark.parametrize(
    "data, source",
    [
        (b"$$a = b$$\n", "$$a = b$$\n"),
        (b"\xef\xbb\xbf$$a = b$$\n", "$$a = b$$\n"),
        (b"$$\r\na = b\r\n$$\r\n", "$$\r\na = b\r\n$$\r\n"),
        ("设\n$$a = b$$".encode(), "设\n$$a = b$$"),
    ],
)
def test_files_that_are_read(tmp_path, data, source):
    path = tmp_path / "post.md"
    path.write_bytes(data)
    document = read(path)
    assert (document.source, document.path) == (source, str(path))
    assert len(document.displays) == 1


@pytest.mark.parametrize(
    "name, data, fragments",
    [
        ("a.md", None, ["a.md: no such file"]),
        (".", None, ["folder"]),
        ("a.md", b"", ["a.md: the file is empty"]),
        ("a.md", b" \r\n\n", ["a.md: the file is empty"]),
        ("a.md", b"ok\nf\xfcr\n", ["a.md:2:", "0xfc", "offset 4", "save the file as UTF-8"]),
        ("a.md", b"\xef\xbb\xbfok\nf\xfcr\n", ["a.md:2:", "offset 7"]),
        ("a.md", "text".encode("utf-16"), ["UTF-16"]),
        ("a\0.md", None, ["cannot be read"]),
    ],
)
def test_files_that_cannot_be_read(tmp_path, name, data, fragments):
    path = tmp_path / name if "\0" not in name else name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DeriveError) as error:
        read(path)
    assert "\n" not in str(error.value)
    for fragment in fragments:
        assert fragment in str(error.value)


def test_find_documents(tmp_path):
    for name in ("b.md", "a.txt", "sub/c.tex", ".hidden/d.md", "e.py", ".f.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert find_documents(tmp_path) == tuple(str(tmp_path / n) for n in ("a.txt", "b.md", "sub/c.tex"))
    assert find_documents(tmp_path / "b.md") == (str(tmp_path / "b.md"),)
    with pytest.raises(DeriveError, match="no document in this folder"):
        find_documents(tmp_path / ".hidden" if not (tmp_path / ".hidden" / "d.md").unlink() else tmp_path)


# any text


@given(
    st.lists(
        st.sampled_from(
            ["$", "$$", "\\[", "\\]", "\\(", "\\)", "`", "```", "\n", "\n\n", "    ", "> ", "- ", "# A\n", "a = b", " ",
             "\\begin{equation}", "\\end{equation}", "<!--", "-->", "\\\\", "\\", "---\n", "text. ", "当x>0时", "For x>0",
             "<pre>", "</pre>", "math", "~~~", "\r\n", "{", "}", "<!-- derive: undecided -->", "Let $x>0$."]
        ),
        max_size=30,
    ).map("".join),
    st.sampled_from(["a.md", "a.txt", "a.tex"]),
)  # fmt: skip
def test_every_text_is_read_and_kept(text, path):
    document = read_text(text, path)
    assert joined(document) == document.source == text
    for display in document.displays:
        line = text.split("\n")[display.place.line - 1]
        assert line[display.place.column - 1 :].startswith(display.source.split("\n")[0])


NESTED = [
    ("{", "}"),
    ("x_{", "}"),
    (r"\overset{a}{", "}"),
    (r"\overset{", "}{=}"),
    (r"\stackrel{a}{\mathrel{", "}}"),
    (r"\xrightarrow{", "}"),
    ("{1 \\over ", "}"),
    (r"\frac{1}{", "}"),
    (r"\text{", "}"),
    (r"{\bf ", "}"),
    ("x|_{x=", "}"),
]


@pytest.mark.parametrize("before, behind", NESTED)
def test_nesting_is_read_or_refused_in_time(before, behind):
    """Each level may be looked at from the one around it, not from every one."""

    def work(levels: int) -> int:
        return calls(lambda: read_text(f"$$ {before * levels}x{behind * levels} = 1 $$", "a.md"))

    work(1)  # imports
    assert work(90) <= 30 * work(9)
    assert work(9_000) <= 200 * work(90)


@pytest.mark.parametrize("unit", UNITS)
def test_reading_is_linear(unit):
    """Ten times the text takes about ten times the work, whatever is repeated."""

    def work(size: int) -> int:
        return calls(lambda: read_text(unit * (size // len(unit)), "a.md"))

    work(100)  # imports
    assert work(20_000) <= 12 * work(2_000)


@pytest.mark.parametrize(
    "text, same",
    [
        # a name that stands bare is no function
        (r"$$ g b = g(1 - c) $$", r"g \cdot (1 - c)"),
        (r"$$ c g = 1 $$ $$ a = g(1 - c) $$", r"g \cdot (1 - c)"),
        (r"Let $u = 2 g$. $$ a = g(1 - c) $$", r"g \cdot (1 - c)"),
        (r"$$ \frac{PR}{P + R} = PR(P + R) $$", r"P R \cdot (P + R)"),
        # bare above, a function from its definition on
        (r"$$ b D = D(1 - D) $$ $$ D(x) = x^2 $$", r"D \cdot (1 - D)"),
        # only named, or defined
        (r"The loss $g$ is smooth. $$ a = g(1 - c) $$", r"g(1 - c)"),
        (r"$$ \frac{dg}{dx} = 1 $$ $$ a = g(1 - c) $$", r"g(1 - c)"),
        (r"$$ g(x) = x^2 $$ $$ b g = g(1 - c) $$", r"g(1 - c)"),
        (r"$$ a = KL(p, q) $$", r"\mathrm{KL}(p, q)"),
    ],
)
def test_names_that_stand_bare(text, same):
    found = [
        link.side.term
        for display in read_text(
            text.replace("$$ $$", "$$\n\n$$").replace(". $$", ".\n\n$$"), "post.md"
        ).displays
        for chain in display.chains
        for link in chain.links
    ]
    assert read_term(same) in found
