"""The words for a moment, the same in every interface."""

import math

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _, _n
from stretchcoach.session.breath import BreathPhase
from stretchcoach.session.hold_records import HoldRecord, StretchRecord
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import PauseReason
from stretchcoach.session.timeline import Segment, SegmentKind

_MINUTE = 60
_ROUND_UP = 0.499
"""Added before rounding, so that a countdown shows 1 until its last instant."""


def breath_word(breathing: BreathPhase | None) -> str:
    """Return the word for a phase of the breath, or an empty text if no breath is guided."""
    match breathing:
        case BreathPhase.IN:
            return _("In")
        case BreathPhase.OUT:
            return _("Out")
        case BreathPhase.PAUSE:
            return _("Rest")
        case None:
            return ""


def paused_word(moment: Moment) -> str:
    """Return the word for a session that is paused."""
    return _("Ready?") if moment.pause_reason is PauseReason.WAITING else _("Paused")


def segment_name(segment: Segment) -> str:
    """Return the name of a segment."""
    if segment.kind is SegmentKind.SETTLE and segment.stretch is None:  # the opening
        return _("Getting started")
    if segment.is_get_ready:
        return _("Get ready")
    return {
        SegmentKind.SETTLE: _("Breathe"),
        SegmentKind.SET_UP: _("Set up"),
        SegmentKind.INHALE: _("Warm up"),
        SegmentKind.EXHALE: _("Warm up"),
        SegmentKind.MOVE_IN: _("Move in"),
        SegmentKind.HOLD: _("Hold"),
        SegmentKind.RELEASE: _("Ease out"),
        SegmentKind.SWITCH: _("Change sides"),
        SegmentKind.REST: _("Rest"),
        SegmentKind.FINISH: _("Finish"),
    }[segment.kind]


def side_name(side: Side) -> str:
    """Return the name of a side, or an empty text for both."""
    return {Side.LEFT: _("Left"), Side.RIGHT: _("Right"), Side.BOTH: ""}[side]


def stretch_title(moment: Moment) -> str:
    """Return the title of the stretch, or of the routine between two stretches."""
    stretch = moment.segment.stretch
    return moment.timeline.routine.title if stretch is None else stretch.title


def time_left(moment: Moment) -> str:
    """Return how much of the segment is left in reps, breaths or seconds; empty if nothing is counted."""
    segment = moment.segment
    if segment.rep is not None:
        return _("{rep} of {reps}").format(rep=segment.rep, reps=segment.reps)
    if segment.kind is not SegmentKind.HOLD:
        return ""
    breaths = moment.breaths_left
    if breaths is not None:
        return _n("{n} breath left", "{n} breaths left", breaths).format(n=breaths)
    seconds = round(moment.left + _ROUND_UP)
    return _n("{n} second left", "{n} seconds left", seconds).format(n=seconds)


def clock_left(moment: Moment) -> str:
    """Return how much of the segment is left, as minutes and seconds."""
    minutes, seconds = divmod(math.ceil(moment.left), 60)
    return f"{minutes}:{seconds:02d}"


def count_left(moment: Moment) -> str:
    """Return a bare number that can be read from a distance: the rep, or what is left of a hold."""
    segment = moment.segment
    if segment.rep is not None:
        return str(segment.rep)
    if segment.kind is not SegmentKind.HOLD:
        return ""
    breaths = moment.breaths_left
    return str(round(moment.left + _ROUND_UP) if breaths is None else breaths)


def following_name(moment: Moment) -> str:
    """Return what comes next, in a few words."""
    following = moment.following
    if following is None:
        return _("The end")
    if moment.segment.kind is SegmentKind.SWITCH and following.side is not Side.BOTH:
        return {Side.LEFT: _("Left side"), Side.RIGHT: _("Right side")}[following.side]
    if _is_new_stretch(moment, following) and following.stretch is not None:
        return following.stretch.title
    if following.kind is SegmentKind.HOLD and following.hold is not None:
        return _("Hold, {length}").format(length=following.hold.in_words())
    return segment_name(following)


def practised_time(seconds: float) -> str:
    """Return how long a person has practised, in minutes."""
    if seconds < _MINUTE:
        return _("less than a minute")
    minutes = round(seconds / _MINUTE)
    return _n("{n} minute", "{n} minutes", minutes).format(n=minutes)


def held_length(record: StretchRecord) -> str:
    """Return how long a stretch was held: `5 breaths each side`, or `Left 5 breaths, right 20 seconds`."""
    lengths = [_length(hold) for hold in record.holds]
    if not record.stretch.one_sided:
        return lengths[0]
    if len(lengths) > 1 and len(set(lengths)) == 1:
        return _("{length} each side").format(length=lengths[0])
    by_side = {Side.LEFT: _("left {length}"), Side.RIGHT: _("right {length}"), Side.BOTH: "{length}"}
    parts = (by_side[hold.side].format(length=length) for hold, length in zip(record.holds, lengths, strict=True))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _length(hold: HoldRecord) -> str:
    if hold.breaths is not None:
        return _n("{n} breath", "{n} breaths", hold.breaths).format(n=hold.breaths)
    seconds = round(hold.held_seconds)
    return _n("{n} second", "{n} seconds", seconds).format(n=seconds)


def _is_new_stretch(moment: Moment, following: Segment) -> bool:
    """Return whether another stretch comes whose title is not on display already."""
    if (
        following.kind is not SegmentKind.SET_UP
        or following.stretch is None
        or following.stretch is moment.segment.stretch
    ):
        return False
    return following.stretch.title != stretch_title(moment)
