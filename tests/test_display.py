"""A displayed formula → its chains, numbers and remarks, or why not."""

from __future__ import annotations

import pytest

import derive

from derive.document import Chain, Place
from derive.reading import read_text
from derive.reading.display import DisplayReading, read_display
from derive.reading.math import Names, read_condition, read_term


def locate(offset: int) -> Place:
    return Place(1, offset + 1)


def read(latex: str, first_number: int = 1) -> DisplayReading:
    return read_display(latex, Names(), locate, first_number)


def outline(reading: DisplayReading) -> list[str]:
    """Each chain on a line: sides, relations, {conditions}, #number; below it (what its braces say)."""
    return outline_of(*reading.chains)


def outline_of(*chains: Chain) -> list[str]:
    lines = []
    for chain in chains:
        line = chain.first.latex if chain.first else "…"
        for link in chain.links:
            line += f" {link.relation} {link.side.latex}"
            line += "".join(f" {{{condition.latex}}}" for condition in link.conditions)
            line += f" #{link.number}" if link.number else ""
        lines += [line, *(f"({aside})" for inner in chain.asides for aside in outline_of(inner))]
    return lines


CHAINS = [
    # one line
    ("a = b", ["a = b"]),
    ("a = b = c \\le d", ["a = b = c <= d"]),
    (r"a < b > c \leqslant d \geq e \neq g", ["a < b > c <= d >= e != g"]),
    (r"a \not= b", ["a != b"]),
    ("a=b.", ["a = b"]),
    ("a=b，", ["a = b"]),
    (r"a := b \equiv c \triangleq d", ["a := b := c := d"]),
    (r"a \stackrel{\text{def}}{=} b", ["a := b"]),
    (r"a \overset{\triangle}{=} b", ["a := b"]),
    (r"a \overset{(a)}{=} b", ["a = b"]),
    ("0 < x < 1", ["0 < x < 1"]),
    ("= b", ["… = b"]),
    (r"&\le b \\ &= c", ["… <= b = c"]),
    ("x + y", []),
    (r"\text{Hello world}", []),
    # no relation of the chain
    (r"P(t=1 \mid x) = p", [r"P(t=1 \mid x) = p"]),
    (r"s = \sum_{i=1}^{n} i", [r"s = \sum_{i=1}^{n} i"]),
    (r"f(x) = \begin{cases} 1 & x = 0 \\ 0 & x \ne 0 \end{cases}", [r"f(x) = \begin{cases} 1 & x = 0 \\ 0 & x \ne 0 \end{cases}"]),
    (r"\delta = \mathbb{1}[i = j]", [r"\delta = \mathbb{1}[i = j]"]),
    (r"\boxed{a = b}", ["a = b"]),
    # rows
    (r"a &= b \\ &= c", ["a = b = c"]),
    (r"a &= b \\[2pt] &= c \\", ["a = b = c"]),
    (r"a = \\ b", ["a = b"]),
    (r"a &= b \\ c &= d", ["a = b", "c = d"]),
    (r"L(y,x) \\ &= a \\ &= b", ["L(y,x) = a = b"]),
    (r"a &= b \\ &\quad + c \\ &= d", [r"a = b \quad + c = d"]),
    (r"a &= b + \\ &\quad c \\ &= d", [r"a = b + \quad c = d"]),
    (r"a &= (b + c \\ &\quad d) \\ &= x", [r"a = (b + c \quad d) = x"]),
    (r"a &= \left(b \right. \\ & \left. + c\right) \\ &= d", [r"a = \left(b \right. \left. + c\right) = d"]),
    (r"a &= b & c &= d", ["a = b", "c = d"]),
    (r"a = b % = c", ["a = b"]),
    # several chains
    (r"a = b \Rightarrow c = d", ["a = b", "c = d"]),
    (r"a = b \\ \implies c = d", ["a = b", "c = d"]),
    (r"a = b \iff c = d", ["a = b", "c = d"]),
    (r"a = b => c = d", ["a = b", "c = d"]),
    (r"\because a = b \\ \therefore c = d", ["a = b", "c = d"]),
    (r"a = b, \quad c = d", ["a = b", "c = d"]),
    ("a = b, c = d", ["a = b", "c = d"]),
    (r"a = b \text{ and } c = d", ["a = b", "c = d"]),
    (r"\left\{ \begin{aligned} x &= 1 \\ y &= 2 \end{aligned} \right.", ["x = 1", "y = 2"]),
    (r"\begin{cases} x = 1 \\ y = 2 \end{cases}", ["x = 1", "y = 2"]),
    (r"\text{Focal Loss} = a", [r"\text{Focal Loss} = a"]),
    # between statements: what stands before is one of its own, never believed
    (r"x > 0 \Rightarrow |x| = x", ["x > 0", "|x| = x"]),
    (r"x > 0 \implies y > 0 \implies x + y > 0", ["x > 0", "y > 0", "x + y > 0"]),
    (r"a = b \Longrightarrow c = d", ["a = b", "c = d"]),
    (r"a = b \Leftrightarrow c = d", ["a = b", "c = d"]),
    (r"a = b \impliedby c = d", ["a = b", "c = d"]),
    (r"&\Rightarrow a = b \\ &\Rightarrow c = d", ["a = b", "c = d"]),
    (r"a = b \overset{(2)}{\implies} c = d", ["a = b", "c = d"]),
    (r"\text{so } a = b", ["a = b"]),
    (r"a = b \text{ so } x > 0", ["a = b", "x > 0"]),
    (r"a = b \quad \text{and} \quad x > 0", ["a = b", "x > 0"]),
    (r"a = b \text{ if and only if } c = d", ["a = b", "c = d"]),
    (r"a = b \text{ iff } c = d", ["a = b", "c = d"]),
    (r"a = b \text{ then } c = d", ["a = b", "c = d"]),
    (r"\text{If } x > 0 \text{ then } a = b", ["a = b {x > 0}"]),
    (r"a = b \text{, } c = d", ["a = b", "c = d"]),
    (r"a = b; \quad c = d", ["a = b", "c = d"]),
    # reasons: a condition where it is about names, else a claim
    (r"a = b \quad (\because x > 0)", ["a = b {x > 0}"]),
    (r"a = b \quad \because x > 0", ["a = b {x > 0}"]),
    (r"a = b \quad (\because c = d) \\ = e", ["a = b = e", "(c = d)"]),
    (r"a = b \quad \text{(since } x > 0 \text{)}", ["a = b {x > 0}"]),
    (r"a = b \quad \text{(using } c = d \text{)}", ["a = b", "(c = d)"]),
    (r"a = b \quad \text{since } \log x^2 = 2 \log x", ["a = b", r"(\log x^2 = 2 \log x)"]),
    (r"a &= b \quad \because c = d, e = f \\ &= g", ["a = b = g", "(e = f)", "((c = d))"]),
    (r"\text{Let } u &= 1 + x \\ y &= 2 u", ["u := 1 + x", "y = 2 u"]),
    (r"\text{Let } L &= -[x + 1] \\ y &= L", ["L := -[x + 1]", "y = L"]),
    (r"\text{设 } u = 1 + x \\ y = 2 u", ["u := 1 + x", "y = 2 u"]),
    (r"\text{Let } \log x &= y", [r"\log x = y"]),
    (r"\because c = d \\ &= e \\ \therefore a &= b", ["c = d = e", "a = b"]),
    (r"a = b \quad \text{(by definition of } c \text{)}", ["a = b"]),
    (r"a = b \quad \text{by } (3)", ["a = b"]),
    (r"a = b \quad \text{from eq. } (3)", ["a = b"]),
    (r"a = b \quad \text{by \eqref{loss}}", ["a = b"]),
    # signs with a note
    (r"a \stackrel{(1)}{=} b \underset{(2)}{\le} c", ["a = b <= c"]),
    (r"a \overset{\text{chain rule}}{=} b", ["a = b"]),
    (r"a \overset{\mathrm{def.}}{=} b", ["a := b"]),
    (r"a \overset{x > 0}{=} b = c", ["a = b {x > 0} = c"]),
    (r"a \overset{\text{if } x > 0}{=} b", ["a = b {x > 0}"]),
    (r"a \xlongequal{\text{Bayes}} b", ["a = b"]),
    (r"a \xlongequal[x > 0]{} b", ["a = b {x > 0}"]),
    (r"a \mathrel{\mathop:}= b \vcentcolon= c : = d", ["a := b := c := d"]),
    (r"a \mathrel{=} b {:=} c", ["a = b := c"]),
    (r"a = b, \quad c \overset{(a)}{=} d", ["a = b", "c = d"]),
    # what braces say
    (r"a = \underbrace{b}_{\text{first}} + \overbrace{c}^{\text{second}}",
     [r"a = \underbrace{b}_{\text{first}} + \overbrace{c}^{\text{second}}"]),
    (r"a = \underbrace{b}_{(i)}", [r"a = \underbrace{b}_{(i)}"]),
    (r"a = \underbrace{b}_{c} \\ = d", [r"a = \underbrace{b}_{c} = d", "(c = b)"]),
    (r"a = \underbrace{b}_{=c}", [r"a = \underbrace{b}_{=c}", "(c = b)"]),
    (r"a = \underbrace{b}_{\ge 0}", [r"a = \underbrace{b}_{\ge 0}", "(b >= 0)"]),
    (r"a = \underbrace{b + \overbrace{c}^{d}}_{=0}",
     [r"a = \underbrace{b + \overbrace{c}^{d}}_{=0}", "(d = c)", r"(0 = b + \overbrace{c}^{d})"]),
    (r"\underbrace{b}_{=c} + d", ["c = b"]),
    # what only colours, frames and strikes
    (r"\boxed{a = b} \quad (x > 0)", ["a = b {x > 0}"]),
    (r"\boxed{\begin{aligned} a &= b \\ &= c \end{aligned}}", ["a = b = c"]),
    (r"\textcolor{red}{a = b}", ["a = b"]),
    (r"\color{red}{a} = \textcolor{blue}{b}", ["{a} = {b}"]),
    (r"\bbox[yellow]{a = b}", ["a = b"]),
    (r"a = \cancel{b} + c - \cancel{b} \phantom{= d}", [r"a = \cancel{b} + c - \cancel{b}"]),
    (r"\large \displaystyle a = \mathstrut b \hfill", ["a = b"]),
    # environments and numbers
    (r"\begin{subequations}\begin{align} a &= b \\ c &= d \end{align}\end{subequations}", ["a = b #1", "c = d #2"]),
    (r"\begin{flalign} a &= b & \\ &= c & \end{flalign}", ["a = b #1 = c #2"]),
    (r"\begin{IEEEeqnarray}{rCl} a &=& b \\ &=& c \end{IEEEeqnarray}", ["a = b #1 = c #2"]),
    (r"\begin{equation*}\begin{gathered} a = b \\ c = d \end{gathered}\end{equation*}", ["a = b", "c = d"]),
    (r"\begin{dcases} a = b \\ c = d \end{dcases}", ["a = b", "c = d"]),
    (r"\begin{matrix} a = b \\ c = d \end{matrix}", ["a = b", "c = d"]),
    (r"\begin{cases} a = b, & x > 0 \\ c = d, & x < 0 \end{cases}", ["a = b {x > 0}", "c = d {x < 0}"]),
    (r"\begin{cases} a = b & (1) \\ c = d & (2) \end{cases}", ["a = b #1", "c = d #2"]),
    (r"a =& b \\ =& c \eqref{x}", ["a = b = c"]),
    (r"a = b, \\ \intertext{and so} c = d", ["a = b", "c = d"]),
    (r"\begin{align} a &= b \shortintertext{by the chain rule} &= c \end{align}", ["a = b #1 = c #2"]),
    ("a % = x\n= b % + y\n+ c", ["a = b + c"]),
    (r"a = b \tag{$*$}", ["a = b #*"]),
    # labels by hand, ends of proofs, rows of words
    (r"a = b \quad (i)", ["a = b"]),
    (r"a = b \quad (*)", ["a = b"]),
    (r"(2)\quad a = b", ["a = b #2"]),
    (r"a = b \cdots\cdots (3)", ["a = b #3"]),
    (r"a = b \quad ②", ["a = b #2"]),
    (r"n = 1 \cdot 2 \cdots (n)", [r"n = 1 \cdot 2 \cdots (n)"]),  # a product, no label
    (r"a = b \quad \text{constant}", ["a = b"]),
    (r"a = b \quad \blacksquare", ["a = b"]),
    (r"\text{Based on (10):} &=> \\ a &= b", ["a = b"]),
    (r"定義：\\ a &= b", ["a = b"]),
    (r"a = b \text{ s.t. } x > 0", ["a = b {x > 0}"]),
    (r"\begin{array}{ll} a = b & x > 0 \\ c = d & x < 0 \end{array}", ["a = b {x > 0}", "c = d {x < 0}"]),
    (r"\begin{equation} a = b \end{equation}", ["a = b #1"]),
    (r"\begin{equation*} a = b \end{equation*}", ["a = b"]),
    (r"\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}", ["a = b #1 = c #1"]),
    (r"\begin{equation} \begin{aligned}[t] a &= b \\ c &= d \end{aligned} \end{equation}", ["a = b #1", "c = d #1"]),
    (r"\begin{align} a &= b \\ &= c \\ d &= e \end{align}", ["a = b #1 = c #2", "d = e #3"]),
    (r"\begin{align} a &= b \notag \\ &= c \label{eq:1_a} \\ \end{align}", ["a = b = c #1"]),
    (r"\begin{align} a &= b \nonumber \\ &= c \tag{A} \end{align}", ["a = b = c #A"]),
    (r"\begin{align*} a &= b \\ &= c \tag{*} \end{align*}", ["a = b = c #*"]),
    (r"\begin{gather} a = b \\ c = d \end{gather}", ["a = b #1", "c = d #2"]),
    (r"\begin{alignat}{2} a &= b &\quad& x > 0 \end{alignat}", ["a = b {x > 0} #1"]),
    (r"\begin{eqnarray} a &=& b \\ &=& c \end{eqnarray}", ["a = b #1 = c #2"]),
    (r"\begin{multline} a = b \\ + c \end{multline}", ["a = b + c #1"]),
    (r"\begin{align}\begin{split} a &= b \\ &= c \end{split} \\ d &= e \end{align}", ["a = b #1 = c #1", "d = e #2"]),
    (r"\begin{array}{rcl} a &=& b \\ &=& c \end{array}", ["a = b = c"]),
    (r"a = b \tag{3}", ["a = b #3"]),
    (r"a = b \qquad (3)", ["a = b #3"]),
    (r"a \ge b, \qquad \max(0, u) \ge u", [r"a >= b", r"\max(0, u) >= u"]),  # a claim, not a condition
    # remarks
    (r"a = b \quad (x > 0)", ["a = b {x > 0}"]),
    (r"a = b \; (x > 0)", ["a = b {x > 0}"]),
    (r"a = b ~ (x > 0)", ["a = b {x > 0}"]),
    (r"a = b \hspace{1cm} (x > 0)", ["a = b {x > 0}"]),
    (r"a = b, \quad (x > 0)", ["a = b {x > 0}"]),
    (r"a = b \quad \text{if } x<0", ["a = b {x<0}"]),
    (r"a = b, \quad x \ge 0.", [r"a = b {x \ge 0}"]),
    (r"a = b, x \ge 0", [r"a = b {x \ge 0}"]),
    (r"a = b \quad \text{for } x > 0, y > 0", ["a = b {x > 0, y > 0}"]),
    (r"a = b \quad \forall x \in \mathbb{R}", [r"a = b {\forall x \in \mathbb{R}}"]),
    (r"x_i > 0, \quad i = 1, \dots, n", [r"x_i > 0 {i = 1, \dots, n}"]),
    (r"a &= b && \text{for } x > 0 \\ &= c && \text{for } x < 0", ["a = b {x > 0} = c {x < 0}"]),
    (r"\text{If } x > 0, \quad a = b", ["a = b {x > 0}"]),
    (r"\text{For } x, y > 0: a = b", ["a = b {x, y > 0}"]),
    ("当 x > 0 时，a = b", ["a = b {x > 0}"]),
    (r"a = b \quad \text{(by the chain rule)} \\ = c", ["a = b = c"]),
    (r"x_i > 0 \quad \text{for all } i", ["x_i > 0"]),
    (r"a = b \quad \forall i", ["a = b"]),
    (r"a = b, \text{ where } b = 2c", ["a = b {b = 2c}"]),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "chains"), CHAINS, ids=[latex for latex, _ in CHAINS])
