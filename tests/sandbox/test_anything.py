"""Whatever is asked, however strangely, there is an answer of Telegram's kind."""

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.core import Telegram
from sandbox.methods import METHODS
from sandbox.wire import Wire
from scheduling.clock import MovableClock

NAMES = sorted({name for method in METHODS.values() for name in method.params})
FIELDS = [
    "type",
    "chat_id",
    "inline_keyboard",
    "text",
    "callback_data",
    "url",
    "style",
    "copy_text",
    "command",
]
plain = st.none() | st.booleans() | st.integers(-3, 600) | st.floats(allow_nan=False) | st.text(max_size=8)
odd = st.recursive(
    plain | st.sampled_from(["", "{", "[]", "HTML", "chat", "<b>x</b>", "attach://x", "https://x.nl"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=3),
    max_leaves=8,
)
requests = st.tuples(
    st.sampled_from(sorted(METHODS)), st.dictionaries(st.sampled_from(NAMES), odd, max_size=5)
)


@settings(deadline=None, max_examples=300)
@given(st.lists(requests, max_size=8))
def test_every_request_is_answered(asked: list[tuple[str, Wire]]) -> None:
    telegram = Telegram(MovableClock(datetime(2026, 12, 1, tzinfo=UTC)).now)
    amina = telegram.user(501, "Amina")
    amina.start()
    for method, params in asked:
        reply = telegram.call(method, {"chat_id": 501, "message_id": 1, "text": "Hoi"} | params)
        assert reply.status in {200, 400, 403, 404, 409, 429}
        assert json.loads(reply.payload)["ok"] is (reply.status == 200)
    assert [one.id for one in amina.chat] == sorted(one.id for one in amina.chat)
