"""Says whether a text might point to somebody, before it is kept.

What it promises: it runs in this process, without a network, a model or a log; the same text always gets
the same verdict; a finding holds a place and a kind, never the words. What it does not promise: that every
name is found, or that every word found is a name. It is a nudge beside the closed choices, which are the real
guard; of a word that is only likely a name, the sender can say that it is no person.
"""

from screening.check import build_check
from screening.jsonl import verdict_as_json
from screening.lists import OperatorLists

__all__ = ["OperatorLists", "build_check", "verdict_as_json"]