def test_chains(latex: str, chains: list[str]) -> None:
    reading = read(latex)
    assert outline(reading) == chains
    assert reading.problems == ()


NUMBERS = [
    ("a = b", (), 4),
    (r"\begin{equation} a = b \end{equation}", ("4",), 5),
    (r"\begin{equation*} a = b \end{equation*}", (), 4),
    (r"\begin{align} a &= b \\ &= c \end{align}", ("4", "5"), 6),
    (r"\begin{align} a &= b \notag \\ &= c \\ &= d \tag{X} \\ &= x \end{align}", ("4", "X", "5"), 6),
    (r"\begin{equation} x + y \end{equation}", ("4",), 5),
    (r"\begin{gather} a \\ b = c \end{gather}", ("4", "5"), 6),
    (r"a = b \tag{7}", ("7",), 4),
]


@pytest.mark.parametrize(("latex", "numbers", "following"), NUMBERS)
def test_numbers_go_on(latex: str, numbers: tuple[str, ...], following: int) -> None:
    reading = read(latex, first_number=4)
    assert reading.numbers == numbers
    assert reading.next_number == following


PROBLEMS = [  # latex · chains that are left · column and fragment of each problem
    (r"f(-u) = v \quad \text{where } f(-u) = -f(u)", [], [(31, "gives no name, and is no condition on one")]),
    (r"a = \foo b = c = d", ["c = d"], [(5, r"unknown macro `\foo`")]),
    (r"a = b = \log x y \\ = c \\ = d", ["a = b", "c = d"], [(9, "two things")]),
    (r"\log x y = a \\ = b", ["a = b"], [(1, "two things")]),
    (r"a = (b \\ = c \\ = d", ["c = d"], [(5, "`(` is not closed")]),
    (r"a \to b = c", ["b = c"], [(3, r"the relation `\to` (goes to) is not supported")]),
    (r"a \sim b = c", [r"a \sim b = c"], []),
    (r"w \leftarrow w - g = c", [r"w \gets w - g = c"], []),
    (r"n \gg 1", [r"n \gg 1"], []),
    (r"a \propto b = c", [r"a \propto b = c"], []),
    (r"x \in \mathbb{R} = y", [r"x \in \mathbb{R}"], [(18, "a set stands in a second relation")]),
    (r"x \in S", [], [(7, "`S` is no set that is known here")]),
    (r"x \in [0, 1", [], [(7, "")]),
    (r"a \overset{?}{=} b", [], [(3, r"`\overset{?}{=}` (under its note)")]),
    (r"J = A \\ \because c = d \\ &= B", ["J = A", "c = d"], [(29, "begins with `=` and can go on with two")]),
    (r"a = b, \quad c = d \\ = e = f", ["a = b", "c = d"], [(23, "can go on with two statements")]),
    (r"a &= b & c &= d \\ &= e & &= f", ["a = b", "c = d"], [(21, "can go on with two statements")]),
    (r"a \overset{d}{=} b", [], [(3, r"`\overset{d}{=}` (under its note)")]),
    (r"a \underset{x \to 0}{=} b", [], [(3, r"`\underset{x \to 0}{=}` (under its note)")]),
    (r"a \overset{\text{iid}}{\sim} b", [r"a \sim b"], []),
    (r"a \xrightarrow{} b", [], [(3, r"`\xrightarrow{}` (goes to)")]),
    (r"a = b \to c = d", ["a = b", "c = d"], [(7, r"`\to` (goes to)")]),
    (r"a = b \quad \text{or} \quad c = d", [], [(13, "one of two relations need hold only")]),
    (r"a = b \text{ as } x \to \infty", [], [(19, r"`x \to \infty` is neither")]),
    (r"a = b (x > 0)", [], [(7, "a relation inside parentheses")]),
    (r"a = \underbrace{b}_{1}", [], [(5, r"the note at `\underbrace` states something")]),
    (r"a = \underbrace{b}_{n \text{ times}}", [], [(5, r"the note at `\underbrace`")]),
    (r"a = \underbrace{b}_{\to 0}", [], [(5, r"the note at `\underbrace`")]),
    ("a = b =", ["a = b"], [(7, "nothing follows `=`")]),
    ("a = = b", [], [(3, "nothing follows `=`")]),
    (r"a = b \Rightarrow = c", ["a = b"], [(19, "nothing stands before the relation")]),
    (r"a = b \Rightarrow . = c", ["a = b"], [(21, "nothing stands before the relation")]),
    ("where x is the label = b", [], [(1, "the words `where x is the label` stand in the mathematics")]),
    ("其中 x 是标签 = b", [], [(1, "the words `其中 x 是标签` stand in the mathematics")]),
    (r"a = b \\ c + d", ["a = b"], [(10, "`c + d` stands in no relation")]),
    ("(a = b)", [], [(4, "relation `=` inside an expression")]),
    ("x, y > 0", [], [(1, "`x` is neither a relation nor a condition")]),
    (r"a = b \text{ for positive x}", [], [(7, "the words `for positive x`")]),
    (r"a = b \quad \text{for } x > \foo", [], [(29, r"unknown macro `\foo`")]),
    (r"a = b, \quad c + d", [], [(14, "`c + d` is neither")]),
    (r"a = \text{(something)} = c", [], [(5, "the words `(something)`")]),
    (r"\begin{equation} a = b", [], [(1, r"`\begin{equation}` is not closed")]),
    (r"\begin{equation} a = b \end{align}", [], [(24, r"closes no `\begin{align}`")]),
    (r"a = b \end{align}", [], [(7, r"closes no `\begin{align}`")]),
    (r"a = \text{x", [], [(10, "is not closed")]),
    (r"\text{some loss} = a \\ = b", ["a = b"], [(1, "the words `some loss`")]),
    (r"a = {", [], [(5, "`{`")]),
    (r"a = \frac{1}", [], [(5, "no denominator")]),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "chains", "problems"), PROBLEMS, ids=[row[0] for row in PROBLEMS])
