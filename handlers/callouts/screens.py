"""How a call-out reads: urgency and the one action first, then the facts, and how to answer."""

from dataclasses import replace
from datetime import datetime

from domain.callouts import CallOut, Parts
from domain.network_times import Urgency
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Text, Value, text


def message(call_out: CallOut, view: View) -> Text:
    """The text that everybody who is asked reads."""
    if call_out.drill:
        return text("callout.drill", days=view.network.retention.drill_answers.days)
    fields = _fields(call_out, view)
    if call_out.urgency is Urgency.INFO:
        return _with("callout.info", fields, INFO_FIELDS)
    return _to_come(call_out, fields)


def message_answered(call_out: CallOut, view: View, place_given: bool = False) -> Text:
    """The same under an answer: nothing is asked any more; `place_given` once a yes brought the place."""
    if not call_out.gathers:
        return message(call_out, view)
    if place_given:
        call_out = replace(call_out, parts=replace(call_out.parts, place_after_answer=False))
    fields = _fields(call_out, view) | {"where_line": _where_line(call_out, view)}
    if call_out.urgency is Urgency.MEETING:
        return _with("callout.meeting_answered", fields, MEETING_FIELDS - ASKING | WHERE)
    return _with("callout.urgent_answered", fields, URGENT_FIELDS - ASKING | WHERE)


def _where_line(call_out: CallOut, view: View) -> Text:
    """When and where it is, or that the place follows."""
    if call_out.parts.place_after_answer:
        return place_line(call_out, view)
    words = {"when": _moment(call_out.times.starts_at, view), "place": place(call_out.parts)}
    if call_out.urgency is Urgency.URGENT and call_out.parts.dial_in:
        return text("callout.where_dial_in", dial_in=call_out.parts.dial_in, **words)
    return text("callout.where", **words)


def _to_come(call_out: CallOut, fields: dict[str, Value]) -> Text:
    """Where people come together: with the place, or with the line that it follows."""
    match call_out.urgency:
        case Urgency.MEETING if call_out.parts.place_after_answer:
            return _with("callout.meeting_place_later", fields, MEETING_FIELDS | LATER)
        case Urgency.MEETING:
            return _with("callout.meeting", fields, MEETING_FIELDS | PLACE)
        case Urgency.URGENT if call_out.parts.place_after_answer:
            return _with("callout.urgent_place_later", fields, URGENT_FIELDS | LATER)
        case Urgency.URGENT if call_out.parts.dial_in:
            return _with("callout.urgent", fields, URGENT_FIELDS | PLACE | {"dial_in"})
        case _:
            return _with("callout.urgent_no_dial_in", fields, URGENT_FIELDS | PLACE)


KNOWN = frozenset({"as_of", "source", "facts", "unknowns", "next_update", "press_contact"})
PLACE = frozenset({"when", "place"})
LATER = frozenset({"place_line"})
WHERE = frozenset({"where_line"})
ASKING = frozenset({"reply_by"})
INFO_FIELDS = KNOWN | {"line_to_say"}
MEETING_FIELDS = KNOWN | {"duration", "ask", "line_to_say", "reply_by"}
URGENT_FIELDS = KNOWN | {"ask", "reply_by"}


def _with(key: str, fields: dict[str, Value], wanted: frozenset[str]) -> Text:
    return text(key, **{name: value for name, value in fields.items() if name in wanted})


def _fields(call_out: CallOut, view: View) -> dict[str, Value]:
    parts, times = call_out.parts, call_out.times
    return {
        "as_of": as_of(times.as_of, view.now),
        "source": source(parts),
        "facts": parts.facts,
        "unknowns": parts.unknowns,
        "ask": parts.ask,
        "line_to_say": parts.line_to_say,
        "place": place(parts),
        "dial_in": parts.dial_in,
        "duration": dates.duration(times.duration),
        "when": _moment(times.starts_at, view),
        "place_line": place_line(call_out, view),
        "reply_by": dates.dated_time(times.reply_by, view.now) if times.reply_by else "",
        "next_update": _moment(times.next_update_at, view),
        **({"press_contact": parts.press} if parts.press else {}),
    }


def as_of(moment: datetime, now: datetime) -> Value:
    """Of when the facts are; the day too, once it is another one."""
    today = dates.local_day(moment) == dates.local_day(now)
    return at_clock(moment) if today else dates.dated_time(moment, now)


