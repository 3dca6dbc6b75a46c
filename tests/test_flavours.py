r"""The dialects of Markdown: what each sets as a display, what it sets within a line, and what is code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.document import Display
from derive.reading import read_text
from derive.reading.flavours import spell


def displays(text: str, path: str = "post.md") -> list[str]:
    document = read_text(text, path)
    assert "".join(b.source if isinstance(b, Display) else b.text for b in document.blocks) == text
    return [" ".join(d.latex.split()) for d in document.displays]


DISPLAYS = [
    # GitHub
    ("```math\na = b\n```", ["a = b"]),
    ("$`a = b`$", ["a = b"]),
    # kramdown, Jekyll
    ("$$a = b$$", ["a = b"]),
    ("{% raw %}\n$$a = b$$\n{% endraw %}", ["a = b"]),
    ("$$\n{% raw %}\na = b\n{% endraw %}\n$$", ["a = b"]),
    ("{% katexmm %}\n$$a = b$$\n{% endkatexmm %}", ["a = b"]),
    ("{% katex display %}\na = b\n{% endkatex %}", ["a = b"]),
    ("{% katex %}\na = b\n{% endkatex %}", ["a = b"]),
    ('<script type="math/tex; mode=display">% <![CDATA[\na = b %]]></script>', ["% <![CDATA[ a = b %]]>"]),
    ("<script type='math/tex;mode=display' id='x'>a = b</script>", ["a = b"]),
    # Hexo
    ("{% mathjax %}\na = b\n{% endmathjax %}", ["a = b"]),
    ("{% mathjax %}\n$$a = b$$\n{% endmathjax %}", ["a = b"]),
    ("{% codeblock %}\n$$a = b$$\n{% endcodeblock %}\n$$c = d$$", ["c = d"]),
    # Hugo
    ("{{< math >}}\n$$a = b$$\n{{< /math >}}", ["a = b"]),
    ("{{< math >}}$$\na = b\n$${{< /math >}}", ["a = b"]),
    ("{{% math %}}\n$$a = b$$\n{{% /math %}}", ["a = b"]),
    ("{{< katex display=true >}}\na = b\n{{< /katex >}}", ["a = b"]),
    ("{{< mathjax/block >}}\n\\[a = b\\]\n{{< /mathjax/block >}}", ["a = b"]),
    ("{{< highlight tex >}}\n$$a = b$$\n{{< /highlight >}}\n$$c = d$$", ["c = d"]),
    # MyST
    ("```{math}\n:label: loss\n\na = b\n```", ["a = b"]),
    ("```{math}\n---\nlabel: loss\n---\na = b\n```", ["a = b"]),
    ("```{math} a = b\n```", ["a = b"]),
    (":::{math}\n:label: loss\na = b\n:::", ["a = b"]),
    ("::::{math}\na = b\n::::", ["a = b"]),
    (":::{admonition} Proof\n$$\na = b\n$$\n:::", ["a = b"]),
    ("$$\na = b\n$$ (loss)", ["a = b"]),
    ("```{code-cell} python\n$$a = b$$\n```", []),
    ("```\n:::{math}\na = b\n:::\n```\n\n$$c = d$$", ["c = d"]),
    # HTML on the line
    ("<center>$$a = b$$</center>", ["a = b"]),
    ("<p>$a = b$</p>", ["a = b"]),
    ("$$a = b$$<br>", ["a = b"]),
    ("&emsp;$a = b$", ["a = b"]),
    ("$$ <!-- a = c --> a = b $$", ["a = b"]),
    # lines of their own
    ("$ a = b $", ["a = b"]),
    ("$\na = b\n$", ["a = b"]),
    ("- $a = b$\n- $c = d$", ["a = b", "c = d"]),
    ("1. $a = b$\n2. $c = d$", ["a = b", "c = d"]),
    ("$$a = b$$ $$c = d$$", ["a = b", "c = d"]),
    ("$$ a = b \\tag{1} $$ as we know", ["a = b \\tag{1}"]),
    ("It costs $ 5 and $ 6 = 7", []),
    # within a sentence
    ("Let $x$ be. Then $$a = b$$ holds.", []),
    ("Then {% katex %}a = b{% endkatex %} holds.", []),
    ("Then {math}`a = b` holds.", []),
    ("`{% katex %}`\na = b\n`{% endkatex %}`", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), DISPLAYS, ids=[text for text, _ in DISPLAYS])
def test_displays(text: str, found: list[str]) -> None:
    assert displays(text) == found


INLINE = [
    "$x > 0$", "\\(x > 0\\)", "\\\\(x > 0\\\\)", "$$x > 0$$", "$`x > 0`$", "{math}`x > 0`", "{math}``x > 0``",
    "{% katex %}x > 0{% endkatex %}", "{{< katex >}}x > 0{{< /katex >}}", "{% raw %}$x > 0${% endraw %}",
    "{{< math >}}$x > 0${{< /math >}}",
]  # fmt: skip


@pytest.mark.parametrize("inline", INLINE)
@pytest.mark.parametrize("before", ["For ", "Text.\n\nFor ", "当"])
def test_mathematics_within_a_line(inline: str, before: str) -> None:
    text = f"{before}{inline}:\n\n$$a = b$$"
    (display,) = read_text(text, "post.md").displays
    (condition,) = display.conditions
    assert condition.latex.strip() == "x > 0"
    line = text.split("\n")[condition.place.line - 1]
    assert line[condition.place.column - 1 :].startswith("x > 0")


def test_a_paragraph_that_begins_with_a_role_is_no_code() -> None:
    assert displays("{math}`x` is real.\n\n{% katex %}y{% endkatex %} too. $$\na = b\n$$") == ["a = b"]


@given(
    st.lists(
        st.sampled_from(
            ["{% katex %}", "{% endkatex %}", "{{< katex >}}", "{{< /katex >}}", "{% raw %}", "{math}`", "`", "$`",
             "`$", "\\\\(", "\\\\)", "$", "a = b", "\n", "\n\n", " ", ":::{math}", ":::", "```{math}", "```"]
        ),
        max_size=20,
    ).map("".join)
)  # fmt: skip
def test_spelling_moves_nothing(text: str) -> None:
    spelled = spell(text)
    assert len(spelled) == len(text)
    assert [i for i, c in enumerate(spelled) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    displays(text)
