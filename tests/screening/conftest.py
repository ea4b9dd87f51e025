"""One check for all tests: its lists are large."""

import pytest

from domain.screening import Check
from screening import build_check


@pytest.fixture(scope="session")
def check() -> Check:
    return build_check()
