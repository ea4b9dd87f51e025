"""Writing what follows a call-out: one typed sentence, a preview of exactly what is sent, one tap."""

from dataclasses import replace
from datetime import datetime

from domain.callout_messages import Following, FollowUp, Words, may_follow, says_enough
from domain.callouts import CallOut
from domain.ids import CallOutId
from domain.screening import Field
from handlers.callouts import news
from handlers.callouts.desk import over, running
from handlers.callouts.plan import OFF, ON, Answers, rounded, said
from handlers.callouts.questions import read_text, recognisable, stop
from handlers.callouts.when_and_where import HOURS, pick_next_update, read_time
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Ask, Chosen, Form, Step, change, choice, never
from handlers.kit.identifying import named, to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import Text, text
from handlers.kit.wording import yes_no
from usecases import callout_follow_up as deeds
from usecases.callout_board import Standing
from usecases.callout_follow_up import Followed, News, Outcome

UPDATE, NO_NEWS, CLOSE, CANCEL = "callout_update", "callout_no_news", "callout_close", "callout_cancel"
SEND = "send"
CHANGE_SIGNS, UNCHANGED_SIGNS, LINE_SIGNS, SUMMARY_SIGNS, REASON_SIGNS = 300, 150, 120, 300, 150
TYPED = ("change", "unchanged", "line_to_say", "summary", "reason")


async def _start(at: Context, form: str, call_out: str) -> Screen:
    found = await at.run(deeds.about, CallOutId(call_out))
    if found is None:
        return over()
    made = found[0].call_out
    if not may_follow(kind_of(form, made), made.drill, made.gathers):
        raise NoSuchRoute
    known = {"drill": ON if made.drill else OFF, "gathers": ON if made.gathers else OFF}
    return await at.flow.start(at, form, {"call_out": call_out, **known})


async def update(at: Context, call_out: str) -> Screen:
    """*Nieuw bericht sturen*."""
    return await _start(at, UPDATE, call_out)


async def no_news(at: Context, call_out: str) -> Screen:
    """*Nog geen nieuws*."""
    return await _start(at, NO_NEWS, call_out)


async def close(at: Context, call_out: str) -> Screen:
    """*Oproep afsluiten*."""
    return await _start(at, CLOSE, call_out)


async def cancel(at: Context, call_out: str) -> Screen:
    """*Gaat niet door*."""
    return await _start(at, CANCEL, call_out)


def _typed(key: str) -> Ask:
    async def ask(at: Context, answers: Answers) -> Screen:
        if "call_out" not in answers:
            at.end_form()
            return await running(at)
        return Screen(text(key), (stop(),))

    return ask


def _next_update(form: str) -> Ask:
    async def ask(at: Context, answers: Answers) -> Screen:
        shown = await _typed("coordinator.callout_next_update")(at, answers)
        if "call_out" not in answers:
            return shown
        hours = (choice(form, "next_update", text("button.in_hours", n=int(n)), n) for n in HOURS)
        return replace(shown, buttons=(*hours, stop()))

    return ask


def _words(at: Context, standing: Standing, answers: Answers) -> Words:
    """What was typed, and what is safe to say where nothing was."""
    answers = said(answers)
    same = "callout.unchanged" if standing.call_out.gathers else "callout.unchanged_info"
    return Words(
        change=answers.get("change", ""),
        unchanged=answers.get("unchanged") or at.words(text(same)),
        line_to_say=answers.get("line_to_say") or standing.call_out.parts.line_to_say,
        summary=answers.get("summary", ""),
        calm=answers.get("calm") == ON,
        reason=answers.get("reason", ""),
    )


def promised_at(at: Context, answers: Answers) -> datetime:
    chosen = answers.get("next_update")
    return datetime.fromisoformat(chosen) if chosen else rounded(at.now + at.network.callouts.next_update)


KINDS = {
    UPDATE: Following.UPDATE,
    NO_NEWS: Following.NO_NEWS,
    CLOSE: Following.ALL_CLEAR,
    CANCEL: Following.CANCELLED,
}


def kind_of(form: str, made: CallOut) -> Following:
    """What the form writes; closing a drill ends it as a drill."""
    return Following.DRILL_OVER if form == CLOSE and made.drill else KINDS[form]


def _news(at: Context, form: str, standing: Standing, answers: Answers) -> News:
    """The message as it would go out now."""
    made = replace(standing.call_out, totals=standing.tally)
    kind, words, promised = kind_of(form, made), _words(at, standing, answers), promised_at(at, answers)
    message = FollowUp("", made.id, kind, words, at.now, promised)
    erased_at = deeds.erased_at(at.network.retention, made, at.now)
    return News(made, message, erased_at, drill_before=standing.drill_before)


