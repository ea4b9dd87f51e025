"""The mark-up of a message: Telegram's HTML in, plain text with entities out, and back for the eye."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from sandbox.errors import Refused, bad_request
from sandbox.wire import Wire

TEXT_LIMIT = 4096  # UTF-16 units after parsing; Bot API, sendMessage
CAPTION_LIMIT = 1024  # UTF-16 units after parsing; Bot API, sendDocument
ENTITIES_KEPT = 100
KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));?")
_PIECE = re.compile(r"[^<]+|<")
_START = re.compile(r"<([^\s>/][^\s>]*)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.\-]+)))?""")
_END = re.compile(r"</([^\s>]*)\s*>")


def utf16(text: str) -> int:
    """Length in UTF-16 units, the unit of every length and offset in the Bot API."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _reference(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 else found.group()


def _unescape(text: str) -> str:
    return _REFERENCE.sub(_reference, text) if "&" in text else text


@dataclass
class _Parser:
    source: str
    at: int = 0
    offset: int = 0
    text: list[str] = field(default_factory=list)
    open: list[tuple[str, Wire, int]] = field(default_factory=list)
    entities: list[Wire] = field(default_factory=list)

    def run(self) -> None:
        while piece := _PIECE.match(self.source, self.at):
            if piece.group() == "<":
                self._tag()
            else:
                self._plain(_unescape(piece.group()))
                self.at = piece.end()
        if self.open:
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')

    def _plain(self, text: str) -> None:
        self.text.append(text)
        self.offset += utf16(text)

    def _tag(self) -> None:
        if self.source.startswith("</", self.at):
            self._end()
        else:
            self._begin()

    def _begin(self) -> None:
        start = _START.match(self.source, self.at)
        if start is None or ">" not in self.source[self.at :]:
            raise self._error("Unclosed start tag")
        tag = start.group(1).lower()
        if tag not in KINDS:
            raise self._error(f'Unsupported start tag "{tag}"')
        attributes, end = self._attributes(start.end())
        self.open.append((tag, self._entity(tag, attributes), self.offset))
        self.at = end

    def _attributes(self, at: int) -> tuple[Mapping[str, str], int]:
        found: dict[str, str] = {}
        while not (rest := self.source[at:].lstrip()).startswith(">"):
            attribute = _ATTRIBUTE.match(self.source, at)
            if attribute is None or not rest:
                raise self._error("Unclosed start tag")
            value = next((group for group in attribute.groups()[1:] if group is not None), "")
            found[attribute.group(1).lower()] = _unescape(value)
            at = attribute.end()
        return found, self.source.index(">", at) + 1

    def _entity(self, tag: str, attributes: Mapping[str, str]) -> Wire:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"')
        entity: Wire = {"type": KINDS[tag]}
        if tag == "a":
            entity["url"] = attributes.get("href", "")
        if tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        if tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        if tag == "tg-time":
            entity |= self._moment(attributes)
        return entity

    def _moment(self, attributes: Mapping[str, str]) -> Wire:
        if not attributes.get("unix", "").isdigit():
            raise self._error('Tag "tg-time" must have a valid attribute "unix"')
        moment: Wire = {"unix_time": int(attributes["unix"])}
        return moment | ({"date_time_format": attributes["format"]} if "format" in attributes else {})

    def _end(self) -> None:
        end = _END.match(self.source, self.at)
        if not self.open:
            raise self._error("Unexpected end tag")
        if end is None:
            raise self._error("Unclosed end tag")
        tag, entity, begin = self.open.pop()
        closing = end.group(1).lower()
        if closing not in {"", tag}:
            raise self._error("Unmatched end tag", f', expected "</{tag}>", found "</{closing}>"')
        if self.offset > begin:
            self.entities.append(entity | {"offset": begin, "length": self.offset - begin})
        self.at = end.end()

    def _error(self, what: str, rest: str = "") -> Refused:
        return _unparsed(f"{what} at byte offset {len(self.source[: self.at].encode())}{rest}")


def _unparsed(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> tuple[str, list[Wire]]:
    """Plain text and its entities; what Telegram cannot read is refused with Telegram's words."""
    if "<" not in source:
        return _trimmed(_unescape(source), [])
    parser = _Parser(source)
    parser.run()
    return _trimmed("".join(parser.text), _linked(parser.entities[::-1]))


def _linked(entities: list[Wire]) -> list[Wire]:
    """A link without an address is plain text."""
    return [entity for entity in entities if entity["type"] != "text_link" or entity["url"]]


def _trimmed(text: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    """Telegram drops white space around a message."""
    short = text.strip()
    if short == text:
        return text, sorted(entities, key=_outermost_first)[:ENTITIES_KEPT]
    before = utf16(text[: len(text) - len(text.lstrip())])
    return short, sorted(_clipped(entities, before, utf16(short)), key=_outermost_first)[:ENTITIES_KEPT]


def _clipped(entities: list[Wire], before: int, length: int) -> list[Wire]:
    kept = []
    for entity in entities:
        start, end = span(entity)
        start, end = max(0, start - before), min(length, end - before)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return kept


def span(entity: Wire) -> tuple[int, int]:
    offset, length = entity["offset"], entity["length"]
    if not isinstance(offset, int) or not isinstance(length, int):
        raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
    return offset, offset + length


def _outermost_first(entity: Wire) -> tuple[int, int]:
    start, end = span(entity)
    return start, -end


_TAGS = {kind: tag for tag, kind in reversed(KINDS.items()) if tag != "span"}


def _opening(entity: Wire) -> str:
    """The start tag without its brackets; a kind without a tag (a command) gives none."""
    match str(entity["type"]):
        case "text_link":
            return f'a href="{escape(str(entity["url"]))}"'
        case "custom_emoji":
            return f'tg-emoji emoji-id="{entity["custom_emoji_id"]}"'
        case "date_time":
            return f'tg-time unix="{entity["unix_time"]}"'
        case "expandable_blockquote":
            return "blockquote expandable"
        case kind:
            return _TAGS.get(kind, "")


def as_html(text: str, entities: list[Wire]) -> str:
    """The message as HTML, as a screen may show it."""
    marks: dict[int, str] = {}
    for entity in entities:
        if opening := _opening(entity):
            start, end = span(entity)
            marks[start] = marks.get(start, "") + f"<{opening}>"
            marks[end] = f"</{opening.split()[0]}>" + marks.get(end, "")
    return _woven(text.encode("utf-16-le", "surrogatepass"), marks)


def _woven(units: bytes, marks: dict[int, str]) -> str:
    cuts = sorted({0, len(units) // 2, *marks})
    pieces = [
        units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip(cuts, [*cuts[1:], cuts[-1]], strict=True)
    ]
    return "".join(
        marks.get(cut, "") + escape(piece, quote=False) for cut, piece in zip(cuts, pieces, strict=True)
    )
