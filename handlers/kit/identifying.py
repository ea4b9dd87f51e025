"""A text in which somebody may be recognised: named by its kind, never by its words, with a way to go on."""

from dataclasses import replace

from domain.screening import Kind, Ruling, Verdict
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import SKIPPED, Step, choice
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, Text, Value, text
from handlers.kit.wording import enumeration

AGAIN, KEEP, GENERAL = "!again", "!keep", "!general"
DECISIONS = frozenset({AGAIN, KEEP, GENERAL})
MOST_SUGGESTIONS = 3


def to_menu() -> Button:
    """The way on that every screen may offer."""
    return Button(text("button.to_menu"), press("k1:menu"))


def kinds_of(verdict: Verdict) -> tuple[Kind, ...]:
    """The kinds found, each once, in the order of the text."""
    return tuple(dict.fromkeys(finding.kind for finding in verdict.findings))


def named(kinds: tuple[Kind, ...]) -> Text:
    """*een naam en een adres*."""
    return enumeration([text(f"kind.{kind.value}") for kind in kinds])


def _suggestions(kinds: tuple[Kind, ...]) -> Lines:
    return Lines(
        tuple(text("list.item", item=text(f"suggestion.{kind.value}")) for kind in kinds[:MOST_SUGGESTIONS])
    )


def screen(form: str, step: Step, verdict: Verdict, ruling: Ruling, last: bool) -> Screen:
    """What to do with this text; `last` leaves only *without text* and *a human*."""
    return _without_skipping(form, step, _questioned(form, step.key, verdict, ruling, last))


def _without_skipping(form: str, step: Step, shown: Screen) -> Screen:
    """Where a text is needed, writing again takes the place of going on without."""
    skip = choice(form, step.key, text("button.go_on_without_text"), SKIPPED)
    again = choice(form, step.key, text("button.write_again"), AGAIN)
    if not step.needed or skip not in shown.buttons:
        return shown
    others = tuple(button for button in shown.buttons if button not in (skip, again))
    return replace(shown, buttons=(again, *others))


def _questioned(form: str, step: str, verdict: Verdict, ruling: Ruling, last: bool) -> Screen:
    kinds = kinds_of(verdict)
    person = Button(text("button.about_a_person"), press("k1:referral"))
    again = choice(form, step, text("button.write_again"), AGAIN)
    without = choice(form, step, text("button.go_on_without_text"), SKIPPED)
    if ruling is Ruling.ASK_PERHAPS:
        keep = choice(form, step, text("button.no_it_is_fine"), KEEP)
        general = choice(form, step, text("button.take_general"), GENERAL)
        said = text("signal.identifying_perhaps", general_text=verdict.general_text)
        return Screen(said, (keep, general, again, person))
    words: dict[str, Value] = {"kinds": named(kinds), "suggestions": _suggestions(kinds)}
    if ruling is Ruling.ASK_LIKELY:
        place = choice(form, step, text("button.not_a_person"), KEEP)
        offered = (without, person) if last else (again, place, without, person)
        return Screen(text("signal.identifying_likely", **words), offered)
    buttons = (without, person) if last else (again, without, person)
    unwiped = text("signal.identifying_still_in_chat", **words)
    return Screen(text("signal.identifying", **words), buttons, unwiped=unwiped)


def too_long(form: str, step: Step, length: int) -> Screen:
    """A text that does not fit is not kept."""
    buttons = (
        choice(form, step.key, text("button.write_again"), AGAIN),
        choice(form, step.key, text("button.go_on_without_text"), SKIPPED),
    )
    said = text("error.too_long", length=length, limit=step.limit)
    return _without_skipping(form, step, Screen(said, buttons))


async def about_a_person(at: Context) -> Screen:
    """*Het gaat over iemand*: a human helps better; what was written is gone, nothing is stored."""
    at.drop_pending()
    at.end_form()
    signal = Button(text("button.signal_without_names"), press("s1:start"))
    buttons = (to_menu(), signal) if "signals" in at.network.switched_on else (to_menu(),)
    return Screen(text("signal.referral"), buttons)
