"""What a text looks like after Telegram has read its mark-up."""

from contextlib import suppress
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.entities import as_html, parse_html, span, utf16
from sandbox.errors import Refused
from sandbox.wire import Wire

READ: dict[str, tuple[str, list[Wire]]] = {
    "<b>vet</b> en <i>schuin</i>": (
        "vet en schuin",
        [{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 7, "length": 6}],
    ),
    "🙂 <strong>vet</strong>": ("🙂 vet", [{"type": "bold", "offset": 3, "length": 3}]),
    "<b>a<i>b</i></b>": (
        "ab",
        [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}],
    ),
    "&lt;b&gt; &amp; &quot;x&quot; &#233; &euro;": ('<b> & "x" é &euro;', []),
    '<a href="https://x.nl/?a=1&amp;b=2">hier</a>': (
        "hier",
        [{"type": "text_link", "url": "https://x.nl/?a=1&b=2", "offset": 0, "length": 4}],
    ),
    "<a>hier</a>": ("hier", []),
    "<blockquote expandable>lang</blockquote>": (
        "lang",
        [{"type": "expandable_blockquote", "offset": 0, "length": 4}],
    ),
    '<span class="tg-spoiler">x</span>': ("x", [{"type": "spoiler", "offset": 0, "length": 1}]),
    '<tg-time unix="1764600000" format="wDt">di 20.00</tg-time>': (
        "di 20.00",
        [
            {
                "type": "date_time",
                "unix_time": 1764600000,
                "date_time_format": "wDt",
                "offset": 0,
                "length": 8,
            }
        ],
    ),
    "\n <b> vet </b>\n": ("vet", [{"type": "bold", "offset": 0, "length": 3}]),
    "<B>vet</>": ("vet", [{"type": "bold", "offset": 0, "length": 3}]),
}


@pytest.mark.parametrize("source", READ)
def test_reading(source: str) -> None:
    assert parse_html(source) == READ[source]


@pytest.mark.parametrize(
    "html",
    [
        "<b>vet</b> en <i>schuin</i> 🙂 <code>1 &lt; 2</code>",
        "<b><i>x</i></b>",
        '<a href="https://x.nl">hier</a>',
        "<blockquote expandable>lang</blockquote>",
        '<tg-time unix="1764600000">di 20.00</tg-time>',
    ],
)
def test_shown_as_it_was_written(html: str) -> None:
    assert as_html(*parse_html(html)) == html


@settings(deadline=None)
@given(st.lists(st.sampled_from([*"<>/ab =&;é🙂", '"', "<b>", "</b>", "<a href=", "&lt;", "<tg-time unix="])))
def test_whatever_the_source_it_is_read_or_refused(pieces: list[str]) -> None:
    with suppress(Refused):
        text, entities = parse_html("".join(pieces))
        for entity in entities:
            start, end = span(entity)
            assert 0 <= start < end <= utf16(text)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_through_unchanged(text: str) -> None:
    assert parse_html(escape(text)) == (text.strip(), [])


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])).map(str.strip).filter(bool))
def test_offsets_count_utf16_units(text: str) -> None:
    _, entities = parse_html(f"{escape(text)} <b>x</b>")
    assert entities == [{"type": "bold", "offset": utf16(text) + 1, "length": 1}]
