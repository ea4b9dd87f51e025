"""Dates as members read and type them; Thursday 12 March 2026, 15.10 in Amsterdam, unless said otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handlers.kit import dates
from handlers.kit.dates import Moment, Period, Unclear, Why

NOW = datetime(2026, 3, 12, 14, 10, tzinfo=UTC)


def instant(day: int, month: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=dates.AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (instant(12, 3, 20), "vandaag, donderdag 12 maart, 20.00 uur"),
        (instant(13, 3, 9, 5), "morgen, vrijdag 13 maart, 9.05 uur"),
        (instant(14, 4, 19, 30), "dinsdag 14 april, 19.30 uur"),
        (instant(1, 1, 0, 15, 2027), "vrijdag 1 januari 2027, 0.15 uur"),
        (instant(11, 3, 14, 5), "woensdag 11 maart, 14.05 uur"),
    ],
)
def test_a_moment_is_written_in_full(at: datetime, expected: str) -> None:
    assert dates.day_time(at, NOW) == expected


def test_today_turns_over_at_midnight_in_amsterdam() -> None:
    before_midnight = datetime(2026, 7, 1, 21, 59, tzinfo=UTC)
    assert dates.day_time(before_midnight, before_midnight).startswith("vandaag, woensdag 1 juli, 23.59")
    assert dates.day_time(before_midnight + timedelta(minutes=1), before_midnight).startswith(
        "morgen, donderdag 2 juli, 0.00"
    )
    assert dates.starts_of_day(date(2026, 7, 2)) == datetime(2026, 7, 1, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "day", "short", "clock", "week"),
    [
        (instant(12, 3, 15, 30), "donderdag 12 maart", "do 12 mrt", "15.30", "week 11"),
        (instant(25, 9, 8), "vrijdag 25 september", "vr 25 sep", "8.00", "week 39"),
        (instant(31, 12, 23, 59), "donderdag 31 december", "do 31 dec", "23.59", "week 53"),
    ],
)
def test_parts_of_a_date(at: datetime, day: str, short: str, clock: str, week: str) -> None:
    assert (dates.day(at), dates.short_day(at), dates.clock_time(at), dates.week_label(at)) == (
        day,
        short,
        clock,
        week,
    )


def test_days_without_a_time_are_written_the_same() -> None:
    assert dates.day(date(2026, 3, 12)) == "donderdag 12 maart"
    assert dates.day_with_year(date(2026, 3, 12)) == "donderdag 12 maart 2026"
    assert dates.weekday(date(2026, 3, 12)) == "donderdag"
    assert dates.month(date(2026, 3, 12)) == "maart 2026"


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "1 minuut"),
        (1, "1 minuut"),
        (45, "45 minuten"),
        (60, "1 uur"),
        (90, "1 uur en 30 minuten"),
        (121, "2 uur en 1 minuut"),
    ],
)
def test_a_length_of_time(minutes: int, expected: str) -> None:
    assert dates.duration(timedelta(minutes=minutes)) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vanavond 20.00", instant(12, 3, 20)),
        ("Vanavond om 20:00 uur", instant(12, 3, 20)),
        ("over een uur", instant(12, 3, 16, 10)),
        ("over 20 minuten", instant(12, 3, 15, 30)),
        ("over een kwartier", instant(12, 3, 15, 25)),
        ("over anderhalf uur", instant(12, 3, 16, 40)),
        ("over 24 uur", instant(13, 3, 15, 10)),
        ("over 3 dagen 10.00", instant(15, 3, 10)),
        ("over 2 weken om 10 uur", instant(26, 3, 10)),
        ("morgen 19.30", instant(13, 3, 19, 30)),
        ("morgenochtend 9 uur", instant(13, 3, 9)),
        ("morgen 10", instant(13, 3, 10)),
        ("overmorgen 10 uur", instant(14, 3, 10)),
        ("14-4 19:30", instant(14, 4, 19, 30)),
        ("14/4/2027 19.30", instant(14, 4, 19, 30, 2027)),
        ("14-04-27 19.30", instant(14, 4, 19, 30, 2027)),
        ("14.4.2026 19.30", instant(14, 4, 19, 30)),
        ("2026-04-14 19:30", instant(14, 4, 19, 30)),
        ("donderdag 14u", instant(19, 3, 14)),
        ("donderdag 16u30", instant(12, 3, 16, 30)),
        ("kwart voor acht vanavond", instant(12, 3, 19, 45)),
        ("vanavond kwart over 8", instant(12, 3, 20, 15)),
        ("5 voor half 9", instant(12, 3, 20, 25)),
        ("tien over acht vanavond", instant(12, 3, 20, 10)),
        ("volgende week dinsdag 9.00", instant(17, 3, 9)),
        ("dinsdag volgende week om 9.00 uur", instant(17, 3, 9)),
        ("komende dinsdag 9.00", instant(17, 3, 9)),
        ("dinsdagavond half acht", instant(17, 3, 19, 30)),
        ("dinsdag morgen 9 uur", instant(17, 3, 9)),
        ("half 8", instant(12, 3, 19, 30)),
        ("half acht", instant(12, 3, 19, 30)),
        ("half acht 's ochtends morgen", instant(13, 3, 7, 30)),
        ("8 uur", instant(12, 3, 20)),
        ("morgen 8 uur", instant(13, 3, 8)),
        ("19.30 uur", instant(12, 3, 19, 30)),
        ("di. 14 apr. 19.30", instant(14, 4, 19, 30)),
        ("do 3 dec half acht", instant(3, 12, 19, 30)),
        ("3 januari 10.00", instant(3, 1, 10, year=2027)),
        ("29 februari 2028 10.00", instant(29, 2, 10, year=2028)),
        ("vannacht 2 uur", instant(13, 3, 2)),
        ("vannacht 23.30", instant(12, 3, 23, 30)),
        ("vanavond 12 uur", instant(13, 3, 0)),
        ("24.00", instant(13, 3, 0)),
    ],
)
def test_a_typed_moment_is_read(typed: str, meant: datetime) -> None:
    assert dates.read_moment(typed, NOW) == Moment(meant)


def test_a_weekday_beside_a_date_is_held_against_it() -> None:
    in_2024 = datetime(2024, 11, 20, 9, tzinfo=UTC)
    assert dates.read_moment("di 3 dec half acht", in_2024) == Moment(instant(3, 12, 19, 30, 2024))
    assert dates.read_moment("di 3 dec half acht", NOW) == Unclear(Why.OTHER_WEEKDAY)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Why.NOT_UNDERSTOOD),
        ("zo snel mogelijk", Why.NOT_UNDERSTOOD),
        ("dinsdag 14 april 19.30 in de zaal", Why.NOT_UNDERSTOOD),
        ("vandaag morgen 20.00", Why.NOT_UNDERSTOOD),
        ("19.30 20.00", Why.NOT_UNDERSTOOD),
        ("over een uur 20.00", Why.NOT_UNDERSTOOD),
        ("volgende week 10.00", Why.NOT_UNDERSTOOD),
        ("30 februari 10.00", Why.NOT_UNDERSTOOD),
        ("25.00", Why.NOT_UNDERSTOOD),
        ("31-12-9999 24.00", Why.NOT_UNDERSTOOD),
        ("19.75", Why.NOT_UNDERSTOOD),
        ("morgen", Why.NO_CLOCK),
        ("zaterdag", Why.NO_CLOCK),
        ("vanavond", Why.NO_CLOCK),
        ("15.00", Why.PAST),
        ("vandaag 10.00", Why.PAST),
        ("1 maart 10.00", Why.PAST),
        ("12-3-2025 10.00", Why.PAST),
        ("29 maart 2.30", Why.SKIPPED),
        ("25 oktober 2.30", Why.TWICE),
    ],
)
def test_what_cannot_be_read_is_asked_again(typed: str, why: Why) -> None:
    assert dates.read_moment(typed, NOW) == Unclear(why)


def test_around_the_hour_that_is_skipped() -> None:
    assert dates.read_moment("29 maart 1.59", NOW) == Moment(datetime(2026, 3, 29, 0, 59, tzinfo=UTC))
    assert dates.read_moment("29 maart 3.00", NOW) == Moment(datetime(2026, 3, 29, 1, 0, tzinfo=UTC))


def test_around_the_hour_that_comes_twice() -> None:
    assert dates.read_moment("25 oktober 1.59", NOW) == Moment(datetime(2026, 10, 24, 23, 59, tzinfo=UTC))
    assert dates.read_moment("25 oktober 3.00", NOW) == Moment(datetime(2026, 10, 25, 2, 0, tzinfo=UTC))


@pytest.mark.parametrize(("day", "month"), [(29, 3), (25, 10)])
def test_in_an_hour_is_an_hour_whatever_the_clocks_do(day: int, month: int) -> None:
    before = datetime(2026, month, day, 0, 30, tzinfo=UTC)
    assert dates.read_moment("over 2 uur", before) == Moment(before + timedelta(hours=2))


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("dinsdag 14 april 19.30 tot 21.00", instant(14, 4, 19, 30), instant(14, 4, 21)),
        ("dinsdag 14 april van 19.30 tot 21.00 uur", instant(14, 4, 19, 30), instant(14, 4, 21)),
        ("di 14 april 19.30-21.00", instant(14, 4, 19, 30), instant(14, 4, 21)),
        ("14-4 19.30 – 21.30", instant(14, 4, 19, 30), instant(14, 4, 21, 30)),
        ("van 19.30 tot 21.00 op dinsdag 14 april", instant(14, 4, 19, 30), instant(14, 4, 21)),
        ("morgen half acht tot 9 uur", instant(13, 3, 19, 30), instant(13, 3, 21)),
        ("morgen van 10 tot 12 uur", instant(13, 3, 10), instant(13, 3, 12)),
        ("vanavond 22.00 tot 1.00", instant(12, 3, 22), instant(13, 3, 1)),
        ("20.00 tot morgen 8.00", instant(12, 3, 20), instant(13, 3, 8)),
        ("12 april 10.00 tot 13 april 16.00", instant(12, 4, 10), instant(13, 4, 16)),
    ],
)
def test_a_typed_period_is_read(typed: str, start: datetime, end: datetime) -> None:
    assert dates.read_period(typed, NOW) == Period(start, end)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("dinsdag 14 april 19.30", Why.NO_END),
        ("morgen 19.30 tot 18.00", Why.END_FIRST),
        ("13 april 10.00 tot 12 april 16.00", Why.PAST),
        ("gisteren tot 21.00", Why.NOT_UNDERSTOOD),
        ("morgen 19.30 tot laat", Why.NOT_UNDERSTOOD),
        ("morgen tot 21.00", Why.NO_CLOCK),
        ("28 maart 23.00 tot 2.30", Why.SKIPPED),
    ],
)
def test_a_period_that_cannot_be_read(typed: str, why: Why) -> None:
    assert dates.read_period(typed, NOW) == Unclear(why)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dinsdag 14 april", date(2026, 4, 14)),
        ("14-4", date(2026, 4, 14)),
        ("vandaag", date(2026, 3, 12)),
        ("morgen", date(2026, 3, 13)),
        ("volgende week maandag", date(2026, 3, 16)),
        ("over 2 weken", date(2026, 3, 26)),
        ("1 maart", Unclear(Why.PAST)),
        ("morgen 10.00", Unclear(Why.NOT_UNDERSTOOD)),
        ("", Unclear(Why.NOT_UNDERSTOOD)),
    ],
)
def test_a_typed_day_is_read(typed: str, meant: date | Unclear) -> None:
    assert dates.read_date(typed, NOW) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("half acht", time(19, 30)),
        ("19.30 uur", time(19, 30)),
        ("kwart over 7 's ochtends", time(7, 15)),
        ("7:30", time(7, 30)),
        ("24.00", time(0)),
        ("morgen 19.30", Unclear(Why.NOT_UNDERSTOOD)),
        ("25.00", Unclear(Why.NOT_UNDERSTOOD)),
    ],
)
def test_a_typed_time_is_read(typed: str, meant: time | Unclear) -> None:
    assert dates.read_clock(typed) == meant


moments = st.integers(0, 16 * 365 * 24 * 3600).map(
    lambda s: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)


@given(now=moments, minutes=st.integers(1, 2 * 365 * 24 * 60))
def test_what_we_write_reads_back_to_itself(now: datetime, minutes: int) -> None:
    at = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    read = dates.read_moment(dates.day_time(at, now), now)
    assume(read != Unclear(Why.TWICE))
    assert read == Moment(at)


@given(now=moments, typed=st.text(max_size=80))
def test_no_typed_text_breaks_the_reader(now: datetime, typed: str) -> None:
    read = dates.read_moment(typed, now)
    assert isinstance(read, Unclear) or read.at > now - timedelta(minutes=1)


@given(
    now=moments,
    words=st.lists(
        st.sampled_from(
            ["di", "14", "april", "19.30", "tot", "half", "acht", "over", "uur", "een", "-", "avond"]
        ),
        max_size=6,
    ),
)
def test_no_mix_of_known_words_breaks_the_reader(now: datetime, words: list[str]) -> None:
    read = dates.read_period(" ".join(words), now)
    assert isinstance(read, Unclear) or now - timedelta(minutes=1) < read.start < read.end
