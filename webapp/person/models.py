"""What is kept of a person. Nothing here says who they are."""

import datetime
import secrets
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Base

KINDS = ("points", "routines")
SIDES = ("left", "right", "both", "midline")


def new_id():
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def now():
    """The server's time, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def local(moment, utc_offset):
    """A moment on a clock that is so many minutes east of Greenwich."""
    try:
        return moment.astimezone(datetime.timezone(datetime.timedelta(minutes=utc_offset)))
    except OverflowError:
        # Taken by an earlier version: the first or the last day of the calendar, which that clock does not have.
        return moment


class Instant(sa.TypeDecorator):
    """A moment in time: kept in UTC, given back aware of it."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value and value.astimezone(datetime.UTC).replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        return value and value.replace(tzinfo=datetime.UTC)


class Profile(Base):
    """One person, known only by a random number. Deleting it deletes everything of theirs."""

    __tablename__ = "profile"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True, default=new_id)
    created_at: Mapped[datetime.datetime] = mapped_column(Instant, default=now)


def profile_id_column(**options):
    """A column with the profile that a row belongs to; with it the row goes."""
    return mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), **options)


class Device(Base):
    """A browser that belongs to a profile. Its cookie carries the id; without the row the cookie means nothing."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True, default=new_id)
    profile_id: Mapped[str] = profile_id_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(60), default="")
    joined_at: Mapped[datetime.datetime] = mapped_column(Instant, default=now)


class Favorite(Base):
    """A heart, or the memory that it was taken away, so that an older change that comes late does not undo it.

    kind, key: "points" and a code, or "routines" and a slug. created_at: when it was hearted. changed_at: when the
    person last changed it; the later change wins. Both by the server's clock.
    """

    __tablename__ = "favorite"
    __table_args__ = (sa.Index(None, "profile_id", "hearted", "created_at"),)

    profile_id: Mapped[str] = profile_id_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    hearted: Mapped[bool]
    created_at: Mapped[datetime.datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime.datetime] = mapped_column(Instant)

    def as_json(self):
        return {"kind": self.kind, "key": self.key, "created_at": self.created_at.isoformat()}


class OwnRoutine(Base):
    """A routine that a person put together, or the memory that it was deleted, which then holds no more than its id.

    id: a UUID made on the phone. points: in order, [{"point": code}], with "seconds", "holds" and "rest" where the dose
    is the person's own. created_at, changed_at: when the person made it and last changed it, by the server's clock; the
    later change wins.
    """

    __tablename__ = "own_routine"

    profile_id: Mapped[str] = profile_id_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60), default="")
    points: Mapped[list] = mapped_column(sa.JSON, default=list)
    deleted: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime.datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime.datetime] = mapped_column(Instant)


class PracticeSession(Base):
    """One practice that was done.

    id: a UUID made on the phone, and the practice session's own wherever that phone's copy goes: a profile that was lost
    may hold the same one. kind, key: "points" and a code, "routines" and a slug, or "routines" and the id of an
    own routine; name: what that was called then, None for what the catalogue names. utc_offset: minutes east of
    Greenwich where the person was. seconds_pressed: seconds in press steps. before, after: how it felt, 0 (nothing)
    to 10, or None.
    """

    __tablename__ = "practice_session"
    __table_args__ = (sa.Index(None, "profile_id", "started_at", "id"),)

    profile_id: Mapped[str] = profile_id_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    key: Mapped[str] = mapped_column(sa.String(64))
    name: Mapped[str | None] = mapped_column(sa.String(60))
    started_at: Mapped[datetime.datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime.datetime] = mapped_column(Instant)
    utc_offset: Mapped[int]
    seconds_pressed: Mapped[int]
    steps_done: Mapped[int]
    steps_total: Mapped[int]
    before: Mapped[int | None]
    after: Mapped[int | None]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    steps: Mapped[list["PracticeStep"]] = relationship(order_by="PracticeStep.position", passive_deletes=True, cascade="all, delete-orphan")

    @property
    def started_local(self):
        """When it began, on the person's own clock."""
        return local(self.started_at, self.utc_offset)

    @property
    def finished_local(self):
        """When it ended, on the clock by which it began."""
        return local(self.finished_at, self.utc_offset)

    def as_json(self):
        return {
            "id": str(self.id),
            "kind": self.kind,
            "key": self.key,
            **({"name": self.name} if self.name else {}),
            "started_at": self.started_local.isoformat(),
            "finished_at": self.finished_local.isoformat(),
            "seconds_pressed": self.seconds_pressed,
            "steps_done": self.steps_done,
            "steps_total": self.steps_total,
            "before": self.before,
            "after": self.after,
            "note": self.note,
            "steps": [step.as_json() for step in self.steps],
        }


class PracticeStep(Base):
    """One pressed step of a practice session: point (code), side, seconds pressed."""

    __tablename__ = "practice_step"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["profile_id", "practice_session_id"],
            ["practice_session.profile_id", "practice_session.id"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
    )

    profile_id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    practice_session_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    point: Mapped[str] = mapped_column(sa.String(16))
    side: Mapped[str] = mapped_column(sa.String(8))
    seconds: Mapped[int]

    def as_json(self):
        return {"point": self.point, "side": self.side, "seconds": self.seconds}


class DeletedPracticeSession(Base):
    """The id of a practice session that the person deleted, so that a late copy of it does not bring it back."""

    __tablename__ = "deleted_practice_session"

    profile_id: Mapped[str] = profile_id_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
