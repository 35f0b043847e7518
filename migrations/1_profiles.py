"""Profiles with their devices, favorites and practice sessions."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = ("default",)
depends_on = None


def profile_id():
    return sa.Column("profile_id", sa.String(32), sa.ForeignKey("profile.id", ondelete="CASCADE"), nullable=False)


def upgrade():
    op.create_table(
        "profile",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.String(32), primary_key=True),
        profile_id(),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("joined_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_device_profile_id", "device", ["profile_id"])
    op.create_table(
        "favorite",
        profile_id(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("hearted", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("profile_id", "kind", "key"),
    )
    op.create_index(
        "ix_favorite_profile_id_hearted_created_at",
        "favorite",
        ["profile_id", "hearted", "created_at"],
    )
    op.create_table(
        "practice_session",
        sa.Column("id", sa.Uuid, primary_key=True),
        profile_id(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime, nullable=False),
        sa.Column("utc_offset", sa.Integer, nullable=False),
        sa.Column("seconds_pressed", sa.Integer, nullable=False),
        sa.Column("steps_done", sa.Integer, nullable=False),
        sa.Column("steps_total", sa.Integer, nullable=False),
        sa.Column("before", sa.Integer),
        sa.Column("after", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_index(
        "ix_practice_session_profile_id_started_at_id",
        "practice_session",
        ["profile_id", "started_at", "id"],
    )
    op.create_table(
        "practice_step",
        sa.Column(
            "practice_session_id",
            sa.Uuid,
            sa.ForeignKey("practice_session.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("point", sa.String(16), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("practice_session_id", "position"),
    )
    op.create_table(
        "deleted_practice_session",
        profile_id(),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("profile_id", "id"),
    )


def downgrade():
    for table in (
        "deleted_practice_session",
        "practice_step",
        "practice_session",
        "favorite",
        "device",
        "profile",
    ):
        op.drop_table(table)
