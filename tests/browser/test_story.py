"""The evening on the page: one button, a caption, the phone that acts in view, a pause, then your turn."""

import re

from playwright.sync_api import Page, expect

from bot.demo.story import read_story
from tests.browser.conftest import SHORT

STORY = 40_000  # ms


def test_the_story_is_played_paused_and_ends_with_your_turn(page: Page, wide: bool) -> None:
    if page.locator("#story").get_attribute("data-state") != "ready":
        page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator("#story")).to_have_attribute("data-state", "ready", timeout=STORY)
    page.get_by_role("button", name="Speel een avond af").click()
    told = [step.told for step in read_story()[:SHORT] if step.told]
    expect(page.locator("#caption")).to_have_text(told[0])
    kofi = page.locator("#phone-kofi")
    expect(kofi).to_have_class(re.compile("acting"))
    expect(kofi.locator(".device")).to_be_in_viewport(ratio=0.95)

    page.locator("body").press(" ")
    expect(page.get_by_role("button", name="Ga verder")).to_be_visible()
    page.locator("body").press(" ")
    expect(page.get_by_role("button", name="Pauze")).to_be_visible()

    expect(page.locator("#caption")).to_contain_text("Nu u.", timeout=STORY)
    expect(page.get_by_role("button", name="Begin opnieuw")).to_be_visible()
    bar = page.get_by_role("progressbar")
    assert bar.get_attribute("aria-valuenow") == bar.get_attribute("aria-valuemax") == str(SHORT)
    assert page.locator(".phone.acting").count() == 0
    expect(page.locator("#phone-nora .message").last).to_contain_text("Er is een nieuw bericht.")
    if not wide:
        expect(page.locator("#tab-nora")).to_have_attribute("aria-selected", "true")


def test_beginning_again_gives_a_fresh_town(page: Page) -> None:
    page.request.post(f"{page.url}api/say", data={"who": "sem", "text": "/hulp"})
    expect(page.locator("#phone-sem .log")).to_contain_text("/hulp")
    page.request.post(f"{page.url}api/story", data={"deed": "again"})
    expect(page.locator("#phone-sem .log")).not_to_contain_text("/hulp")
    expect(page.locator("#story")).to_have_attribute("data-state", "ready")
