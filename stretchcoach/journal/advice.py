"""Advice on the stretches of a routine, from the journal and the progression rules. A person can decline it."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import History
from stretchcoach.progression.muscles import minutes_by_muscle
from stretchcoach.progression.rule import Proposal, propose
from stretchcoach.progression.sides import WEEKS, Uneven, uneven
from stretchcoach.routine.routine import Exercise, Routine
from stretchcoach.routine.stretch import StretchKind
from stretchcoach.settings.preferences import Preferences

_MAX_SESSIONS = 10
"""The number of latest sessions of a stretch that the rule is given."""


class AdviceTopic(StrEnum):
    """What a piece of advice is about."""

    HOLD = "hold"
    SIDES = "sides"


class Advice(NamedTuple):
    """The advice on one stretch."""

    stretch: str
    title: str
    proposal: Proposal | None
    uneven: Uneven | None


class Advisor:
    """Derives advice from a journal. `muscles` gives the muscles that each stretch is for."""

    def __init__(self, file: JournalFile, muscles: Mapping[str, Collection[str]], now: dt.datetime) -> None:
        self._file = file
        self._history = History(file, now)
        self._muscles = muscles
        self._today = now.date()

    def about(self, routine: Routine, preferences: Preferences) -> Iterator[Advice]:
        """Yield advice on the stretches of `routine`.

        Declined advice returns only after a later session of the stretch.
        """
        week = self._history.seconds_by_side(self._today - dt.timedelta(days=6))
        month = self._history.seconds_by_side(self._today - dt.timedelta(weeks=WEEKS))
        minutes = minutes_by_muscle(week, self._muscles)
        for exercise in {one.stretch.id: one for one in routine.exercises}.values():
            stretch = exercise.stretch
            if stretch.kind is not StretchKind.STRETCH:
                continue
            declined = self._declined(stretch.id)
            proposal = None if AdviceTopic.HOLD in declined else self._proposal(exercise, preferences, minutes)
            left, right = (month.get((stretch.id, side), 0.0) for side in (Side.LEFT, Side.RIGHT))
            found = None if AdviceTopic.SIDES in declined else uneven(left, right)
            if proposal is not None or found is not None:
                yield Advice(stretch.id, stretch.title, proposal, found)

    def _proposal(self, exercise: Exercise, preferences: Preferences, minutes: Mapping[str, float]) -> Proposal | None:
        dose = exercise.dose_for(preferences)
        past = self._history.practised(exercise.stretch.id, _MAX_SESSIONS)
        most = max((minutes.get(muscle, 0.0) for muscle in exercise.stretch.focus), default=0.0)
        return propose(dose.hold, dose, past, most, self._today)

    def _declined(self, stretch: str) -> set[AdviceTopic]:
        rows = self._file.rows(
            "SELECT matter FROM declined WHERE stretch = ? AND begun IS ?", stretch, self._history.last_begun(stretch)
        )
        return {AdviceTopic(topic) for (topic,) in rows}


def decline(file: JournalFile, stretch: str, topic: AdviceTopic, now: dt.datetime) -> None:
    """Give no more advice on a topic until the stretch is done again."""
    file.change(
        "INSERT OR REPLACE INTO declined (stretch, matter, begun) VALUES (?, ?, ?)",
        stretch,
        topic.value,
        History(file, now).last_begun(stretch),
    )
