"""How Telegram says no; the texts are those of the Bot API server."""

import json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
BLOCKED = "bot was blocked by the user"
DEACTIVATED = "user is deactivated"
NOT_STARTED = "bot can't initiate conversation with a user"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Refused(Exception):
    """Telegram did not do what was asked."""

    def __init__(self, status: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        body: dict[str, object] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after:
            body["parameters"] = {"retry_after": self.retry_after}
        return body

    def payload(self) -> bytes:
        return json.dumps(self.body()).encode()


def bad_request(reason: str) -> Refused:
    return Refused(400, f"Bad Request: {reason}")


def unauthorized() -> Refused:
    return Refused(401, "Unauthorized")


def forbidden(reason: str) -> Refused:
    return Refused(403, f"Forbidden: {reason}")


def not_found(reason: str = "") -> Refused:
    return Refused(404, f"Not Found: {reason}" if reason else "Not Found")


def conflict(reason: str) -> Refused:
    return Refused(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", seconds)
