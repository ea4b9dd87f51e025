"""The network file: each wrong value has its line, each subset merges, the example keeps its rules."""

import copy
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.network_file import EXAMPLE, NetworkFileProblems, line_numbers, parse_network, read_network
from bot.network_keys import NETWORK as KEYS
from bot.network_keys import WHOLE
from bot.network_values import Spot, Wrong, span, span_text
from domain.network import Basis, Network, Scenario
from domain.network_times import Urgency
from handlers.kit.texts import Catalogues, text

SOURCE = (Path(__file__).parents[2] / "bot" / EXAMPLE).read_text(encoding="utf-8")
TABLES = tomllib.loads(SOURCE)
DEFAULT = read_network(None)
LISTS = WHOLE | {"kring", "scenario", "training", "voorstelling"}


def parse(source: str) -> Network:
    return parse_network(source, name="netwerk.toml", example=SOURCE)


def problems(source: str) -> tuple[str, ...]:
    with pytest.raises(NetworkFileProblems) as caught:
        parse(source)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


# --- wrong values ---

SPAN = 'a time span such as "90s", "10m", "2h" or "7d"'
CLOCK = 'a time of day such as "21:00"'
SCENARIO = """[[scenario]]
sleutel = "proef"
naam = "Een proef"
urgentie = "spoed"
kringen = ["contactcirkel"]
plek = "stadskantoor"
over = "2h"
duur = "1h"
vraag = "Denk met ons mee."
zeggen = "Wij letten op elkaar."
onbekend = "Hoe het begon."
volgend_bericht = "1h"
nodig = 8
"""


