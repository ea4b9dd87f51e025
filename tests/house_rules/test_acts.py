"""The logbook and the own file say in Dutch what was done: every act and every kind of notice has words."""

import pytest

from handlers.kit.texts import Catalogues
from tests.house_rules.test_notices import KINDS
from tests.usecases.test_permissions import ALL
from usecases.app import Trace

WORDS = Catalogues.load().entries
NAMED_IN_THE_LOG = [one.name for one in ALL if one.trace in (Trace.NAMED, Trace.UNNAMED)]


def has_words(name: str) -> bool:
    """Its own words, or those of the part it belongs to."""
    return f"act.{name}" in WORDS or f"act.{name.partition('.')[0]}" in WORDS


@pytest.mark.parametrize("name", NAMED_IN_THE_LOG)
def test_every_act_in_the_log_has_words(name: str) -> None:
    assert has_words(name)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_notice_in_the_own_file_has_words(kind: str) -> None:
    assert has_words(kind)


def test_an_act_without_words_would_be_seen() -> None:
    assert not has_words("somewhere.something")
