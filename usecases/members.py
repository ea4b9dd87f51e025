"""What members choose about themselves: a name, a neighbourhood, a voice, hours; each can be changed."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.actors import Actor, Permission, Purpose, Role
from storage import members as store
from storage import outbox
from storage.members import Profile
from storage.outbox import State
from usecases import callout_absence, callout_deputies, callout_sending
from usecases.app import Moment, Trace, use_case
from usecases.invitations import STATEMENT_VERSION

# What asks a member to come.
ASKING = (callout_sending.SENT, callout_sending.NUDGE, callout_deputies.ASKED)


@dataclass(frozen=True)
class Me:
    """Who asks, with the own profile; both empty for a visitor."""

    actor: Actor
    profile: Profile | None
    purposes: frozenset[Purpose] = field(default=frozenset())

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of this moment."""
        return self.actor.roles


@use_case(Permission.EVERYONE, Trace.READS)
def me(at: Moment) -> Me:
    """Whoever asks, as the bot knows them."""
    if at.actor.member is None:
        return Me(at.actor, None)
    member = at.actor.member
    return Me(at.actor, store.profile(at.tx, member), store.purposes_of(at.tx, member))


@use_case(Permission.OWN_DATA, Trace.READS)
def mine(at: Moment) -> Profile:
    """The own profile, for screens that only members have."""
    found = store.profile(at.tx, at.actor.me)
    assert found is not None
    return found


@use_case(Permission.OWN_DATA)
def introduce(at: Moment, name: str, neighbourhood: str | None) -> None:
    """Give a name to be called by, and the neighbourhood known best, if any."""
    store.change(at.tx, at.actor.me, name=name, neighbourhood=neighbourhood)


@use_case(Permission.OWN_DATA)
def rename(at: Moment, name: str) -> None:
    """Be called by another name."""
    store.change(at.tx, at.actor.me, name=name)


@use_case(Permission.OWN_DATA)
def choose_neighbourhood(at: Moment, neighbourhood: str | None) -> None:
    """Choose the neighbourhood known best, or none."""
    store.change(at.tx, at.actor.me, neighbourhood=neighbourhood)


@use_case(Permission.OWN_DATA)
def choose_purpose(at: Moment, purpose: Purpose, said_yes: bool) -> None:
    """Say yes or no to one purpose; both take one tap."""
    kept = store.purposes_of(at.tx, at.actor.me)
    wanted = kept | {purpose} if said_yes else kept - {purpose}
    store.consent(at.tx, at.actor.me, wanted, STATEMENT_VERSION, at.now)
    if purpose is Purpose.CALL_OUTS and not said_yes:
        _ask_no_more(at)


def _ask_no_more(at: Moment) -> None:
    """A no holds at once: also what was on its way is not sent."""
    for notice in outbox.of(at.tx, at.actor.me):
        if notice.state is State.QUEUED and notice.kind in ASKING:
            outbox.settle(at.tx, notice.id, State.CANCELLED, at.now)


@use_case(Permission.OWN_DATA)
def choose_nights(at: Moment, nights: bool) -> None:
    """Say whether an urgent call-out may come at night."""
    store.change(at.tx, at.actor.me, nights=nights)


@use_case(Permission.OWN_DATA)
def choose_discreet(at: Moment, discreet: bool) -> None:
    """Turn stille stand on or off."""
    store.change(at.tx, at.actor.me, discreet=discreet)


@use_case(Permission.OWN_DATA)
def choose_voice(at: Moment, voice: str | None) -> None:
    """Choose the voice one brings, or none."""
    store.change(at.tx, at.actor.me, voice=voice)


@use_case(Permission.OWN_DATA)
def give_phone(at: Moment, phone: str | None) -> None:
    """Give a number for the call list, or take it back."""
    kept = {} if phone is not None else {"in_phone_tree": False}
    store.change(at.tx, at.actor.me, phone=phone, **kept)


@use_case(Permission.OWN_DATA)
def be_away(at: Moment, until: datetime) -> None:
    """Get no messages until then."""
    store.change(at.tx, at.actor.me, absent_until=until)
    callout_absence.goes_away(at, at.actor.me)


@use_case(Permission.OWN_DATA)
def be_back(at: Moment) -> None:
    """Be back: what waited for the end of the absence comes now."""
    profile = store.profile(at.tx, at.actor.me)
    store.change(at.tx, at.actor.me, absent_until=None)
    if profile is not None and profile.absent_until is not None:
        outbox.bring_forward(at.tx, at.actor.me, profile.absent_until, at.now)
        callout_absence.comes_back(at, at.actor.me)


@use_case(Permission.OWN_DATA, Trace.SILENT)
def note_blocking(at: Moment, blocked: bool) -> None:
    """Telegram told us that this account blocked the bot, or came back."""
    store.change(at.tx, at.actor.me, blocked=blocked)
