"""A text is kept when nobody in it can be recognised; each field says what happens when somebody might be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum, auto


class Outcome(IntEnum):
    """How sure the check is that a text points to somebody; a higher value is more sure."""

    CLEAN = 0
    PERHAPS = 1
    LIKELY = 2
    CERTAIN = 3

    @property
    def word(self) -> str:
        """Answers the stored word, for instance `perhaps`."""
        return self.name.lower()


class Kind(StrEnum):
    """What a member is told was found, never the words themselves."""

    NAME = "name"
    SOLE_FUNCTION = "sole_function"
    KINSHIP = "kinship"
    AGE = "age"
    ADDRESS = "address"
    BUILDING = "building"
    CONTACT = "contact"
    LICENSE_PLATE = "license_plate"
    ACCOUNT = "account"
    NUMBER = "number"
    ORIGIN = "origin"


class SpanType(StrEnum):
    """What stands in a place of the text, in the words of the labelled examples."""

    NAME = "NAME"
    QUASI = "QUASI"
    ADDRESS = "ADDRESS"
    PHONE = "PHONE"
    HANDLE = "HANDLE"
    LICENSE_PLATE = "LICENSE_PLATE"
    EMAIL = "EMAIL"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    URL = "URL"
    IBAN = "IBAN"
    BSN = "BSN"


KIND_OF: Mapping[SpanType, Kind] = {
    SpanType.NAME: Kind.NAME,
    SpanType.QUASI: Kind.SOLE_FUNCTION,
    SpanType.ADDRESS: Kind.ADDRESS,
    SpanType.PHONE: Kind.CONTACT,
    SpanType.HANDLE: Kind.ACCOUNT,
    SpanType.LICENSE_PLATE: Kind.LICENSE_PLATE,
    SpanType.EMAIL: Kind.CONTACT,
    SpanType.DATE_OF_BIRTH: Kind.AGE,
    SpanType.URL: Kind.ACCOUNT,
    SpanType.IBAN: Kind.NUMBER,
    SpanType.BSN: Kind.NUMBER,
}
"""The kind that belongs to a type where the description itself does not say more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place (`start` ≤ character < `end`) that may point to somebody; it never holds the words."""

    start: int
    end: int
    type: SpanType
    kind: Kind
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check makes of one text; `general_text` is the same text with every finding made general."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    general_text: str = field(default="", repr=False)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Answers each kind once, the surest first."""
        ordered = sorted(self.findings, key=lambda finding: -finding.outcome)
        return tuple(dict.fromkeys(finding.kind for finding in ordered))


Check = Callable[[str], Verdict]
"""Reads one text and says who might be recognised in it; local, without a network, without a log."""


class Field(StrEnum):
    """Where a text is written; the place decides how strict the check is."""

    SIGNAL = auto()
    BRIGADE = auto()
    REPLY = auto()
    UNREST = auto()
    STAFF_TO_MEMBER = auto()
    QUESTION = auto()
    CALL_OUT = auto()
    BROADCAST = auto()
    EXEMPT = auto()


class Ruling(StrEnum):
    """What happens with a text that was checked."""

    ACCEPT = auto()
    WARN = auto()
    ASK_PERHAPS = auto()
    ASK_LIKELY = auto()
    REFUSE = auto()


Policy = Mapping[Outcome, Ruling]

STRICT: Policy = {
    Outcome.PERHAPS: Ruling.ASK_PERHAPS,
    Outcome.LIKELY: Ruling.ASK_LIKELY,
    Outcome.CERTAIN: Ruling.REFUSE,
}
POLICIES: Mapping[Field, Policy] = {
    Field.SIGNAL: STRICT,
    Field.BRIGADE: STRICT,
    Field.REPLY: STRICT,
    Field.STAFF_TO_MEMBER: STRICT,
    Field.QUESTION: STRICT,
    Field.UNREST: {Outcome.LIKELY: Ruling.ASK_LIKELY, Outcome.CERTAIN: Ruling.REFUSE},
    Field.CALL_OUT: {Outcome.LIKELY: Ruling.WARN, Outcome.CERTAIN: Ruling.WARN},
    Field.BROADCAST: {Outcome.CERTAIN: Ruling.WARN},
    Field.EXEMPT: {},
}
"""The table *what the check does, per field*; an outcome that is not named is accepted."""

MAY_NAME_A_BUILDING = frozenset({Field.UNREST})
"""A gebedshuis or school may be what is threatened, so in a report of unrest its name is no finding."""


def judge(field: Field, verdict: Verdict) -> Ruling:
    """Answers what happens with a text in this field, given what the check made of it."""
    return POLICIES[field].get(outcome_in(field, verdict), Ruling.ACCEPT)


def outcome_in(field: Field, verdict: Verdict) -> Outcome:
    """Answers how sure the check is, without the findings this field allows."""
    if field not in MAY_NAME_A_BUILDING or not verdict.findings:
        return verdict.outcome
    counted = [finding.outcome for finding in verdict.findings if finding.kind is not Kind.BUILDING]
    return max(counted, default=Outcome.CLEAN)
