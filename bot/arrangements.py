"""What a municipality still has to arrange before and while its network runs: people, agreements, numbers."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.findings import Finding, fine, to_arrange
from bot.network_file import read_network
from bot.network_spans import RETENTION
from bot.network_values import span_text
from domain.network import Network

NUMBERS_STALE = timedelta(days=180)
SCENARIO_STALE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class People:
    """How many members have a role without which something stands still.

    `nobody_reads`: for how long of the coming seven days nobody reads along.
    """

    coordinators: int
    second_persons: int
    supervisors: int
    nobody_reads: timedelta = timedelta()


def staffing(network: Network, people: People) -> Iterator[Finding]:
    """Hours and steps for which there is nobody."""
    if not people.coordinators:
        yield to_arrange(
            "nobody is on duty in the duty hours: `invite --role netwerkregisseur` makes the first one"
        )
    hours = math.ceil(people.nobody_reads.total_seconds() / 3600)
    if hours and network.callouts.on:
        yield to_arrange(
            f"in {hours} hours of the coming 7 days nobody reads along: ask a stand-in in the chat"
        )
    others = people.second_persons + max(people.coordinators - 1, 0)
    if network.callouts.second_person.required and not others:
        yield to_arrange("nobody can approve an urgent call-out: `invite --role second_person`")
    if not people.supervisors:
        yield to_arrange("no FG reads the audit log: `invite --role fg`")


def agreements(network: Network) -> Iterator[Finding]:
    """What people have to agree on before the network runs."""
    warning = start_warning(network)
    yield to_arrange(warning) if warning else fine("the DPIA and the FG are recorded")
    if not network.duty.weekdays:
        yield to_arrange("dienst.dagen is empty: nobody is on duty on any day")
    signals = network.signals
    if signals.on and not (signals.members_agreed_on and signals.fg_agreed_on):
        yield to_arrange(
            "signals are on without a recorded agreement of members and FG: "
            "fill in signalen.akkoord_leden and signalen.akkoord_fg, or set signalen.aan = false"
        )


def start_warning(network: Network) -> str | None:
    """The loud line with which `run` starts while the DPIA date or the name of the FG is missing."""
    recorded = network.accountability
    missing = [
        name
        for name, value in (
            ("verantwoording.dpia", recorded.dpia_on),
            ("verantwoording.fg", recorded.fg_name),
        )
        if value is None
    ]
    if not missing:
        return None
    return f"no DPIA on record ({' and '.join(missing)} not filled in): do not use this network for real yet"


def currency(network: Network, today: date) -> Iterator[Finding]:
    """What was checked or agreed too long ago."""
    checked = network.numbers.checked
    if checked is None:
        yield to_arrange(
            "the phone numbers were never checked: call them all, then fill in nummers.nagekeken"
        )
    elif today - checked > NUMBERS_STALE:
        yield to_arrange(f"the phone numbers were last checked on {checked}, more than 180 days ago")
    else:
        yield fine(f"the phone numbers were checked on {checked}")
    for scenario in network.scenarios:
        if scenario.agreed_on is None or today - scenario.agreed_on > SCENARIO_STALE:
            yield to_arrange(f"scenario {scenario.key} was not agreed with the circle in the past year")


def example_left(network: Network) -> Iterator[Finding]:
    """What is still the invented value of the packaged example, or kept longer than its published table."""
    example = read_network(None)
    numbers, invented = network.numbers, example.numbers
    if numbers.netwerkregisseur == invented.netwerkregisseur:
        yield to_arrange("nummers.netwerkregisseur is the invented number of the example")
    if numbers.procesregisseur == invented.procesregisseur:
        yield to_arrange("nummers.procesregisseur is the invented number of the example")
    if network.contacts.privacy == example.contacts.privacy:
        yield to_arrange("contact.privacy is the invented address of the example")
    for written, kept in RETENTION.keys.items():
        ours, published = getattr(network.retention, kept.fills), getattr(example.retention, kept.fills)
        if ours > published:
            spans = f"{span_text(ours)}, longer than the published {span_text(published)}"
            yield to_arrange(f"bewaren.{written} is {spans}")
