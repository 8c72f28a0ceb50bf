"""What was really done in a session: which stretches were held, on which sides, and for how long."""

from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.stretch import Stretch, StretchKind
from stretchcoach.session.moment import Moment
from stretchcoach.session.timeline import HoldKey, Segment, Timeline

_LEAST_SECONDS = 1.0
"""A hold left sooner than this does not count as held."""
_ALMOST_WHOLE = 0.25
"""A breath that lacks at most this share counts as a whole one."""
_MOST = 0.5
"""The share of a session that a person must do to have done most of it."""


class HoldRecord(NamedTuple):
    """How long one stretch was held on one side."""

    hold_key: HoldKey
    planned: Hold
    """The hold as it was planned, before the person made it longer."""
    planned_seconds: float
    held_seconds: float
    eased: bool
    """Whether the person ended the hold early."""
    extended: bool
    """Whether the person made the hold longer."""
    feeling: Feeling | None = None
    """How it felt, if the person has said so after the session."""

    @property
    def side(self) -> Side:
        """The side that was held."""
        return self.hold_key.side

    @property
    def breaths(self) -> int | None:
        """The number of whole breaths held, or None if the hold is in seconds or was shorter than a breath."""
        if self.planned.breaths is None:
            return None
        breath_seconds = self.planned_seconds / self.planned.breaths
        return int(self.held_seconds / breath_seconds + _ALMOST_WHOLE) or None


class StretchRecord(NamedTuple):
    """A stretch that was held, with a record for each side in the order in which they came."""

    stretch: Stretch
    holds: tuple[HoldRecord, ...]


def hold_records(timeline: Timeline, held_seconds: Mapping[HoldKey, float]) -> tuple[HoldRecord, ...]:
    """Return a record for each hold of `timeline` that was held, in the order of the timeline."""
    holds = {segment.hold_key: segment for segment in timeline.segments}
    found = (_hold_record(timeline, segment, held_seconds.get(key, 0.0)) for key, segment in holds.items() if key)
    return tuple(record for record in found if record is not None)


def stretch_records(moment: Moment) -> tuple[StretchRecord, ...]:
    """Return the stretches that were held until `moment`, in the order of the routine."""
    stretches = {one.hold_key: one.stretch for one in moment.timeline.segments if one.stretch is not None}
    found: dict[tuple[int, str], list[HoldRecord]] = {}
    for record in hold_records(moment.timeline, moment.held_seconds):
        found.setdefault((record.hold_key.exercise, record.hold_key.stretch), []).append(record)
    in_order = sorted(found.items(), key=lambda one: one[0][0])
    return tuple(StretchRecord(stretches[records[0].hold_key], tuple(records)) for _key, records in in_order)


def did_most(moment: Moment) -> bool:
    """Return whether the person has done most of what was planned. Skipped time does not count."""
    return moment.practised_seconds >= _MOST * moment.timeline.seconds


def has_stretched(records: tuple[StretchRecord, ...]) -> bool:
    """Return whether a muscle was stretched, rather than only the breath followed."""
    return any(one.stretch.kind is StretchKind.STRETCH for one in records)


def _hold_record(timeline: Timeline, segment: Segment, seconds: float) -> HoldRecord | None:
    key, hold, planned = segment.hold_key, segment.hold, segment.planned
    if key is None or hold is None or planned is None or seconds < _LEAST_SECONDS:
        return None
    planned_seconds = planned.seconds(timeline.breath)
    return HoldRecord(
        key,
        planned,
        planned_seconds,
        seconds,
        eased=segment.whole_seconds is not None,
        extended=hold.seconds(timeline.breath) > planned_seconds,
    )