def test_problems_stop_only_their_own_relations(
    latex: str, chains: list[str], problems: list[tuple[int, str]]
) -> None:
    reading = read(latex)
    assert outline(reading) == chains
    assert [p.place.column for p in reading.problems] == [column for column, _ in problems]
    for problem, (_, fragment) in zip(reading.problems, problems, strict=True):
        assert fragment in problem.message
        assert problem.edit and problem.latex


def test_a_chain_that_broke_does_not_go_on_with_the_display_before() -> None:
    reading = read(r"\foo = a \\ = b")
    assert [chain.first is None for chain in reading.chains] == [False]
    reading = read(r"= \foo \\ = b \\ = c")
    assert outline(reading) == ["b = c"]


def test_sides_are_read_and_placed() -> None:
    (chain,) = read(r"L &= a + b \\ &\quad + c \quad (x > 0)").chains
    (link,) = chain.links
    assert chain.first.place == Place(1, 1)
    assert link.place == Place(1, 4)
    assert link.side.place == Place(1, 6)
    assert link.side.term == read_term("a + b + c")
    assert [c.term for c in link.conditions] == [read_condition("x > 0")]
    assert [c.place for c in link.conditions] == [Place(1, 33)]


def test_names_reach_every_side() -> None:
    names = Names(functions=frozenset({"L"}))
    (chain,) = read_display("L(x+1) = L(0)", names, locate, 1).chains
    assert [side.term.op for side in (chain.first, chain.links[0].side)] == ["apply", "apply"]