@pytest.mark.parametrize(
    ("source", "line", "path", "expected"),
    [
        ("[oproep]\nantwoordtermijn = { spoed = 15 }", 2, "oproep.antwoordtermijn.spoed", SPAN),
        ('[oproep.antwoordtermijn]\n\nspoed = "kwartier"', 3, "oproep.antwoordtermijn.spoed", SPAN),
        ('oproep.antwoordtermijn.spoed = "0m"', 1, "oproep.antwoordtermijn.spoed", SPAN),
        ('[oproep]\nstilte_alarm = "-1h"', 2, "oproep.stilte_alarm", SPAN),
        ('[oproep]\nstilte_alarm = "1.5h"', 2, "oproep.stilte_alarm", SPAN),
        ('[oproep]\nstilte_alarm = "999999999d"', 2, "oproep.stilte_alarm", SPAN),
        ('[oproep]\nstilte_alarm = "٣h"', 2, "oproep.stilte_alarm", SPAN),
        ('[rust]\nvan = "21:00"\ntot = "8:00"', 3, "rust.tot", CLOCK),
        ('[rust]\nvan = "24:00"', 2, "rust.van", CLOCK),
        ("[rust]\nvan = 21:00:00", 2, "rust.van", CLOCK),
        ("[oproep]\nnavraag_op = 1", 2, "oproep.navraag_op", "a number between 0 and 1, such as 0.5"),
        ("[signalen]\naan = 1", 2, "signalen.aan", "true or false"),
        ('[signalen]\nakkoord_fg = "2026-03-12"', 2, "signalen.akkoord_fg", "a day such as 2026-03-12"),
        (
            "[verantwoording]\ndpia = 2026-03-12T10:00:00",
            2,
            "verantwoording.dpia",
            "a day such as 2026-03-12",
        ),
        ("[brigade]\nreserve = true", 2, "brigade.reserve", "a whole number from 0 to 10"),
        ("[signalen]\nherkennen_vanaf = 2", 2, "signalen.herkennen_vanaf", "a whole number from 3 to 100"),
        ('[nummers]\npolitie = "bel ons"', 2, "nummers.politie", "a phone number"),
        ("[nummers]\npolitie = 112", 2, "nummers.politie", "a phone number"),
        ('[netwerk]\nnaam = ""', 2, "netwerk.naam", "a text between quotes"),
        ('[netwerk]\nnaam = "twee\\nregels"', 2, "netwerk.naam", "a text between quotes"),
        ('[netwerk]\nbotnaam = "@bot"', 2, "netwerk.botnaam", "the account name of the bot without @"),
        ("[netwerk]\ndistrict = []", 2, "netwerk.district", "a list of at least 1 values"),
        ('[grondslag]\nbrigade = "belang"', 2, "grondslag.brigade", 'one of "toestemming", "taak"'),
        ('[grondslag]\nbrigade = "taak"', 1, "grondslag.taak", "the task and its law"),
        ('[dienst]\ndagen = ["ma", "dinsdag"]', 2, "dienst.dagen[2]", 'one of "ma", "di"'),
        ('[dienst]\ntot = "09:00"', 2, "dienst.tot", "an end later than the start"),
        ("[oproep]\nnavraag_op = 0.9", 2, "oproep.vervanger_op", "a later moment than navraag_op"),
        ('[activiteit]\nherinneringen = ["1d", "7d"]', 2, "activiteit.herinneringen", "from long to short"),
        ('[activiteit]\naanbod = ["2h", "2h"]', 2, "activiteit.aanbod", "from long to short"),
        ('[activiteit]\nherinneringen = "7d"', 2, "activiteit.herinneringen", "a list of at least 1 values"),
        (
            '[oproep]\ntweede_persoon = { rollen = ["beheerder"] }',
            2,
            "oproep.tweede_persoon.rollen[1]",
            'one of "netwerkregisseur", "second_person"',
        ),
        ("[wijken]", 1, "wijken", "at least one line with a key and its label"),
        ('[wijken]\nVoorhof = "Voorhof"', 2, "wijken.Voorhof", "a key of at most 32 small letters"),
        ('[wijken]\nlang = "Een wijk met een veel te lange naam"', 2, "wijken.lang", "of 1 to 24 characters"),
        ('[[kring]]\nsleutel = "a"\nnaam = "A"\nrollen = ["fg"]', 4, "kring[1].rollen[1]", "one of"),
        ('[[kring]]\nsleutel = "a"\nnaam = "A"', 1, "kring[1]", 'the key "rollen" in this part'),
        ('kring = "contactcirkel"', 1, "kring", "a list of at least 1 values"),
        ('rust = "stil"', 1, "rust", "a table of keys and values"),
        (SCENARIO.replace("stadskantoor", "kelder"), 6, "scenario[1].plek", '"kelder" is not in [plekken]'),
        (SCENARIO.replace("contactcirkel", "iedereen"), 5, "scenario[1].kringen", "is not in [kring]"),
        (SCENARIO + 'onderwerpen = ["weer"]', 14, "scenario[1].onderwerpen", "is not in [onderwerpen]"),
        (
            SCENARIO + 'tweede_golf = { na = "5m", kringen = ["x"] }',
            14,
            "scenario[1].tweede_golf",
            "in [kring]",
        ),
        (SCENARIO * 2, 15, "scenario[2].sleutel", '"proef" is there twice'),
        ('[netwerk]\ndistrict = ["Delft"]', 2, "voorstelling[1].gemeenten", "is not in [district]"),
        ("[oproep]\nantwoordtermin = 1", 2, "oproep.antwoordtermin", 'did you mean "antwoordtermijn"?'),
        ("[weer]\nzon = true", 1, "weer", "no key of this name; known here: netwerk, wijken"),
    ],
)
def test_a_wrong_value_is_told_with_line_and_expectation(
    source: str, line: int, path: str, expected: str
) -> None:
    found = [problem for problem in problems(source) if problem.startswith(f"netwerk.toml:{line}: {path}: ")]
    assert len(found) == 1, problems(source)
    assert ": expected " in found[0]
    assert expected in found[0]


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    found = problems('[rust]\nvan = "9"\ntot = "10"\n[leden]\nx = 1\n[oproep]\naan = "ja"\n')
    assert [re.sub(r": expected.*", "", problem) for problem in found] == [
        "netwerk.toml:2: rust.van",
        "netwerk.toml:3: rust.tot",
        "netwerk.toml:5: leden.x",
        "netwerk.toml:7: oproep.aan",
    ]


@pytest.mark.parametrize(
    ("source", "line"),
    [("[rust\nvan = 1", 1), ('[rust]\nvan = "21:00', 2), ("[rust]\nvan = 1\nvan = 2\n", 3), ("a = [1,\n", 1)],
)
def test_what_is_not_toml_is_told_with_its_line(source: str, line: int) -> None:
    (found,) = problems(source)
    assert found.startswith(f"netwerk.toml:{line}: expected TOML: ")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NetworkFileProblems, match="expected a file that can be read"):
        read_network(tmp_path / "weg.toml")
    strange = tmp_path / "vreemd.toml"
    strange.write_bytes(b'[netwerk]\nnaam = "\xff"\n')
    with pytest.raises(NetworkFileProblems, match=r"vreemd\.toml: expected text in UTF-8"):
        read_network(strange)


