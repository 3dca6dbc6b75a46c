"""Built pages in headless Chromium: mathematics is laid out, folds open, nothing is fetched, all can read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import missing
from test_render_pages import every_verdict, hostile_document

import derive
from derive.deciding.checking import check
from derive.rendering.build import build

ROOT = Path(__file__).parent.parent
PAGES = ("bce-with-logits", "bce-with-logits.zh", "laws", "laws.zh", "index", "every-verdict.en", "page")
THEMES = ("light", "dark")


@pytest.fixture(scope="module")  # closed before other tests: its threads would keep workers from being forked
def browser():
    import shutil

    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        missing("chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The pages that ship, one with every verdict, and one that is hostile, built now."""
    output = tmp_path_factory.mktemp("built")
    shipped = [derive.read(path) for path in sorted((ROOT / "derive/derivations").glob("*.md"))]
    report = check(shipped, explained=True)
    build([*report.documents, every_verdict("en"), hostile_document()], output, ("html", "markdown"))
    return output / "html"


@pytest.fixture
def visit(browser, folder):
    """Opens a page; what it says on the console and asks of the network is in `page.told`."""
    contexts = []

    def go(name: str, theme: str = "light", width: int = 1000, **options):
        context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.told = []
        page.on("console", lambda message: page.told.append(message.text))
        page.on("pageerror", lambda error: page.told.append(str(error)))
        page.on("dialog", lambda dialog: page.told.append(dialog.message) or dialog.dismiss())
        page.on("request", lambda request: page.told.append(request.url))
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fetches_nothing_and_says_nothing(visit, folder, name):
    page = visit(name)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    page.wait_for_load_state("networkidle")
    told = [said for said in page.told if not said.startswith("data:image/")]  # which is on the page itself
    assert told == [(folder / f"{name}.html").as_uri()]
    assert page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize("name", ["bce-with-logits", "bce-with-logits.zh", "laws"])
def test_mathematics_is_laid_out(visit, name):
    """Fractions stand over each other, roots and scripts where they belong, and nothing is a plain word."""
    page = visit(name, java_script_enabled=True)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = page.evaluate(
        """() => {
            const box = e => e.getBoundingClientRect();
            const flat = [], wrong = [];
            for (const math of document.querySelectorAll('math')) {
                const size = box(math);
                if (size.width <= 0 || size.height <= 0) flat.push(math.textContent);
            }
            for (const fraction of document.querySelectorAll('mfrac')) {
                const [above, below] = fraction.children;
                if (box(above).bottom > box(below).top + 1) wrong.push(fraction.textContent);
            }
            for (const power of document.querySelectorAll('msup')) {
                const [base, script] = power.children;
                if (box(script).left < box(base).left || box(script).top >= box(base).bottom) {
                    wrong.push(power.textContent);
                }
            }
            return [document.querySelectorAll('math').length, flat, wrong];
        }"""
    )
    assert found[0] > 40 and found[1:] == [[], []]


def test_a_display_is_higher_than_a_line(visit):
    page = visit("bce-with-logits")
    heights = page.evaluate(
        "() => [...document.querySelectorAll('.formula math')].filter(m => m.querySelector('mfrac'))"
        ".map(m => m.getBoundingClientRect().height)"
    )
    assert len(heights) > 5 and min(heights) > 28


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_fold_opens_and_closes(visit, way):
    page = visit("bce-with-logits")
    fold = page.locator("#eq-7 details")
    told = fold.locator(".remarks").first
    assert not told.is_visible()
    for seen in (True, False):
        if way == "mouse":
            fold.locator("summary").click()
        else:
            fold.locator("summary").focus()
            page.keyboard.press("Enter" if seen else "Space")
        assert told.is_visible() is seen
    fold.locator("summary").click()
    assert "log-product" in fold.inner_text()


def test_a_fold_is_reached_by_the_tab_key(visit):
    page = visit("bce-with-logits")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


def test_what_is_wrong_is_open_from_the_start(visit):
    page = visit("every-verdict.en")
    assert page.locator("#eq-2 details").evaluate("fold => fold.open")
    assert "left side 0.69, right side undefined" in page.locator("#eq-2").inner_text()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 1000])
def test_nothing_is_wider_than_the_screen(visit, name, width):
    page = visit(name, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    wide = page.evaluate(
        """() => [document.documentElement.scrollWidth <= innerWidth, [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[tabindex], .chain, '
                + '.relation, .statements, mtable, math')).map(e => e.outerHTML.slice(0, 80)).slice(0, 5)]"""
    )
    assert wide == [True, []]


CONTRAST = """() => {
    const channel = c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const parsed = text => text.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => channel(v / 255))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = e => {
        for (; e; e = e.parentElement) {
            const found = parsed(getComputedStyle(e).backgroundColor);
            if (found.length === 3 || found[3] === 1) return found;
        }
        return [255, 255, 255];
    };
    const weak = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let seen = 0; walker.nextNode();) {
        const e = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || e.closest('svg')) continue;
        const [a, b] = [light(parsed(getComputedStyle(e).color)), light(behind(e))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) weak.push([walker.currentNode.data.slice(0, 30), ratio]);
    }
    return weak.slice(0, 5);
}"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_word_stands_out_from_its_ground(visit, name, theme):
    page = visit(name, theme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.evaluate(CONTRAST) == []


def test_the_themes_differ(visit):
    grounds = {
        theme: visit("index", theme).evaluate("getComputedStyle(document.body).backgroundColor")
        for theme in THEMES
    }
    assert grounds["light"] != grounds["dark"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("theme", "width"), [("light", 1000), ("dark", 1000), ("light", 360)])
def test_axe_finds_nothing(visit, name, theme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(name, theme, width, bypass_csp=True)  # the page itself runs no script, axe's neither
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_on_paper_nothing_is_cut_off(visit):
    page = visit("bce-with-logits", width=700)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
