"""The steps make exactly the tables that the code expects, on both engines and from an installed package."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from storage import schema
from storage.database import make_engine, metadata
from tests.storage.first_step import PLACE, ROOT, written


def test_the_steps_make_the_tables_of_the_code(engines: Engine) -> None:
    with engines.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_the_newest_step_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.newest()]


def test_an_empty_database_has_no_step(empty_url: str) -> None:
    engine = make_engine(empty_url)
    assert schema.current(engine) is None
    schema.migrate(engine)
    assert schema.current(engine) == schema.newest()
    engine.dispose()


def test_migrating_twice_changes_nothing(engines: Engine) -> None:
    schema.migrate(engines)
    assert schema.current(engines) == schema.newest()


def test_no_row_of_sqlite_has_an_order(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    schema.migrate(engine)
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    ordered = [name for name, sql in made if "WITHOUT ROWID" not in sql and name != "alembic_version"]
    engine.dispose()
    assert made
    assert ordered == []


def test_the_first_step_is_what_the_tables_are_today(tmp_path: Path) -> None:
    today = tmp_path / "0001_first.py"
    today.write_text(written(), encoding="utf-8")
    subprocess.run([Path(sys.executable).with_name("ruff"), "format", "--quiet", today], cwd=ROOT, check=True)
    same = today.read_text(encoding="utf-8") == PLACE.read_text(encoding="utf-8")
    assert same, "run `python -m tests.storage.first_step`"


def test_the_steps_come_with_the_package(tmp_path: Path) -> None:
    """As an installed package holds them: only the product, away from the checkout."""
    with zipfile.ZipFile(tmp_path / "product.zip", "w") as packed:
        for package in ("storage", "domain"):
            for source in sorted((ROOT / package).rglob("*.py")):
                packed.write(source, source.relative_to(ROOT).as_posix())
    with zipfile.ZipFile(tmp_path / "product.zip") as packed:
        packed.extractall(tmp_path / "site")
    code = (
        "from storage import schema; from storage.database import make_engine as make;"
        "engine = make('sqlite:///here.db'); schema.migrate(engine);"
        "assert schema.current(engine) == schema.newest() == '0001'"
    )
    surroundings = {"PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=surroundings, check=False)
    assert done.returncode == 0
    assert (tmp_path / "here.db").is_file()


def test_an_unknown_step_is_refused(engines: Engine) -> None:
    with pytest.raises(Exception, match="Can't locate revision"):
        schema.migrate(engines, "9999")
