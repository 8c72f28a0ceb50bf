"""Telling a screen reader what is said and what changes, as it happens."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.session.wording import side_name


def announce(source: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say `text`: after what it is saying now, or `at_once` instead of it."""
    if text and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(source, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
        QAccessible.updateAccessibility(event)


class Announcer:
    """Follows a session and announces every line as it is said, a pause, and a side that no line names.

    Where the screen reader does the speaking, a line comes `at_once`, in step with the breath; else it waits its turn.
    """

    def __init__(self, page: QWidget, *, at_once: bool) -> None:
        self._page = page
        self._at_once = at_once
        self._state = State.READY
        self._side = Side.BOTH
        self._position = 0.0
        self._said = (-1, "")

    def follow(self, moment: Moment) -> None:
        """Announce what is new at `moment`; it may be asked as often as there are frames."""
        if not QAccessible.isActive():
            return
        news = (self._of_state(moment.state), self._of_side(moment), self._of_line(moment))
        announce(self._page, " ".join(filter(None, news)), at_once=self._at_once)

    def _of_state(self, state: State) -> str:
        before, self._state = self._state, state
        if state is before:
            return ""
        if state is State.PAUSED:
            return _("Paused.")
        return _("Going on.") if before is State.PAUSED and state is State.RUNNING else ""

    def _of_side(self, moment: Moment) -> str:
        """Name a side that begins, where the lines of the phase do not."""
        segment = moment.segment
        if segment.side in (self._side, Side.BOTH):
            return ""
        self._side = segment.side
        name = side_name(segment.side)
        lines = (cue.text.lower() for cue in moment.timeline.cues if cue.segment == moment.index)
        return "" if any(name.lower() in line for line in lines) else _("{side}.").format(side=name)

    def _of_line(self, moment: Moment) -> str:
        """The line that has begun; the same one again when the person went back to before it."""
        if moment.position < self._position:
            self._said = (-1, "")
        self._position = moment.position
        before, self._said = self._said, (moment.index, moment.line)
        return moment.line if self._said != before else ""
