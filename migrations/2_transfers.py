"""Codes by which another device joins a profile."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "transfer",
        sa.Column("id", sa.String(2), primary_key=True),
        sa.Column("profile_id", sa.String(32), sa.ForeignKey("profile.id", ondelete="CASCADE"), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("ix_transfer_profile_id", "transfer", ["profile_id"])
    op.create_index("ix_transfer_expires_at", "transfer", ["expires_at"])
    op.create_table(
        "transfer_try",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("caller", sa.String(64), nullable=False),
        sa.Column("tried_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_transfer_try_caller_tried_at", "transfer_try", ["caller", "tried_at"])
    op.create_index("ix_transfer_try_tried_at", "transfer_try", ["tried_at"])


def downgrade():
    op.drop_table("transfer_try")
    op.drop_table("transfer")
