"""How to go further with a stretch, or a little less far: a rule that always says why.

The steps are small because gains come from regular holds and not from long ones. The upper bound is that of the
stretch's sources; beyond 10 minutes a week for a muscle nothing more is gained (Ingram 2024,
doi 10.1007/s40279-024-02143-9), so from there on nothing more is proposed.
"""

import datetime as dt
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from stretchcoach.domain.hold import Hold
from stretchcoach.progression.muscles import USEFUL_MINUTES
from stretchcoach.progression.past_hold import PastHold
from stretchcoach.routine.dose import Dose

ENOUGH_SESSIONS = 3
"""So many good sessions in a row with one length, and it may be longer."""
EASED_SESSIONS = 2
"""Easing off once is a whim; so often of the last sessions, it is too much."""
AWAY = dt.timedelta(weeks=4)
_STEP_SECONDS = 5
_AFTER_A_BREAK = 2 / 3


class Reason(Enum):
    """Why another length is proposed."""

    EASY = "easy"
    GOOD = "good"
    TOO_MUCH = "too-much"
    EASED_OFF = "eased-off"
    AWAY = "away"


class Proposal(NamedTuple):
    """Another length for a stretch, and why."""

    before: Hold
    after: Hold
    reason: Reason
    sessions: int
    """How many sessions speak for it."""
    weeks_away: int = 0


def propose(
    current: Hold, dose: Dose, past: Sequence[PastHold], minutes_a_week: float, today: dt.date
) -> Proposal | None:
    """Return what to do next with a stretch that is held for `current` by now, or nothing.

    `past` holds its sessions, the latest last; `minutes_a_week` is what its muscle had in the last seven days.
    """
    if not past:
        return None
    away = today - past[-1].day
    if away >= AWAY:
        return _less(current, dose, Reason.AWAY, 0, share=_AFTER_A_BREAK, weeks_away=away.days // 7)
    alike = _with_this_length(past, current)
    if alike and alike[-1].was_too_much:
        return _less(current, dose, Reason.TOO_MUCH, 1)
    eased = sum(one.eased for one in alike[-ENOUGH_SESSIONS:])
    if eased >= EASED_SESSIONS:
        return _less(current, dose, Reason.EASED_OFF, eased)
    return _more(current, dose, alike) if minutes_a_week < USEFUL_MINUTES[1] else None


def _with_this_length(past: Sequence[PastHold], current: Hold) -> list[PastHold]:
    """The latest sessions in a row that had the present length: with another one they say little about it."""
    alike: list[PastHold] = []
    for one in reversed(past):
        if one.planned != current:
            break
        alike.insert(0, one)
    return alike


def _more(current: Hold, dose: Dose, alike: Sequence[PastHold]) -> Proposal | None:
    """A step more after enough good sessions; one in which nothing was answered says nothing."""
    latest = [one for one in alike if one.feelings or one.eased][-ENOUGH_SESSIONS:]
    after = min(current.amount + _step(current), _bound(dose.hold_advice[1], current))
    if len(latest) < ENOUGH_SESSIONS or not all(one.was_good for one in latest) or after <= current.amount:
        return None
    reason = Reason.EASY if all(one.was_easy for one in latest) else Reason.GOOD
    return Proposal(current, Hold(after, current.unit), reason, ENOUGH_SESSIONS)


def _less(
    current: Hold, dose: Dose, reason: Reason, sessions: int, *, share: float | None = None, weeks_away: int = 0
) -> Proposal | None:
    least = max(_bound(dose.hold_advice[0], current), int(current.range.least))
    wanted = current.amount - _step(current) if share is None else _rounded(current.amount * share, current)
    after = max(wanted, least)
    if after >= current.amount:
        return None
    return Proposal(current, Hold(after, current.unit), reason, sessions, weeks_away)


def _step(hold: Hold) -> int:
    return 1 if hold.unit == "b" else _STEP_SECONDS


def _rounded(amount: float, hold: Hold) -> int:
    """To whole breaths, or to five seconds."""
    return round(amount / _step(hold)) * _step(hold)


def _bound(advised: Hold, current: Hold) -> int:
    """The bound in what `current` is counted in; a breath is taken for ten seconds, which is about the usual pace."""
    if advised.unit == current.unit:
        return advised.amount
    return advised.amount * 10 if current.unit == "s" else round(advised.amount / 10)
