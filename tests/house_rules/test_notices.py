"""How each kind of message arrives: for whom only as *a message from the network*, when, and to who is away.

A new kind of notice has its row here; whoever changes a row has thought about the lock screen of a member.
"""

from functools import partial

import pytest

from bot.capabilities import switched_on
from domain.actors import Role
from domain.ids import NoticeId
from domain.pacing import Lane
from handlers.kit import again
from handlers.kit.capability import NoticeKind, always
from handlers.kit.discreet import discreet_screen
from handlers.kit.texts import Catalogues, Text
from storage import outbox
from storage.outbox import Fact
from tests.world import World, usual_network
from usecases import delivery
from usecases.app import SYSTEM_TURN
from usecases.delivery import Ready, Rules

KINDS: dict[str, NoticeKind] = {
    kind.kind: kind
    for kind in (again.NOTICE, *(one for part in switched_on(usual_network()) for one in part.notices))
}

# The writing rules §4.6: what answers something a member shared as unrest or as a signal.
DISCREET_FOR_EVERYONE = {
    "signal.read",
    "signal.question",
    "signal.wiped",
    "signal.closed",
    "unrest.question",
    "unrest.merged",
    "unrest.closed",
    "unrest.read",
    "question.answered_quietly",
}

# What may come in quiet hours too, and by which rule.
AT_NIGHT = {
    "kit.screen_again": "always",
    # for the desk and the second person, while something urgent runs
    "callout.card": "always",
    "callout.approval": "always",
    "callout.alone": "always",
    "callout.consult": "always",
    "callout.sent_alone": "always",
    "callout.call_list": "always",
    "callout.update_due": "always",
    "callout.wave": "always",
    "callout.delivery": "always",
    "callout.handled": "always",
    # so that somebody reads along: the question, the start and the end of a shift, and that nobody has it
    "duty.asked": "question_when_soon",
    "duty.answered": "answer_when_soon",
    "duty.start": "always",
    "duty.over": "always",
    "duty.vacant": "vacant_when_soon",
    "unrest.new": "by_speed",
    "unrest.proposed": "proposal_by_speed",
    "unrest.replied": "by_speed",
    "unrest.unread": "always",
    "unrest.unread_second": "always",
    "unrest.taken": "always",
    "unrest.along": "always",
    "unrest.owed": "by_speed",
    # for whoever pressed *Nu versturen*
    "broadcast.progress": "always",
    "broadcast.waits": "always",
    # for members, only when it is urgent or soon
    "callout.sent": "as_called",
    "callout.deputy": "as_question",
    "callout.deputy_comes": "as_relation",
    "callout.deputy_cannot": "as_relation",
    "callout.deputy_released": "as_relation",
    "callout.deputy_also": "as_relation",
    "callout.nudge": "after_the_call_out",
    "callout.filled_in": "after_the_call_out",
    "callout.ask_again": "after_the_call_out",
    "callout.stand_down": "after_the_call_out",
    "callout.standby": "after_the_call_out",
    "callout.follow_up": "as_news",
    "callout.correction": "as_correction",
    # a message that stands in the chat changes without a sound
    "callout.in_chat": "always",
    "callout.card_changes": "always",
    "activity.cancelled": "when_soon",
    "activity.changed": "when_soon",
    "unrest.question": "question_by_speed",
    "unrest.read": "question_by_speed",
    # a mail, and silence while something urgent runs
    "channel.neutral": "unless_nights_off",
    "channel.test": "always",
    "watchdog.alarm": "always",
    "watchdog.by_mail": "always",
    "watchdog.looking": "always",
}

# What reaches somebody who said to be away: only the desk and second persons, when nobody else is there, the
# own screen, and a change without a sound.
THROUGH_ABSENCE = {
    "kit.screen_again",
    "callout.approval",
    "callout.in_chat",
    "channel.test",
    "unrest.new",
    "unrest.proposed",
    "unrest.replied",
    "unrest.unread",
    "unrest.unread_second",
    "unrest.taken",
    "unrest.along",
    "unrest.owed",
    "question.new",
    "question.owed",
}


def test_every_row_is_a_kind_of_notice() -> None:
    assert DISCREET_FOR_EVERYONE | AT_NIGHT.keys() | THROUGH_ABSENCE <= KINDS.keys()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_what_answers_unrest_or_a_signal_is_discreet_for_everyone(kind: str) -> None:
    assert KINDS[kind].discreet is (kind in DISCREET_FOR_EVERYONE)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_night_is_quiet_except_for_what_is_named(kind: str) -> None:
    assert KINDS[kind].hours.__name__ == AT_NIGHT.get(kind, "waking")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_who_is_away_is_left_alone_except_by_what_is_named(kind: str) -> None:
    assert KINDS[kind].through_absence is (kind in THROUGH_ABSENCE)


def test_a_discreet_message_says_nothing_but_that_it_is_there() -> None:
    shown = discreet_screen(NoticeId("a" * 16))
    words = Catalogues.load()
    assert words.plain(shown.text) == "U hebt een bericht van het netwerk."
    assert [words.plain(one.label) for one in shown.buttons if isinstance(one.label, Text)] == [
        "Bericht lezen"
    ]


def _anything(*_given: object) -> object:
    return object()


@pytest.mark.parametrize("discreet", [False, True])
async def test_with_stille_stand_every_kind_arrives_discreetly(world: World, discreet: bool) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL, discreet=discreet)

    seen = {}
    for kind in KINDS.values():
        rules = Rules(_anything, always, kind.through_absence, kind.discreet)
        notice = NoticeId(world.bot.app._token().hex()[:16])
        fact = Fact(kind.kind, amina.id, Lane.REMINDER, world.now, {}, kind.kind)
        world.look(partial(outbox.post, facts=[(notice, fact)]))
        ready = await world.bot.app.run(SYSTEM_TURN, delivery.look, notice, rules)
        assert isinstance(ready, Ready)
        seen[kind.kind] = ready.discreet
    assert {kind for kind, hidden in seen.items() if hidden} == (
        set(KINDS) if discreet else DISCREET_FOR_EVERYONE
    )
