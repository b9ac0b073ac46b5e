"""Alembic's entry: runs the migrations on the connection that store.engine.upgrade hands over."""

from alembic import context

connection = context.config.attributes["connection"]
# One transaction for all steps, on SQLite too: a process killed in the middle leaves the schema as it was.
context.configure(connection=connection, transactional_ddl=True)
context.run_migrations()
