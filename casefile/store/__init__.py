"""The case file: one SQLite database. The only package that imports sqlalchemy or alembic.

`engine` opens it, `migrate` brings it to this schema, `write` holds the writers (each takes the transaction), `read` answers
with frozen rows. No connection and no row of SQLAlchemy leaves this package.
"""
