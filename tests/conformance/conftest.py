"""A stand-in without limits, on a clock that stands still unless moved."""

from datetime import UTC, datetime

import pytest

from sandbox.core import NO_LIMITS, Telegram
from scheduling.clock import MovableClock


@pytest.fixture
def strict() -> Telegram:
    return Telegram(MovableClock(datetime(2026, 12, 1, 12, 0, tzinfo=UTC)).now, limits=NO_LIMITS)
