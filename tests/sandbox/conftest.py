"""A stand-in with one person whose chat is open, on a clock moved by hand."""

from datetime import UTC, datetime

import pytest

from sandbox.core import NO_LIMITS, Telegram
from sandbox.people import User
from scheduling.clock import MovableClock

AMINA = 501


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 12, 1, 12, 0, tzinfo=UTC))


@pytest.fixture
def telegram(clock: MovableClock) -> Telegram:
    return Telegram(clock.now, limits=NO_LIMITS)


@pytest.fixture
def amina(telegram: Telegram) -> User:
    user = telegram.user(AMINA, "Amina")
    user.start()
    return user
