"""A place is handed over in person, the past stays behind, and no place falls empty without a word."""

from datetime import timedelta

from domain.actors import Account, Role
from storage import handovers, invitations
from storage import members as member_store
from storage.handovers import HandoverState
from tests.journeys.test_leaving import places_of
from tests.world import Person, World
from usecases import own_data

WANTS = "Amina wil de plek overdragen."


async def asked(world: World, *roles: Role) -> tuple[Person, Person]:
    """Nora at the desk, and Amina who asked to hand over."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", *roles or (Role.CONTACTCIRKEL,))
    await amina.says("/gegevens")
    await amina.taps("Mijn plek overdragen", "Vraag het aan")
    return nora, amina


async def code_from(nora: Person) -> str:
    await nora.taps("Maak de uitnodiging")
    return nora.text.strip().rpartition("start=")[2]


async def join(world: World, code: str) -> Person:
    sem = world.person("Sem")
    await sem.starts(code)
    await sem.taps("Lees verder", "Alles goed", "Noem mij Sem", "Hele stad")
    return sem


async def test_a_place_goes_to_a_successor_and_the_past_stays_behind(world: World) -> None:
    nora, amina = await asked(world, Role.CONTACTCIRKEL, Role.PROFESSIONAL)
    assert nora.text.startswith(WANTS)
    sem = await join(world, await code_from(nora))
    successor = world.look(lambda tx: member_store.actor_of(tx, Account(sem.user.id)))
    assert successor.roles == {Role.CONTACTCIRKEL}
    assert amina.text.startswith("Uw opvolger doet nu mee.")
    assert amina.buttons == ["Stoppen en wissen", "Ik blijf nog"]
    theirs = await world.bot.app.run(sem.turn, own_data.everything)
    assert amina.id not in str(theirs)
    assert "Amina" not in str(theirs)
    await amina.taps("Stoppen en wissen", "Ja, wis alles")
    assert places_of(amina) == []
    assert not nora.received("Er is een plek vrij")


async def test_whoever_stays_keeps_the_place(world: World) -> None:
    nora, amina = await asked(world)
    await join(world, await code_from(nora))
    await amina.taps("Ik blijf nog")
    assert amina.text.startswith("Fijn dat u blijft.")
    assert world.look(lambda tx: member_store.roles_of(tx, amina.id)) == {Role.CONTACTCIRKEL}
    await amina.says("/gegevens")
    await amina.taps("Mijn plek overdragen")
    assert "Vraag het aan" in amina.buttons


async def test_asking_twice_is_one_task(world: World) -> None:
    nora, amina = await asked(world)
    await amina.forges("m1:handask")
    assert len(nora.received(WANTS)) == 1


async def test_two_at_the_desk_make_one_invitation(world: World) -> None:
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    nora, _ = await asked(world)
    nora.user.press("Maak de uitnodiging")
    karim.user.press("Maak de uitnodiging")
    await world.settle()
    codes = {person.text.strip().rpartition("start=")[2] for person in (nora, karim)}
    assert len(codes) == 1
    assert len(codes.pop()) == 10


async def test_staying_takes_back_the_invitation(world: World) -> None:
    nora, amina = await asked(world)
    code = await code_from(nora)
    await amina.says("/gegevens")
    await amina.taps("Mijn plek overdragen", "Ik blijf nog")
    sem = world.person("Sem")
    await sem.starts(code)
    assert "Lees verder" not in sem.buttons
    assert world.look(lambda tx: invitations.roles_behind(tx, code, world.now)) is None


async def test_leaving_takes_back_the_invitation_and_the_task(world: World) -> None:
    nora, amina = await asked(world)
    code = await code_from(nora)
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    assert world.look(lambda tx: invitations.roles_behind(tx, code, world.now)) is None
    await nora.forges(f"m1:handinv:{amina.id}")
    assert nora.text.startswith("Deze knop werkt niet meer")
    assert places_of(amina) == []


async def test_an_empty_place_is_named_to_the_desk_without_a_name(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await world.member("Bram", Role.CONTACTCIRKEL)
    partner = await world.member("Pim", Role.PARTNER)
    await partner.says("/stop")
    await partner.taps("Ja, wis alles")
    assert not nora.received("Er is een plek vrij")
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    assert nora.text == "Er is een plek vrij in de kring Contactcirkel. Mensen die er nog zijn: 1."


async def test_only_the_desk_makes_the_invitation_and_only_for_who_asked(world: World) -> None:
    nora, amina = await asked(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await bram.forges(f"m1:handinv:{amina.id}")
    await nora.forges(f"m1:handinv:{bram.id}")
    assert nora.text.startswith("Deze knop werkt niet meer")
    kept = world.look(lambda tx: handovers.of(tx, amina.id))
    assert kept is not None
    assert kept.state is HandoverState.ASKED


async def test_who_has_no_place_has_nothing_to_hand_over(world: World) -> None:
    partner = await world.member("Pim", Role.PARTNER)
    await partner.says("/gegevens")
    assert "Mijn plek overdragen" not in partner.buttons
    assert "Vervanger kiezen" not in partner.buttons
    await partner.forges("m1:handask")
    await partner.forges("m1:depcode")
    assert world.look(lambda tx: handovers.of(tx, partner.id)) is None


async def test_a_handover_that_nobody_went_on_with_is_forgotten(world: World) -> None:
    _, amina = await asked(world)
    mine = await world.bot.app.run(amina.turn, own_data.everything)
    assert mine["handover"] == {"state": "asked", "asked_at": (world.now - _since(world, amina)).isoformat()}
    await world.passes(days=29)
    assert world.look(lambda tx: handovers.of(tx, amina.id)) is None


def _since(world: World, amina: Person) -> timedelta:
    kept = world.look(lambda tx: handovers.of(tx, amina.id))
    assert kept is not None
    return world.now - kept.asked_at
