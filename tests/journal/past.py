"""Past sessions, written into a journal for a test."""

import datetime as dt

from stretchcoach.journal.entry import entry_of
from stretchcoach.journal.file import JournalFile, new_uid
from stretchcoach.progression.practised import Feeling
from stretchcoach.routine.routine import Routine
from stretchcoach.session import holding_on, session as going
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.preferences import Preferences


def stretched(
    file: JournalFile,
    routine: Routine,
    day: dt.date,
    *,
    ease_at: float | None = None,
    felt: Feeling | None = None,
    preferences: Preferences | None = None,
) -> int:
    """Keep a whole session on some day, its first hold eased off after so many seconds; return its row."""
    timeline = compile_timeline(routine, preferences or Preferences(), lambda text: 0.06 * len(text))
    session, _wishes = going.start(Session(timeline))
    if ease_at is not None:
        hold = next(one for one in timeline.segments if one.kind is SegmentKind.HOLD)
        session, _wishes = going.advance(session, hold.start + ease_at)
        session, _wishes = holding_on.ease_off(session)
    session, _wishes = going.advance(session, session.timeline.seconds)
    at = min(dt.datetime.combine(day, dt.time(7), dt.UTC), dt.datetime.now(dt.UTC))  # none has begun in the future
    row = file.save_session(new_uid(), at, at, entry_of(session), can_resume=True)
    for stretch in routine.stretches:
        if felt is not None:
            file.set_feeling(row, stretch.id, None, felt)
    return row
