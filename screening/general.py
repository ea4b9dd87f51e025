"""Puts general words in the place of what was found; the rest of the text stays as it was written."""

from collections.abc import Mapping, Sequence

from screening.spans import Hit


def generalise(text: str, hits: Sequence[Hit], words: Mapping[str, str]) -> str:
    """Answers the text with each found place made general."""
    parts: list[str] = []
    end = 0
    for hit in hits:
        begin = max(end, hit.replaced_from)
        if hit.end <= end:
            continue
        parts += [text[end:begin], in_place(text, begin, words[hit.general])]
        end = hit.end
    return "".join([*parts, text[end:]])


def in_place(text: str, at: int, words: str) -> str:
    """Answers the general words, with a capital when they open a sentence."""
    opens = not text[:at].strip() or text[:at].rstrip()[-1:] in ".!?"
    return words[:1].upper() + words[1:] if opens and text[at : at + 1].isupper() else words
