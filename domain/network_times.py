"""Every time the network promises to keep, by capability, and how long each kind of data stays.

Times of day are local times; spans are `timedelta`.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from domain.actors import Role


class Urgency(StrEnum):
    """The three urgencies of a call-out, never more."""

    INFO = "info"
    MEETING = "meeting"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyBlock:
    """Hours for which a stand-in is asked at once, on these weekdays; they may go over midnight."""

    label: str
    weekdays: frozenset[int]
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyHours:
    """Hours in which the netwerkregisseur works; weekdays count from Monday = 0.

    `takeover_within`: how long a stand-in has to take over. `blocks`: how the other hours are shared out.
    """

    weekdays: frozenset[int]
    start: time
    end: time
    takeover_within: timedelta = timedelta(minutes=15)
    blocks: tuple[DutyBlock, ...] = ()

    def covers(self, local: time, weekday: int) -> bool:
        """Whether a local time on a weekday lies in these hours; the end is outside."""
        return weekday in self.weekdays and self.start <= local < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Hours without messages, except an urgent call-out; mostly over midnight."""

    start: time
    end: time

    def contain(self, local: time) -> bool:
        """Whether a local time is quiet; equal start and end mean never."""
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTimes:
    """How long a member has to answer a call-out, per urgency."""

    urgent: timedelta
    meeting: timedelta

    def of(self, urgency: Urgency) -> timedelta | None:
        """The span for an urgency; for information nobody has to answer."""
        return {Urgency.URGENT: self.urgent, Urgency.MEETING: self.meeting}.get(urgency)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPerson:
    """Who must agree to an urgent call-out, and when one may go ahead alone."""

    required: bool
    wait: timedelta
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutTimes:
    """The spans of a call-out; nudge, second channel and deputy are at parts of the answer time."""

    on: bool
    answer: AnswerTimes
    nudge_at: float
    second_channel_at: float
    deputy_at: float
    second_person: SecondPerson
    arrivals: tuple[timedelta, ...]
    next_update: timedelta
    update_warning: timedelta
    second_wave_notice: timedelta
    still_open_every: timedelta
    stand_down_notice: timedelta
    merge_within: timedelta
    heard_count_after: timedelta
    evaluation_after: timedelta
    evaluation_result_after: timedelta
    silence_alarm: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class UnrestAnswers:
    """When the sender of an unrest report hears from us, by the speed asked."""

    hour: timedelta
    today: timedelta
    week: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class UnrestTimes:
    """The answers we promise, and after how long an urgent report nobody opened rings."""

    answer: UnrestAnswers
    unread_alarm: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTimes:
    """Reminders before the start, and offer windows that shrink with the time to the start."""

    on: bool
    reminders: tuple[timedelta, ...]
    offer_windows: tuple[timedelta, ...]
    offers_stop: timedelta
    nudge_before: timedelta
    peer_review_every: timedelta
    expert_pool_every: timedelta
    room_code_before: timedelta
    room_code_tries: int
    thanks_after: timedelta
    performance_call_within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalTimes:
    """When a signal is read and answered, and who agreed that signals are on."""

    on: bool
    read_working_days: int
    answer_within: timedelta
    recognise_from: int
    members_agreed_on: date | None
    fg_agreed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrigadeTimes:
    """The spans and numbers of a question to the brigade; `check_working` counts working hours."""

    on: bool
    check_working: timedelta
    offer_within: timedelta
    visit: timedelta
    ask_at_once: int
    reserve: int
    monthly_maximum: int
    follow_up_after: timedelta
    help_offer_every: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastTimes:
    """The moment to take back a message, and the hour at which planned ones go."""

    on: bool
    undo: timedelta
    send_at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTimes:
    """The reach test, the answer to a question, and the limit on trying codes."""

    reach_test_every: timedelta
    question_working_days: int
    code_tries: int
    code_tries_within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long each kind of data stays: the published table, a field per row."""

    invitation: timedelta
    form: timedelta
    call_out_draft: timedelta
    uncleared_text: timedelta
    received: timedelta
    outbox: timedelta
    question: timedelta
    evaluation: timedelta
    signal_text: timedelta
    signal_latest: timedelta
    reply_link_open: timedelta
    unrest_report: timedelta
    call_out_answers: timedelta
    drill_answers: timedelta
    call_out_text: timedelta
    registration: timedelta
    brigade_request: timedelta
    member_silent: timedelta
    member_after_asking: timedelta
    access_records: timedelta
    audit: timedelta
    backups: timedelta
    duty_shift: timedelta

    @property
    def erase_ledger(self) -> timedelta:
        """Kept as long as the oldest backup: whoever was erased is erased again after a restore."""
        return self.backups
