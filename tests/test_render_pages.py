"""A checked document and what its page says, in both formats and both languages."""

from __future__ import annotations

import os
import re
import string
from pathlib import Path

import mathml
import pytest
from checked import checked, condition, shown, step
from markdown_it import MarkdownIt

from derive.rendering.formats import FORMATS, render
from derive.rendering.templates import folder
from derive.rendering.words import WORDS

GOLDEN = Path(__file__).parent / "golden"
BELOW = condition("x < 0", 60)
ABOVE = condition(r"x \ge 0", 70)


def page(form: str, *steps, blocks=None, **options) -> str:
    """The page of one display (or of the blocks) with these steps."""
    blocks = [shown("a = b", "1")] if blocks is None else blocks
    return next(render(form, [checked(blocks, *steps, **options)]))


def every_verdict(language: str):
    """A document in which everything that a page can show is shown."""
    return checked(
        [
            "# Title\n\nSome *prose*, $x_{i}$, `code` and a [link](https://example.com/a_b?x=1&y=2#z).\n\n"
            "- one\n- two\n  1. three\n\n> quoted\n\n| a | b |\n|--|--|\n| 1 | $x$ |\n\n## Section σ ≤ 中文",
            shown(r"\sigma(x) = \frac{1}{1 + e^{-x}} \tag{1}", "1", 10),
            "For $x<0$:",
            shown(r"\begin{split} a &= b \\ &= c \\ &= d \\ &= e \end{split}", "2", 61),
            "then",
            shown(r"\begin{equation} \frac{1 \end{equation}", "3", 71),
            shown("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", "4 5", 80),
            "```python\nprint('a_b')\n```\n\nand\n",
            shown("x = x + 0", None, 90),
        ],
        step("definition", r"\sigma(x) = \frac{1}{1+e^{-x}}", 0, 10, "1", warning="`L` means two things"),
        step("proved", "a = b", 1, 62, "2", laws="exp-sum log-product", given=(BELOW,)),
        step(
            "refuted",
            "b = c",
            1,
            63,
            "2",
            at="x=1,y=-1/2: 0.69 | undefined",
            given=(BELOW,),
            message=r"it holds for y \ge 0",
            holds_if=r"y \ge 0",
        ),
        step(
            "undecided", "c = d", 1, 64, "2", message="it took > 10 s", given=(BELOW,), acknowledged="see [1]"
        ),
        step("proved", "d <= e", 1, 65, "2", given=(BELOW, ABOVE), acknowledged="too hard"),
        step("unread", "a = ?", 2, 71, "3", problem=r"`\frac` has one argument | write `\frac{1}{2}`"),
        step("proved", "a = b", 3, 80, "4", laws="a-b", conditions=(r"x \ne 0",)),
        step("proved", "c = d", 3, 81, "5", message="both sides are defined only where c > 0, d > 0"),
        step("proved", "x = x+0", 4, 90, None, laws="ring"),
        title="Title",
        language=language,
        path=f"notes/every-verdict.{language}.md",
    )


