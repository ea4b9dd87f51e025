"""Whoever sees little, or uses no mouse, has the same page: names, contrast, focus, room for a finger."""

import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS, Demo, Looking

PAGE = Path(__file__).resolve().parents[2] / "sandbox" / "page"
BODY_TEXT, LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
TARGET = 24  # pixels; WCAG 2.2, 2.5.8
# What stands on what, by the names of the palette.
TEXTS = [
    ("ink", "sheet"), ("ink", "table"), ("ink", "bubble"), ("ink", "flash"), ("ink", "tint"),
    ("soft", "sheet"), ("soft", "table"), ("soft", "bubble"), ("mine-ink", "mine"), ("key-ink", "key"),
    ("key-ink", "bubble"), ("key-ink", "tint"), ("on-cobalt", "cobalt"), ("on-warm", "warm"),
    ("wrong", "sheet"), ("on-wrong", "wrong"), ("cobalt", "sheet"),
]  # fmt: skip
EDGES = [
    ("edge", "sheet"),
    ("focus", "sheet"),
    ("focus", "table"),
    ("focus", "screen"),
    ("warm-edge", "sheet"),
]


def palette(dark: bool) -> dict[str, str]:
    css = (PAGE / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\n\s*\}", css, re.DOTALL)
    chosen = blocks[0] + (blocks[1] if dark else "")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", chosen))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_the_norm_counts() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_of_the_palette_can_be_read(dark: bool) -> None:
    colours = palette(dark)
    found = [(pair, round(contrast(colours[pair[0]], colours[pair[1]]), 2)) for pair in TEXTS]
    assert [one for one in found if one[1] < BODY_TEXT] == []
    edges = [(pair, round(contrast(colours[pair[0]], colours[pair[1]]), 2)) for pair in EDGES]
    assert [one for one in edges if one[1] < LARGE] == []


NAMELESS = """[...document.querySelectorAll("button, a, input, textarea, [role=log], [role=progressbar]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.getAttribute("aria-label") || one.innerText?.trim() || one.labels?.length
    || one.getAttribute("aria-labelledby")))
  .map((one) => one.outerHTML.slice(0, 120))"""
SMALL = """(least) => [...document.querySelectorAll("button, .key, input, textarea")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([one, box]) => `${one} ${box.width}x${box.height}`)"""
DOUBLE = """[...document.querySelectorAll("[id]")].map((one) => one.id)
  .filter((id, n, all) => all.indexOf(id) !== n)"""


def test_everything_has_a_name_and_room_for_a_finger(page: Page) -> None:
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL, TARGET) == []
    assert page.evaluate(DOUBLE) == []
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("h1").count() == 1


def test_each_chat_is_a_log_that_is_read_out_politely(page: Page, wide: bool) -> None:
    logs = page.locator("[role=log]")
    assert logs.count() == 8
    for number in range(8):
        expect(logs.nth(number)).to_have_attribute("aria-live", "polite")
        assert logs.nth(number).get_attribute("aria-label")
    sections = page.locator(".phone")
    assert sections.evaluate_all("all => all.every((one) => one.getAttribute('aria-labelledby'))")
    roles = set(sections.evaluate_all("all => all.map((one) => one.getAttribute('role'))"))
    assert roles == ({None} if wide else {"tabpanel"})
    assert page.locator("#people").get_attribute("role") == ("toolbar" if wide else "tablist")


def test_the_focus_is_seen_wherever_it_goes(page: Page) -> None:
    unseen, walked = [], 0
    for _ in range(40):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => {const one = document.activeElement, looks = getComputedStyle(one);"
            "return [one.outerHTML.slice(0, 80), looks.outlineStyle, parseFloat(looks.outlineWidth)]})()"
        )
        walked += 1
        if style[0].startswith("<body"):
            break
        if style[1] == "none" or style[2] < 2:
            unseen.append(style)
    assert walked > 8
    assert unseen == []


@pytest.mark.parametrize(("width", "scheme"), list(product(WIDTHS, ("light", "dark"))))
def test_nothing_moves_for_whoever_asked_for_rest(
    browser: Browser, demo: Demo, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        reduced_motion="reduce",
        color_scheme="dark" if scheme == "dark" else "light",
    )
    looks = Looking(context.new_page(), demo.where)
    page = looks.open()
    longest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('*')].map((one) => {const looks = getComputedStyle(one);"
        "return Math.max(parseFloat(looks.transitionDuration), parseFloat(looks.animationDuration))}))"
    )
    assert longest <= 0.01
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(10, 18, 34)") == (scheme == "dark")
    context.close()
    assert looks.wrong == []
