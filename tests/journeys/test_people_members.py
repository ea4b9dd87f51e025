"""Visitors, newcomers and members who try everything: nothing they type is met with the wrong answer."""

import pytest

from domain.actors import Role
from domain.members import can_be_a_name
from tests.world import World


@pytest.mark.parametrize("typed", ["Amina", "Zoë", "Abdel-Karim", "O'Neil", "李", "2Pac"])
def test_a_name_with_a_letter_in_it_can_be_a_name(typed: str) -> None:
    assert can_be_a_name(typed)


@pytest.mark.parametrize("typed", ["🙂", "😀?", "12", "...", "Wat doet u met mijn naam?"])
def test_a_sign_or_a_question_is_no_name(typed: str) -> None:
    assert not can_be_a_name(typed)


@pytest.mark.parametrize("typed", ["30 februari", "Bel mij even", "Goedendag.", "abcd efgh ij"])
async def test_a_member_who_types_ten_letters_hears_nothing_of_codes(world: World, typed: str) -> None:
    sem = await world.member("Sem", Role.SECOND_PERSON)
    await sem.says(typed)
    assert sem.text.startswith("Dat begrijpt de bot niet.")
    assert sem.buttons == ["Naar het menu", "Belangrijke nummers"]


async def test_a_member_still_gets_a_role_by_a_typed_code(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says(await world.invite(Role.VLIEGENDE_BRIGADE))
    assert "U bent uitgenodigd als lid van de brigade" in amina.text


@pytest.mark.parametrize("typed", ["ABCDEFGHI", "K7M2-9QX", "k7m29qxw3v5", "K7M29QXW3V"])
async def test_a_visitor_with_a_slip_in_the_code_hears_so(world: World, typed: str) -> None:
    yusuf = await world.person("Yusuf").starts()
    await yusuf.taps("Code invullen")
    await yusuf.says(typed)
    assert yusuf.text.startswith("Deze code werkt niet meer, of er zit een typefout in.")
    assert yusuf.buttons == ["Opnieuw proberen", "Stoppen"]


@pytest.mark.parametrize("typed", ["hallo?", "goedemiddag", "Wie bent u?", "JA!"])
async def test_a_visitor_who_only_talks_is_welcomed(world: World, typed: str) -> None:
    yusuf = await world.person("Yusuf").starts()
    await yusuf.says(typed)
    assert yusuf.text.startswith("Goedendag.")


async def test_what_a_visitor_can_read_leads_back(world: World) -> None:
    yusuf = await world.person("Yusuf").starts()
    await yusuf.taps("Over het netwerk", "Naar het menu", "Belangrijke nummers", "Privacy lezen")
    while "Volgende bladzijde" in yusuf.buttons:
        assert "Belangrijke nummers" in yusuf.buttons
        await yusuf.taps("Volgende bladzijde")
    await yusuf.taps("Belangrijke nummers", "Naar het menu")
    assert yusuf.text.startswith("Goedendag.")


@pytest.mark.parametrize("typed", ["🙂", "Wat doet u met mijn naam?"])
async def test_a_question_instead_of_a_name_is_not_taken_as_one(world: World, typed: str) -> None:
    yusuf = await world.person("Yusuf").starts(await world.invite(Role.CONTACTCIRKEL))
    await yusuf.taps("Lees verder", "Alles goed")
    await yusuf.says(typed)
    assert yusuf.text.startswith("Zo kunnen wij u niet noemen.")
    await yusuf.says("Yusuf")
    await yusuf.taps("Binnenstad")
    assert yusuf.text.startswith("Welkom, Yusuf.")


async def test_a_sign_is_no_new_name_and_the_old_one_stays(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen", "Andere naam")
    await amina.says("🙂")
    await amina.taps("Stoppen")
    assert amina.text.startswith("Goedendag Amina.")


async def test_after_at_night_after_all_the_switch_shows_it(world: World) -> None:
    yusuf = await world.person("Yusuf").starts(await world.invite(Role.CONTACTCIRKEL))
    await yusuf.taps("Lees verder", "Alles goed", "Noem mij Yusuf", "Binnenstad")
    await yusuf.taps("Niet 's nachts", "Toch wel 's nachts")
    assert "Spoed 's nachts: ja" in yusuf.buttons


async def test_the_last_message_of_the_own_data_leads_back_to_the_menu(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    await amina.taps("Alles ontvangen", "Naar het menu")
    assert amina.text.startswith("Goedendag Amina.")


async def test_the_desk_comes_first_for_a_netwerkregisseur_who_is_also_a_member(world: World) -> None:
    alone = await world.member("Nora", Role.NETWERKREGISSEUR)
    both = await world.member("Olaf", Role.NETWERKREGISSEUR, Role.CONTACTCIRKEL)
    await alone.says("/menu")
    await both.says("/menu")
    assert both.buttons == [*alone.buttons[:7], "Meer keuzes"]
    await both.taps("Meer keuzes")
    assert both.buttons[0] == alone.buttons[7]
    assert both.buttons[1:] == [
        "Onrust doorgeven", "Open oproepen", "Trainingen en agenda", "Signaal delen",
        "Mijn gegevens", "Hulp en nummers", "Naar het menu",
    ]  # fmt: skip


async def test_many_looks_fit_on_one_screen(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    fay = await world.member("Fay", Role.FG)
    for _ in range(6):
        await nora.says("/leden")
        await nora.taps("Amina")
        await world.passes(days=1)
    await amina.says("/gegevens")
    await amina.taps("Wie keek er")
    assert len(amina.text) <= 900
    assert "En 2 keer eerder." in amina.text
    await fay.says("/menu")
    await fay.taps("Logboek bekijken")
    assert len(fay.text) <= 900
    assert "Eerdere regels" in fay.buttons


async def test_a_name_that_is_too_long_is_asked_again_and_cannot_be_left_out(world: World) -> None:
    yusuf = await world.person("Yusuf").starts(await world.invite(Role.CONTACTCIRKEL))
    await yusuf.taps("Lees verder", "Alles goed")
    await yusuf.says("Y" * 41)
    assert yusuf.text.startswith("Uw tekst is te lang")
    assert "Verder zonder tekst" not in yusuf.buttons
    await yusuf.taps("Opnieuw schrijven")
    await yusuf.says("Yusuf")
    await yusuf.taps("Binnenstad")
    assert yusuf.text.startswith("Welkom, Yusuf.")


async def test_a_day_of_coming_back_cannot_be_left_out(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    await amina.taps("Even afwezig", "Andere datum")
    await amina.says("x" * 301)
    assert "Verder zonder tekst" not in amina.buttons
    await amina.forges("f1:pick:absence:until:-")
    assert amina.text.startswith("Tot wanneer bent u er niet?")
    await amina.says("dinsdag 14 april")
    assert amina.text.startswith("Dat is goed. Tot dinsdag 14 april")


async def test_who_has_odd_signs_for_a_name_is_asked_to_type_one(world: World) -> None:
    jose = await world.person("✨ Jo*sé_ [x](y) ✨").starts(await world.invite(Role.SNRP))
    await jose.taps("Lees verder", "Alles goed")
    assert "Kies de knop" not in jose.text
    assert "Typ een naam" in jose.text
    await jose.says("<b>José</b> & co")
    await jose.taps("Hele stad")
    assert jose.text.startswith("Welkom, <b>José</b> & co.")
    await jose.says("/gegevens")
    await jose.taps("Iets aanpassen", "Andere naam")
    assert jose.text.startswith("Hoe mogen wij u noemen? Typ een naam.")
    assert jose.buttons == ["Stoppen"]