@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_whole_page(form, language):
    """DERIVE_GOLDEN=write rewrites the expected pages, for a person to read over."""
    text = next(render(form, [every_verdict(language)]))
    if form == "html":
        text = text[text.index("<body>") :]  # what is above it is the same on every page
    expected = GOLDEN / f"every-verdict.{language}.{FORMATS[form].suffix}"
    if os.environ.get("DERIVE_GOLDEN") == "write":
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("made", "markdown", "latex"),
    [
        (
            step("proved", laws="log-exp"),
            "> **(1)** ✓ proved · by [`log-exp`](laws.md#log-exp)",
            r"by \linkto{laws.pdf}{log-exp}{\texttt{log-exp}}",
        ),
        (step("definition"), "> **(1)** ≔ definition", r"\definitionmark\ definition"),
        (
            step("proved", given=(BELOW,)),
            "✓ proved · for $x < 0$ (line 60)",
            r"\provedmark\ proved \dotmark\ for $x < 0$ (line 60)",
        ),
        (
            step("proved", given=(condition("|x|<1", 42),)),
            r"for $\vert x\vert<1$ (line 42)",
            "for $|x|<1$ (line 42)",
        ),
        (
            step("proved", given=(condition("x>=0", 42),)),
            r"for $x \ge 0$ (line 42)",
            r"for $x \ge 0$ (line 42)",
        ),
        (step("proved", conditions=(r"x \ne 0",)), r"provided $x \ne 0$", r"provided $x \ne 0$"),
        (
            step("refuted", "a <= b", at="x=1: 2 | 3"),
            r"✗ **REFUTED** · $a \le b$ false at $x = 1$: left side 2, right side 3",
            r"\textcolor{refuted}{\textbf{REFUTED}} \dotmark\ $a \le b$ \dotmark\ false at $x = 1$: left side 2",
        ),
        (
            step("refuted", at="x=-1: undefined | 3"),
            "left side undefined, right side 3",
            "left side undefined, right side 3",
        ),
        (
            step("refuted", "1 = 2", at=": 1 | 2"),
            "false as it stands: left side 1",
            "false as it stands: left side 1",
        ),
        (
            step("undecided", message="no law of `erf`"),
            "? **undecided** · no law of `erf`",
            r"no law of \texttt{erf}",
        ),
        (
            step("unread", problem=r"`\foo` is unknown | write `\log`"),
            r"! **not read** · `\foo` is unknown · to fix it: write `\log`",
            r"\texttt{\textbackslash{}foo} is unknown \dotmark\ to fix it: write \texttt{\textbackslash{}log}",
        ),
        (
            step("definition", warning="`L` is used twice"),
            "**Warning**: `L` is used twice",
            r"\textbf{Warning}: \texttt{L} is used twice",
        ),
        (
            step("undecided", acknowledged="open since 1900"),
            "left open by the author: open since 1900",
            "left open by the author: open since 1900",
        ),
        (
            step("proved", acknowledged="old"),
            "the author's note is out of date",
            "the author's note is out of date",
        ),
        (step("proved", r"a = \input{x}", at=None), "✓ proved", "proved"),
        (step("refuted", r"a = \input{x}", at="x=1: 1 | 2"), r"`a = \input{x}`", r"\textbackslash{}input"),
    ],
)
def test_what_stands_under_a_formula(made, markdown, latex):
    assert markdown in page("markdown", made)
    assert latex in page("latex", made)


@pytest.mark.parametrize(
    ("prose", "latex"),
    [
        ("a *b* **c** ~~d~~", r"a \emph{b} \textbf{c} \struck{d}"),
        (
            "5 % of $3 & #1_a^b ~ {x} \\\\",
            r"5 \% of \$3 \& \#1\_a\textasciicircum{}b \textasciitilde{} \{x\}",
        ),
        ("-- `a--b` ''", r"-{}- \texttt{a-{}-b} '{}'"),
        ("$x<y$ and \\(a+b\\) and $$c$$", r"$x<y$ and $a+b$ and $\displaystyle c$"),
        ("it costs $5 and $6", r"it costs \$5 and \$6"),
        ("[a](https://e.org/?q=%20_#f)", r"\link{https://e.org/?q=\percentsign 20_\numbersign f}{a}"),
        ("[a](other.md)", "{a}"),
        ("![alt](pic.png)", "alt"),
        ("x<br>y <b>bold *both*</b> H<sub>2</sub>O", r"\textbf{bold \emph{both}} H\textsubscript{2}O"),
        ("<b>open", r"\textbf{open}"),
        ("<!-- hidden -->shown", "shown"),
        ("a\\\nb", "\\leavevmode\\\\{}"),
        ("- [a\n- b", "\\begin{itemize}\n\\item{} [a"),
        ("3. a\n4. b", "\\item[3.]{} a"),
        ("    code  {x}", r"\mbox{}\texttt{code \{x\}}"),
        ("***\n", r"\hrulefill"),
        ("σ ≤ 中", "σ ≤ 中"),
        ("\U0001f600", "[U+1F600]"),
        ("a\u202eb", "ab"),
        ("see [ref]\n\n[ref]: https://e.org", r"see \link{https://e.org}{ref}"),
        ("$\\frac{1$", r"\texttt{\textbackslash{}frac\{1}"),
    ],
)
def test_prose_in_latex(prose, latex):
    assert latex in page("latex", step(), blocks=[prose, shown("a = b")])


