"""The page of the demo feels like a messenger: what is tapped, typed, saved or waited for is seen at once."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Looking


def phone(page: Page, who: str) -> Locator:
    """The phone of this person, in view."""
    page.locator(f"#tab-{who}").click()
    return page.locator(f"#phone-{who}")


def says(one: Locator, words: str) -> None:
    """Type and send."""
    one.locator("textarea").fill(words)
    one.locator("textarea").press("Enter")


def key(one: Locator, label: str) -> Locator:
    """The newest button with this label."""
    return one.locator(".key", has_text=re.compile(f"^{re.escape(label)}$")).last


def asks(page: Page, what: str, asked: Mapping[str, object]) -> None:
    """Ask the demo something without touching the page."""
    answer = page.request.post(f"{page.url}api/{what}", data=dict(asked))
    assert answer.ok, answer.status


def types_elsewhere(page: Page, who: str, words: str) -> None:
    """Somebody types on another screen."""
    asks(page, "say", {"who": who, "text": words})


def button_data(page: Page, who: str, label: str) -> dict[str, object]:
    """What a tap on the newest button with this label sends, waited for."""
    for _ in range(50):
        for message in reversed(page.request.get(f"{page.url}api/town").json()["chats"][who]["messages"]):
            for button in (one for row in message["rows"] for one in row):
                if button["label"] == label:
                    return {"who": who, "message": message["id"], "data": button["data"]}
        page.wait_for_timeout(100)
    raise AssertionError(f"no button {label} for {who}")


def opened_menu(one: Locator) -> None:
    before = one.locator(".message").count()
    says(one, "/menu")
    expect(one.locator(".message")).to_have_count(before + 2)
    expect(one.locator(".message").last).to_contain_text("Goedendag")


def test_eight_phones_and_whoever_looks_asks_nothing_elsewhere(page: Page, wide: bool) -> None:
    expect(page).to_have_title("Bijeen, de proefomgeving")
    assert page.locator(".phone").count() == 8
    in_view = page.evaluate(
        "[...document.querySelectorAll('.device')].filter(d => {const b = d.getBoundingClientRect();"
        "return b.width > 0 && b.left >= 0 && b.right <= innerWidth + 1}).length"
    )
    assert in_view == (4 if wide else 1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#crowd .lights i").count() >= 60


def test_a_tap_changes_the_message_in_place(page: Page) -> None:
    kofi = phone(page, "kofi")
    says(kofi, "/onrust")
    expect(key(kofi, "Nee, geen gevaar")).to_be_visible()
    shown = kofi.locator(".message").count()
    key(kofi, "Nee, geen gevaar").click()
    expect(kofi.locator(".message").last).to_contain_text("In welke wijk speelt het?")
    expect(kofi.locator(".message").last).to_have_class(re.compile("changed"))
    assert kofi.locator(".message").count() == shown
    says(kofi, "stop")


def test_buttons_stand_in_the_rows_in_which_they_were_sent(page: Page) -> None:
    amina = phone(page, "amina")
    opened_menu(amina)
    rows = amina.locator(".message").last.locator(".keys > div")
    assert rows.first.locator(".key").count() == 2
    assert amina.locator(".bubble b").count() >= 1


def test_a_tap_on_an_old_button_is_answered_over_the_screen(page: Page) -> None:
    yusra = phone(page, "yusra")
    says(yusra, "/onrust")
    key(yusra, "Nee, geen gevaar").click()
    expect(key(yusra, "Vrijenban")).to_be_visible()
    before = yusra.locator(".message").count()
    says(yusra, "stop")
    expect(yusra.locator(".message")).to_have_count(before + 2)
    key(yusra, "Vrijenban").click()
    over = yusra.get_by_role("alertdialog")
    expect(over).to_contain_text("Deze knop werkt niet meer")
    over.get_by_role("button", name="Goed").press("Enter")
    expect(over).to_have_count(0)


def test_a_file_is_saved(page: Page) -> None:
    lotte = phone(page, "lotte")
    says(lotte, "/gegevens")
    key(lotte, "Alles ontvangen").click()
    link = lotte.locator(".file").last
    expect(link).to_be_visible()
    with page.expect_download() as saving:
        link.click()
    assert re.fullmatch(r"bijeen-.*\.(json|txt)", saving.value.suggested_filename)
    assert "Lotte" in saving.value.path().read_text(encoding="utf-8")


def test_what_comes_out_of_view_is_marked_until_it_is_looked_at(page: Page) -> None:
    phone(page, "sem")
    types_elsewhere(page, "yusra", "/menu")
    tab = page.locator("#tab-yusra")
    expect(tab.locator(".count")).to_have_text("1")
    expect(tab).to_have_attribute("aria-label", "Yusra, brigade, 1 ongelezen")
    tab.click()
    expect(tab.locator(".count")).to_be_hidden()


def test_reading_back_is_not_disturbed(page: Page) -> None:
    nora = phone(page, "nora")
    for _ in range(3):
        opened_menu(nora)
    log = nora.locator(".log")
    log.hover()
    page.mouse.wheel(0, -4000)
    expect(nora.locator(".down")).to_be_visible()
    read_at = log.evaluate("one => one.scrollTop")
    types_elsewhere(page, "kofi", "/onrust")
    for label in ("Ja, nu gevaar", "Hulpdiensten zijn gebeld", "Voorhof", "Versturen zonder naam"):
        asks(page, "press", button_data(page, "kofi", label))
    expect(nora.locator(".message").last).to_contain_text("Er is een nieuw bericht.")
    expect(nora.locator(".down")).to_have_text("1 nieuw")
    assert log.evaluate("one => one.scrollTop") == read_at
    nora.locator(".down").click()
    expect(nora.locator(".down")).to_be_hidden()


def test_the_visitor_begins_with_start_and_has_commands(page: Page) -> None:
    visitor = phone(page, "bezoeker")
    if visitor.locator(".begin").is_visible():
        visitor.locator(".begin").click()
    expect(visitor.locator(".message").last).to_contain_text("Wij bewaren niets van dit gesprek.")
    expect(visitor.locator("textarea")).to_be_visible()


def test_the_commands_are_those_of_this_person(page: Page) -> None:
    sem = phone(page, "sem")
    sem.locator(".round").first.click()
    menu = sem.locator(".commands")
    expect(menu.locator("[role=menuitem]").first).to_be_focused()
    assert "/oproep" not in menu.inner_text()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    nora = phone(page, "nora")
    nora.locator(".round").first.click()
    expect(nora.locator(".commands")).to_contain_text("/oproep")
    nora.locator("[role=menuitem]", has_text="/menu").click()
    expect(nora.locator(".message").last).to_contain_text("Goedendag Nora")


def test_everything_is_reached_by_keyboard(page: Page, wide: bool) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Tab")
    first = page.locator("#tab-nora")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-amina")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#tab-bezoeker")).to_be_focused()
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    if wide:
        page.keyboard.press("Enter")
        expect(page.locator("#phone-nora textarea")).to_be_focused()
    messages = page.locator("#phone-nora .message")
    before = messages.count()
    page.locator("#phone-nora textarea").focus()
    page.keyboard.type("/menu")
    page.keyboard.press("Enter")
    expect(messages).to_have_count(before + 2)
    button = messages.last.locator(".key").first
    expect(button).to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#phone-nora .message").last).not_to_contain_text("Goedendag Nora")


def test_the_clock_goes_forward_and_says_what_it_does_not_understand(page: Page) -> None:
    before = page.locator("#time").inner_text()
    page.get_by_role("button", name="5 minuten vooruit").click()
    expect(page.locator("#time")).not_to_have_text(before)
    page.get_by_role("button", name="Ander moment").click()
    expect(page.locator("#until")).to_be_focused()
    page.keyboard.type("gisteren")
    page.keyboard.press("Enter")
    expect(page.locator("#moment-wrong")).to_contain_text("morgen 19.30")
    page.locator("#until").fill("over een half uur")
    page.keyboard.press("Enter")
    expect(page.locator("#moment")).to_be_hidden()


def test_a_lost_connection_is_said_and_found_again(page: Page, looking: Looking) -> None:
    page.route("**/api/events", lambda route: route.abort())
    page.reload()
    expect(page.locator("#trouble")).to_contain_text("verbinding")
    page.unroute("**/api/events")
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#trouble")).to_be_hidden()
    looking.wrong.clear()
