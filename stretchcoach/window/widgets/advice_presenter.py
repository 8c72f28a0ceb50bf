"""Showing advice beside the stretches that it is about, and applying the person's answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.widgets.advice_loader import AdviceLoader
from stretchcoach.window.widgets.background_task import BackgroundTask
from stretchcoach.window.widgets.scroll_area import enclosing_scroll_area

if TYPE_CHECKING:
    from stretchcoach.journal.advice import Advice, AdviceTopic
    from stretchcoach.window.widgets.advice_row import AdviceRow

Slots = Mapping[str, QBoxLayout]
"""The layouts in which advice is shown, by the id of the stretch."""


class AdvicePresenter(QObject):
    """Fills the slots of a page with advice, and removes it once it no longer applies.

    An accepted proposal changes the preferences; a declined one is noted in the journal.
    """

    failed = Signal(object)
    """An exception from reading or writing the journal."""

    def __init__(self, app: AppContext, parent: QObject, *, announces: bool = False) -> None:
        """With `announces`, a screen reader announces each proposal as it appears."""
        super().__init__(parent)
        self._app = app
        self._announces = announces
        self._slots: Slots = MappingProxyType({})
        self._shown: dict[str, Advice] = {}
        self._loader = AdviceLoader(app, self)
        self._loader.loaded.connect(self._show)
        self._loader.failed.connect(self.failed)

    def show_for(self, routine: Routine, slots: Slots) -> None:
        """Show the advice on `routine` in `slots`, which are empty."""
        self._shown = {}
        self.refresh(routine, slots)

    def refresh(self, routine: Routine, slots: Slots) -> None:
        """Bring the advice in `slots` up to date, after an answer or a session."""
        self._slots = slots
        self._loader.load(routine)

    def _show(self, advice: "tuple[Advice, ...]") -> None:
        for one in advice:
            if one.stretch in self._slots and self._shown.get(one.stretch) != one:
                self._clear(one.stretch)
                for row in self._rows(one):
                    self._add(row, one.stretch)
        for stretch in self._shown.keys() & self._slots.keys() - {one.stretch for one in advice}:
            self._clear(stretch)
        self._shown = {one.stretch: one for one in advice}

    def _add(self, row: "AdviceRow", stretch: str) -> None:
        from stretchcoach.window.widgets.screen_reader import announce  # most starts have nothing to propose

        self._slots[stretch].addWidget(row)
        if (area := enclosing_scroll_area(row)) is not None:
            area.add_row(row.button_row)
        if self._announces:
            announce(row, row.text)

    def _clear(self, stretch: str) -> None:
        from stretchcoach.window.widgets.advice_row import AdviceRow  # most starts have nothing to propose

        slot = self._slots[stretch]
        while slot.count():
            item = slot.takeAt(0)
            row = None if item is None else item.widget()
            if isinstance(row, AdviceRow):
                if (area := enclosing_scroll_area(row)) is not None:
                    area.rows.remove(row.button_row)
                row.hide()
                row.deleteLater()

    def _rows(self, advice: "Advice") -> "list[AdviceRow]":
        from stretchcoach.journal.advice import AdviceTopic  # loads SQLite
        from stretchcoach.window.widgets.advice_row import proposal_row, uneven_row

        rows = []
        stretch, proposal, uneven = advice.stretch, advice.proposal, advice.uneven
        if proposal is not None:
            row = proposal_row(advice.title, proposal)
            self._connect(row, stretch, AdviceTopic.HOLD, partial(self._accept_hold, stretch, proposal.after))
            rows.append(row)
        if uneven is not None:
            row = uneven_row(advice.title, uneven, self._app.preferences.current.first_side)
            self._connect(row, stretch, AdviceTopic.SIDES, partial(self._accept_side, stretch, uneven.less))
            rows.append(row)
        return rows

    def _connect(self, row: "AdviceRow", stretch: str, topic: "AdviceTopic", accept: Callable[[], None]) -> None:
        # Accept after the button's event: the changed preferences make the page anew, and the button goes with it.
        row.accepted.connect(lambda: QTimer.singleShot(0, self, accept))
        row.declined.connect(lambda: self._decline(stretch, topic))

    def _accept_hold(self, stretch: str, hold: Hold) -> None:
        self._change(lambda before: replace(before, holds=MappingProxyType({**before.holds, stretch: hold})))

    def _accept_side(self, stretch: str, side: Side) -> None:
        """Note the answer in the journal before changing the preferences: the page then asks for advice again."""
        from stretchcoach.journal.advice import AdviceTopic  # loads SQLite

        def note() -> Callable[[Preferences], Preferences]:
            self._app.journal.decline(stretch, AdviceTopic.SIDES)
            return lambda before: replace(before, first_side=side)

        task = BackgroundTask(note)
        task.done.connect(self._change)
        task.failed.connect(self.failed)
        task.run()

    def _change(self, change: Callable[[Preferences], Preferences]) -> None:
        self._app.preferences.change(change(self._app.preferences.current))

    def _decline(self, stretch: str, topic: "AdviceTopic") -> None:
        task = BackgroundTask(lambda: self._app.journal.decline(stretch, topic))
        task.failed.connect(self.failed)
        task.run()