@pytest.mark.parametrize(
    ("tex", "markdown"),
    [
        ("\\documentclass{article}\n\\begin{document}\nHello", "Hello"),
        ("a % comment\nb \\% c", "a b % c"),
        ("\\section{One} text", "## One\n\ntext"),
        ("\\subsection*{Two}", "### Two"),
        ("\\emph{a \\textbf{b}} \\texttt{c}", "*a **b*** `c`"),
        ("\\begin{itemize}\\item a\n\\item b\\end{itemize}", "- a\n- b"),
        ("``q'' -- $a--b$~c", "“q” – $a--b$ c"),
        ("\\href{https://e.org}{x} \\url{https://e.org/}", "[x](https://e.org) <https://e.org/>"),
        ("\\href{javascript:alert(1)}{x}", "[x]\\(javascript:alert(1))"),
        ("\\verb|a_b| \\unknown{x}", "`a_b` \\unknown{x}"),
        ("\\section{A $x_{i}$ b}", "## A $x_{i}$ b"),
        ("\\emph{a $x$}", "*a $x$*"),
        ("end\n\\end{document}\nafter", "end\n\n"),
    ],
)
def test_tex_prose_in_markdown(tex, markdown):
    text = page("markdown", step(), blocks=[tex, shown("a = b")], path="page.tex")
    assert markdown in text
    assert "after" not in text.partition("$$")[0] and "documentclass" not in text


def test_windows_line_ends_are_read_and_not_written():
    for form in FORMATS:
        text = page(
            form, step(), blocks=["one\r\n\r\ntwo", shown("a\r\n= b")], source="---\r\ntitle: T\r\n---\r\n"
        )
        assert "\r" not in text and "two" in text


def test_headings_begin_at_section_and_the_title_stands_once():
    text = page("latex", step(), blocks=["# Title\n\n## One\n\n### Two", shown("a = b")])
    assert text[text.index("\\begin{document}") :].count("Title") == 1
    assert "\\section*{One}" in text and "\\subsection*{Two}" in text


@pytest.mark.parametrize(
    ("source", "front"),
    [
        ("", '---\ntitle: "Title"\nlang: "en"\n---\n'),
        ("---\ntitle: Mine\nlayout: post\n---\ntext", '---\ntitle: Mine\nlayout: post\nlang: "en"\n---\n'),
        ("---\nlang: en\ntitle: 'a'\ntags: [x]\n---\n", "---\nlang: en\ntitle: 'a'\ntags: [x]\n---\n"),
    ],
)
def test_front_matter_is_kept(source, front):
    assert page("markdown", step(), source=source).startswith(front)


@pytest.mark.parametrize(
    ("display", "markdown"),
    [
        (shown("a = b", source=r"\[ a = b \]"), "\n\n$$\na = b\n$$\n\n"),
        (shown(r"\begin{equation} a = b \end{equation}", "7"), "\n\n$$\na = b \\tag{7}\n$$\n\n"),
        (shown(r"a = 5\%"), "\n\n```math\na = 5\\%\n```\n\n"),
        (shown(r"a = \undefined"), "\n\n```latex\na = \\undefined\n```\n\n"),
    ],
)
def test_delimiters_in_markdown(display, markdown):
    assert markdown in page("markdown", step(), blocks=[display])


@pytest.mark.parametrize("language", sorted(WORDS))
def test_blocks_stand_apart_in_markdown(language):
    """A formula or a remark that touches a paragraph is read as a part of it."""
    text = next(render("markdown", [every_verdict(language)]))
    kinds = [token.type for token in MarkdownIt("commonmark").parse(text) if token.level == 0]
    assert kinds.count("blockquote_open") == 7  # five remarks, a quotation, and the warning above
    formulas = re.findall(r"(?m)(?:^|\n)(.*)\n\$\$\n((?:.+\n)+?)\$\$\n(.*)", text)
    assert [(before, after) for before, _, after in formulas] == [("", "")] * 4


