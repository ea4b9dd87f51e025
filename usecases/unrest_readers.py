"""Who reads reports: whoever is on duty, and the netwerkregisseur; whoever stopped reading gets none."""

from dataclasses import dataclass, field
from datetime import datetime

from domain import unrest as rules
from domain.actors import Role
from domain.ids import MemberId
from domain.unrest import Report, State
from storage import members, reply_links
from storage import unrest as store
from usecases import duty
from usecases.app import Moment
from usecases.duty import Reading


@dataclass(frozen=True)
class Shown:
    """A report with the name of the sender, when the sender wished that, and what it may belong to.

    `free`: nobody has it. `awake`: the reader has taken over a shift, so it comes at any hour. `alike`: how
    many others are open about the same neighbourhood and topic. `others`: how many it may belong to.
    `together`: the codes of those it was tied to.
    """

    report: Report
    sender: str | None = field(default=None, repr=False)
    free: bool = False
    awake: bool = False
    alike: int = 0
    others: int = 0
    together: tuple[str, ...] = ()


def desk(at: Moment) -> list[MemberId]:
    """Every netwerkregisseur who is not away; when all are away, all of them."""
    everyone = members.with_role(at.tx, Role.NETWERKREGISSEUR)
    return members.present(at.tx, everyone, at.now) or everyone


def reads(at: Moment, member: MemberId) -> bool:
    """Whether this member may read reports now."""
    return member in duty.stand_ins(at) or member in members.with_role(at.tx, Role.NETWERKREGISSEUR)


def now_reading(at: Moment) -> list[MemberId]:
    """To whom something urgent goes: whoever is on duty, else every netwerkregisseur."""
    return list(duty.reading_now(at).people) or desk(at)


def away_until(at: Moment, reading: Reading) -> datetime | None:
    """When somebody reads along again, None while somebody does."""
    if reading.people:
        return None
    again = duty.reads_again_at(at)
    return again if again > at.now else _somebody_is_back(at)


def _somebody_is_back(at: Moment) -> datetime | None:
    """In working hours, when every netwerkregisseur is away: the first who is back, in working hours."""
    everyone = members.with_role(at.tx, Role.NETWERKREGISSEUR)
    found = [members.profile(at.tx, member) for member in everyone]
    returns = [one.absent_until for one in found if one is not None and one.absent_until is not None]
    return rules.next_duty(at.network.duty, at.local(min(returns))) if returns else None


def office_opens(at: Moment) -> datetime:
    """When the netwerkregisseur works again; now while that is so."""
    return rules.next_duty(at.network.duty, at.local(at.now))


def is_free(at: Moment, report: Report) -> bool:
    """Whether nobody has an open report: not taken up, or by somebody who does not read any more."""
    if report.state is State.RECEIVED:
        return True
    return report.open and (report.taker is None or not reads(at, report.taker))


def has_it(at: Moment, report: Report) -> list[MemberId]:
    """To whom word of an open report goes: whoever has it, else whoever reads now."""
    if report.taker is None or is_free(at, report):
        return now_reading(at) if report.told.urgent else desk(at)
    return [report.taker]


def may_belong(at: Moment, report: Report) -> list[Report]:
    """The open reports of the last hours to which this one may belong, the most alike first."""
    return rules.may_belong(report, store.all_open(at.tx), at.network.callouts.merge_within)


def shown(at: Moment, report: Report, reader: MemberId | None = None) -> Shown:
    """With the name, when the sender wished that and is still a member."""
    sender = reply_links.open_link(at.tx, report.id) if report.named else None
    others = may_belong(at, report)
    return Shown(
        report,
        members.name_of(at.tx, sender) or None if sender else None,
        is_free(at, report),
        reader in duty.stand_ins(at),
        sum(rules.likeness(report, other) == rules.ALIKE for other in others),
        len(others),
        tuple(one.code for one in store.together(at.tx, report.root) if one.id != report.id),
    )
