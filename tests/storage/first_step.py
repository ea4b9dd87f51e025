"""Run as a module it writes the first step of the schema anew; after a release each change is a step."""

from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from storage import schema
from storage.database import metadata
from storage.types import Utc

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "storage" / "migrations" / "versions" / "0001_first.py"
HEAD = '''"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    '''


def _as_plain(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """A step says what stands in the database, and leans on no class that may change."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Utc) else False


def written() -> str:
    """The step that makes the tables of today."""
    assert schema.TABLES_OF
    with create_engine("sqlite://").connect() as empty:
        context = MigrationContext.configure(empty)
        upgrades: Any = produce_migrations(context, metadata).upgrade_ops
        assert isinstance(upgrades, UpgradeOps)
        body = render_python_code(upgrades, render_item=_as_plain, migration_context=context)
    lines = (line for line in body.splitlines() if "commands auto generated" not in line)
    return HEAD + "\n".join(lines).strip() + "\n"


if __name__ == "__main__":
    PLACE.write_text(written(), encoding="utf-8")
