"""How the bot hears: by asking for updates, or by having them brought; and the files it was sent."""

from typing import TYPE_CHECKING

from sandbox.errors import WEBHOOK_ACTIVE, bad_request, conflict
from sandbox.methods.method import method
from sandbox.updates import BATCH
from sandbox.wire import Params, Wire

if TYPE_CHECKING:
    from sandbox.core import Telegram

CONNECTIONS = 40
LONGEST_POLL = 50  # seconds; the Bot API server (Client.h)
MOST_CONNECTIONS = 100


def get_me(telegram: "Telegram", _: Params) -> Wire:
    return telegram.me | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _choose_kinds(telegram: "Telegram", params: Params) -> None:
    """The list of wanted kinds is remembered until it is changed."""
    kinds = params.list("allowed_updates")
    if kinds is not None:
        telegram.updates.allowed = tuple(map(str, kinds))


def listen(telegram: "Telegram", params: Params) -> None:
    """The part of getUpdates that works at once, also when the answer waits for news."""
    if telegram.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    _choose_kinds(telegram, params)
    telegram.updates.acknowledge(params.integer("offset") or 0)


def get_updates(telegram: "Telegram", params: Params) -> list[Wire]:
    listen(telegram, params)
    limit = params.integer("limit") or BATCH
    return telegram.updates.batch(max(1, min(BATCH, limit)))


def set_webhook(telegram: "Telegram", params: Params) -> bool:
    connections = params.integer("max_connections") or CONNECTIONS
    telegram.webhook.set(params.text("url"), params.text("secret_token"), min(MOST_CONNECTIONS, connections))
    _choose_kinds(telegram, params)
    return _drop_when_asked(telegram, params)


def delete_webhook(telegram: "Telegram", params: Params) -> bool:
    telegram.webhook.set("", "", CONNECTIONS)
    return _drop_when_asked(telegram, params)


def _drop_when_asked(telegram: "Telegram", params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        telegram.updates.drop()
    for arrival in telegram.updates.arrivals:
        arrival()
    return True


def get_webhook_info(telegram: "Telegram", _: Params) -> Wire:
    allowed = telegram.updates.allowed
    info = telegram.webhook.info(len(telegram.updates))
    return info | ({"allowed_updates": list(allowed)} if allowed else {})


def get_file(telegram: "Telegram", params: Params) -> Wire:
    if not params.text("file_id"):
        raise bad_request("file_id not specified")
    return telegram.files.get(params.text("file_id")).handle()


METHODS = {
    "getMe": method(get_me),
    "getUpdates": method(get_updates, "offset limit timeout allowed_updates"),
    "setWebhook": method(
        set_webhook, "url secret_token max_connections allowed_updates drop_pending_updates"
    ),
    "deleteWebhook": method(delete_webhook, "drop_pending_updates"),
    "getWebhookInfo": method(get_webhook_info),
    "getFile": method(get_file, "file_id"),
}
