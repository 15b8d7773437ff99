"""Pages of HTML, by themselves and in a browser: nothing runs, nothing is asked for, all of it prints."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from companion.exporters.formats import html
from companion.exporters.paper import Bar, Paper, Plot
from companion.exporters.registry import ROWS, render
from companion.exporters.settings import Settings
from tests.exporters.hostile import TEXTS, hostile_report
from tests.exporters.meeting import small_report

PAGES = sorted({row.document for row in ROWS if row.format == "html"})
BAIT_SCRIPT = "<script>fetch('http://127.0.0.1:9/z')</script>"
needs_chromium = pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not on the PATH")


class Page(HTMLParser):
    """What an HTML file asks for and how often each tag is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Note the tag and what it points to."""
        self.tags.append(tag)
        self.asked += [value for name, value in attrs if name in ("src", "href", "action", "data", "poster")]


def test_the_page_of_times_draws_itself_and_asks_for_nothing():
    """A bar for each planned point and one for each that was reached, in the file itself, no request, no script."""
    text = render("timeline", "html", small_report()).decode()
    page = Page()
    page.feed(text)

    assert page.asked == []
    assert "script" not in page.tags
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text
    assert page.tags.count("rect") == 2 + 10 + 7


def test_pages_print_on_a4():
    """The style names the paper and its margins; wide tables lie on their side."""
    assert (
        "size: A4 portrait; margin: 37.0mm 26.0mm 35.0mm 28.0mm" in render("minutes", "html", small_report()).decode()
    )
    assert "size: A4 landscape" in render("ledger", "html", small_report()).decode()


def through_chromium(folder: Path, page: bytes) -> tuple[Any, set[str]]:
    """The page as a browser prints it, and the hosts that were asked for anything, but for the browser's own."""
    (folder / "page.html").write_bytes(page)
    command = [str(shutil.which("chromium")), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={folder / 'profile'}", f"--log-net-log={folder / 'log'}"]
    command += [f"--print-to-pdf={folder / 'page.pdf'}", (folder / "page.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    asked = re.findall(r'"url":"\w+://([^/":]+)', (folder / "log").read_text(encoding="utf-8"))
    hosts = {host for host in asked if not host.endswith(("google.com", "googleapis.com", "gvt1.com"))}
    return pytest.importorskip("pypdfium2").PdfDocument(folder / "page.pdf"), hosts


@needs_chromium
def test_a_request_would_be_seen(tmp_path):
    """The check below is none if a page that does ask for a picture passes it."""
    assert through_chromium(tmp_path, b"<img src=http://127.0.0.1:9/pixel>")[1] == {"127.0.0.1"}


@needs_chromium
@pytest.mark.parametrize("document", PAGES)
def test_a_browser_prints_every_page_on_a4_and_asks_for_nothing(document, tmp_path):
    """Whatever was noted, nobody is asked for anything, and all sheets are A4, upright or on their side."""
    bait = "<img src=http://127.0.0.1:9/x><style>@import 'http://127.0.0.1:9/y'</style>" + BAIT_SCRIPT
    printed, hosts = through_chromium(tmp_path, render(document, "html", hostile_report(bait + TEXTS["attribute"])))
    sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in printed}

    assert hosts == set()
    assert len(sizes) == 1 and sizes <= {(210, 297), (297, 210)}


@needs_chromium
def test_a_long_timeline_prints_from_its_first_page_on(tmp_path):
    """The plot begins under the title, goes on over the page's end, and pages have numbers."""
    report = small_report()
    bars = tuple(Bar(f"第{n}点", n * 60.0, 60.0, n * 60.0, 60.0, "spoken") for n in range(40))
    plot = Plot("时间轴", bars, 2400.0, "计划", "实际")
    paper = Paper("timeline", "zh", "讲话时间轴", (plot,), (), "seal", made=report.made)
    printed, _ = through_chromium(tmp_path, html.render(paper, Settings()))
    first, second = (page.get_textpage().get_text_range() for page in printed)

    assert "第0点" in first and "— 1 —" in first and "计划" in first
    assert "第39点" in second and "— 2 —" in second and "计划" in second
