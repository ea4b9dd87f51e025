"""What we keep of a member is shown to that member, whole; and whoever leaves is erased, whole, at once.

Every capability that keeps something of members hangs its part on `PARTS`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.actors import Permission
from domain.callout_answers import Response
from domain.ids import MemberId
from storage import (
    access,
    audit,
    callout_answers,
    callout_deputies,
    callout_messages,
    callouts,
    cards,
    members,
    outbox,
)
from usecases import (
    brigade,
    brigade_offers,
    broadcast_readers,
    callout_corrections,
    channels,
    deputies,
    duty_news,
    handovers,
    own_activities,
    questions,
    signals,
    staff_roles,
    unrest,
    unrest_rings,
)
from usecases.app import Moment, Trace, use_case

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True)
class Part:
    """One kind of data: what the export shows of it, and how it is erased.

    `export` returns what JSON can hold, moments as `datetime.isoformat()`; empty is left out. The readable
    version takes its heading from the text `export.<name>` and each word from `export.word.<key>`.
    """

    name: str
    export: Callable[[Moment, MemberId], Json]
    erase: Callable[[Moment, MemberId], object]


def _moment(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()


def _profile(at: Moment, member: MemberId) -> Json:
    mine = members.profile(at.tx, member)
    if mine is None:
        return None
    return {
        "account": mine.account.number,
        "name": mine.name,
        "neighbourhood": mine.neighbourhood,
        "voice": mine.voice,
        "phone": mine.phone,
        "discreet": mine.discreet,
        "nights": mine.nights,
        "blocked": mine.blocked,
        "absent_until": _moment(mine.absent_until),
        "in_phone_tree": mine.in_phone_tree,
    }


def _roles(at: Moment, member: MemberId) -> Json:
    return sorted(role.value for role in members.roles_of(at.tx, member))


def _consents(at: Moment, member: MemberId) -> Json:
    return [
        {"purpose": purpose.value, "version": version, "given_at": given_at.isoformat()}
        for purpose, version, given_at in members.consents_of(at.tx, member)
    ]


def _call_outs(at: Moment, member: MemberId) -> Json:
    return [
        {
            "call_out": call_out.id,
            "sent_at": _moment(call_out.sent_at),
            "answer": response.answer.value,
            "arrival": _moment(response.arrival),
            **_came_for(at, response),
            **callout_answers.wishes_of(at.tx, call_out.id, member),
            **callout_answers.written_by(at.tx, call_out.id, member),
        }
        for call_out, response in callout_answers.answered_by(at.tx, member)
    ]


def _came_for(at: Moment, response: Response) -> dict[str, Json]:
    if response.stands_for is None:
        return {}
    return {"came_for": members.name_of(at.tx, response.stands_for)}


def _erase_call_outs(at: Moment, member: MemberId) -> None:
    callout_deputies.erase_member(at.tx, member)
    callout_answers.erase_member(at.tx, member)
    callout_messages.drop_draft(at.tx, member)
    callouts.unlink(at.tx, member)


def _notices(at: Moment, member: MemberId) -> Json:
    return [
        {"kind": notice.kind, "due_at": notice.due_at.isoformat(), "state": notice.state.value}
        for notice in outbox.of(at.tx, member)
    ]


def _cards(at: Moment, member: MemberId) -> Json:
    return [
        {"card": card, "message": message, "shown_at": shown_at.isoformat()}
        for card, message, shown_at in cards.of(at.tx, member)
    ]


def _looks(at: Moment, member: MemberId) -> Json:
    since = at.now - at.network.retention.access_records
    return [
        {"look": look.look.value, "role": look.role, "why": look.why, "at": look.at.isoformat()}
        for look in access.of(at.tx, member, since)
    ]


def _acts(at: Moment, member: MemberId) -> Json:
    return [{"at": when.isoformat(), "act": act} for when, act in audit.acts_of(at.tx, member)]


def _erased_with_member(_at: Moment, _member: MemberId) -> None:
    """Goes with the row of the member."""


# Erased from the last to the first: the member's own row goes at the very end.
PARTS: tuple[Part, ...] = (
    Part("member", _profile, lambda at, member: members.erase(at.tx, member, at.now)),
    Part("roles", _roles, _erased_with_member),
    Part("consents", _consents, _erased_with_member),
    Part("channel", channels.export, channels.erase),
    Part("call_outs", _call_outs, _erase_call_outs),
    Part("corrections", callout_corrections.export, callout_corrections.erase),
    Part("notices", _notices, lambda at, member: outbox.erase_member(at.tx, member)),
    Part("cards", _cards, lambda at, member: cards.erase_member(at.tx, member)),
    Part("role_proposals", staff_roles.export, staff_roles.erase),
    Part("looks", _looks, lambda at, member: access.erase_member(at.tx, member)),
    Part("acts", _acts, lambda at, member: audit.unlink(at.tx, member)),
    Part("activities", own_activities.export, own_activities.erase),
    Part("broadcasts", broadcast_readers.export, broadcast_readers.erase),
    Part("unrest_reports", unrest.export, unrest.erase),
    Part("unrest_rings", unrest_rings.export, unrest_rings.erase),
    Part("questions", questions.export, questions.erase),
    Part("duty", duty_news.export, duty_news.erase),
    Part("signals", signals.export, signals.let_go_of_all),
    Part("brigade", brigade.export, brigade_offers.leave),
    Part("handover", handovers.export, handovers.erase),
    Part("deputies", deputies.export, deputies.erase),
)


@use_case(Permission.OWN_DATA, Trace.READS)
def everything(at: Moment) -> dict[str, Json]:
    """All that is kept of whoever asks, part by part."""
    return {part.name: part.export(at, at.actor.me) for part in PARTS}


@use_case(Permission.OWN_DATA, Trace.UNNAMED)
def erase(at: Moment) -> None:
    """Leave: every part goes in one transaction; only a keyed hash stays, so that a backup erases again."""
    member = at.actor.me
    for part in reversed(PARTS):
        part.erase(at, member)
