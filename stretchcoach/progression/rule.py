"""The progression rule: it proposes a longer or a shorter hold, and always says why.

Steps are small because gains come from regular holds rather than from long ones. No proposal goes beyond what the
stretch's sources advise. Beyond 10 minutes a week for a muscle nothing more is gained (Ingram 2024,
doi 10.1007/s40279-024-02143-9), so nothing longer is proposed from there on.
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
"""After this many good sessions in a row with one length, a longer one is proposed."""
EASED_SESSIONS = 2
"""After easing off in this many of the latest sessions, a shorter hold is proposed. Once may be chance."""
AWAY = dt.timedelta(weeks=4)
"""After a break of this length, a shorter hold is proposed."""
_STEP_SECONDS = 5
_SHARE_AFTER_BREAK = 2 / 3
"""The share of a hold that is proposed after a break."""


class Reason(Enum):
    """The reason for a proposal."""

    EASY = "easy"
    GOOD = "good"
    TOO_MUCH = "too-much"
    EASED_OFF = "eased-off"
    AWAY = "away"


class Proposal(NamedTuple):
    """Another length for a hold, and the reason."""

    before: Hold
    after: Hold
    reason: Reason
    sessions: int
    """The number of sessions that speak for it."""
    weeks_away: int = 0


def propose(
    current: Hold, dose: Dose, past: Sequence[PastHold], minutes_a_week: float, today: dt.date
) -> Proposal | None:
    """Return a proposal for a stretch whose hold is `current`, or None.

    `past` contains the stretch's sessions, the latest last. `minutes_a_week` is how long its muscle was stretched in
    the last seven days.
    """
    if not past:
        return None
    away = today - past[-1].day
    if away >= AWAY:
        return _less(current, dose, Reason.AWAY, 0, share=_SHARE_AFTER_BREAK, weeks_away=away.days // 7)
    alike = _latest_with_length(past, current)
    if alike and alike[-1].was_too_much:
        return _less(current, dose, Reason.TOO_MUCH, 1)
    eased = sum(one.eased for one in alike[-ENOUGH_SESSIONS:])
    if eased >= EASED_SESSIONS:
        return _less(current, dose, Reason.EASED_OFF, eased)
    return _more(current, dose, alike) if minutes_a_week < USEFUL_MINUTES[1] else None


def _latest_with_length(past: Sequence[PastHold], current: Hold) -> list[PastHold]:
    """Return the latest sessions in a row that had the `current` length. Others say little about it."""
    alike: list[PastHold] = []
    for one in reversed(past):
        if one.planned != current:
            break
        alike.insert(0, one)
    return alike


def _more(current: Hold, dose: Dose, alike: Sequence[PastHold]) -> Proposal | None:
    """Propose one step more after enough good sessions. Sessions without any feeling are ignored."""
    latest = [one for one in alike if one.feelings or one.eased][-ENOUGH_SESSIONS:]
    after = min(current.amount + _step(current), _bound(dose.hold_advice[1], current))
    if len(latest) < ENOUGH_SESSIONS or not all(one.was_good for one in latest) or after <= current.amount:
        return None
    reason = Reason.EASY if all(one.was_easy for one in latest) else Reason.GOOD
    return Proposal(current, Hold(after, current.unit), reason, ENOUGH_SESSIONS)


def _less(
    current: Hold, dose: Dose, reason: Reason, sessions: int, *, share: float | None = None, weeks_away: int = 0
) -> Proposal | None:
    """Propose one step less, or `share` of the current hold."""
    least = max(_bound(dose.hold_advice[0], current), int(current.range.least))
    wanted = current.amount - _step(current) if share is None else _rounded(current.amount * share, current)
    after = max(wanted, least)
    if after >= current.amount:
        return None
    return Proposal(current, Hold(after, current.unit), reason, sessions, weeks_away)


def _step(hold: Hold) -> int:
    return 1 if hold.unit == "b" else _STEP_SECONDS


def _rounded(amount: float, hold: Hold) -> int:
    """Round `amount` to whole breaths, or to five seconds."""
    return round(amount / _step(hold)) * _step(hold)


def _bound(advised: Hold, current: Hold) -> int:
    """Return the advised amount in the unit of `current`. A breath counts as ten seconds, the usual pace."""
    if advised.unit == current.unit:
        return advised.amount
    return advised.amount * 10 if current.unit == "s" else round(advised.amount / 10)
