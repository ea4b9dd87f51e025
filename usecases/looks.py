"""Each member reads who of the staff looked, when and why; the two kinds of looks are never added up."""

from datetime import timedelta

from domain.actors import Permission
from storage import access
from storage.access import AccessRecord
from usecases.app import Moment, Trace, use_case

LATELY = timedelta(days=30)


@use_case(Permission.OWN_DATA, Trace.READS)
def all_kept(at: Moment) -> list[AccessRecord]:
    """Every look at whoever asks, the newest first, as far back as it is kept."""
    return access.of(at.tx, at.actor.me, at.now - at.network.retention.access_records)


@use_case(Permission.OWN_DATA, Trace.READS)
def of_late(at: Moment) -> list[AccessRecord]:
    """The looks of the last 30 days."""
    return access.of(at.tx, at.actor.me, at.now - LATELY)
