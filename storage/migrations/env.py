"""Runs the steps on the connection it is handed."""

from alembic import context

from storage.database import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, compare_type=True
)
with context.begin_transaction():
    context.run_migrations()
