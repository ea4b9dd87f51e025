"""Updates wait until the bot says that it has them, for 24 hours."""

import asyncio

import pytest

from sandbox.core import Telegram
from sandbox.door import Answer, Door, Request
from sandbox.people import User
from scheduling.clock import MovableClock


def ids(telegram: Telegram, **params: object) -> list[int]:
    result = telegram.call("getUpdates", params).result
    assert isinstance(result, list)
    return [update["update_id"] for update in result]


@pytest.fixture
def four(telegram: Telegram, amina: User) -> list[int]:
    for text in ("a", "b", "c"):
        amina.say(text)
    return ids(telegram)


def test_updates_are_offered_until_a_later_offset(telegram: Telegram, four: list[int]) -> None:
    assert len(four) == 4
    assert ids(telegram) == four
    assert ids(telegram, limit=2) == four[:2]
    assert ids(telegram, offset=four[2]) == four[2:]
    assert ids(telegram) == four[2:]


def test_a_negative_offset_keeps_the_newest(telegram: Telegram, four: list[int]) -> None:
    assert ids(telegram, offset=-1) == four[-1:]
    assert ids(telegram) == four[-1:]


def test_updates_are_forgotten_after_24_hours(
    telegram: Telegram, four: list[int], amina: User, clock: MovableClock
) -> None:
    clock.advance(24 * 3600 - 1)
    amina.say("d")
    assert len(ids(telegram)) == 5
    clock.advance(2)
    assert ids(telegram) == [four[-1] + 1]


def test_only_wanted_kinds_arrive_and_the_wish_is_remembered(telegram: Telegram, amina: User) -> None:
    ids(telegram, offset=-1, allowed_updates='["callback_query"]')
    amina.say("niet gewenst")
    amina.press_data("a", 1)
    newest = telegram.updates.batch()[-1]
    assert "callback_query" in newest
    assert len(ids(telegram)) == 2
    ids(telegram, allowed_updates=[])
    amina.say("gewenst")
    assert len(ids(telegram)) == 3


def test_pending_updates_are_dropped_on_request(telegram: Telegram, four: list[int]) -> None:
    telegram.call("deleteWebhook", {"drop_pending_updates": True})
    assert ids(telegram) == []
    assert four


def test_a_duplicate_comes_once_more_after_it_was_taken(telegram: Telegram, four: list[int]) -> None:
    telegram.updates.duplicate = 1
    assert ids(telegram, offset=four[-1] + 1) == four[:1]
    assert ids(telegram, offset=four[-1] + 1) == []


def test_a_batch_can_come_back_to_front(telegram: Telegram, four: list[int]) -> None:
    telegram.updates.reverse = 1
    assert ids(telegram) == four[::-1]
    assert ids(telegram) == four


def test_webhook_info_counts_what_waits(telegram: Telegram, four: list[int]) -> None:
    telegram.call("setWebhook", {"url": "https://bot.example/h", "allowed_updates": ["message"]})
    assert telegram.call("getWebhookInfo", {}).result == {
        "url": "https://bot.example/h",
        "has_custom_certificate": False,
        "pending_update_count": len(four),
        "max_connections": 40,
        "allowed_updates": ["message"],
    }


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def poll(door: Door, **params: object) -> asyncio.Task[Answer]:
    task = asyncio.create_task(door.answer(Request("getUpdates", params)))
    await settled()
    return task


async def test_a_long_poll_waits_for_news(telegram: Telegram, clock: MovableClock) -> None:
    door = Door(telegram, sleep=clock.sleep)
    held = await poll(door, timeout=30)
    assert not held.done()
    telegram.user(7, "Bram").say("Dag")
    answer = await held
    assert b'"Dag"' in answer.payload


async def test_a_long_poll_ends_empty_after_its_time(telegram: Telegram, clock: MovableClock) -> None:
    held = await poll(Door(telegram, sleep=clock.sleep), timeout=30)
    clock.advance(29.9)
    await settled()
    assert not held.done()
    clock.advance(0.2)
    assert (await held).payload == b'{"ok": true, "result": []}'


async def test_a_poll_waits_fifty_seconds_at_most(telegram: Telegram, clock: MovableClock) -> None:
    held = await poll(Door(telegram, sleep=clock.sleep), timeout=300)
    clock.advance(50.1)
    assert (await held).status == 200


async def test_the_second_poller_ends_the_first(telegram: Telegram, clock: MovableClock) -> None:
    first = await poll(Door(telegram, sleep=clock.sleep), timeout=30)
    second = await poll(Door(telegram, sleep=clock.sleep), timeout=30)
    assert (await first).status == 409
    assert b"terminated by other getUpdates request" in (await first).payload
    telegram.user(7, "Bram").say("Dag")
    assert (await second).status == 200


async def test_a_new_webhook_ends_a_held_poll(telegram: Telegram, clock: MovableClock) -> None:
    held = await poll(Door(telegram, sleep=clock.sleep), timeout=30)
    telegram.call("setWebhook", {"url": "https://bot.example/h"})
    assert (await held).status == 409


async def test_closing_the_door_lets_go_of_held_polls(telegram: Telegram, clock: MovableClock) -> None:
    door = Door(telegram, sleep=clock.sleep)
    held = await poll(door, timeout=30)
    door.close()
    assert (await held).status == 200
    assert (await (await poll(door, timeout=30))).status == 200
