"""Where updates are delivered to when the bot does not come for them itself."""

import re
from dataclasses import dataclass

from sandbox.errors import bad_request
from sandbox.wire import Wire

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass
class Webhook:
    """The address, the secret that goes with each delivery, and how the last one failed."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: float = 0.0

    def set(self, url: str, secret: str, max_connections: int) -> None:
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.last_error, self.last_error_at = "", 0.0

    def failed(self, reason: str, at: float) -> None:
        self.last_error, self.last_error_at = reason, at

    def info(self, waiting: int) -> Wire:
        info: Wire = {"url": self.url, "has_custom_certificate": False, "pending_update_count": waiting}
        if self.url:
            info["max_connections"] = self.max_connections
        if self.last_error:
            info |= {"last_error_date": int(self.last_error_at), "last_error_message": self.last_error}
        return info
