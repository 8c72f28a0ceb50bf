"""Asking the journal what it has to say about a routine, and showing it beside the stretches that it is about."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.widgets.background_task import BackgroundTask
from stretchcoach.window.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from stretchcoach.journal.advice import Advice, AdviceTopic
    from stretchcoach.window.widgets.advice_row import AdviceRow


class AdviceLoader(QObject):
    """Reads in a thread; what comes too late for the page that asked is not shown."""

    changed = Signal(object)
    """Preferences, after something was accepted."""
    failed = Signal(object)

    def __init__(self, app: AppContext, parent: QObject, *, aloud: bool = False) -> None:
        """`aloud` lets a screen reader say a proposal as it comes."""
        super().__init__(parent)
        self._app = app
        self._aloud = aloud
        self._asked = 0
        self._is_broken = False
        self._shown: dict[str, Advice] = {}

    def ask(self, routine: Routine, slots: Mapping[str, QBoxLayout]) -> None:
        """Show what there is to say about `routine`; `slots` is where, by stretch. They are empty by now."""
        self._shown = {}
        self.ask_again(routine, slots)

    def ask_again(self, routine: Routine, slots: Mapping[str, QBoxLayout]) -> None:
        """Show what is new, after something was answered."""
        self._asked += 1
        asked = self._asked
        if self._is_broken or not self._app.preferences.suggestions:
            return
        task = BackgroundTask(lambda: (asked, self._app.advice(routine), slots))
        task.done.connect(self._show)
        task.failed.connect(self._fail)
        task.run()

    def _fail(self, error: Exception) -> None:
        self._is_broken = isinstance(
            error, UserFacingError
        )  # said once; the journal's writer says it again where it matters
        self.failed.emit(error)

    def _show(self, found: "tuple[int, tuple[Advice, ...], Mapping[str, QBoxLayout]]") -> None:
        asked, advice, slots = found
        if asked != self._asked:
            return  # of a page that is gone, or of before the last answer
        for one in advice:
            if one.stretch in slots and self._shown.get(one.stretch) != one:
                _empty(slots[one.stretch])
                for row in self._rows(one):
                    slots[one.stretch].addWidget(row)
                    if (area := _area_of(row)) is not None:
                        area.add_row(row.row)
                    self._tell(row)
        for stretch in set(self._shown) - {one.stretch for one in advice}:
            _empty(slots[stretch])  # another answer has taken it back
        self._shown = {one.stretch: one for one in advice}

    def _tell(self, row: "AdviceRow") -> None:
        from stretchcoach.window.widgets.announcer import announce  # most starts have nothing to propose

        if self._aloud:
            announce(row, row.text)

    def _rows(self, advice: "Advice") -> "list[AdviceRow]":
        from stretchcoach.journal.advice import AdviceTopic  # loads SQLite
        from stretchcoach.progression.wording import proposal_words, uneven_words
        from stretchcoach.session.wording import side_name
        from stretchcoach.window.widgets.advice_row import AdviceRow

        rows = []
        proposal, uneven = advice.proposal, advice.uneven
        if proposal is not None:
            before, after = proposal.before.in_words(), proposal.after
            row = AdviceRow(
                advice.title,
                proposal_words(proposal),
                _("Yes, {hold}").format(hold=after.in_words()),
                _("Keep {hold}").format(hold=before),
                _("From now on {hold}.").format(hold=after.in_words()),
            )
            self._connect(row, advice.stretch, AdviceTopic.HOLD, lambda: self._hold(advice.stretch, after))
            rows.append(row)
        if uneven is not None:
            side = side_name(uneven.less).lower()
            is_first = self._app.preferences.first_side is uneven.less
            row = AdviceRow(
                advice.title,
                uneven_words(uneven),
                "" if is_first else _("{side} first").format(side=side_name(uneven.less)),
                _("All right"),
                _("From now on every stretch starts with the {side}.").format(side=side),
            )
            self._connect(row, advice.stretch, AdviceTopic.SIDES, lambda: self._begin_with(advice.stretch, uneven.less))
            rows.append(row)
        return rows

    def _connect(self, row: "AdviceRow", stretch: str, matter: "AdviceTopic", accept: Callable[[], None]) -> None:
        # Not at once: what is shown anew by then is what was pressed.
        row.accepted.connect(lambda: QTimer.singleShot(0, self, accept))
        row.declined.connect(lambda: self._decline(stretch, matter))

    def _hold(self, stretch: str, hold: Hold) -> None:
        preferences = self._app.preferences
        holds = MappingProxyType({**preferences.holds, stretch: hold})
        self.changed.emit(replace(preferences, holds=holds))

    def _begin_with(self, stretch: str, side: Side) -> None:
        """Change the first side once it is written that this was heard: the page that follows asks again."""
        from stretchcoach.journal.advice import AdviceTopic  # loads SQLite

        preferences = replace(self._app.preferences, first_side=side)

        def hear() -> object:
            self._app.decline(stretch, AdviceTopic.SIDES)
            return preferences

        task = BackgroundTask(hear)
        task.done.connect(self.changed)
        task.failed.connect(self.failed)
        task.run()

    def _decline(self, stretch: str, matter: "AdviceTopic") -> None:
        task = BackgroundTask(lambda: self._app.decline(stretch, matter))
        task.failed.connect(self.failed)
        task.run()


def _area_of(part: QWidget) -> Scrolled | None:
    """What a part of a page scrolls in."""
    holder = part.parentWidget()
    while holder is not None and not isinstance(holder, Scrolled):
        holder = holder.parentWidget()
    return holder


def _empty(slot: QBoxLayout) -> None:
    from stretchcoach.window.widgets.advice_row import AdviceRow  # most starts have nothing to propose

    while slot.count():
        item = slot.takeAt(0)
        row = None if item is None else item.widget()
        if isinstance(row, AdviceRow):
            if (area := _area_of(row)) is not None:
                area.rows.remove(row.row)
            row.hide()
            row.deleteLater()
