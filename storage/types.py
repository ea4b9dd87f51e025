"""How moments are kept: UTC in, UTC out, to the microsecond; never a local time."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

from domain.ids import ID_LENGTH

Id = String(ID_LENGTH)
Word = String(40)


class Utc(TypeDecorator[datetime]):
    """An aware moment, stored without zone in UTC so that every engine compares it the same way."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)