def test_the_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "delft.toml"
    path.write_text("[rust]\nvan = 1\n", encoding="utf-8")
    with pytest.raises(NetworkFileProblems) as caught:
        read_network(path)
    assert caught.value.problems == (f"{path}:2: rust.van: expected {CLOCK}",)


def test_lines_are_found_beside_comments_and_long_texts() -> None:
    source = 'a.b = 1\n[x] # c\n"y z" = """\nz = 1\n"""\n[[k]]\np = [\n  1,\n]\n[[k]]\np = 2\n[x.w]\nv = 1\n'
    lines = line_numbers(source)
    assert lines["a", "b"] == 1
    assert lines["x",] == 2
    assert lines["x", "y z"] == 3
    assert ("x", "z") not in lines
    assert lines["k", 0, "p"] == 7
    assert lines["k", 1, "p"] == 11
    assert lines["x", "w", "v"] == 13


# --- merging ---


def toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case dict():
            return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
        case list():
            return "[" + ", ".join(toml(item) for item in value) + "]"
    return str(value)


def written(tables: Mapping[str, object]) -> str:
    return "".join(f"{name} = {toml(value)}\n" for name, value in tables.items())


@st.composite
def subsets(draw: st.DrawFn) -> dict[str, object]:
    """Some of the example's parts, and of a mergeable part some of its keys, at every depth."""

    def some(table: dict[str, object]) -> dict[str, object]:
        names = draw(st.lists(st.sampled_from(sorted(table)), unique=True)) if table else []
        return {name: some(item) if isinstance(item := table[name], dict) else item for name in names}

    chosen = draw(st.lists(st.sampled_from(sorted(TABLES)), unique=True))
    return {name: TABLES[name] if name in LISTS else some(TABLES[name]) for name in chosen}


@settings(max_examples=60, deadline=None)
@given(subsets())
def test_any_subset_of_the_example_merges_to_the_example(tables: dict[str, object]) -> None:
    assert parse(written(tables)) == DEFAULT


def test_an_empty_file_is_the_example() -> None:
    assert parse("") == DEFAULT


def span_places(tables: Mapping[str, object], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in tables.items():
        if isinstance(value, dict):
            yield from span_places(value, (*path, name))
        elif isinstance(value, str) and re.fullmatch(r"\d+[smhd]", value):
            yield (*path, name)


SPAN_PLACES = sorted(span_places(TABLES))


@pytest.mark.parametrize("place", SPAN_PLACES, ids=".".join)
def test_every_single_span_can_be_seconds(place: tuple[str, ...]) -> None:
    changed = copy.deepcopy(TABLES)
    table = changed
    for step in place[:-1]:
        table = table[step]
    table[place[-1]] = "7s"
    alone = parse(f'{".".join(place)} = "7s"\n')
    assert alone == parse(written(changed))
    assert alone != DEFAULT


def test_own_lists_replace_those_of_the_example() -> None:
    network = parse(
        '[wijken]\nnoord = "Noord"\n\n[[training]]\nsleutel = "x"\nnaam = "X"\nopfrissen_na = "1d"\n'
    )
    assert [(place.key, place.label) for place in network.neighbourhoods] == [("noord", "Noord")]
    assert [(kind.key, kind.trained_before) for kind in network.trainings] == [("x", 0)]
    assert network.voices == DEFAULT.voices


def test_an_own_list_has_to_fit_the_scenarios_that_stay() -> None:
    found = problems(
        '[netwerk]\nnaam = "Elders"\n[plekken]\nschool = "school"\nstadskantoor = "stadskantoor"\n'
    )
    assert [line.partition(": expected ")[0] for line in found] == ["netwerk.toml:3: scenario[3].plek"]
    assert found[0].endswith('one of "school", "stadskantoor"; "buurthuis" is not in [plekken]')


def test_a_scenario_needs_only_its_own_keys() -> None:
    (scenario,) = parse(SCENARIO).scenarios
    assert scenario.urgency is Urgency.URGENT
    assert scenario.topics == ()
    assert scenario.place_after_answer is False
    left_out = (scenario.dial_in, scenario.starts_at, scenario.second_wave, scenario.agreed_on)
    assert left_out == (None, None, None, None)


def test_the_example_of_the_contract_reads() -> None:
    network = parse(
        '[oproep]\nantwoordtermijn = { spoed = "15m", bijeenkomst = "2h" }\n'
        'tweede_persoon = { verplicht = true, wachttijd = "5m" }\n'
        '[activiteit]\nherinneringen = ["7d", "1d", "2h"]\naanbod = ["48h", "12h", "2h"]\n'
        '[signalen]\naan = true\n[rust]\nvan = "21:00"\ntot = "08:00"\n'
    )
    assert network == DEFAULT


# --- spans ---


def read_span(text: object) -> timedelta:
    return span(text, Spot((), []))


@given(st.integers(min_value=1, max_value=3_650 * 86_400))
def test_spans_survive_the_round_trip(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    assert read_span(span_text(length)) == length


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("10m", 600), ("2h", 7_200), ("7d", 604_800), ("48h", 172_800)]
)
def test_spans(text: str, seconds: int) -> None:
    assert read_span(text) == timedelta(seconds=seconds)


