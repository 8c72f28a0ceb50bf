"""The words for a moment never say the same thing twice."""

import pytest
from hypothesis import given, strategies as st

from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library
from stretchcoach.session import transitions
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.moment import Moment, moment_of
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import Timeline
from stretchcoach.session.wording import following_name, segment_name, stretch_title
from stretchcoach.settings.preferences import Preferences
from tests.strategies import timelines

ROUTINES = sorted(path.stem for path in (DATA / "routines").glob("*.toml"))


def moments(timeline: Timeline) -> list[Moment]:
    session, _effects = transitions.start(Session(timeline))
    return [moment_of(transitions.advance(session, one.start + 0.01)[0]) for one in timeline.segments]


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_phase_is_never_called_as_its_stretch(library: Library, routine: str) -> None:
    timeline = compile_timeline(library.routines[routine], Preferences(), lambda text: 0.06 * len(text))
    for moment in moments(timeline):
        assert segment_name(moment.segment) != stretch_title(moment)
        assert following_name(moment) != stretch_title(moment)


@given(timelines(), st.floats(0, 1))
def test_what_comes_next_never_has_the_name_that_is_read_already(timeline: Timeline, share: float) -> None:
    session, _effects = transitions.start(Session(timeline))
    moment = moment_of(transitions.advance(session, share * timeline.seconds)[0])
    assert following_name(moment) not in ("", stretch_title(moment))
