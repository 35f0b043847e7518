"""Routines that a person puts together, and what such a routine was called when it was practiced."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "own_routine",
        sa.Column("profile_id", sa.String(32), sa.ForeignKey("profile.id", ondelete="CASCADE"), nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("points", sa.JSON, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("profile_id", "id"),
    )
    op.add_column("practice_session", sa.Column("name", sa.String(60)))


def downgrade():
    op.drop_column("practice_session", "name")
    op.drop_table("own_routine")
