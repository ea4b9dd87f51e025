"""What an update did is written down even when it changed nothing but the screen."""

from datetime import datetime, timedelta

from domain.actors import Account, Actor, Permission
from domain.ids import NoticeId
from domain.pacing import Lane
from storage import conversations, outbox
from storage.outbox import Fact, State
from usecases.app import Moment, Trace, use_case

SCREEN_AGAIN = "kit.screen_again"


@use_case(Permission.EVERYONE, Trace.SILENT)
def note(at: Moment) -> None:
    """This update is done; the form is kept or ended as the turn says."""


@use_case(Permission.EVERYONE, Trace.READS)
def who(at: Moment) -> Actor:
    """The actor behind the account, with the roles of this moment."""
    return at.actor


@use_case(Permission.EVERYONE, Trace.READS)
def where(at: Moment, account: Account) -> tuple[str, datetime] | None:
    """The open form of this account and when it expires."""
    return conversations.load(at.tx, account)


@use_case(Permission.OWN_DATA, Trace.SILENT)
def show_again(at: Moment, delay: timedelta) -> NoticeId:
    """The answer was not delivered yet: it becomes a fact, and the current screen comes later."""
    notice = NoticeId(at.new_id())
    outbox.post(at.tx, [(notice, Fact(SCREEN_AGAIN, at.actor.me, Lane.ALARM, at.now + delay))])
    return notice


@use_case(Permission.SYSTEM, Trace.READS)
def shown_after_all(at: Moment, notice: NoticeId) -> None:
    """The answer came through: the promise is kept."""
    found = outbox.load(at.tx, notice)
    if found is not None and found.state is State.QUEUED:
        outbox.settle(at.tx, notice, State.CANCELLED, at.now, delete_row=True)