def at_clock(moment: datetime) -> Text:
    """A time of day as it stands in a sentence."""
    return text("callout.clock", clock=dates.clock_time(moment))


def _moment(at: datetime | None, view: View) -> str:
    return dates.day_time(at, view.now) if at else ""


SOURCES = ("police", "fire_brigade", "communication", "school", "own")


def source(parts: Parts) -> Value:
    """Of whom we know it: one of the buttons, or what was typed."""
    return text(f"callout_source.{parts.source}") if parts.source in SOURCES else parts.source


def place(parts: Parts) -> Value:
    """Where; without a place it is by phone."""
    return parts.place or text("callout.by_phone")


def place_line(call_out: CallOut, view: View) -> Text:
    """When it is, and that the place comes after the answer."""
    key = "callout.place_after_answer" if call_out.parts.dial_in else "callout.place_after_answer_no_dial_in"
    return text(key, when=_moment(call_out.times.starts_at, view))


def _answer(key: str, call_out: CallOut, word: str) -> Button:
    return Button(text(key), press("c1:answer", call_out.id, word))


def coming(call_out: CallOut, key: str = "button.coming") -> Button:
    """*Ik kom*."""
    return _answer(key, call_out, "coming")


def not_coming(call_out: CallOut, key: str = "button.not_coming") -> Button:
    """*Ik kom niet*."""
    return _answer(key, call_out, "not_coming")


def later(call_out: CallOut) -> Button:
    """*Ik kom later*."""
    return Button(text("button.coming_later"), press("c1:later", call_out.id))


def question() -> Button:
    """*Ik heb een vraag*."""
    return Button(text("button.have_question"), press("k1:ask"))


def undecided(call_out: CallOut) -> Button:
    """*Weet ik nog niet*."""
    return _answer("button.do_not_know_yet", call_out, "undecided")


def stand_by(call_out: CallOut) -> Button:
    """*Ik blijf paraat*."""
    return _answer("button.stay_ready", call_out, "standing_by")


def dialling_in(call_out: CallOut) -> tuple[Button, ...]:
    """*Ik bel mee*, only where there is a number."""
    return (_answer("button.dialling_in", call_out, "dialling_in"),) if call_out.parts.dial_in else ()


def send_deputy(call_out: CallOut) -> Button:
    """*Mijn vervanger komt*."""
    return _answer("button.deputy_comes", call_out, "deputy")


def answers_to(call_out: CallOut, may_wait: bool = True, deputy: bool = False) -> tuple[Button, ...]:
    """The buttons under a call-out; `may_wait`: one can still decide later; `deputy`: one agreed to come."""
    if call_out.drill:
        return coming(call_out, "button.reachable"), not_coming(call_out, "button.not_reachable_now")
    if call_out.urgency is Urgency.INFO:
        return _answer("button.have_read", call_out, "read"), question()
    wait = (undecided(call_out),) if may_wait and call_out.urgency is Urgency.MEETING else ()
    sends = (send_deputy(call_out),) if deputy else ()
    return coming(call_out), later(call_out), *dialling_in(call_out), not_coming(call_out), *sends, *wait


def invitation(call_out: CallOut, view: View, deputy: bool = False, also: str | None = None) -> Screen:
    """The call-out as it arrives; `also`: the name of whom this member is asked for too, as deputy."""
    said = message(call_out, view)
    if also is not None:
        name = also or text("none.said")
        said = text("callout.also_as_deputy", message=said, member_name=name)
    return Screen(said, answers_to(call_out, deputy=deputy))


def nudge(call_out: CallOut, view: View, deputy: bool = False) -> Screen:
    """The one reminder; nobody can put it off any further."""
    if call_out.parts.place_after_answer:
        said = text("escalation.nudge_place_later", place_line=place_line(call_out, view))
    else:
        when = _moment(call_out.times.starts_at, view)
        said = text("escalation.nudge", when=when, place=place(call_out.parts))
    return Screen(said, answers_to(call_out, may_wait=False, deputy=deputy))


def enough(call_out: CallOut) -> Screen:
    """*Er zijn genoeg mensen*."""
    read = Button(text("button.have_read"), press("c1:stood", call_out.id))
    return Screen(text("callout.stand_down"), (read, stand_by(call_out)))
