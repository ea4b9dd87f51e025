"""Time moves only when told, and sleepers wake in their order."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest

from scheduling.clock import Clock, MovableClock, SystemClock

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


async def test_the_system_clock_gives_aware_utc_and_flows() -> None:
    clock: Clock = SystemClock()
    before = clock.monotonic()
    await clock.sleep(0.005)
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.monotonic() - before >= 0.004


async def test_a_movable_clock_stands_still_until_it_is_moved() -> None:
    clock = MovableClock(NOON)
    await asyncio.sleep(0.005)
    assert clock.now() == NOON
    clock.advance(90)
    assert clock.now() == NOON + timedelta(seconds=90)
    assert clock.monotonic() == 90


def test_a_start_in_another_zone_becomes_utc() -> None:
    clock = MovableClock(NOON.astimezone(timezone(timedelta(hours=2))))
    assert clock.now() == NOON
    assert clock.now().tzinfo is UTC


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        MovableClock(NOON.replace(tzinfo=None))


def test_a_clock_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="go back"):
        MovableClock(NOON).advance(-1)


async def test_only_those_whose_time_has_come_wake() -> None:
    clock = MovableClock(NOON)
    woken: list[str] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(name)

    tasks = [asyncio.create_task(sleeper(*one)) for one in [("late", 20), ("soon", 5), ("sooner", 4)]]
    await asyncio.sleep(0)
    clock.advance(5)
    await asyncio.sleep(0.001)
    assert woken == ["sooner", "soon"]
    clock.advance(15)
    await asyncio.gather(*tasks)
    assert woken == ["sooner", "soon", "late"]


async def test_living_through_an_hour_lets_a_repeating_task_see_each_minute() -> None:
    clock = MovableClock(NOON)
    seen: list[float] = []

    async def every_minute() -> None:
        while True:
            await clock.sleep(60)
            seen.append(clock.monotonic())

    task = asyncio.create_task(every_minute())
    await clock.live(3600)
    task.cancel()
    assert seen == [60.0 * minute for minute in range(1, 61)]
    assert clock.now() == NOON + timedelta(hours=1)


async def test_a_cancelled_sleeper_is_forgotten() -> None:
    clock = MovableClock(NOON)
    task = asyncio.create_task(clock.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    clock.advance(20)
    assert task.cancelled()


async def test_no_sleep_is_one_turn_of_the_loop() -> None:
    clock = MovableClock(NOON)
    await asyncio.wait_for(clock.sleep(0), 1)
    await asyncio.wait_for(clock.sleep(-3), 1)


async def test_a_running_clock_flows_and_can_still_be_moved() -> None:
    clock = MovableClock(NOON, running=True)
    await asyncio.wait_for(clock.sleep(0.01), 1)
    assert clock.monotonic() >= 0.01
    task = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.advance(3600)
    await asyncio.wait_for(task, 1)
