"""Texts by key: Dutch out, typed words never as markup, and a mistake in a key or field is loud."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.entries import DoubleText, Entry, TextError, read_entries
from handlers.kit.texts import Catalogues, ExtraField, Lines, MissingField, MissingText, Text, text

SOURCES = Path(__file__).resolve().parents[3] / "locales" / "nl" / "LC_MESSAGES"
DUTCH = Catalogues.load()
TRY = Catalogues(
    {
        "t.one": Entry("**{a}** & {b}.", "**{a}** & {b}."),
        "t.calm": Entry("{calm} {rest}\n{line}\n\nKlaar.", "{calm} {rest}\n{line}\n\nKlaar."),
        "t.plain": Entry("Vrij van velden.", "Vrij van velden."),
        "t.bold": Entry("**Let op** {a}", "**Let op** {a}"),
        "t.seats": Entry("Er is {n} plek.", "Er zijn {n} plekken.", "n"),
        "t.wait": Entry(
            "Na {m} dagen: {c} mensen wachten, {d} mensen.", "Na {m} dagen: {c} mensen wachten, {d} mensen."
        ),
        "t.when": Entry("Fijn dat u komt. **{when}, {place}.**", "Fijn dat u komt. **{when}, {place}.**"),
        "t.lines": Entry(
            "**{when}, {place}.**\n📅 {when}\n- {when}", "**{when}, {place}.**\n📅 {when}\n- {when}"
        ),
        "t.and": Entry("{first} en {last}", "{first} en {last}"),
        "t.found": Entry(
            "In uw tekst staat {kinds}. {kinds}: {kinds}", "In uw tekst staat {kinds}. {kinds}: {kinds}"
        ),
        "t.quote": Entry("{who} schreef: {what} {more}", "{who} schreef: {what} {more}"),
        "t.now": Entry("nu", "nu"),
        "counted.days": Entry("{n} dag", "{n} dagen", "n"),
        "counted.people": Entry("{n} mens", "{n} mensen", "n"),
        "counted.people_wait": Entry("{n} mens wacht", "{n} mensen wachten", "n"),
    }
)


def one(value: str) -> str:
    return TRY.html(text("t.one", a=value, b="b"))


def test_bold_becomes_markup_and_the_rest_is_escaped() -> None:
    assert one("x") == "<b>X</b> &amp; b."
    assert TRY.plain(text("t.one", a="x", b="b")) == "X & b."


@pytest.mark.parametrize(
    "typed", ["**x**", "<b>x</b>", "{b}", "&lt;", "__x__", "`x`", "[x](https://example.org)"]
)
def test_a_field_never_brings_markup(typed: str) -> None:
    assert one(typed) == f"<b>{html.escape(typed, quote=False)}</b> &amp; b."


@given(st.text(max_size=60))
def test_whatever_is_typed_stays_words(typed: str) -> None:
    without_bold = re.sub(r"</?b>", "", one(typed))
    assert not re.search(r"<|>|&(?!amp;|lt;|gt;)", without_bold)


WHEN = "vandaag, donderdag 12 maart, 20.00 uur"


def test_a_date_begins_with_a_capital_where_a_sentence_begins() -> None:
    said = TRY.plain(text("t.when", when=WHEN, place="stadskantoor"))
    assert said == "Fijn dat u komt. Vandaag, donderdag 12 maart, 20.00 uur, stadskantoor."
    assert TRY.html(text("t.when", when=WHEN, place="x")).startswith("Fijn dat u komt. <b>Vandaag, ")


def test_a_line_begins_with_a_capital_also_behind_an_emoji_and_not_behind_a_hyphen() -> None:
    lines = TRY.plain(text("t.lines", when="morgen", place="buurthuis")).split("\n")
    assert lines == ["Morgen, buurthuis.", "📅 Morgen", "- morgen"]


def test_a_phrase_of_texts_gets_its_capital_from_the_place_where_it_stands() -> None:
    kinds = text("t.and", first="een naam", last=text("t.now"))
    said = TRY.plain(text("t.found", kinds=kinds))
    assert said == "In uw tekst staat een naam en nu. Een naam en nu: een naam en nu"
    assert TRY.plain(text("t.lines", when=text("t.now"), place="x")).startswith("Nu, x.")


def test_what_somebody_typed_is_not_changed_in_the_middle() -> None:
    said = TRY.plain(text("t.quote", who="de heer J.", what="iets. en meer.", more="nog iets"))
    assert said == "De heer J. schreef: iets. en meer. nog iets"


@pytest.mark.parametrize("kept", ["https://example.org/a", "k7m2 x", "naam@example.org", "'s middags", "€ 5"])
def test_an_address_or_code_keeps_its_own_letters(kept: str) -> None:
    assert TRY.plain(text("t.one", a=kept, b="b")) == f"{kept} & b."


def test_the_dutch_ij_is_one_letter() -> None:
    assert TRY.plain(text("t.one", a="ijsbaan", b="b")) == "IJsbaan & b."


def test_marks_that_nobody_sees_are_left_out() -> None:
    assert one("A\u202emina\u200b\x00\x07") == "<b>Amina</b> &amp; b."
    assert one("a\r\nb\u2028c") == "<b>A\nb\nc</b> &amp; b."


def test_empty_fields_leave_no_holes() -> None:
    assert TRY.html(text("t.calm", calm="", rest="Dank.", line="")) == "Dank.\n\nKlaar."
    assert TRY.html(text("t.calm", calm="Rustig.", rest="", line="")) == "Rustig.\n\nKlaar."
    assert TRY.html(text("t.one", a="", b="b")) == "&amp; b."


def test_a_text_inside_a_text_keeps_its_own_bold_only() -> None:
    inner = text("t.bold", a="<i>")
    assert TRY.html(text("t.calm", calm="", rest=inner, line="")) == "<b>Let op</b> &lt;i&gt;\n\nKlaar."
    assert TRY.plain(text("t.calm", calm="", rest=inner, line="")) == "Let op <i>\n\nKlaar."


def test_lines_stand_under_each_other_and_empty_ones_go() -> None:
    lines = Lines.of([text("t.bold", a="1"), "", "<2>"])
    assert TRY.html(text("t.calm", calm="", rest=lines, line="")) == "<b>Let op</b> 1\n&lt;2&gt;\n\nKlaar."


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(MissingText, match=r"t\.nothing"):
        TRY.html(text("t.nothing"))


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(MissingField, match=r"t\.one: b"):
        TRY.html(text("t.one", a="x"))


def test_a_field_too_many_is_an_error() -> None:
    with pytest.raises(ExtraField, match=r"t\.plain: a"):
        TRY.plain(text("t.plain", a="x"))


def test_an_error_says_what_is_wrong_in_its_docstring() -> None:
    kinds = (TextError, MissingText, MissingField, ExtraField, DoubleText)
    assert all(kind.__doc__ and kind.__doc__.endswith(".") for kind in kinds)


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "Er zijn 0 plekken."), (1, "Er is 1 plek."), (2, "Er zijn 2 plekken.")]
)
def test_a_count_chooses_the_form(n: int, expected: str) -> None:
    assert TRY.plain(text("t.seats", n=n)) == expected


def test_several_counts_each_choose_their_word() -> None:
    assert TRY.plain(text("t.wait", m=1, c=1, d=2)) == "Na 1 dag: 1 mens wacht, 2 mensen."
    assert TRY.plain(text("t.wait", m=2, c=0, d=1)) == "Na 2 dagen: 0 mensen wachten, 1 mens."
    assert TRY.plain(text("t.wait", m=11, c=1, d=1)) == "Na 11 dagen: 1 mens wacht, 1 mens."


def test_settings_fill_fields_that_a_text_has() -> None:
    known = TRY.with_shared({"b": "gemeente", "unused": "x"})
    assert known.html(text("t.one", a="x")) == "<b>X</b> &amp; gemeente."
    assert known.html(text("t.one", a="x", b="eigen")) == "<b>X</b> &amp; eigen."
    assert known.html(text("t.plain")) == "Vrij van velden."


def test_a_field_named_like_a_word_of_python() -> None:
    assert text("x.y", from_="10") == Text("x.y", {"from": "10"})


def test_a_label_is_one_short_line() -> None:
    assert DUTCH.label(text("button.coming")) == "Ik kom"
    assert TRY.label(text("t.one", a="x\ny", b="z" * 60)) == "X y & " + "z" * 33 + "…"


def test_the_fields_of_a_text_can_be_asked() -> None:
    assert TRY.fields_of("t.seats") == {"n"}


def test_a_filled_call_out_reads_as_agreed() -> None:
    said = DUTCH.html(
        text(
            "callout.meeting",
            when="Vandaag, donderdag 12 maart, 20.00 uur", place="stadskantoor", duration="1 uur",
            as_of="15.30 uur",
            source="de politie", facts="Een ruit ging kapot.", unknowns="Waarom.", ask="Denk mee.",
            line_to_say="De politie zoekt het uit.", press_contact="de persvoorlichter", reply_by="18.00 uur",
            next_update="vandaag, donderdag 12 maart, 18.30 uur",
        )
    )  # fmt: skip
    assert said.startswith(
        "<b>Wilt u erbij zijn? Het netwerk komt bij elkaar.</b>\n\n<b>Vandaag, donderdag 12 maart,"
    )
    assert "<b>Dit weten wij</b> (om 15.30 uur, van de politie)\nEen ruit ging kapot." in said


def test_loading_is_quick() -> None:
    took = []
    for _ in range(5):
        started = time.perf_counter()
        Catalogues.load()
        took.append(time.perf_counter() - started)
    assert min(took) < 0.15


def test_a_compiled_catalogue_reads_the_same(tmp_path: Path) -> None:
    for source in SOURCES.glob("*.po"):
        with source.open("rb") as readable, (tmp_path / f"{source.stem}.mo").open("wb") as compiled:
            write_mo(compiled, read_po(readable, locale="nl"))
    assert read_entries(tmp_path, "nl") == DUTCH.entries


def test_a_key_in_two_catalogues_is_an_error(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.po").write_text('msgid "x.y"\nmsgstr "Dag."\n', encoding="utf-8")
    with pytest.raises(DoubleText, match=r"x\.y"):
        read_entries(tmp_path, "nl")
