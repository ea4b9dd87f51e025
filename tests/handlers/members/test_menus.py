"""One menu per person: the buttons of the role in order, several roles together, the rest under *Meer*."""

import pytest

from bot.capabilities import switched_on
from domain.actors import Actor, Role
from handlers.kit.commands import commands_for
from handlers.kit.texts import Catalogues
from tests.house_rules.catalogues import written
from tests.world import World, usual_network

MENUS = {
    Role.CONTACTCIRKEL: "menu.member",
    Role.SNRP: "menu.member",
    Role.VLIEGENDE_BRIGADE: "menu.brigade",
    Role.PROFESSIONAL: "menu.professional",
    Role.PARTNER: "menu.partner",
    Role.NETWERKREGISSEUR: "menu.coordinator_none",
    Role.PROCESREGISSEUR: "menu.case_coordinator",
    Role.BEHEERDER: "menu.administrator",
    Role.FG: "menu.supervisor",
}


@pytest.mark.parametrize("role", list(MENUS))
async def test_the_buttons_stand_in_the_agreed_order(world: World, role: Role) -> None:
    somebody = await world.member("Iemand", role)
    await somebody.says("/menu")
    agreed = list(written()[MENUS[role]].buttons)
    shown = [label for label in somebody.buttons if label in agreed]
    assert shown == [label for label in agreed if label in shown]
    assert set(somebody.buttons) <= set(agreed)


@pytest.mark.parametrize("role", list(Role))
async def test_no_button_of_the_menu_is_dead(world: World, role: Role) -> None:
    somebody = await world.member("Iemand", role)
    await somebody.says("/menu")
    for label in list(somebody.buttons):
        await somebody.says("/menu")
        await somebody.taps(label)
        assert "werkt niet meer" not in somebody.text
        assert "hoort bij een andere rol" not in somebody.text


async def test_several_roles_give_the_union_and_the_rest_is_behind_more(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR, Role.VLIEGENDE_BRIGADE, Role.CONTACTCIRKEL)
    await nora.says("/menu")
    first = list(nora.buttons)
    assert len(first) <= 8
    assert len(set(first)) == len(first)
    everything = first
    while "Meer keuzes" in nora.buttons:
        await nora.taps("Meer keuzes")
        everything = [*everything, *nora.buttons]
    for label in ("Leden en gegevens", "Mijn gegevens", "Hulp en nummers"):
        assert label in everything


@pytest.mark.parametrize("role", list(Role))
def test_each_command_shown_works_for_that_role(role: Role) -> None:
    commands = [command for one in switched_on(usual_network()) for command in one.commands]
    shown = commands_for(commands, Actor(roles=frozenset({role})))
    words = [word for word, _ in shown]
    assert len(set(words)) == len(words)
    assert {"menu", "gegevens", "hulp", "privacy", "stop", "start"} <= set(words)
    texts = Catalogues.load()
    assert all(3 <= len(texts.plain(described)) <= 256 for _, described in shown)


async def test_the_procesregisseur_sees_the_own_card(world: World) -> None:
    person = await world.member("Cas", Role.PROCESREGISSEUR)
    await person.says("/menu")
    await person.taps("Mijn contactkaart")
    assert usual_network().numbers.procesregisseur in person.text


async def test_the_beheerder_sees_how_the_bot_runs(world: World) -> None:
    person = await world.member("Bo", Role.BEHEERDER)
    await person.says("/menu")
    await person.taps("Status van de bot")
    assert "Wacht op verzending: 0. Niet bezorgd vandaag: 0." in person.text
    assert "Laatste bericht erin: donderdag 12 maart." in person.text
    await person.taps("Opnieuw bekijken")
    assert "Status van de bot" in person.text


async def test_the_fg_reads_the_whole_log_the_beheerder_what_is_technical(world: World) -> None:
    bo = await world.member("Bo", Role.BEHEERDER)
    fg = await world.member("Fenna", Role.FG)
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/leden")
    await world.invite(Role.SNRP)
    await fg.says("/menu")
    await fg.taps("Logboek bekijken")
    assert "de netwerkregisseur, lijst met leden geopend." in fg.text
    assert "uitnodiging gemaakt, buiten de chat om" in fg.text
    await bo.says("/menu")
    await bo.taps("Logboek bekijken")
    assert "lijst met leden" not in bo.text
    assert "uitnodiging gemaakt, buiten de chat om" in bo.text


async def test_the_log_goes_back_page_by_page(world: World) -> None:
    fg = await world.member("Fenna", Role.FG)
    for _ in range(25):
        await world.invite(Role.SNRP)
    await fg.says("/menu")
    await fg.taps("Logboek bekijken")
    pages = [fg.text]
    while "Eerdere regels" in fg.buttons:
        await fg.taps("Eerdere regels")
        pages.append(fg.text)
    assert len(pages) == 4
