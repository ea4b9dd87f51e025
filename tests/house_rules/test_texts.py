"""Every text a member can see follows the writing rules, stands under its key, and is used."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from handlers.kit.texts import Catalogues, text
from tests.house_rules.catalogues import (
    FIELD,
    ONE_FIELD,
    Written,
    has_word,
    labels,
    messages,
    sentences,
    written,
)
from tests.house_rules.texts_in_code import calls, keys_used, not_used_yet, opened_up
from tests.house_rules.tree import ROOT, listed

RULES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "texts_rules.toml").read_text(encoding="utf-8")
)
PAGE = ROOT.parent / "shared" / "domain" / "teksten.md"
MOST_WORDS = 20
MOST_WORDS_ON_AVERAGE = 12
LONGEST_LABEL = 24
LONGEST_COMMAND = 256
MOST_BUTTONS = 8
LONGEST_CALLOUT = 1400
# To whom a call-out goes reads the first line on a locked screen.
TO_AN_AUDIENCE = (
    "callout.info", "callout.meeting", "callout.urgent", "callout.update", "callout.correction",
    "callout.no_news_yet", "callout.all_clear", "callout.cancelled", "callout.drill", "callout.stand_down",
    "notice.discreet",
)  # fmt: skip
TIMES = {"when", "callout_time", "next_update", "reply_by"}
REFUSALS = ("error.", "signal.identifying", "coordinator.signal_ask_refused", "welcome.code_not_valid")


def is_for_members(entry: Written) -> bool:
    return not entry.key.startswith(tuple(RULES["team"]))


def filled(label: str) -> str:
    return FIELD.sub(lambda field: RULES["label_fields"].get(field[1].rstrip("_0123456789"), "…"), label)


def emoji_in(words: str) -> list[str]:
    return [sign for sign in words if unicodedata.category(sign) == "So"]


def test_whole_words_are_looked_for() -> None:
    assert has_word("Kom je?", "je")
    assert has_word("JE kunt", "je")
    assert not has_word("meisje", "je")
    assert not has_word("zorgen", "zorg")
    assert not has_word("aanmelding", "melding")


@pytest.mark.parametrize("word", RULES["never"])
def test_a_member_is_addressed_with_u(word: str) -> None:
    assert not [
        entry.key for entry in written().values() if any(has_word(form, word) for form in entry.forms)
    ]


def test_a_member_reads_no_words_of_policy() -> None:
    words = (*RULES["avoided"], *RULES["abbreviations"])
    found = [
        f"{entry.key}: {word}"
        for entry in written().values()
        if is_for_members(entry)
        for word in words
        if has_word(entry.text, word) and word not in RULES["allowed"].get(entry.key, [])
    ]
    assert not found, listed(found)


def test_what_is_allowed_is_still_needed() -> None:
    stale = [
        f"{key}: {word}"
        for key, words in RULES["allowed"].items()
        for word in words
        if not has_word(written()[key].text, word)
    ]
    assert not stale, listed(stale)


def test_care_and_worries_stand_where_they_are_about_a_person() -> None:
    care = {entry.key for entry in written().values() if has_word(entry.text, "zorg")}
    worries = {entry.key for entry in written().values() if has_word(entry.text, "zorgen")}
    assert care == set(RULES["care"])
    assert worries == set(RULES["worries"])


def test_nobody_is_shouted_at() -> None:
    assert not [entry.key for entry in written().values() if any("!" in form for form in entry.forms)]


def test_no_sentence_is_long() -> None:
    long = [
        f"{entry.key}: {' '.join(words)}"
        for entry in written().values()
        for form in entry.forms
        for words in sentences(form)
        if len(words) > MOST_WORDS
    ]
    assert not long, listed(long)


def test_sentences_are_short_on_average() -> None:
    lengths = [len(words) for entry in messages() for words in sentences(entry.text)]
    assert sum(lengths) / len(lengths) <= MOST_WORDS_ON_AVERAGE


def test_each_text_is_short_on_average() -> None:
    counted = {entry.key: [len(words) for words in sentences(entry.text)] for entry in messages()}
    long = [key for key, lengths in counted.items() if sum(lengths) / len(lengths) > MOST_WORDS_ON_AVERAGE]
    assert not long, listed(long)


def test_no_text_is_longer_than_its_kind_may_be() -> None:
    def limit(key: str) -> int:
        return min(int(most) for start, most in RULES["limits"].items() if key.startswith(start))

    long = [
        f"{entry.key}: {len(FIELD.sub('', form))}"
        for entry in written().values()
        for form in entry.forms
        if len(FIELD.sub("", form)) > limit(entry.key)
    ]
    assert not long, listed(long)


@pytest.mark.parametrize("key", ["callout.info", "callout.meeting", "callout.urgent"])
def test_a_call_out_with_everything_in_it_fits_a_telephone(key: str) -> None:
    fields = {name: "x" * RULES["callout_fields"].get(name, 25) for name in Catalogues.load().fields_of(key)}
    assert len(Catalogues.load().plain(text(key, **fields))) <= LONGEST_CALLOUT


def test_labels_are_short() -> None:
    long = [
        f"{entry.key}: {filled(entry.text)}" for entry in labels() if len(filled(entry.text)) > LONGEST_LABEL
    ]
    assert not long, listed(long)


def test_labels_are_two_to_four_words() -> None:
    odd = [
        f"{entry.key}: {entry.text}"
        for entry in labels()
        if entry.key not in RULES["single_word_labels"] and not 2 <= len(entry.text.split()) <= 4
    ]
    assert not odd, listed(odd)


def test_each_label_has_one_key() -> None:
    texts = [entry.text for entry in labels()]
    assert sorted(texts) == sorted(set(texts))


def test_each_button_of_a_text_has_a_label() -> None:
    known = {entry.text for entry in labels()}
    missing = [
        f"{entry.key}: {button}"
        for entry in messages()
        for button in entry.buttons
        if not ONE_FIELD.fullmatch(button) and re.sub(r"_\d\}", "}", button) not in known
    ]
    assert not missing, listed(missing)


def test_there_are_few_buttons_under_a_message() -> None:
    many = [entry.key for entry in messages() if len(set(entry.buttons)) > MOST_BUTTONS]
    assert not many, listed(many)


def test_emoji_only_come_first_and_only_two() -> None:
    odd = [
        entry.key
        for entry in written().values()
        if (found := emoji_in(entry.text))
        and (entry.is_button or len(found) > 1 or found[0] not in RULES["emoji"] or entry.text[0] != found[0])
    ]
    assert not odd, listed(odd)


def test_no_emoji_where_it_is_serious() -> None:
    serious = [entry for entry in written().values() if entry.key.startswith(tuple(RULES["no_emoji"]))]
    assert serious
    assert not [entry.key for entry in serious if emoji_in(entry.text)]


def test_bold_is_opened_and_closed_in_one_line() -> None:
    odd = [e.key for e in written().values() for line in e.text.split("\n") if line.count("**") % 2]
    assert not odd, listed(odd)


@pytest.mark.parametrize("key", TO_AN_AUDIENCE)
def test_a_locked_screen_shows_no_more_than_a_time(key: str) -> None:
    assert set(FIELD.findall(written()[key].text.split("\n")[0])) <= TIMES


def test_a_drill_starts_and_ends_as_a_drill() -> None:
    spoken = sentences(written()["callout.drill"].text)
    assert has_word(" ".join(spoken[0]), "oefening")
    assert has_word(" ".join(spoken[-1]), "oefening")


def test_an_error_shows_a_way_on() -> None:
    refusals = [entry for entry in messages() if entry.key.startswith(REFUSALS)]
    dead_ends = [e.key for e in refusals if not e.buttons and not re.search(r"\{\w+_phone\}", e.text)]
    assert refusals
    assert not dead_ends, listed(dead_ends)


@pytest.mark.parametrize(
    ("key", "field", "expected"),
    [
        ("activity.seats", "n", ["0 plekken", "1 plek", "2 plekken"]),
        ("counted.answers", "n", ["0 antwoorden", "1 antwoord", "2 antwoorden"]),
        ("counted.people_wait", "n", ["0 mensen wachten", "1 mens wacht", "2 mensen wachten"]),
        (
            "menu.open_callouts",
            "n",
            ["Er zijn 0 oproepen open.", "Er is 1 oproep open.", "Er zijn 2 oproepen open."],
        ),
    ],
)
def test_a_count_reads_well(key: str, field: str, expected: list[str]) -> None:
    assert [Catalogues.load().plain(text(key, **{field: n})) for n in range(3)] == expected


def test_every_count_before_a_plural_word_has_a_singular() -> None:
    """A field before a known plural word reads right at 1, in every text."""
    catalogues = Catalogues.load()
    plurals = [
        catalogues.plain(text(e.key, n=2)).removeprefix("2 ")
        for e in messages()
        if e.key.startswith("counted.")
    ]
    odd = []
    for entry in messages():
        ones = dict.fromkeys(catalogues.fields_of(entry.key), 1)
        said = catalogues.plain(text(entry.key, **ones))
        odd += [f"{entry.key}: 1 {word}" for word in plurals if re.search(rf"(?<!\d)1 {word}(?!\w)", said)]
    assert not odd, listed(odd)


def test_commands_are_described_in_a_few_words() -> None:
    described = [entry for entry in messages() if entry.key.startswith("command.")]
    assert len(described) >= 18
    assert not [entry.key for entry in described if len(entry.text) > LONGEST_COMMAND]


@pytest.mark.skipif(not PAGE.exists(), reason="the page with the agreed wording is not beside this checkout")
def test_the_wording_is_the_agreed_one() -> None:
    parts = re.split(r"(?m)^#### T\d+ · `([a-z_.0-9]+)`\n", PAGE.read_text(encoding="utf-8"))[1:]
    different = [
        key for key, page in zip(parts[::2], parts[1::2], strict=True) if not is_as_agreed(key, page)
    ]
    assert len(parts) // 2 == 231
    assert not different, listed(different)


def is_as_agreed(key: str, page: str) -> bool:
    body = re.search(r"```text\n(.*?)\n```\n?(?:Buttons: (.*))?", page, re.DOTALL)
    assert body is not None
    line = (body[2] or "").split("\n")[0]
    entry = written().get(key)
    return (
        entry is not None and entry.text == body[1] and list(entry.buttons) == re.findall(r"`([^`]+)`", line)
    )


def test_no_key_in_code_without_a_text() -> None:
    unknown = [f"{call.place}: {call.key}" for call in calls() if call.key not in written()]
    assert not unknown, listed(unknown)


def test_each_text_gets_its_fields_and_no_other() -> None:
    odd = [f"{call.place}: {call.key}: {call.odd_fields()}" for call in calls() if call.odd_fields()]
    assert not odd, listed(odd)


def test_no_text_without_a_key_in_code() -> None:
    """`python -m tests.house_rules.texts_in_code` renews the list of texts that wait for their code."""
    unused = sorted(set(written()) - keys_used() - not_used_yet())
    assert not unused, listed(unused)


def test_the_waiting_list_names_texts_that_exist() -> None:
    gone = sorted(not_used_yet() - set(written()))
    assert not gone, listed(gone)


def test_a_key_in_code_is_found_however_it_is_written() -> None:
    source = 'text("menu.more")\nKEY = "data.nobody"\ntext(f"role.{word}")\n'
    used = opened_up(source, {"menu.more", "data.nobody", "role.fg", "role.partner", "menu.owed"})
    assert used == {"menu.more", "data.nobody", "role.fg", "role.partner"}
