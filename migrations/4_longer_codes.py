"""More names for codes, so that strangers cannot use them up. A code lasts ten minutes: those of before are dropped."""

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"
branch_labels = None
depends_on = None


def upgrade():
    make(characters=4)


def downgrade():
    make(characters=2)


def make(characters):
    op.drop_table("transfer")
    op.create_table(
        "transfer",
        sa.Column("id", sa.String(characters), primary_key=True),
        sa.Column("profile_id", sa.String(32), sa.ForeignKey("profile.id", ondelete="CASCADE"), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("ix_transfer_profile_id", "transfer", ["profile_id"])
    op.create_index("ix_transfer_expires_at", "transfer", ["expires_at"])
