"""Writes .github/softplus.png, the page of the README's example as Chromium shows it: python tests/screenshot.py"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import derive
from derive.deciding.checking import check
from derive.rendering.build import build

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / ".github/softplus.png"


def main() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "softplus.md"
        source.write_text(re.search(r"```markdown\n(.*?)```", readme, re.DOTALL)[1], encoding="utf-8")
        build(check([derive.read(source)], explained=True).documents, folder / "output", ("html",))
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 760, "height": 1010})
            page.goto((folder / "output/html/softplus.html").as_uri())
            page.locator("summary").first.click()
            page.screenshot(path=PICTURE)
            browser.close()


if __name__ == "__main__":
    main()
