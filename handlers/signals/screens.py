"""How a signal reads: its code, week, place and topic; the words of the sender only at the desk."""

from datetime import date

from domain.ids import SignalId
from domain.network import Network
from domain.signals import Question, Reply, Signal, days_left
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, Value, text
from usecases.signal_desk import Opened
from usecases.signals import NO_NEIGHBOURHOOD, Asked, Outcome

MOST_IN_LIST = 6
# A question that is asked here shows no name, and its answer arrives as a message from the network.
ASKED_UNDER = "s"


def topic(network: Network, key: str) -> str:
    """The topic inside a sentence."""
    label = next((topic.label for topic in network.topics if topic.key == key), key)
    return label[:1].lower() + label[1:]


def place(network: Network, key: str) -> Value:
    """The neighbourhood, or the words for having none."""
    if key in NO_NEIGHBOURHOOD:
        return text(f"place.{key}")
    return next((place.label for place in network.neighbourhoods if place.key == key), key)


def words_or_none(words: str) -> Value:
    """The text, or *geen*."""
    return words or text("none.any")


def withdraw(signal: SignalId) -> Button:
    """*Signaal intrekken*."""
    return Button(text("button.withdraw_signal"), press("s1:withdraw", signal))


def received(signal: Signal, view: View) -> Screen:
    """Thanks, the code, and what comes now."""
    days = view.network.signals.answer_within.days
    return Screen(text("signal.received", code=signal.code, days=days), (to_menu(), withdraw(signal.id)))


def read(signal: Signal, _view: View) -> Screen:
    """To the sender: it was seen."""
    clear = Button(text("button.thanks_clear"), press("k1:menu"))
    said = text("signal.read", code=signal.code, answer_by=dates.day(signal.answer_by))
    return Screen(said, (clear, withdraw(signal.id)))


def wiped(signal: Signal, _view: View) -> Screen:
    """To the sender: the text is gone."""
    clear = Button(text("button.thanks_clear"), press("k1:menu"))
    return Screen(text("signal.text_wiped", code=signal.code), (clear, withdraw(signal.id)))


def question(asked: Asked, _view: View) -> Screen:
    """To the sender: the netwerkregisseur wants to know something."""
    about = (asked.signal.id, str(asked.question.number))
    buttons = (
        Button(text("button.want_to_answer"), press("s1:answer", *about)),
        Button(text("button.rather_not"), press("s1:decline", *about)),
        Button(text("button.question_is_wrong"), press("s1:dispute", *about)),
    )
    said = text("signal.question_to_sender", code=asked.signal.code, question=wording(asked.question))
    return Screen(said, buttons)


def wording(asked: Question) -> Value:
    """A ready-made question, or the own one."""
    return asked.own if asked.ready is None else text(f"signal.question_{asked.ready}")


def closed(outcome: Outcome, _view: View) -> Screen:
    """To the sender: what we do with it. *Klopt niet* works once; after that a human answers."""
    signal = outcome.signal
    said = text(
        "signal.closed",
        code=signal.code,
        feedback=signal.feedback or text("signal.feedback_late"),
        erase_date=dates.day(outcome.erase_on),
    )
    clear = Button(text("button.thanks_clear"), press("s1:clear", signal.id))
    if signal.reopened:
        return Screen(said, (clear, Button(text("button.have_question"), press("k1:ask", ASKED_UNDER))))
    return Screen(said, (clear, Button(text("button.not_right"), press("s1:wrong", signal.id))))


def desk_list(signals: list[Signal], view: View) -> Screen:
    """The open signals without their words, the oldest first."""
    if not signals:
        return Screen(text("coordinator.signal_list_none"), (to_menu(),))
    today, shown = dates.local_day(view.now), signals[:MOST_IN_LIST]
    said = text(
        "coordinator.signal_list",
        open=len(signals),
        oldest_days=(today - signals[0].week).days,
        signal_lines=Lines.of(_line(signal, today, view.network) for signal in shown),
    )
    buttons = (
        Button(text("button.open_code", code=signal.code), press("s1:open", signal.id)) for signal in shown
    )
    return Screen(said, (*buttons, to_menu()))


def _line(signal: Signal, today: date, network: Network) -> Text:
    return text(
        "coordinator.signal_line",
        code=signal.code,
        week_label=dates.week_label(signal.week),
        topic=topic(network, signal.topic),
        neighbourhood=place(network, signal.neighbourhood),
        days=days_left(signal, today),
    )


def at_desk(opened: Opened, view: View) -> Screen:
    """One signal with its words, what was asked, and what can be done."""
    signal = opened.signal
    said = text(
        "coordinator.signal_new",
        code=signal.code,
        week_label=dates.week_label(signal.week),
        neighbourhood=place(view.network, signal.neighbourhood),
        topic=topic(view.network, signal.topic),
        text_or_none=words_or_none(signal.text),
    )
    if opened.questions:
        lines = Lines.of(_exchange(one) for one in opened.questions)
        said = text("coordinator.signal_with_questions", message=said, lines=lines)
    return Screen(said, _desk_buttons(opened))


def _exchange(asked: Question) -> Text:
    if asked.reply is Reply.ANSWERED:
        answer = asked.answer or text("none.any")
        return text("coordinator.signal_answered", question=wording(asked), answer=answer)
    return text(f"coordinator.signal_{asked.reply.value}", question=wording(asked))


def _desk_buttons(opened: Opened) -> tuple[Button, ...]:
    signal = opened.signal
    has_words = bool(signal.text) or any(one.answer for one in opened.questions)
    ask = Button(text("button.ask_question"), press("s1:ask", signal.id))
    wipe = Button(text("button.wipe_text"), press("s1:wipe", signal.id))
    return (
        *(() if opened.waiting else (ask,)),
        Button(text("button.close_with_answer"), press("s1:close", signal.id)),
        *((wipe,) if has_words else ()),
        Button(text("button.back"), press("s1:desk")),
    )


def bundle(open_signals: int, _view: View) -> Screen:
    """To the desk, once a morning, without anything about the signals."""
    read_them = Button(text("button.read_signals"), press("s1:desk"))
    return Screen(text("coordinator.signal_bundle", open=open_signals), (read_them,))
