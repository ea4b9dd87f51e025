"""Bringing the schema to the newest step, and saying where it is."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from storage import (
    access,
    audit,
    callouts,
    cards,
    conversations,
    invitations,
    members,
    outbox,
    received,
    reply_links,
)
from storage.database import metadata

TABLES_OF = (
    access,
    audit,
    callouts,
    cards,
    conversations,
    invitations,
    members,
    outbox,
    received,
    reply_links,
)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config


def newest() -> str:
    """The name of the newest step."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def current(engine: Engine) -> str | None:
    """The step at which this database is, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine, to: str = "head") -> None:
    """Go up to a step, in one transaction."""
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def create_all(engine: Engine) -> None:
    """Every table at once, for a database that lives only in memory."""
    metadata.create_all(engine)
