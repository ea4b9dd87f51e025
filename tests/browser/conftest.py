"""The demo's page, served as `make demo` serves it, in a browser without a window."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.demo.page import Page as Served
from bot.demo.serving import Server, open_door, open_scene
from bot.demo.story import read_story
from sandbox.http import address

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := Path("/usr/bin") / name).exists()
    ),
    None,
)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = {390: 844, 1280: 800}
SHORT = 12  # steps: Kofi passes on what he heard, Nora reads it
PATIENCE = 8000  # ms


class Demo:
    """The demo in a thread of its own, on a free port."""

    def __init__(self) -> None:
        self.where = ""
        self._open = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def start(self) -> "Demo":
        self._thread.start()
        assert self._open.wait(60), "the demo did not open"
        return self

    async def _serve(self) -> None:
        with open_door(0) as door:
            self.where = address(door)
            served = Served(await open_scene(), open_scene, read_story()[:SHORT])
            self._server = Server(served)
            self._open.set()
            await self._server.serve(sockets=[door])

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive(), "the demo did not stop"


class Looking:
    """A page that notes whatever should not happen: errors, and requests to anywhere else."""

    def __init__(self, page: Page, where: str) -> None:
        self.page, self._where = page, where
        self.wrong: list[str] = []
        page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda asked: self._judge(asked.url))

    def _judge(self, url: str) -> None:
        if not url.startswith((self._where, "blob:", "data:")):
            self.wrong.append(f"asked elsewhere: {url}")

    def open(self) -> Page:
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(self._where)
        self.page.wait_for_selector("body[data-ready]")
        return self.page


# Playwright's own loop runs as long as this lives; it must be gone before another file's tests start theirs.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one these tests are skipped by name."""
    if CHROMIUM is None:
        pytest.skip("no chromium: install it to look at the page of the demo")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """One demo for the tests of a file."""
    served = Demo().start()
    yield served
    served.stop()


@pytest.fixture(params=list(WIDTHS), ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    """A telephone and a laptop."""
    return int(request.param)


@pytest.fixture
def looking(browser: Browser, demo: Demo, width: int) -> Iterator[Looking]:
    """A page at that width; nothing wrong may have happened on it."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, locale="nl-NL", reduced_motion="reduce"
    )
    looks = Looking(context.new_page(), demo.where)
    yield looks
    context.close()
    assert looks.wrong == []


@pytest.fixture
def page(looking: Looking) -> Page:
    """The page, opened."""
    return looking.open()


@pytest.fixture
def wide(width: int) -> bool:
    """Whether several phones stand side by side."""
    return width > 719
