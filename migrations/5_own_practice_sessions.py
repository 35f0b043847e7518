"""A practice session is known by its id within a profile: the phone's own copy keeps its ids in whatever profile it comes to."""

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"
branch_labels = None
depends_on = None

FACTS = "kind, key, name, started_at, finished_at, utc_offset, seconds_pressed, steps_done, steps_total, before, after, note"


def make_practice_session(name, key):
    op.create_table(
        name,
        sa.Column("profile_id", sa.String(32), sa.ForeignKey("profile.id", ondelete="CASCADE"), nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.String(60)),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime, nullable=False),
        sa.Column("utc_offset", sa.Integer, nullable=False),
        sa.Column("seconds_pressed", sa.Integer, nullable=False),
        sa.Column("steps_done", sa.Integer, nullable=False),
        sa.Column("steps_total", sa.Integer, nullable=False),
        sa.Column("before", sa.Integer),
        sa.Column("after", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(*key),
    )


def make_practice_step(name, *key):
    """key: the columns that name the practice session, and the constraint that they do."""
    *columns, constraint = key
    op.create_table(
        name,
        *columns,
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("point", sa.String(16), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        constraint,
        sa.PrimaryKeyConstraint(*(column.name for column in columns), "position"),
    )


def take_their_places(suffix):
    """The new tables stand where the old ones stood. The steps go first: to drop the sessions would take them along.

    suffix: what their names end in until then. PostgreSQL keeps it in the names of their keys, so the way back has its own.
    """
    for table in ("practice_step", "practice_session"):
        op.drop_table(table)
    for table in ("practice_session", "practice_step"):
        op.rename_table(f"{table}_{suffix}", table)
    op.create_index("ix_practice_session_profile_id_started_at_id", "practice_session", ["profile_id", "started_at", "id"])


def upgrade():
    make_practice_session("practice_session_new", ["profile_id", "id"])
    make_practice_step(
        "practice_step_new",
        sa.Column("profile_id", sa.String(32), nullable=False),
        sa.Column("practice_session_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id", "practice_session_id"],
            ["practice_session_new.profile_id", "practice_session_new.id"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
    )
    op.execute(f"INSERT INTO practice_session_new (profile_id, id, {FACTS}) SELECT profile_id, id, {FACTS} FROM practice_session")
    op.execute(
        "INSERT INTO practice_step_new (profile_id, practice_session_id, position, point, side, seconds)"
        " SELECT s.profile_id, p.practice_session_id, p.position, p.point, p.side, p.seconds"
        " FROM practice_step AS p JOIN practice_session AS s ON s.id = p.practice_session_id"
    )
    take_their_places("new")


def downgrade():
    """Where two profiles have the same practice session, one of them loses it: the tables before had room for one."""
    make_practice_session("practice_session_former", ["id"])
    make_practice_step(
        "practice_step_former",
        sa.Column("practice_session_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(["practice_session_id"], ["practice_session_former.id"], ondelete="CASCADE"),
    )
    only = "(SELECT min(o.profile_id) FROM practice_session AS o WHERE o.id = s.id)"
    op.execute(
        f"INSERT INTO practice_session_former (profile_id, id, {FACTS}) SELECT profile_id, id, {FACTS}"
        f" FROM practice_session AS s WHERE s.profile_id = {only}"
    )
    op.execute(
        "INSERT INTO practice_step_former (practice_session_id, position, point, side, seconds)"
        " SELECT p.practice_session_id, p.position, p.point, p.side, p.seconds FROM practice_step AS p"
        " JOIN practice_session_former AS s ON s.id = p.practice_session_id AND s.profile_id = p.profile_id"
    )
    take_their_places("former")
