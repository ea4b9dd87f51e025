"""The stand-in itself: chats, messages, limits and waiting updates of one bot; no network, no clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from sandbox.errors import QUERY_TOO_OLD, Refused, bad_request, not_found
from sandbox.events import Event
from sandbox.files import Files
from sandbox.limits import Flood, Limits
from sandbox.messages import Message
from sandbox.methods import METHODS
from sandbox.people import User
from sandbox.profile import Profile
from sandbox.updates import Updates
from sandbox.webhook import Webhook
from sandbox.wire import Params, Reply, Upload, Wire

EXACT = Limits()
NO_LIMITS = Limits(enforced=False)


@dataclass(frozen=True)
class Logged:
    """One request of the bot."""

    method: str
    params: Mapping[str, object] = field(repr=False)
    status: int
    at: datetime
    description: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """A press that waits for its answer."""

    user: int
    at: float


class Telegram:
    """`call` is the bot's side, `user` the people's; `strange` gathers parameters unknown here."""

    def __init__(
        self,
        now: Callable[[], datetime],
        token: str = "1:sandbox",
        username: str = "proef_bot",
        limits: Limits = EXACT,
    ) -> None:
        self.now = now
        self.token = token
        self.me: Wire = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Proef",
            "username": username,
        }
        self.users: dict[int, User] = {}
        self.files = Files()
        self.profile = Profile()
        self.updates = Updates(self.time)
        self.webhook = Webhook()
        self.flood = Flood(limits)
        self.log: list[Logged] = []
        self.listeners: list[Callable[[Event], None]] = []
        self.strange: set[tuple[str, str]] = set()
        self.queries: dict[str, Query] = {}
        self._message_ids = count(1)
        self._query_ids = count(4_000_000_001)

    def time(self) -> float:
        """Seconds since 1970."""
        return self.now().timestamp()

    def call(
        self, method: str, params: Mapping[str, object], files: Mapping[str, Upload] | None = None
    ) -> Reply:
        """Do what the bot asks, or refuse with Telegram's status and text."""
        try:
            reply = Reply(200, {"ok": True, "result": self._result(method, Params(params, files or {}))})
        except Refused as refused:
            reply = Reply(refused.status, refused.body())
        self.record(method, params, reply, files or {})
        return reply

    def record(
        self, method: str, params: Mapping[str, object], reply: Reply, files: Mapping[str, Upload]
    ) -> None:
        """Write a request down; the doors do so for what never reached the core."""
        description = str(reply.body.get("description", ""))
        self.log.append(Logged(method, dict(params), reply.status, self.now(), description, tuple(files)))

    def _result(self, method: str, params: Params) -> object:
        known = METHODS.get(method.lower())
        if known is None:
            raise not_found("method not found")
        params.strange.update(name for name in params.values if name not in known.params)
        try:
            return known.do(self, params)
        finally:
            self.strange.update((method, name) for name in params.strange)

    def user(self, user_id: int, first_name: str, language: str = "nl", username: str = "") -> User:
        """A new person; the chat opens when that person starts it."""
        wire: Wire = {"id": user_id, "is_bot": False, "first_name": first_name, "language_code": language}
        user = self.users[user_id] = User(self, wire | ({"username": username} if username else {}))
        return user

    def chat(self, params: Params) -> User:
        """The chat that a request names."""
        if "chat_id" not in params:
            raise bad_request("chat_id is empty")
        user = self.users.get(params.integer("chat_id") or 0)
        if user is None:
            raise bad_request("chat not found")
        return user

    def compose(self, user: User, content: Wire, *, from_bot: bool) -> Message:
        """A message that has its number, and is not shown yet."""
        return Message(next(self._message_ids), user.id, self.time(), from_bot, content)

    def show(self, message: Message) -> None:
        self.users[message.chat].messages[message.id] = message
        self.tell(Event("new", message.chat, message.id))

    def wire(self, message: Message) -> Wire:
        user = self.users[message.chat]
        return message.wire(self.me if message.from_bot else user.wire, user.chat_wire)

    def tell(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)

    def receive(self, user: User, kind: str, message: Message) -> None:
        """Something a person wrote; a blocked bot hears nothing."""
        if not user.blocked:
            self.updates.add(kind, self.wire(message))

    def press(self, user: User, data: str, message_id: int) -> str:
        query_id = str(next(self._query_ids))
        self.queries[query_id] = Query(user.id, self.time())
        message = user.messages.get(message_id)
        shown = self.wire(message) if message else _inaccessible(user, message_id)
        press: Wire = {
            "id": query_id,
            "from": user.wire,
            "message": shown,
            "chat_instance": str(-user.id),
            "data": data,
        }
        self.updates.add("callback_query", press)
        return query_id

    def answer(self, query_id: str, text: str, alert: bool) -> None:
        """End the waiting of a press; once, and in time."""
        query = self.queries.pop(query_id, None)
        if query is None or self.time() - query.at > self.flood.limits.query_seconds:
            raise bad_request(QUERY_TOO_OLD)
        user = self.users[query.user]
        user.popup, user.alert = text or None, alert
        self.tell(Event("popup", user.id, text=text))

    def membership(self, user: User, old: str, new: str) -> None:
        """The person blocked the bot, or let it in again."""
        change: Wire = {"chat": user.chat_wire, "from": user.wire, "date": int(self.time())}
        for name, status in (("old_chat_member", old), ("new_chat_member", new)):
            change[name] = {"user": self.me, "status": status} | (
                {"until_date": 0} if status == "kicked" else {}
            )
        self.updates.add("my_chat_member", change)


def _inaccessible(user: User, message_id: int) -> Wire:
    return {"chat": user.chat_wire, "message_id": message_id, "date": 0}
