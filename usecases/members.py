"""What members choose about themselves: a name, a neighbourhood, a voice, hours; each can be changed and left out."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.actors import Actor, Permission, Purpose, Role
from storage import members as store
from storage.members import Profile
from usecases.app import Moment, Trace, use_case


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


@use_case(Permission.OWN_DATA)
def introduce(at: Moment, name: str, neighbourhood: str | None) -> None:
    """Give a name to be called by, and the neighbourhood known best, if any."""
    store.change(at.tx, at.actor.me, name=name, neighbourhood=neighbourhood)


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
    store.change(at.tx, at.actor.me, phone=phone)


@use_case(Permission.OWN_DATA)
def be_away(at: Moment, until: datetime | None) -> None:
    """Get no messages until then, or be back."""
    store.change(at.tx, at.actor.me, absent_until=until)


@use_case(Permission.OWN_DATA, Trace.SILENT)
def note_blocking(at: Moment, blocked: bool) -> None:
    """Telegram told us that this account blocked the bot, or came back."""
    store.change(at.tx, at.actor.me, blocked=blocked)
