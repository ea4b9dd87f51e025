"""With `--require-browser` a skipped browser test is a failure: in CI the page is always looked at."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest

from tests.world import World, usual_network

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--require-browser", action="store_true", help="a skipped browser test is a failure")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and item.config.getoption("require_browser") and BROWSER_TESTS in item.path.parents:
        report.outcome = "failed"
        report.longrepr = f"a browser test must run here, but was skipped: {report.longrepr}"
    return report


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """A bot with the packaged settings, and nobody in it yet."""
    opened = await World(usual_network()).open()
    yield opened
    await opened.close()
