"""Bringing the schema to the newest step, and saying where it is."""

from importlib.resources import files

from sqlalchemy import Engine, inspect, text

from storage import (
    access,
    activities,
    activity_mailings,
    audit,
    brigade,
    broadcasts,
    callout_answers,
    callout_messages,
    callouts,
    cards,
    channels,
    conversations,
    corrections,
    deputies,
    duty,
    evaluations,
    handovers,
    invitations,
    members,
    outbox,
    questions,
    reach,
    received,
    registrations,
    reply_links,
    role_proposals,
    signals,
    unrest,
    unrest_rings,
)
from storage.database import metadata, telling_trouble

TABLES_OF = (
    access,
    activities,
    activity_mailings,
    audit,
    brigade,
    broadcasts,
    callout_answers,
    callout_messages,
    callouts,
    cards,
    channels,
    conversations,
    corrections,
    deputies,
    duty,
    evaluations,
    handovers,
    invitations,
    members,
    outbox,
    questions,
    reach,
    received,
    registrations,
    reply_links,
    role_proposals,
    signals,
    unrest,
    unrest_rings,
)


STEPS = "storage.migrations"


def newest() -> str:
    """The name of the newest step: they are numbered, `0001_first.py` is 0001."""
    steps = (step.name for step in (files(STEPS) / "versions").iterdir())
    return max(name.partition("_")[0] for name in steps if name.endswith(".py"))


def current(engine: Engine) -> str | None:
    """The step at which this database is, None for an empty one. Raises `DatabaseTrouble`."""
    with telling_trouble(), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        step = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        return None if step is None else str(step)


def migrate(engine: Engine, to: str = "head") -> None:
    """Go up to a step, in one transaction. Raises `DatabaseTrouble`."""
    from alembic import command  # a start with the newest tables does without
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", STEPS.replace(".", ":"))
    with telling_trouble(), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def create_all(engine: Engine) -> None:
    """Every table at once, for a database that lives only in memory."""
    metadata.create_all(engine)