@given(st.text() | st.integers() | st.floats() | st.none() | st.lists(st.text()))
def test_anything_else_is_no_span_or_a_positive_one(value: object) -> None:
    spot = Spot(("x",), [])
    try:
        assert span(value, spot) > timedelta(0)
        assert spot.problems == []
    except Wrong:
        assert [problem.path for problem in spot.problems] == [("x",)]


# --- the shape ---


def fits(value: object, hint: object) -> bool:
    """Whether a value has the type that a dataclass field says, as deep as these types go."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, arg) for arg in args)
    if origin is tuple:
        return isinstance(value, tuple) and all(fits(item, args[0]) for item in value)
    if origin is frozenset:
        return isinstance(value, frozenset) and all(fits(item, args[0]) for item in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return isinstance(value, dict) and all(
            fits(key, args[0]) and fits(item, args[1]) for key, item in value.items()
        )
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return type(value) is hint and all(fits(getattr(value, f.name), hints[f.name]) for f in fields(hint))
    return isinstance(hint, type) and isinstance(value, hint)


def test_every_field_has_the_type_it_says() -> None:
    for group in fields(Network):
        value = getattr(DEFAULT, group.name)
        assert fits(value, get_type_hints(Network)[group.name]), group.name


def test_the_type_check_of_these_tests_can_fail() -> None:
    assert not fits((1, "2"), tuple[int, ...])
    assert not fits({"brigade": 1}, Mapping[str, str])
    assert not fits(DEFAULT.quiet, type(DEFAULT.duty))
    assert fits(DEFAULT.quiet, type(DEFAULT.quiet))


def test_every_part_of_the_file_is_in_the_example() -> None:
    assert set(TABLES) == set(KEYS.keys)


# --- the values of the contract and of the published tables ---


def test_times_are_those_of_the_contract() -> None:
    callouts, activities = DEFAULT.callouts, DEFAULT.activities
    assert (callouts.answer.urgent, callouts.answer.meeting) == (timedelta(minutes=15), timedelta(hours=2))
    assert callouts.nudge_at == 0.5
    assert callouts.second_person.required
    assert callouts.second_person.wait == timedelta(minutes=5)
    assert activities.reminders == (timedelta(days=7), timedelta(days=1), timedelta(hours=2))
    assert activities.offer_windows == (timedelta(hours=48), timedelta(hours=12), timedelta(hours=2))
    assert (DEFAULT.quiet.start, DEFAULT.quiet.end) == (time(21), time(8))
    assert DEFAULT.signals.on


def test_retention_is_the_published_table() -> None:
    table = """
        invitation 14d  form 30m  call_out_draft 24h  uncleared_text 10m  received 48h  outbox 30d
        question 30d  evaluation 90d  signal_text 14d  signal_latest 30d  reply_link_open 14d
        unrest_report 30d  call_out_answers 30d  drill_answers 7d  call_out_text 365d  registration 90d
        brigade_request 30d  member_silent 365d  member_after_asking 30d  access_records 365d
        audit 365d  backups 14d  duty_shift 30d
    """
    published = dict(re.findall(r"(\w+) (\w+)", table))
    assert {field.name: getattr(DEFAULT.retention, field.name) for field in fields(DEFAULT.retention)} == {
        name: read_span(text) for name, text in published.items()
    }


def test_national_numbers_are_the_published_ones() -> None:
    numbers = DEFAULT.numbers
    assert numbers.emergency == "112"
    assert numbers.police == "0900-8844"
    assert numbers.crime_unnamed == "0800-7000"
    assert numbers.extremism_support == "088 20 80 080"
    assert numbers.discrimination == "0800-0880"
    assert numbers.school_inspectors == "0900-1113111"
    assert numbers.municipality == "14015"


def test_nothing_is_recorded_that_nobody_did() -> None:
    assert DEFAULT.numbers.checked is None
    assert (DEFAULT.accountability.dpia_on, DEFAULT.accountability.fg_name) == (None, None)
    assert (DEFAULT.signals.members_agreed_on, DEFAULT.signals.fg_agreed_on) == (None, None)
    assert all(scenario.agreed_on is None for scenario in DEFAULT.scenarios)


def test_days_can_be_recorded() -> None:
    network = parse("[nummers]\nnagekeken = 2026-03-12\n[verantwoording]\ndpia = 2026-02-01\n")
    assert network.numbers.checked == date(2026, 3, 12)
    assert network.accountability.dpia_on == date(2026, 2, 1)
    assert not isinstance(network.accountability.dpia_on, datetime)


def test_a_task_needs_its_law() -> None:
    network = parse('[grondslag]\noproepen = "taak"\ntaak = "zorgen voor rust in de stad (Gemeentewet)"\n')
    assert Basis.TASK in network.legal.by_purpose.values()
    assert network.legal.task


# --- the words of the example ---

TO_MEMBERS = [
    text
    for scenario in DEFAULT.scenarios
    for text in (scenario.ask, scenario.line_to_say, scenario.unknowns, scenario.label)
] + [
    DEFAULT.contacts.coordinator_hours,
    DEFAULT.contacts.press,
    DEFAULT.contacts.privacy,
    *(
        named.label
        for names in (
            DEFAULT.neighbourhoods,
            DEFAULT.voices,
            DEFAULT.topics,
            DEFAULT.languages,
            DEFAULT.places,
        )
        for named in names
    ),
    *(circle.label for circle in DEFAULT.circles),
    *(training.label for training in DEFAULT.trainings),
    *(programme.label for programme in DEFAULT.programmes),
]
AVOIDED = frozenset(
    re.findall(
        r"\w+",
        """
        je jij jou jouw jullie ik melden melding melder verdacht verdachte aangifte zorg zorgen radicalisering
        radicaal extremisme extremistisch jihadisme terrorisme risicogroep doelgroep allochtoon autochtoon
        achterban gematigd anoniem indien teneinde middels betreffende inzake omtrent conform reeds tevens
        gelieve alsmede dient escaleren opschalen interventie casus terugkoppeling duiden participeren kenmerk
        referentie dader daders schuld schuldig aanslag moslims christenen joden marokkanen turken protest
        demonstratie moskee kerk synagoge snrp
        """,
    )
)


@pytest.mark.parametrize("text", TO_MEMBERS)
def test_words_are_calm_plain_and_polite(text: str) -> None:
    found = {word.lower() for word in re.findall(r"\w+", text)}
    assert not found & AVOIDED
    assert "!" not in text
    for sentence in re.split(r"(?<=[.?])\s+", text):
        assert len(sentence.split()) <= 15


@pytest.mark.parametrize("scenario", DEFAULT.scenarios, ids=lambda scenario: scenario.key)
def test_scenario_texts_keep_their_aim(scenario: Scenario) -> None:
    assert len(scenario.ask) <= 120
    assert len(scenario.line_to_say) <= 90
    assert len(scenario.unknowns) <= 100
    assert 2 <= len(scenario.label.split()) <= 4


@pytest.mark.parametrize("name", ["neighbourhoods", "voices", "languages", "places", "district"])
def test_lists_are_in_a_neutral_order(name: str) -> None:
    words = [getattr(item, "label", item) for item in getattr(DEFAULT, name)]
    assert words == sorted(words)


def test_topics_have_the_keys_and_words_of_the_catalogue() -> None:
    catalogues = Catalogues.load()
    for topic in DEFAULT.topics:
        assert catalogues.plain(text(f"topic.{topic.key}")).lower() == topic.label.lower()


def test_every_topic_of_a_report_finds_at_most_one_scenario() -> None:
    used = [topic for scenario in DEFAULT.scenarios for topic in scenario.topics]
    assert len(used) == len(set(used))


def test_the_invented_numbers_can_never_ring() -> None:
    for number in (DEFAULT.numbers.netwerkregisseur, DEFAULT.numbers.procesregisseur):
        assert number.startswith("015 0")
