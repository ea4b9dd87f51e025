"""*Mijn gegevens*: everything is seen, changed, taken back and received by whom it is about."""

import json
from typing import Any

import pytest

from domain.actors import Purpose, Role
from storage import members as member_store
from storage.members import Profile
from tests.house_rules.catalogues import written
from tests.world import Person, World
from usecases.own_data import PARTS


def profile_of(person: Person) -> Profile:
    found = person.world.look(lambda tx: member_store.profile(tx, person.id))
    assert found is not None
    return found


async def at_change(world: World, **chosen: Any) -> Person:
    """Amina with *Iets aanpassen* on her screen."""
    amina = await world.member("Amina", Role.CONTACTCIRKEL, **chosen)
    await amina.says("/gegevens")
    return await amina.taps("Iets aanpassen")


class TestTheMenu:
    async def test_shows_what_is_kept(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL, Role.VLIEGENDE_BRIGADE)
        await amina.says("/gegevens")
        assert "Naam: Amina" in amina.text
        assert "Rol: lid van de contactcirkel en lid van de brigade" in amina.text
        assert "Wijk: Binnenstad" in amina.text
        assert "bekeken 0 keer, een lijst geopend 0 keer" in amina.text

    async def test_every_button_leads_somewhere(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL)
        await amina.says("/gegevens")
        for label in list(amina.buttons):
            await amina.says("/gegevens")
            await amina.taps(label)
            assert "werkt niet meer" not in amina.text

    @pytest.mark.parametrize("role", list(Role))
    async def test_is_there_for_every_role(self, world: World, role: Role) -> None:
        somebody = await world.member("Iemand", role)
        await somebody.says("/gegevens")
        assert "Naam: Iemand" in somebody.text


class TestChanging:
    async def test_a_name(self, world: World) -> None:
        amina = await at_change(world)
        await amina.taps("Andere naam")
        await amina.says("Amina  van\nBoven")
        assert "Naam: Amina van Boven" in amina.text

    async def test_a_neighbourhood_and_back_to_none(self, world: World) -> None:
        amina = await at_change(world)
        await amina.taps("Andere wijk", "Voorhof")
        assert "Wijk: Voorhof" in amina.text
        await amina.taps("Andere wijk", "Liever niet zeggen")
        assert profile_of(amina).neighbourhood is None

    async def test_a_number_is_kept_and_taken_out_of_the_chat(self, world: World) -> None:
        amina = await at_change(world)
        await amina.taps("Nummer aanpassen")
        await amina.says("06 12 34 56 78")
        assert amina.received("Uw nummer is bewaard")
        assert amina.text.startswith("Mag uw nummer ook in de belboom?")
        assert not [message for message in amina.chat if "12 34 56" in message.text]
        assert profile_of(amina).phone == "+31612345678"
        await amina.taps("Nummer wissen")
        assert profile_of(amina).phone is None

    async def test_a_number_that_cannot_be_read_is_not_kept_either(self, world: World) -> None:
        amina = await at_change(world)
        await amina.taps("Nummer aanpassen")
        await amina.says("06 12 34")
        assert "kunnen wij niet lezen" in amina.text
        assert not [message for message in amina.chat if message.text == "06 12 34"]
        await amina.taps("Sla dit over")
        assert "Telefoonnummer: geen" in amina.text

    async def test_a_number_shows_only_its_end(self, world: World) -> None:
        amina = await at_change(world, phone="+31612345678")
        assert "Telefoonnummer: bewaard, eindigt op 78" in amina.text
        await amina.taps("Nummer aanpassen", "Nummer wissen")
        assert "Telefoonnummer: geen" in amina.text

    async def test_a_voice_and_back_to_none(self, world: World) -> None:
        amina = await at_change(world)
        await amina.taps("Stem aanpassen", "Welzijn")
        assert "Uw keuze is bewaard: welzijn." in amina.text
        await amina.taps("Keuze wissen")
        assert "Stem: niet gezegd" in amina.text

    async def test_purposes_one_tap_each_way(self, world: World) -> None:
        amina = await at_change(world)
        await amina.taps("Waaraan ik meedoe")
        assert "Oproepen: ja" in amina.buttons
        await amina.taps("Oproepen: ja")
        assert "Oproepen: nee" in amina.buttons
        assert Purpose.CALL_OUTS not in world.look(lambda tx: member_store.purposes_of(tx, amina.id))
        await amina.taps("Oproepen: nee")
        assert Purpose.CALL_OUTS in world.look(lambda tx: member_store.purposes_of(tx, amina.id))

    async def test_nights_and_stille_stand(self, world: World) -> None:
        amina = await at_change(world)
        await amina.taps("Spoed 's nachts: ja", "Stille stand: nee")
        assert (profile_of(amina).nights, profile_of(amina).discreet) == (False, True)
        await amina.taps("Spoed 's nachts: nee", "Stille stand: ja")
        assert (profile_of(amina).nights, profile_of(amina).discreet) == (True, False)

    @pytest.mark.parametrize(
        "data", ["m1:live:nergens", "m1:speak:niemand", "m1:purpose:spying:on", "m1:until:3650"]
    )
    async def test_a_forged_choice_changes_nothing(self, world: World, data: str) -> None:
        amina = await at_change(world)
        before = profile_of(amina)
        await amina.forges(data)
        assert "werkt niet meer" in amina.text
        assert profile_of(amina) == before