SEED = (  # Formulas of "BCEWithLogloss公式推导", CC BY 4.0, as the post has them
    (r"\begin{equation} \begin{split} \sigma(x) = \frac{1}{1 + e^{-x}} \end{split} \end{equation}", 1),
    (r"\begin{equation} \begin{split} L(y, \hat{y}) = -[y \log(\hat{y}) + (1 - y) \log(1 - \hat{y})] \end{split} \end{equation}", 1),
    (r"\begin{equation} \begin{split} L(y, \hat{y}) = -[y \log(\sigma(\hat{y})) + (1 - y) \log(1 - \sigma(\hat{y}))] \end{split} \end{equation}", 1),
    (r"\begin{equation} \begin{split} L(y, x) &= -[y \log(\frac{1}{1 + e^{-x}}) + (1 - y) \log(1 - \frac{1}{1 + e^{-x}})] \\ &= -[-y \log(1 + e^{-x}) + (1 - y) \log(\frac{e^{-x}}{1 + e^{-x}})] \\ &= -[-y \log(1 + e^{-x}) + (1 - y) (-x - \log(1 + e^{-x}))] \\ &= y \log(1 + e^{-x}) + (1 - y) (x + \log(1 + e^{-x})) \\ &= y \log(1 + e^{-x}) + x + \log({1 + e^{-x}}) -xy -y \log(1+e^{-x}) \\ &= \log(1 + e^{-x}) + x - xy \end{split} \end{equation}", 6),
    (r"\begin{equation} \begin{split} L(y, x) &= \log(1 + e^{-|x|}) + x - xy \end{split} \end{equation}", 1),
    (r"\begin{equation} \begin{split} L(y, x) &= \log(1 + e^{-x}) + x - xy \\ &= \log(\frac{e^{x}+1}{e^{x}}) + x - xy \\ &= \log(1 + e^{x}) - x + x -xy \\ &= \log(1+e^{x}) - xy \\ &= \log(1+e^{-|x|}) - xy \end{split} \end{equation}", 5),
    (r"\begin{equation} \begin{split} L(y, x) &= max(x,0) + \log(1 + e^{-|x|}) - xy \end{split} \end{equation}", 1),
    (r"\begin{equation} \begin{split} \frac{\partial L(y, x)}{\partial x} &= \frac{\partial (\log(1 + e^{-x}) +x - xy)}{\partial x} \\ &= \frac{1}{1 + e^{-x}} - y \\ &= \sigma(x) - y \end{split} \end{equation}", 3),
)  # fmt: skip


def test_the_post_reads() -> None:
    number = 1
    for latex, steps in SEED:
        reading = read(latex, number)
        assert reading.problems == ()
        assert [len(chain.links) for chain in reading.chains] == [steps]
        assert {link.number for chain in reading.chains for link in chain.links} == {str(number)}
        number = reading.next_number
    assert number == 9


@pytest.mark.parametrize(
    "latex, kinds",
    [
        (r"\int_0^t \cos(t - u) du = -\sin(t - u)|_0^t = \sin t", ["proved", "proved"]),
        (r"\int_0^t \cos(t - u) du = \sin(t - u)|_0^t", ["refuted"]),
        (r"\int_0^t e^{au} du + \int_0^t e^{av} dv = e^{au}|_0^t", ["unread"]),  # u or v, or a
    ],
)
def test_bounds_behind_a_bar_are_those_of_what_the_formula_integrates_by(latex, kinds):
    report = derive.check(read_text(f"$${latex}$$"), workers=1)
    assert [step.verdict.kind for step in report.documents[0].steps] == kinds