@pytest.mark.parametrize(
    ("prose", "markdown"),
    [
        ("a $|x|$ b", r"a $\vert x\vert$ b"),
        (r"a \(x_i\) b", "a $x_i$ b"),
        (r"see \(above\) $5 and $6", r"see \(above\) $5 and $6"),
        (r"$y \in \{0, 1\}$", r"$y \in \lbrace0, 1\rbrace$"),
        (r"$5\%$", r"$`5\%`$"),
        ("`$a|b$` and\n\n```\n$|x|$ <b>\n```", "`$a|b$` and\n\n```\n$|x|$ <b>\n```"),
        ("if x<0 or y<z", "if x<0 or y&lt;z"),
        ("x<br>y", "x<br>y"),
        ("[a](https://e.org) [b](other.md#c)", "[a](https://e.org) [b](other.md#c)"),
        ("a<!-- b -->c", "ac"),
    ],
)
def test_prose_in_markdown(prose, markdown):
    assert f"\n\n{markdown}\n\n" in page("markdown", step(), blocks=[prose, shown("a = b")])


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b>\n`<script>alert(1)</script>`",
    "\\`<script>alert(1)</script>`",
    "$a <script>alert(1)</script> b$",
    "$$a <script>alert(1)</script> b$$ inline",
    "```\n<script>alert(1)</script>",
    "text\n<!--> <script>alert(1)</script> -->",
    "[x](javascript:alert(1))",
    "[x](  java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x](data:text/html;base64,AAAA)",
    "<javascript:alert(1)>",
    'text\n{: onclick="alert(1)"}',
    '*x*{: onclick="alert(1)"}',
    "{::nomarkdown}<script>alert(1)</script>{:/}",
    "{{ 7*7 }} {% include secret %} ${{ 7*7 }}$",
    "{% endraw %}{{ 7*7 }}",
    '<< 7*7 >> <% include "x" %>',
    r"$\href{javascript:alert(1)}{x}$",
    r"\\(\href{javascript:alert(1)}{x}\\)",
    r"$\input{/etc/passwd}$ \input{/etc/passwd} \write18{touch pwned}",
    r"\immediate\openout5=pwned \def\a{\a\a}\a \catcode`\%=0 %input{/etc/passwd}",
    "^^5cinput{/etc/passwd} $^^5cinput{/etc/passwd}$",
    r"`\end{document}` \end{verbatim} \end{document}",
    "| \\input{x} | b |\n|--|--|\n| $\\def\\a{}$ | \\\\[1em] |",
    "x\x00\x07\x1by\u202e",
    "$" * 99,
    "`" * 99,
    "[" * 200,
    "> " * 50 + "deep",
    "".join("  " * i + "- deep\n" for i in range(12)),
]
FORMULAS = [
    r"\input{/etc/passwd}",
    r"\immediate\write18{touch pwned}",
    r"\def\a{\a\a}\a",
    r"\catcode`\%=12",
    r"\end{equation*}\input{/etc/passwd}",
    r"\href{javascript:alert(1)}{x}",
    "a <script>alert(1)</script> b",
    "{{ 7*7 }} {% include x %}",
    "x$$ <script>alert(1)</script> $$",
    "```\n<script>alert(1)</script>\n```",
    "{" * 10_000 + "}" * 10_000,
    "%\n\\input{/etc/passwd}",
    "\x00 \u202e",
]


def hostile_document():
    """Every hostile piece, as prose, as a formula and in every word of a step."""
    blocks, steps = [], []
    for i, text in enumerate(HOSTILE + FORMULAS):
        latex = text if text in FORMULAS else "a = b"
        blocks += [text, shown(latex, line=i)]
        steps.append(
            step("refuted", f"a = {text}", i, i, message=text, warning=text, at=f"x=1: {text} | {text}",
                 conditions=(text,), given=(condition(text, i),), acknowledged=text, laws=text or "-",
                 problem=f"{text} | {text}")
        )  # fmt: skip
    return checked(blocks, *steps, title=r"</title><script>alert(1)</script> \input{x} $\input{y}$")


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_prose_is_inert_in_markdown(piece):
    text = page("markdown", step(), blocks=[piece, shown("a = b")])
    assert_inert(text)


@pytest.mark.parametrize("piece", FORMULAS)
def test_hostile_formulas_are_inert_in_markdown(piece):
    text = page(
        "markdown", step("refuted", f"a = {piece}", at=f"x={piece}: 1 | 2"), blocks=[shown(piece, "1")]
    )
    assert_inert(text)


def test_hostile_words_are_inert_in_markdown():
    assert_inert(next(render("markdown", [hostile_document()])))


