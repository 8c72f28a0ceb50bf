"""What a moment is called, in words that every face shows alike."""

import math

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _, _n
from stretchcoach.session.breath import BreathPhase
from stretchcoach.session.done import Done, Held
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import PauseReason
from stretchcoach.session.timeline import Segment, SegmentKind

_MINUTE = 60


def breath_word(breathing: BreathPhase | None) -> str:
    """The word for a part of the breath; none where no breath is led."""
    match breathing:
        case BreathPhase.IN:
            return _("In")
        case BreathPhase.OUT:
            return _("Out")
        case BreathPhase.PAUSE:
            return _("Rest")
        case None:
            return ""


def standing_word(moment: Moment) -> str:
    """The word for a session that stands still."""
    return _("Ready?") if moment.pause_reason is PauseReason.WAITING else _("Paused")


def phase_name(segment: Segment) -> str:
    """Name a phase. The first one is like settling, but no stretch of that name."""
    if segment.kind is SegmentKind.SETTLE and segment.stretch is None:
        return _("Begin")
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
    """Name a side; both is no side at all."""
    return {Side.LEFT: _("Left"), Side.RIGHT: _("Right"), Side.BOTH: ""}[side]


def stretch_title(moment: Moment) -> str:
    """Name the stretch, or the routine where there is none."""
    stretch = moment.segment.stretch
    return moment.timeline.routine.title if stretch is None else stretch.title


def time_left(moment: Moment) -> str:
    """How much of this phase is left, in what it is counted in; empty where nothing is counted."""
    segment = moment.segment
    if segment.rep is not None:
        return _("{rep} of {reps}").format(rep=segment.rep, reps=segment.reps)
    if segment.kind is not SegmentKind.HOLD:
        return ""
    breaths = moment.breaths_left
    if breaths is not None:
        return _n("{n} breath left", "{n} breaths left", breaths).format(n=breaths)
    seconds = round(moment.left + 0.499)
    return _n("{n} second left", "{n} seconds left", seconds).format(n=seconds)


def clock_left(moment: Moment) -> str:
    """How much of this phase is left, as minutes and seconds."""
    minutes, seconds = divmod(math.ceil(moment.left), 60)
    return f"{minutes}:{seconds:02d}"


def count_left(moment: Moment) -> str:
    """What is left as a bare number, to be read from far: breaths or seconds of a hold, or which rep it is."""
    segment = moment.segment
    if segment.rep is not None:
        return str(segment.rep)
    if segment.kind is not SegmentKind.HOLD:
        return ""
    breaths = moment.breaths_left
    return str(round(moment.left + 0.499) if breaths is None else breaths)


def following_name(moment: Moment) -> str:
    """What comes next, in a few words."""
    following = moment.following
    if following is None:
        return _("The end")
    if moment.segment.kind is SegmentKind.SWITCH and following.side is not Side.BOTH:
        return {Side.LEFT: _("Left side"), Side.RIGHT: _("Right side")}[following.side]
    if _is_new_stretch(moment, following) and following.stretch is not None:
        return following.stretch.title
    if following.kind is SegmentKind.HOLD and following.hold is not None:
        return _("Hold, {length}").format(length=following.hold.in_words())
    return phase_name(following)


def practised_time(seconds: float) -> str:
    """How long a person was at it, in minutes; not more than it was."""
    if seconds < _MINUTE:
        return _("less than a minute")
    minutes = round(seconds / _MINUTE)
    return _n("{n} minute", "{n} minutes", minutes).format(n=minutes)


def held_length(done: Done) -> str:
    """How long a stretch was held: `5 breaths each side`, or `Left 5 breaths, right 20 seconds`."""
    lengths = [_length(held) for held in done.held]
    if not done.stretch.one_sided:
        return lengths[0]
    if len(lengths) > 1 and len(set(lengths)) == 1:
        return _("{length} each side").format(length=lengths[0])
    by_side = {Side.LEFT: _("left {length}"), Side.RIGHT: _("right {length}"), Side.BOTH: "{length}"}
    parts = (by_side[held.side].format(length=length) for held, length in zip(done.held, lengths, strict=True))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _length(held: Held) -> str:
    if held.breaths is not None:
        return _n("{n} breath", "{n} breaths", held.breaths).format(n=held.breaths)
    return _n("{n} second", "{n} seconds", held.seconds).format(n=held.seconds)


def _is_new_stretch(moment: Moment, following: Segment) -> bool:
    """Whether another stretch comes, with a name that is not read already."""
    if (
        following.kind is not SegmentKind.SET_UP
        or following.stretch is None
        or following.stretch is moment.segment.stretch
    ):
        return False
    return following.stretch.title != stretch_title(moment)
