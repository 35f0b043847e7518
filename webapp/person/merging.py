"""Makes one profile of two: nothing is lost, nothing is double, and the later change wins."""

import sqlalchemy as sa

from webapp.person.models import DeletedPracticeSession, Device, Favorite, OwnRoutine, PracticeSession, Profile, now


def merge(session, source, target):
    """Move everything of the Profile `source` to `target` and delete `source`, in the open transaction."""
    if source.id == target.id:
        return
    for kind in (Favorite, OwnRoutine):
        # What was kept while the clock was ahead is as old as now, at most.
        ahead = sa.update(kind).where(kind.profile_id.in_([source.id, target.id]), kind.changed_at > now())
        session.execute(ahead.values(changed_at=now()))
    _merge_favorites(session, source, target)
    _merge_own_routines(session, source, target)
    _merge_practice_sessions(session, source, target)
    session.execute(sa.update(Device).where(Device.profile_id == source.id).values(profile_id=target.id))
    session.execute(sa.delete(Profile).where(Profile.id == source.id))
    session.expire_all()


def _merge_favorites(session, source, target):
    for moved in session.scalars(sa.select(Favorite).where(Favorite.profile_id == source.id)).all():
        known = session.get(Favorite, (target.id, moved.kind, moved.key))
        if known is None:
            known = Favorite(profile_id=target.id, kind=moved.kind, key=moved.key)
            session.add(known)
        elif known.changed_at >= moved.changed_at:
            continue
        known.hearted = moved.hearted
        known.created_at, known.changed_at = moved.created_at, moved.changed_at
    session.flush()


def _merge_own_routines(session, source, target):
    for moved in session.scalars(sa.select(OwnRoutine).where(OwnRoutine.profile_id == source.id)).all():
        known = session.get(OwnRoutine, (target.id, moved.id))
        if known is None:
            known = OwnRoutine(profile_id=target.id, id=moved.id)
            session.add(known)
        elif known.changed_at > moved.changed_at or (known.changed_at == moved.changed_at and known.deleted):
            continue
        known.name, known.points, known.deleted = moved.name, moved.points, moved.deleted
        known.created_at, known.changed_at = moved.created_at, moved.changed_at
    session.flush()


def _merge_practice_sessions(session, source, target):
    deleted = {
        one.id
        for one in session.scalars(sa.select(DeletedPracticeSession).where(DeletedPracticeSession.profile_id.in_([source.id, target.id])))
    }
    for one in deleted:
        session.merge(DeletedPracticeSession(profile_id=target.id, id=one))
    session.flush()
    mine = sa.select(PracticeSession.id).where(PracticeSession.profile_id == target.id).scalar_subquery()
    session.execute(sa.delete(PracticeSession).where(PracticeSession.profile_id == source.id, PracticeSession.id.in_(mine)))
    session.execute(sa.update(PracticeSession).where(PracticeSession.profile_id == source.id).values(profile_id=target.id))
    # What was deleted on one device is not brought back by the other.
    gone = sa.select(DeletedPracticeSession.id).where(DeletedPracticeSession.profile_id == target.id)
    session.execute(sa.delete(PracticeSession).where(PracticeSession.profile_id == target.id, PracticeSession.id.in_(gone)))