def _preview(form: str) -> Ask:
    async def ask(at: Context, answers: Answers) -> Screen:
        found = await at.run(deeds.about, CallOutId(answers.get("call_out", "")))
        if found is None:
            at.end_form()
            return over()
        written = _news(at, form, found[0], answers)
        if not says_enough(written.message.kind, written.message.words):
            return _too_little(form)
        return Screen(_shown(at, written, found[1], answers), _preview_buttons(form, answers))

    return ask


def _shown(at: Context, written: News, people: int, answers: Answers) -> Text:
    message = news.message(written, at.view)
    preview = text("coordinator.follow_up_preview", message=message, n=people)
    kinds = recognisable(at, [answers.get(part, "") for part in TYPED])
    return text("coordinator.callout_warned", kinds=named(kinds), preview=preview) if kinds else preview


def _too_little(form: str) -> Screen:
    """The text was skipped: without it the message cannot go."""
    write = change(form, "preview", text("button.complete_now"), next(iter(CHANGES[form])))
    return Screen(text("coordinator.follow_up_missing"), (write, stop()))


CHANGES = {
    UPDATE: {
        "change": "button.change_text",
        "unchanged": "button.part_unchanged",
        "line_to_say": "button.part_line_to_say",
        "next_update": "button.next_update",
    },
    NO_NEWS: {"next_update": "button.next_update"},
    CLOSE: {"summary": "button.change_text"},
    CANCEL: {"reason": "button.change_text"},
}


def _preview_buttons(form: str, answers: Answers) -> tuple[Button, ...]:
    send = choice(form, "preview", text("button.send_now"), SEND)
    if answers.get("drill") == ON:
        return send, stop()
    changes = [change(form, "preview", text(label), step) for step, label in CHANGES[form].items()]
    calm = text("button.calm_again", yes_no=yes_no(answers.get("calm") == ON))
    switch = (choice(form, "preview", calm, "calm"),) if form == CLOSE else ()
    not_now = Button(text("button.do_not_send"), press("k1:stop"))
    return (send, *switch, *changes, *_move(form, answers), not_now)


def _move(form: str, answers: Answers) -> tuple[Button, ...]:
    """Another time or place is more than words: the call-out itself changes."""
    if form != UPDATE or answers.get("gathers") != ON:
        return ()
    return (Button(text("button.move_callout"), press("c1:move", answers["call_out"])),)


def _pick_preview(_at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """Send, or say that it is calm again."""
    if value == "calm":
        return Chosen(None, {"calm": OFF if answers.get("calm") == ON else ON})
    return SEND if value == SEND else None


def sent(outcome: Outcome) -> Screen:
    if not isinstance(outcome, Followed):
        return over()
    label = text("button.view_callout" if outcome.ended else "button.current_callout")
    board = Button(label, press("c1:board", outcome.call_out.id))
    return Screen(text("coordinator.follow_up_sent", n=outcome.people), (board, to_menu()))


async def _finish(at: Context, form: str, answers: Answers) -> Screen:
    call_out = CallOutId(answers["call_out"])
    found = await at.run(deeds.about, call_out)
    if found is None:
        return over()
    words, promised = _words(at, found[0], answers), promised_at(at, answers)
    if form == UPDATE:
        return sent(await at.run(deeds.update, call_out, words, promised))
    if form == NO_NEWS:
        return sent(await at.run(deeds.no_news, call_out, promised))
    if form == CLOSE:
        return sent(await at.run(deeds.close, call_out, words))
    return sent(await at.run(deeds.cancel, call_out, words.reason))


def _form(name: str, *steps: Step) -> Form:
    async def finish(at: Context, answers: Answers) -> Screen:
        return await _finish(at, name, answers)

    return Form(name, (*steps, Step("preview", _preview(name), _pick_preview)), finish)


def _text_step(key: str, question: str, limit: int, asked: bool = True) -> Step:
    when = _not_a_drill if asked else never
    return Step(key, _typed(question), reads=read_text, field=Field.CALL_OUT, when=when, limit=limit)


def _not_a_drill(answers: Answers) -> bool:
    return answers.get("drill") != ON


FORMS = (
    _form(
        UPDATE,
        _text_step("change", "coordinator.update_ask", CHANGE_SIGNS),
        _text_step("unchanged", "coordinator.update_unchanged", UNCHANGED_SIGNS, asked=False),
        _text_step("line_to_say", "coordinator.callout_line", LINE_SIGNS, asked=False),
        Step("next_update", _next_update(UPDATE), pick_next_update, read_time, when=never, needed=True),
    ),
    _form(NO_NEWS, Step("next_update", _next_update(NO_NEWS), pick_next_update, read_time, needed=True)),
    _form(CLOSE, _text_step("summary", "coordinator.close_ask", SUMMARY_SIGNS)),
    _form(CANCEL, _text_step("reason", "coordinator.cancel_ask", REASON_SIGNS)),
)
