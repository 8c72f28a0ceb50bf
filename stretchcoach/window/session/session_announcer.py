"""Announcing a session to a screen reader: its lines, its pauses and its sides."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.session.wording import side_name
from stretchcoach.window.widgets.screen_reader import announce


class SessionAnnouncer:
    """Announces each line as it begins, each pause, and each side that the lines do not name.

    With `at_once`, the screen reader interrupts itself for a line, which keeps the lines in step with the breath. That
    is for sessions whose only voice is the screen reader's.
    """

    def __init__(self, page: QWidget, *, at_once: bool) -> None:
        self._page = page
        self._at_once = at_once
        self._state = State.READY
        self._side = Side.BOTH
        self._position = 0.0
        self._announced = (-1, "")
        """The segment and the line that were announced last."""

    def follow(self, moment: Moment) -> None:
        """Announce what is new at `moment`. It may be called for every frame."""
        if not QAccessible.isActive():
            return
        news = (self._new_state(moment.state), self._new_side(moment), self._new_line(moment))
        announce(self._page, " ".join(filter(None, news)), at_once=self._at_once)

    def _new_state(self, state: State) -> str:
        before, self._state = self._state, state
        if state is before:
            return ""
        if state is State.PAUSED:
            return _("Paused.")
        return _("Resumed.") if before is State.PAUSED and state is State.RUNNING else ""

    def _new_side(self, moment: Moment) -> str:
        """Name a side that begins, unless the lines of the segment name it."""
        segment = moment.segment
        if segment.side in (self._side, Side.BOTH):
            return ""
        self._side = segment.side
        name = side_name(segment.side)
        lines = (cue.text.lower() for cue in moment.timeline.cues if cue.segment == moment.index)
        return "" if any(name.lower() in line for line in lines) else _("{side}.").format(side=name)

    def _new_line(self, moment: Moment) -> str:
        """Return the line that has begun. After a step back, the same line is announced again."""
        if moment.position < self._position:
            self._announced = (-1, "")
        self._position = moment.position
        before, self._announced = self._announced, (moment.index, moment.line)
        return moment.line if self._announced != before else ""