def assert_inert(text: str) -> None:
    """No tag, no link that acts, no attribute, no Liquid, no command of MathJax that acts."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda address: True
    for token in parser.parse(body):
        for part in [token, *(token.children or ())]:
            if part.type in ("html_block", "html_inline"):
                assert re.fullmatch(r"<!-- \{% (end)?raw %\} -->\s*|</?(br|b|sub|sup)>", part.content), (
                    part.content
                )
            address = str(part.attrGet("href") or part.attrGet("src") or "")
            assert not re.match(r"\s*(javascript|data|vbscript):", address, re.IGNORECASE), address
    outside = "".join(
        part.content
        for token in parser.parse(body)
        for part in [token, *(token.children or ())]
        if part.type == "text"
    )
    assert "{:" not in re.sub(r"(?s)(?m:^)(`{3,})[^\n]*\n.*?\n\1|(`+)(?!`).*?(?<!`)\2(?!`)", "", body)
    assert not re.search(r"\\(href|require|style|class|input|def|catcode|write)", outside), outside
    if "{{" in body or "{%" in body:
        opened, closed = body.index("{% raw %}"), body.rindex("{% endraw %}")
        inside = body[opened + 9 : closed]
        assert not re.search(r"\{%-?\s*endraw", inside)
        assert not re.search(r"\{[{%]", body[:opened] + body[closed + 12 :])


@pytest.mark.parametrize("piece", HOSTILE + FORMULAS)
def test_hostile_pieces_are_inert_in_latex(piece):
    made = step("refuted", f"a = {piece}", message=piece, warning=piece, at=f"x={piece}: {piece} | 2",
                conditions=(piece,), given=(condition(piece, 1),), acknowledged=piece,
                laws=piece)  # fmt: skip
    blocks = [piece, shown(piece, "1")] if piece in FORMULAS else [piece, shown("a = b", "1")]
    text = page("latex", made, blocks=blocks, title=piece)
    body = text[text.index("\\begin{document}") :]
    assert not re.search(
        r"\\(input|write|immediate|openout|def|catcode|csname|href|include|end\{verbatim\})\b", body
    )
    assert "^^" not in text and "\x00" not in text and "\u202e" not in text
    assert body.count("\\end{document}") == 1
    assert body.count("{") - body.count("\\{") == body.count("}") - body.count("\\}")
    assert sorted(re.findall(r"\\begin\{([^}]*)\}", body)) == sorted(re.findall(r"\\end\{([^}]*)\}", body))


def test_languages_have_the_same_words():
    fields = {
        language: {
            key: [
                sorted({n for _, n, _, _ in string.Formatter().parse(p) if n})
                for p in ([w] if isinstance(w, str) else w)
            ]
            for key, w in words.items()
        }
        for language, words in WORDS.items()
    }
    assert fields["en"] == fields["zh"]
    assert all(words for language in WORDS.values() for words in language.values())


def test_every_word_is_used_and_every_word_used_is_there():
    sources = [path.read_text(encoding="utf-8") for path in folder().rglob("*.jinja")]
    rendering = Path(__file__).parent.parent / "derive/rendering"
    sources += [(rendering / name).read_text(encoding="utf-8") for name in ("latex.py", "formats.py")]
    used = set(re.findall(r"""say\(["'](\w+)["']""", "\n".join(sources)))
    used |= {"proved", "refuted", "undecided", "definition", "unread"}  # say(kind)
    used |= set(re.findall(r'joined\([^)]*separator: str = "(\w+)"|separator: str = "(\w+)"', sources[-1])[0])
    assert {name for name in used if name} == set(WORDS["en"])


def test_formats_have_the_same_templates():
    names = {form: {path.name for path in (folder() / form).glob("*.jinja")} for form in FORMATS}
    assert len(set(map(frozenset, names.values()))) == 1


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_chinese_pages_speak_chinese(form):
    text = page(form, step("refuted", at="x=1: 1 | 2", given=(BELOW,)), language="zh", title="标题")
    if form == "html":
        (body,) = mathml.tree(text).find("body")
        text = mathml.line(body)
    elif form == "latex":
        text = re.sub(r"\\\w+(\{\w+\})*", "", text.partition("\\begin{document}")[2])
    assert "不成立" in text and re.search(r"当 \$x ?< ?0\$ 时（第 60 行）", text) and "左边：1，右边：2" in text
    assert not re.search(r"\b(proved|refuted|left side|for|line)\b", text)