class TestAbsence:
    async def test_no_messages_until_the_day_and_then_they_come(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL)
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        await amina.says("/afwezig")
        assert "Ik ben er weer" not in amina.buttons
        await amina.taps("Een week")
        assert "Tot donderdag 19 maart krijgt u geen berichten" in amina.text
        await change_roles(nora)
        assert "Tot donderdag 19 maart" in amina.text
        await world.passes(days=6, hours=8)
        assert "Tot donderdag 19 maart" in amina.text
        await world.passes(hours=8)
        assert "Uw rol is aangepast" in amina.text

    async def test_back_earlier_brings_what_waited(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL)
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        await amina.says("/afwezig")
        await amina.taps("Twee weken")
        await change_roles(nora)
        await amina.taps("Ik ben er weer")
        assert amina.received("Fijn dat u er weer bent")
        assert "Uw rol is aangepast" in amina.text

    async def test_another_date_is_typed(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL)
        await amina.says("/afwezig")
        await amina.taps("Andere datum")
        await amina.says("gisteren")
        assert "Er is nog niets bewaard" in amina.text
        await amina.says("vandaag")
        assert "Dat moment is al voorbij" in amina.text
        await amina.says("woensdag 1 april")
        assert "Tot woensdag 1 april krijgt u geen berichten" in amina.text
        await amina.says("/afwezig")
        assert "Ik ben er weer" in amina.buttons


async def change_roles(nora: Person) -> None:
    """Nora gives the other member on the list a second role."""
    await nora.says("/leden")
    await nora.taps("Amina", "Rollen aanpassen", "Lid brigade: nee", "Ga zo verder")


EXPECTED = (
    "Naam: Amina",
    "Telefoonnummer: 06 12 34 56 78",
    "Stem: Welzijn",
    "Wijk: Binnenstad",
    "Lid van de contactcirkel",
    "Doel: Oproepen",
    "Reden: De lijst met leden",
)


class TestTheExport:
    async def test_is_all_that_is_kept_to_read_and_as_data(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL, phone="+31612345678", voice="welzijn")
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        await nora.says("/leden")
        await amina.says("/gegevens")
        await amina.taps("Alles ontvangen")
        words, data = (message.document for message in amina.chat if message.document)
        assert words is not None
        assert data is not None
        readable = words.data.decode()
        for expected in EXPECTED:
            assert expected in readable
        kept = json.loads(data.data)
        assert set(kept) == {part.name for part in PARTS}
        assert kept["member"]["phone"] == "+31612345678"
        assert amina.id not in readable

    async def test_says_where_the_file_is_now(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL)
        await amina.says("/gegevens")
        await amina.taps("Alles ontvangen")
        [said] = amina.received("het bestand staat nu ook in uw Telegram")
        assert list(said.labels) == ["Ik begrijp het", "Er klopt iets niet"]
        assert not said.protected


class TestWhoLooked:
    async def test_a_list_and_a_look_are_told_apart(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL)
        omar = await world.member("Omar", Role.SNRP)
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        await nora.says("/leden")
        await nora.taps("Amina")
        await amina.says("/gegevens")
        assert "bekeken 1 keer, een lijst geopend 1 keer" in amina.text
        await amina.taps("Wie keek er")
        assert "de netwerkregisseur, om uw rol aan te passen." in amina.text
        assert "de netwerkregisseur, de lijst met leden." in amina.text
        await omar.says("/gegevens")
        assert "bekeken 0 keer, een lijst geopend 1 keer" in omar.text
        await omar.taps("Wie keek er")
        assert "Uw gegevens bekeken\nNiemand." in omar.text

    async def test_many_looks_stay_short(self, world: World) -> None:
        amina = await world.member("Amina", Role.CONTACTCIRKEL)
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        for _ in range(11):
            await nora.says("/leden")
        await amina.says("/gegevens")
        await amina.taps("Wie keek er")
        assert amina.text.count("de lijst met leden") == 4
        assert "En 7 keer eerder." in amina.text


def test_every_part_of_the_file_has_a_heading() -> None:
    assert [part.name for part in PARTS if f"export.{part.name}" not in written()] == []


async def test_a_no_to_call_outs_holds_for_one_that_runs(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    amina, omar = [await world.member(name, Role.CONTACTCIRKEL) for name in ("Amina", "Omar")]
    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    await nora.says("Vannacht ging een ruit van een gebouw kapot. Niemand is gewond.")
    await nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    await sem.taps("Ja, versturen")
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen", "Waaraan ik meedoe", "Oproepen: ja")
    await world.passes(minutes=8)
    assert omar.received("Wij weten het nog niet van u")
    assert not amina.received("Wij weten het nog niet van u")
