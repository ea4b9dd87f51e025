"""The keys of `netwerk.toml`, in the words of the municipality, and the field that each of them fills."""

from collections.abc import Callable

from bot import network_spans as spans
from bot.network_values import (
    Key,
    Table,
    account,
    as_set,
    clock,
    day,
    each,
    key,
    labels,
    one_of,
    phone,
    span,
    switch,
    whole,
    words,
)
from domain import network as parts
from domain.actors import MEMBERS, Purpose, Role
from domain.network_times import Urgency

LABEL = words(24)
LINE = words(120)
MANY = whole(0, 100_000)
ROLES = as_set(each(one_of({role.value: role for role in Role if role in MEMBERS})))
URGENCY = one_of({"info": Urgency.INFO, "bijeenkomst": Urgency.MEETING, "spoed": Urgency.URGENT})
BASIS = one_of({"toestemming": parts.Basis.CONSENT, "taak": parts.Basis.TASK})


def _legal_bases(task: str | None, **by_purpose: parts.Basis) -> parts.LegalBases:
    return parts.LegalBases(
        by_purpose={Purpose(purpose): basis for purpose, basis in by_purpose.items()}, task=task
    )


def _switch_only(on: bool) -> bool:
    return on


def _network(identity: dict[str, object], **groups: object) -> parts.Network:
    make: Callable[..., parts.Network] = parts.Network
    return make(**identity, **groups)


IDENTITY = Table[dict[str, object]](
    dict,
    {
        "naam": Key("name", words(60)),
        "gemeente": Key("municipality", words(60)),
        "botnaam": Key("bot_name", account, optional=True),
        "jaarthema": Key("theme", LINE, optional=True),
        "district": Key("district", each(words(60), least=1)),
    },
)

CIRCLE = Table(
    parts.NamedCircle,
    {
        "sleutel": Key("key", key),
        "naam": Key("label", LABEL),
        "rollen": Key("roles", ROLES),
    },
)

SECOND_WAVE = Table(
    parts.SecondWave,
    {
        "na": Key("after", span),
        "kringen": Key("circles", each(key, least=1)),
    },
)

SCENARIO = Table(
    parts.Scenario,
    {
        "sleutel": Key("key", key),
        "naam": Key("label", LABEL),
        "urgentie": Key("urgency", URGENCY),
        "onderwerpen": Key("topics", each(key), optional=True, default=()),
        "kringen": Key("circles", each(key, least=1)),
        "plek": Key("place", key),
        "plek_na_antwoord": Key("place_after_answer", switch, optional=True, default=False),
        "meebellen": Key("dial_in", words(60), optional=True),
        "over": Key("starts_after", span),
        "begint_om": Key("starts_at", clock, optional=True),
        "duur": Key("duration", span),
        "vraag": Key("ask", words(200)),
        "zeggen": Key("line_to_say", LINE),
        "onbekend": Key("unknowns", words(150)),
        "volgend_bericht": Key("next_update", span),
        "nodig": Key("needed", whole(1, 1_000)),
        "tweede_golf": Key("second_wave", SECOND_WAVE, optional=True),
        "afgesproken": Key("agreed_on", day, optional=True),
    },
)

TRAINING = Table(
    parts.TrainingKind,
    {
        "sleutel": Key("key", key),
        "naam": Key("label", words(60)),
        "opfrissen_na": Key("refresh_after", span),
        "eerder_gevolgd": Key("trained_before", MANY, optional=True, default=0),
    },
)

PROGRAMME = Table(
    parts.Programme,
    {
        "sleutel": Key("key", key),
        "naam": Key("label", words(60)),
        "aantal": Key("performances", MANY),
        "eerder_gespeeld": Key("given_before", MANY, optional=True, default=0),
        "gemeenten": Key("municipalities", each(words(60), least=1)),
        "periode": Key("period", words(60)),
        "volgende_periode": Key("next_period", words(60)),
    },
)

NUMBERS = Table(
    parts.Numbers,
    {
        "nood": Key("emergency", phone),
        "politie": Key("police", phone),
        "misdaad_zonder_naam": Key("crime_unnamed", phone),
        "steunpunt_extremisme": Key("extremism_support", phone),
        "discriminatie": Key("discrimination", phone),
        "vertrouwensinspecteur": Key("school_inspectors", phone),
        "gemeente": Key("municipality", phone),
        "netwerkregisseur": Key("netwerkregisseur", phone),
        "procesregisseur": Key("procesregisseur", phone),
        "nagekeken": Key("checked", day, optional=True),
    },
)

CONTACTS = Table(
    parts.Contacts,
    {
        "bereikbaar": Key("coordinator_hours", LINE),
        "pers": Key("press", LINE),
        "privacy": Key("privacy", LINE),
    },
)

LEGAL = Table(
    _legal_bases,
    {
        "oproepen": Key(Purpose.CALL_OUTS.value, BASIS),
        "trainingen": Key(Purpose.ACTIVITIES.value, BASIS),
        "brigade": Key(Purpose.BRIGADE.value, BASIS),
        "signalen": Key(Purpose.SIGNALS.value, BASIS),
        "taak": Key("task", words(200), optional=True),
    },
)

ACCOUNTABILITY = Table(
    parts.Accountability,
    {
        "dpia": Key("dpia_on", day, optional=True),
        "fg": Key("fg_name", words(60), optional=True),
    },
)

REPORTS = Table(_switch_only, {"aan": spans.ON})

NETWORK = Table(
    _network,
    {
        "netwerk": Key("identity", IDENTITY),
        "wijken": Key("neighbourhoods", labels(parts.Neighbourhood, LABEL)),
        "stemmen": Key("voices", labels(parts.Voice, LABEL)),
        "onderwerpen": Key("topics", labels(parts.Topic, LABEL)),
        "talen": Key("languages", labels(parts.Language, LABEL)),
        "plekken": Key("places", labels(parts.MeetingPlace, LABEL)),
        "kring": Key("circles", each(CIRCLE, least=1)),
        "scenario": Key("scenarios", each(SCENARIO)),
        "training": Key("trainings", each(TRAINING)),
        "voorstelling": Key("programmes", each(PROGRAMME)),
        "nummers": Key("numbers", NUMBERS),
        "contact": Key("contacts", CONTACTS),
        "grondslag": Key("legal", LEGAL),
        "verantwoording": Key("accountability", ACCOUNTABILITY),
        "dienst": Key("duty", spans.DUTY),
        "rust": Key("quiet", spans.QUIET),
        "oproep": Key("callouts", spans.CALL_OUTS),
        "onrust": Key("unrest", spans.UNREST),
        "activiteit": Key("activities", spans.ACTIVITIES),
        "signalen": Key("signals", spans.SIGNALS),
        "brigade": Key("brigade", spans.BRIGADE),
        "bericht": Key("broadcasts", spans.BROADCASTS),
        "verslag": Key("reports_on", REPORTS),
        "leden": Key("members", spans.MEMBERS),
        "bewaren": Key("retention", spans.RETENTION),
    },
)

# A list of the municipality's own takes the place of the example's list.
WHOLE = frozenset({"wijken", "stemmen", "onderwerpen", "talen", "plekken"})
