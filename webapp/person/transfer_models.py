"""What is kept of a transfer: the code, by its hash, and who tried a wrong one."""

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Base
from webapp.person.models import Instant, profile_id_column


class Transfer(Base):
    """A code by which another device can join a profile: for ten minutes and once.

    id: the first characters of the code. code_hash, token_hash: of the rest of the code and of the long secret in the
    picture; neither is kept itself. tries: how often somebody named this id with a wrong secret.
    """

    __tablename__ = "transfer"

    id: Mapped[str] = mapped_column(sa.String(4), primary_key=True)
    profile_id: Mapped[str] = profile_id_column(index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    token_hash: Mapped[str] = mapped_column(sa.String(64))
    expires_at: Mapped[datetime.datetime] = mapped_column(Instant, index=True)
    used: Mapped[bool] = mapped_column(default=False)
    tries: Mapped[int] = mapped_column(default=0)


class TransferTry(Base):
    """A wrong code from somewhere, kept for ten minutes. caller: a keyed hash of the address, not the address."""

    __tablename__ = "transfer_try"
    __table_args__ = (sa.Index(None, "caller", "tried_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    caller: Mapped[str] = mapped_column(sa.String(64))
    tried_at: Mapped[datetime.datetime] = mapped_column(Instant, index=True)
