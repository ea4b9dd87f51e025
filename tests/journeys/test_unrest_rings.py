"""Nobody at the desk: an urgent report rings until somebody has it, and whoever told us knows who reads."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from domain.duty import Shift, ShiftState
from domain.unrest import State
from storage import access, duty, unrest_rings
from storage import unrest as store
from storage.database import count
from storage.outbox import outbox
from tests.world import Person, World, usual_network

# Friday 13 March 2026, 03.00 in Amsterdam.
NIGHT = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)
RING = "Een bericht met spoed wacht al"
DISCREET = "U hebt een bericht van het netwerk."


@pytest.fixture
async def night() -> AsyncIterator[World]:
    opened = await World(usual_network(), NIGHT).open()
    yield opened
    await opened.close()


async def at_moment(moment: datetime) -> World:
    return await World(usual_network(), moment).open()


async def urgent(person: Person) -> str:
    """After 112, four taps; returns the code."""
    await person.says("/onrust")
    await person.taps("Ja, nu gevaar", "Hulpdiensten zijn gebeld", "Binnenstad", "Versturen zonder naam")
    return person.text.partition("code is ")[2][:4]


async def ordinary(person: Person, *taps: str) -> None:
    await person.says("/onrust")
    await person.taps("Nee, geen gevaar", "Binnenstad", "Discriminatie of haat", "Sla dit over")
    await person.taps(*taps, "Versturen zonder naam")


def takes_over(world: World, person: Person, hours: float = 8) -> None:
    """This member took over the shift, a moment ago."""
    shift = Shift(
        person.id[::-1], person.id, world.now, world.now + timedelta(hours=hours), ShiftState.ON, world.now
    )
    world.look(lambda tx: duty.add(tx, shift))


def shift_ends(world: World, person: Person) -> None:
    world.look(lambda tx: duty.move(tx, person.id[::-1], ShiftState.ON, ShiftState.OVER))


def minutes_rung(person: Person) -> list[int]:
    """The minutes in the rings that this person got, also those that were answered in place."""
    sent = (
        one.params for one in person.world.telegram.log if one.method == "sendMessage" and one.status == 200
    )
    rings = (str(one["text"]) for one in sent if str(one["chat_id"]) == str(person.user.id))
    return [int(words.partition("wacht al ")[2].split()[0]) for words in rings if "wacht al " in words]


async def test_nobody_at_the_desk_from_report_to_taken(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await night.member("Olaf", Role.NETWERKREGISSEUR, absent_until=NIGHT + timedelta(days=9))
    petra = await night.member("Petra", Role.SECOND_PERSON)
    saar = await night.member("Saar", Role.CONTACTCIRKEL, phone="+31612345678")
    amina = await night.member("Amina", Role.CONTACTCIRKEL)

    code = await urgent(amina)
    assert "Let op: er leest nu niemand mee." in amina.text
    assert nora.received("Er is een nieuw bericht.")
    assert not olaf.received("Er is een nieuw bericht.")

    await night.passes(minutes=9)
    assert [minutes_rung(one) for one in (nora, olaf, petra)] == [[], [], []]
    await night.passes(minutes=1)
    for reader in (nora, olaf):
        assert reader.text.startswith(f"{RING} 10 minuten. Code {code}.")
        assert reader.buttons == ["Bericht openen", "Ik kan niet"]
    assert petra.text.startswith(f"{RING} 10 minuten. Code {code}.")
    assert f"Wilt u bellen met wie dienst heeft? {usual_network().numbers.netwerkregisseur}" in petra.text
    assert petra.buttons == ["Ik bel nu", "Ik kan niet"]

    await night.passes(minutes=10)
    await nora.taps("Ik kan niet")
    await night.passes(minutes=10)
    await petra.taps("Ik bel nu")
    assert "Bel nu: " in petra.text
    takes_over(night, saar)
    await night.passes(minutes=10)
    assert minutes_rung(nora) == [10, 20]
    assert minutes_rung(petra) == [10, 20, 30]
    assert minutes_rung(olaf) == [10, 20, 30, 40]
    assert minutes_rung(saar) == [40]

    await saar.taps("Bericht openen")
    assert saar.text.startswith("Er is een nieuw bericht.")
    taken_after = night.now - NIGHT
    assert timedelta(minutes=40) <= taken_after < timedelta(minutes=41)
    for asked in (nora, olaf, petra):
        assert asked.text.startswith(
            f"De vervanger van de netwerkregisseur heeft het bericht met code {code}"
        )
        assert asked.buttons == ["Ik denk mee", "Naar het menu"]
    assert amina.text == DISCREET
    await amina.taps("Bericht lezen")
    assert amina.text.startswith(
        f"De vervanger van de netwerkregisseur heeft uw bericht gelezen (code {code})."
    )

    await olaf.taps("Ik denk mee")
    assert "hoort nu dat u meedenkt" in olaf.text
    assert saar.text == f"Olaf denkt met u mee over het bericht met code {code}."
    for _ in range(3):
        await night.passes(minutes=10)
    assert [len(minutes_rung(one)) for one in (nora, olaf, petra, saar)] == [2, 4, 3, 1]
    assert night.look(lambda tx: count(tx, unrest_rings.unrest_refusals)) == 0


async def test_a_downtime_of_an_hour_is_one_ring_and_not_six(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await night.passes(minutes=10)
    await night.passes(hours=1)
    assert minutes_rung(nora) == [10, 70]
    await night.passes(minutes=10)
    assert minutes_rung(nora) == [10, 70, 80]


async def test_rings_that_could_not_be_sent_are_not_sent_together(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    for _ in range(6):
        night.clock.advance(600)
        await night.bot.ticker.run_all()
    await night.settle()
    assert minutes_rung(nora) == [60]


async def test_a_restart_in_the_middle_rings_nobody_twice(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await night.passes(minutes=10)
    for _ in range(3):
        await night.bot.ticker.run_all()
        await night.settle()
    assert minutes_rung(nora) == [10]


@pytest.mark.parametrize(
    "start",
    [
        # The clocks go from 2.00 to 3.00 on Sunday 29 March 2026 at 01.00 UTC.
        datetime(2026, 3, 29, 0, 45, tzinfo=UTC),
        # They go from 3.00 to 2.00 on Sunday 25 October 2026 at 01.00 UTC.
        datetime(2026, 10, 25, 0, 45, tzinfo=UTC),
    ],
)
async def test_rings_keep_their_ten_minutes_when_the_clocks_change(start: datetime) -> None:
    world = await at_moment(start)
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    monday = "maandag 30 maart, 9.00 uur" if start.month == 3 else "maandag 26 oktober, 9.00 uur"
    assert f"Wij lezen uw bericht op {monday}." in amina.text
    for _ in range(8):
        await world.passes(minutes=10)
    assert minutes_rung(nora) == [10, 20, 30, 40, 50, 60, 70, 80]
    promised = world.look(store.all_open)[0].answer_by
    assert promised == datetime(2026, start.month, 30 if start.month == 3 else 26, 9, tzinfo=UTC) + (
        timedelta(hours=-1) if start.month == 3 else timedelta()
    )
    await world.close()


async def test_never_nobody_when_everybody_cannot(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await night.member("Olaf", Role.NETWERKREGISSEUR)
    petra = await night.member("Petra", Role.SECOND_PERSON)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await night.passes(minutes=10)
    for one in (nora, petra):
        await one.taps("Ik kan niet")
        assert "vragen wij u niets meer" in one.text
    await night.passes(minutes=10)
    assert [minutes_rung(one) for one in (nora, olaf, petra)] == [[10], [10, 20], [10]]
    await olaf.taps("Ik kan niet")
    await night.passes(minutes=10)
    assert [minutes_rung(one) for one in (nora, olaf, petra)] == [[10, 30], [10, 20, 30], [10, 30]]


async def test_who_calls_is_not_rung_again_even_when_the_others_cannot(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    petra = await night.member("Petra", Role.SECOND_PERSON)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await night.passes(minutes=10)
    await petra.taps("Ik bel nu")
    await nora.taps("Ik kan niet")
    assert not nora.received("belt")
    await night.passes(minutes=10)
    assert [minutes_rung(one) for one in (nora, petra)] == [[10, 20], [10]]


async def test_the_second_person_gets_the_number_of_who_is_on_duty_and_that_is_written_down(
    night: World,
) -> None:
    await night.member("Nora", Role.NETWERKREGISSEUR)
    petra = await night.member("Petra", Role.SECOND_PERSON)
    saar = await night.member("Saar", Role.CONTACTCIRKEL, phone="+31612345678")
    takes_over(night, saar)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    for _ in range(2):
        await night.passes(minutes=10)
    assert len(petra.received("06 12 34 56 78")) == 2
    looks = night.look(lambda tx: access.of(tx, saar.id, NIGHT))
    assert [(look.role, look.why) for look in looks] == [("second_person", "unrest_unread")]


async def test_with_a_stand_in_on_duty_the_sender_is_told_so_and_the_netwerkregisseur_sleeps(
    night: World,
) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    saar = await night.member("Saar", Role.SNRP)
    takes_over(night, saar)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    assert "De vervanger van de netwerkregisseur leest nu mee." in amina.text
    assert saar.received("Er is een nieuw bericht.")
    assert not nora.received("Er is een nieuw bericht.")
    await saar.taps("Ik pak dit op")
    assert not nora.received("pakt het op")
    await night.passes(hours=7)
    assert not nora.received("Er is een nieuw bericht.")


@pytest.mark.parametrize("hours", [2, 7])
async def test_what_a_stand_in_left_behind_comes_to_the_netwerkregisseur_once(
    night: World, hours: float
) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    saar = await night.member("Saar", Role.SNRP)
    takes_over(night, saar)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await ordinary(amina)
    await saar.taps("Ik pak dit op")
    await night.passes(hours=hours)
    assert not nora.received("Er is een nieuw bericht.")
    shift_ends(night, saar)
    await night.passes(minutes=1)
    await night.until(datetime(2026, 3, 13, 9, 30, tzinfo=UTC))
    assert len(nora.received("Er is een nieuw bericht.")) == 1
    await nora.taps("Ik pak dit op")
    assert night.look(store.all_open)[0].taker == nora.id


async def test_what_has_time_comes_to_the_stand_in_at_once_and_to_the_netwerkregisseur_in_the_morning(
    night: World,
) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    saar = await night.member("Saar", Role.SNRP)
    takes_over(night, saar, hours=3)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await ordinary(amina, "Stel bijeenkomst voor")
    assert "De vervanger van de netwerkregisseur leest nu mee." in amina.text
    assert "Uw voorstel om bij elkaar te komen is ook binnen." in amina.text
    assert saar.received("Er is een nieuw bericht.")
    assert saar.received("Een lid stelt voor om bij elkaar te komen.")
    assert not nora.received("nieuw bericht")
    await night.until(datetime(2026, 3, 13, 8, 1, tzinfo=UTC))
    assert nora.received("Er is een nieuw bericht.")
    assert nora.received("Een lid stelt voor om bij elkaar te komen.")
    assert minutes_rung(nora) == []


async def test_the_sender_hears_once_that_the_stand_in_opened_it_and_only_in_the_morning(
    night: World,
) -> None:
    saar = await night.member("Saar", Role.SNRP)
    takes_over(night, saar)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await ordinary(amina)
    for _ in range(2):
        await saar.says("/menu")
        await saar.taps("Onrust bekijken")
        await saar.taps(saar.buttons[0])
        assert saar.text.startswith("Er is een nieuw bericht.")
    assert night.look(store.all_open)[0].state is State.RECEIVED
    assert not amina.received(DISCREET)
    await night.passes(hours=5)
    assert len(amina.received(DISCREET)) == 1


async def test_who_is_not_on_duty_any_more_reads_nothing_more(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    saar = await night.member("Saar", Role.SNRP)
    takes_over(night, saar)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    report = night.look(store.all_open)[0]
    await saar.taps("Ik pak dit op", "Vraag stellen")
    await saar.says("Is iedereen nu veilig?")
    shift_ends(night, saar)
    await amina.taps("Bericht lezen", "Ik wil antwoorden")
    await amina.says("Ja, iedereen is veilig.")
    assert not saar.received("iedereen is veilig")
    assert nora.received("iedereen is veilig")
    await saar.forges(f"u1:open:{report.id}")
    assert "andere rol" in saar.text
    await nora.taps("Ik pak dit op")
    assert night.look(store.all_open)[0].taker == nora.id


async def test_opening_an_urgent_report_from_the_list_takes_it_up(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await night.member("Olaf", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await olaf.says("/menu")
    await olaf.taps("Onrust bekijken")
    await olaf.taps(olaf.buttons[0])
    assert night.look(store.all_open)[0].taker == olaf.id
    assert nora.text.startswith("De netwerkregisseur heeft het bericht met code")
    await night.passes(minutes=20)
    assert minutes_rung(nora) == minutes_rung(olaf) == []


async def test_two_netwerkregisseurs_open_the_same_ring_and_one_has_it(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await night.member("Olaf", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await night.passes(minutes=10)
    for one in (nora, olaf):
        one.user.press("Bericht openen")
    await night.settle()
    taker = night.look(store.all_open)[0].taker
    first, second = (nora, olaf) if taker == nora.id else (olaf, nora)
    assert first.received("Er is een nieuw bericht.")
    assert second.received("Iemand anders pakte dit bericht al op")


async def test_a_late_answer_to_a_ring_finds_it_taken(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    petra = await night.member("Petra", Role.SECOND_PERSON)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await night.passes(minutes=10)
    ring = petra.last
    await nora.taps("Bericht openen")
    report = night.look(store.all_open)[0].id
    for deed in ("calling", "cannot"):
        await petra.forges(f"u1:{deed}:{report}", ring.id)
        answer = petra.received("Iemand anders pakte dit bericht al op")[0]
        assert answer.labels == ["Naar het menu"]


async def test_who_was_not_asked_cannot_answer_a_ring(night: World) -> None:
    await night.member("Nora", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await night.passes(minutes=10)
    report = night.look(store.all_open)[0].id
    for deed in ("calling", "cannot", "along"):
        await amina.forges(f"u1:{deed}:{report}")
        assert "Iemand anders pakte dit bericht al op" in amina.text
    assert night.look(lambda tx: unrest_rings.said(tx, report)) == {}


async def test_thinking_along_twice_is_said_once(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await night.member("Olaf", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await nora.taps("Ik pak dit op")
    for _ in range(2):
        olaf.user.press("Ik denk mee")
    await night.settle()
    assert len(nora.received("Olaf denkt met u mee")) == 1


async def test_when_whoever_has_it_leaves_the_desk_hears_it_and_can_take_it_up(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await night.member("Olaf", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    await olaf.taps("Ik pak dit op")
    await olaf.says("/stop")
    await olaf.taps("Ja, wis alles")
    assert nora.text.startswith("U beloofde een antwoord vóór")
    await nora.taps("Bericht openen")
    assert night.look(store.all_open)[0].taker == nora.id


async def test_an_urgent_report_without_a_name_keeps_its_moment_sealed_and_only_while_it_rings(
    night: World,
) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await night.passes(minutes=7)
    await urgent(amina)
    report = night.look(store.all_open)[0]
    assert report.received_at == NIGHT
    assert report.rings_from > NIGHT + timedelta(minutes=6)
    due = night.look(lambda tx: tx.db.execute(outbox.select()).all())
    assert {row.due_at for row in due if row.kind == "unrest.new"} <= {
        NIGHT, datetime(2026, 3, 13, 8, tzinfo=UTC)
    }  # fmt: skip
    await night.passes(minutes=10)
    assert minutes_rung(nora) == [10]
    await nora.taps("Bericht openen")
    assert night.look(store.all_open)[0].talk.since == ""


async def test_when_every_netwerkregisseur_is_away_in_working_hours_the_sender_is_told_so() -> None:
    noon = datetime(2026, 3, 12, 11, tzinfo=UTC)
    world = await at_moment(noon)
    back = datetime(2026, 3, 16, 6, tzinfo=UTC)
    nora = await world.member("Nora", Role.NETWERKREGISSEUR, absent_until=back)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await urgent(amina)
    assert "Let op: er leest nu niemand mee." in amina.text
    assert "op maandag 16 maart, 9.00 uur" in amina.text
    assert nora.received("Er is een nieuw bericht.")
    await world.close()
