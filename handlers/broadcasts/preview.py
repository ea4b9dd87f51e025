"""Before sending: the exact look, to how many, when, and what the sender may want to know."""

from handlers.broadcasts.reading import message
from handlers.broadcasts.screens import audience_label
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.forms import change, choice
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, Value, text
from usecases.broadcasts import Plan, Preview

NAME, STEP = "broadcast", "preview"
WARNINGS = {
    "long": "warning.long",
    "office_hours": "warning.office_hours",
    "friday_prayer": "calendar.friday_prayer",
}


def preview_screen(plan: Plan, found: Preview, view: View) -> Screen:
    """*Zo ziet iedereen het bericht*; nobody to send it to is said at once."""
    if not found.people:
        return nobody()
    said = text(
        "broadcast.preview",
        message=message(plan.text),
        audience_label=audience_label(view.network, plan.segment),
        recipients=found.people,
        send_at=text("broadcast.now") if found.now else dates.day_time(found.starts_at, view.now),
        quiet_hours_note=_quiet_note(view) if found.moved else "",
        warnings=_warnings(found),
    )
    return Screen(said, _buttons(planned=plan.wanted_at is not None))


def nobody() -> Screen:
    """Another segment can be chosen; what was written stays."""
    other = change(NAME, STEP, text("button.choose_other_circle"), "audience")
    return Screen(text("broadcast.nobody"), (other, Button(text("button.stop"), press("k1:stop"))))


def _buttons(planned: bool) -> tuple[Button, ...]:
    now = choice(NAME, STEP, text("button.send_now"), "now")
    then = (choice(NAME, STEP, text("button.send_then"), "send"),) if planned else ()
    later = "button.choose_other_time" if planned else "button.send_later"
    return (
        *then,
        now,
        change(NAME, STEP, text(later), "when"),
        change(NAME, STEP, text("button.change_text"), "text"),
        Button(text("button.do_not_send"), press("k1:stop")),
    )


def _quiet_note(view: View) -> Text:
    quiet = view.network.quiet
    return text("broadcast.quiet_hours", quiet_from=f"{quiet.start:%H.%M}", quiet_until=f"{quiet.end:%H.%M}")


def _warnings(found: Preview) -> Value:
    name = [text("warning.name")] if found.name else []
    others = [text(WARNINGS[warning.value]) for warning in found.warnings]
    return Lines.of([*name, *others, *_received(found)])


def _received(found: Preview) -> list[Text]:
    """How many messages each of them got this month already."""
    if found.people == 1:
        return [text("warning.many_messages_one", n=n) for _, n in found.received]
    return [text("warning.many_messages", count=count, n=n) for count, n in found.received]
