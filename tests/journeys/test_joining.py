"""Coming in: by invitation, in four taps, without typing; before the yes nothing is kept."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.actors import Account, Role
from storage import members as member_store
from storage.database import Tx, metadata
from storage.invitations import InvitationState, invitations
from tests.world import Person, World
from usecases.invitations import Joined, accept

# Which update was handled says nothing about who sent it.
WITHOUT_PEOPLE = {"received", "invitations"}


def rows(tx: Tx) -> dict[str, int]:
    """How many rows each table has, apart from the numbers of updates."""
    return {
        table.name: int(tx.db.execute(select(func.count()).select_from(table)).scalar_one())
        for table in metadata.sorted_tables
        if table.name not in WITHOUT_PEOPLE
    }


def roles_of(person: Person) -> frozenset[Role]:
    account = Account(person.user.id)
    return person.world.look(lambda tx: member_store.actor_of(tx, account).roles)


class TestAVisitor:
    async def test_leaves_no_row_and_learns_nothing(self, world: World) -> None:
        before = world.look(rows)
        noor = await world.person("Noor").starts()
        assert "voor mensen met een uitnodiging" in noor.text
        await noor.taps("Over het netwerk", "Code invullen")
        await noor.says("ABCDEFGHJK")
        assert "werkt niet meer" in noor.text
        for command in ("/leden", "/gegevens", "/oproep", "/stop", "/menu", "/afwezig", "/uitnodigen"):
            await noor.says(command)
            assert "voor mensen met een uitnodiging" in noor.text
        assert world.look(rows) == before

    async def test_reads_the_whole_statement(self, world: World) -> None:
        noor = await world.person("Noor").starts()
        await noor.says("/privacy")
        assert noor.text.startswith("Privacy, 1 van 7")
        assert noor.buttons == ["Volgende bladzijde", "Belangrijke nummers"]
        seen = [noor.text]
        while "Volgende bladzijde" in noor.buttons:
            await noor.taps("Volgende bladzijde")
            seen.append(noor.text)
        whole = "\n".join(seen)
        for promise in (
            "14 dagen",
            "12 maanden",
            "30 minuten",
            "Telegram kan deze berichten lezen",
            "klacht",
        ):
            assert promise in whole

    async def test_finds_three_commands(self, world: World) -> None:
        noor = await world.person("Noor").starts()
        assert {command for command, _ in noor.user.menu} == {"start", "hulp", "privacy"}

    async def test_who_refuses_leaves_nothing(self, world: World) -> None:
        before = world.look(rows)
        noor = await world.person("Noor").starts(await world.invite(Role.SNRP))
        await noor.taps("Lees verder", "Oproepen: nee", "Trainingen: nee", "Nu liever niet")
        assert "Wij hebben niets bewaard" in noor.text
        assert world.look(rows) == before | {"audit_events": before["audit_events"] + 1}


class TestJoining:
    async def test_takes_four_taps_and_nothing_typed(self, world: World) -> None:
        amina = await world.person("Amina").starts(await world.invite(Role.CONTACTCIRKEL))
        await amina.taps("Lees verder", "Alles goed", "Noem mij Amina", "Binnenstad")
        assert "Welkom, Amina. Alles staat klaar." in amina.text
        assert roles_of(amina) == {Role.CONTACTCIRKEL}

    async def test_everything_offered_at_the_end_leads_somewhere(self, world: World) -> None:
        amina = await joined(world, "Amina")
        welcome = amina.last
        for label in (
            "Niet 's nachts",
            "Nummer geven",
            "Stem kiezen",
            "Stille stand kiezen",
            "Naar het menu",
        ):
            fresh = await joined(world, "Amina")
            assert label in welcome.labels
            await fresh.taps(label)
            assert "werkt niet meer" not in fresh.text

    async def test_only_what_was_switched_on_is_a_yes(self, world: World) -> None:
        sara = await world.person("Sara").starts(await world.invite(Role.SNRP))
        await sara.taps("Lees verder")
        assert [label for label in sara.buttons if label.endswith(": ja")] == []
        assert "Brigade: nee" not in sara.buttons
        await sara.taps("Trainingen: nee", "Ga zo verder", "Noem mij Sara", "Hele stad")
        await sara.says("/gegevens")
        await sara.taps("Iets aanpassen")
        assert "U doet mee met: trainingen" in sara.text

    async def test_a_role_in_the_team_is_asked_for_no_purposes(self, world: World) -> None:
        bo = await world.person("Bo").starts(await world.invite(Role.BEHEERDER))
        await bo.taps("Lees verder")
        assert bo.buttons == ["Alles goed", "Nu liever niet"]

    @pytest.mark.parametrize("written", [str, str.lower, " ".join, lambda code: f"{code[:5]}-{code[5:]}"])
    async def test_a_typed_code_works(self, world: World, written: Callable[[str], str]) -> None:
        code = await world.invite(Role.PARTNER)
        omar = await world.person("Omar").starts()
        await omar.taps("Code invullen")
        await omar.says(written(code))
        assert "contactpersoon van een school" in omar.text

    async def test_a_second_invitation_adds_its_roles(self, world: World) -> None:
        amina = await joined(world, "Amina")
        await amina.starts(await world.invite(Role.VLIEGENDE_BRIGADE))
        await amina.taps("Lees verder", "Alles goed")
        assert "U doet nu ook mee als lid van de brigade" in amina.text
        assert roles_of(amina) == {Role.CONTACTCIRKEL, Role.VLIEGENDE_BRIGADE}

    async def test_an_old_code_says_no_more_than_a_wrong_one(self, world: World) -> None:
        code = await world.invite(Role.SNRP)
        await world.passes(days=15)
        late = await world.person("Late").starts(code)
        wrong = await world.person("Wrong").starts("ABCDEFGHJK")
        assert late.text == wrong.text

    async def test_four_at_once_have_one_winner(self, world: World) -> None:
        code = await world.invite(Role.SNRP)
        four = [world.person(name) for name in ("Een", "Twee", "Drie", "Vier")]
        app = world.bot.app
        outcomes = await asyncio.gather(*(app.run(one.turn, accept, code, []) for one in four))
        assert sum(isinstance(outcome, Joined) for outcome in outcomes) == 1
        assert world.look(lambda tx: rows(tx)["members"]) == 1

    async def test_a_kill_between_yes_and_name_asks_the_name_again(self, world: World) -> None:
        code = await world.invite(Role.CONTACTCIRKEL)
        amina = await world.person("Amina").starts(code)
        await amina.taps("Lees verder")
        await world.bot.app.run(amina.turn, accept, code, [])  # the effect, and then the process dies
        await amina.says("/start")
        assert "Hoe mogen wij u noemen?" in amina.text
        await amina.taps("Noem mij Amina", "Liever niet zeggen")
        assert "Alles staat klaar" in amina.text

    async def test_guessing_is_limited_and_answers_the_same(self, world: World) -> None:
        code = await world.invite(Role.SNRP)
        noor = await world.person("Noor").starts()
        answers = set()
        for guess in range(6):
            await noor.says(f"ABCDEFGHJ{guess + 2}")
            answers.add(noor.text)
        await noor.says(code)
        answers.add(noor.text)
        await noor.forges(f"m1:read:{code}")
        answers.add(noor.text)
        assert len(answers) == 1
        await world.passes(hours=1, minutes=1)
        await noor.says(code)
        assert "U bent uitgenodigd als lid van het netwerk" in noor.text

    async def test_a_guess_in_a_button_counts_too(self, world: World) -> None:
        code = await world.invite(Role.SNRP)
        noor = await world.person("Noor").starts()
        for guess in range(5):
            await noor.forges(f"m1:consent:ABCDEFGHJ{guess + 2}:----")
        await noor.says(code)
        assert "werkt niet meer" in noor.text

    async def test_coordination_and_single_families_never_meet_in_one_account(self, world: World) -> None:
        code = await world.invite(Role.PROCESREGISSEUR)
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        await nora.starts(code)
        await nora.taps("Lees verder", "Alles goed")
        assert "altijd twee mensen" in nora.text
        assert roles_of(nora) == {Role.NETWERKREGISSEUR}
        unused = select(func.count()).select_from(invitations)
        left = unused.where(invitations.c.state == InvitationState.CREATED)
        assert world.look(lambda tx: int(tx.db.execute(left).scalar_one())) == 1

    async def test_the_commands_become_those_of_the_role(self, world: World) -> None:
        amina = await joined(world, "Amina")
        shown = [command for command, _ in amina.user.menu]
        assert {"menu", "gegevens", "afwezig", "stop", "hulp", "privacy"} <= set(shown)
        assert not {"leden", "uitnodigen", "oproep"} & set(shown)
        assert all(len(description) >= 3 for _, description in amina.user.menu)


class TestInviting:
    async def test_a_role_is_chosen_and_a_code_comes(self, world: World) -> None:
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        await nora.says("/uitnodigen")
        assert "Maak de uitnodiging" not in nora.buttons
        await nora.taps("Contactcirkel: nee", "Lid brigade: nee", "Maak de uitnodiging")
        link = nora.text.split()[-1]
        assert link.startswith("https://t.me/")
        code = link.partition("?start=")[2]
        assert nora.received(f"De code is {code}")
        until = world.now + timedelta(days=14)
        assert nora.received(f"{until.day} maart")
        amina = await world.person("Amina").starts(code)
        assert "lid van de contactcirkel en lid van de brigade" in amina.text
        await nora.taps("Nog iemand uitnodigen")
        assert "Voor welke rol?" in nora.text

    async def test_no_staff_role_can_be_forged(self, world: World) -> None:
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        await nora.says("/uitnodigen")
        for signs in ("000000", "1", "111111", "00000"):
            await nora.forges(f"m1:invited:{signs}")
            assert "werkt niet meer" in nora.text

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.NETWERKREGISSEUR])
    async def test_nobody_else_invites(self, world: World, role: Role) -> None:
        other = await world.member("Ander", role)
        await other.says("/uitnodigen")
        assert "hoort bij een andere rol" in other.text
        await other.forges("m1:invited:10000")
        assert "hoort bij een andere rol" in other.text


async def joined(world: World, name: str) -> Person:
    """Somebody of the contactcirkel who came in by the chat."""
    person = await world.person(name).starts(await world.invite(Role.CONTACTCIRKEL))
    return await person.taps("Lees verder", "Alles goed", f"Noem mij {name}", "Binnenstad")
