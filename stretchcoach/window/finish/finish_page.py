"""The page after a session: how it ended, what was done, and how it felt."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.session.hold_records import did_most, has_stretched, stretch_records
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.session.wording import practised_time
from stretchcoach.window.finish.summary_area import SummaryArea
from stretchcoach.window.finish.summary_card import SummaryCard
from stretchcoach.window.theme.scale import APART, FAR, NEAR, OPEN
from stretchcoach.window.widgets.advice_row import AdviceRow
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.layout import centre_column

_LOW = 480
"""Pixels. In a lower page the margins shrink."""


class FinishPage(QWidget):
    """Shows a summary of the session, with buttons that lead back to the list and that start the routine again."""

    done = Signal()
    again_requested = Signal()
    felt = Signal(str, object, object)
    """The id of a stretch, a side or None for both, and a feeling or None if it was taken back."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "title")
        self._text = label("", "summary")
        for text in (self._title, self._text):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._summary = SummaryArea()
        self._gaps = (QWidget(), QWidget())
        self.card = SummaryCard(())
        self._back = _button(_("Done"), "primary")
        self._back.clicked.connect(self.done)
        again = _button(_("Do it again"), "secondary")
        again.clicked.connect(self.again_requested)
        self._lay_out([self._back, again])

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Give the focus to the Done button. If it were the focus proxy, Tab would skip the summary."""
        self._back.setFocus()

    def show_end(self, moment: Moment) -> None:
        """Show the summary of a session that ended at `moment`."""
        done = stretch_records(moment)
        stretched = has_stretched(done)
        self._title.setText(_title(moment, stretched=stretched))
        self._text.setText(_text(moment, stretched=stretched))
        self.card = SummaryCard(done)
        self.card.felt.connect(self.felt)
        self.card.left.connect(self._back.setFocus)
        self._summary.show_card(self.card)
        self._summary.setVisible(bool(done))
        for one, following in pairwise((self._summary, *self.card.findChildren(QPushButton), self._back)):
            self.setTabOrder(one, following)  # Qt appends a new card after the buttons
        # A screen reader reads the description of the focused button, so it tells how the session ended.
        asked = _("How did it feel? Press 1 for too much, 2 for just right, 3 for easy.") if self.card.questions else ""
        self._back.setAccessibleDescription(f"{self._title.text()} {self._text.text()} {asked}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the margins in a low page."""
        super().resizeEvent(event)
        space = OPEN if event.size().height() >= _LOW else NEAR
        for gap in self._gaps:
            gap.setFixedHeight(space)
        for text in (self._title, self._text):  # let the summary shrink instead
            text.setMinimumHeight(max(0, text.heightForWidth(event.size().width() - 2 * FAR)))
        page = self.layout()
        if page is not None:
            page.setContentsMargins(FAR, space, FAR, space)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the first open question by number and the first proposal by Y or N. Return leaves the page."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.done.emit()
        elif event.isAutoRepeat() or not (self.card.answer_by(key) or self._answer_proposal(key)):
            super().keyPressEvent(event)

    def _answer_proposal(self, key: Qt.Key) -> bool:
        return any(row.answer_by(key) for row in self.card.findChildren(AdviceRow) if row.isVisible())

    def _lay_out(self, buttons: Sequence[QPushButton]) -> None:
        row = QHBoxLayout()
        row.setSpacing(APART)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QWidget()
        column.setObjectName("column")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch(4)
        layout.addWidget(self._title)
        layout.addSpacing(NEAR)
        layout.addWidget(self._text)
        layout.addWidget(self._gaps[0])
        layout.addWidget(self._summary)
        layout.addWidget(self._gaps[1])
        layout.addLayout(row)
        layout.addStretch(5)
        centre_column(column, self, (FAR, OPEN, FAR, OPEN))


def _title(moment: Moment, *, stretched: bool) -> str:
    if moment.state is not State.FINISHED or not did_most(moment):
        return _("That is enough for now.")
    return _("Well stretched.") if stretched else _("Well rested.")


def _text(moment: Moment, *, stretched: bool) -> str:
    told = _("{title}, {time}.").format(
        title=moment.timeline.routine.title, time=practised_time(moment.practised_seconds)
    )
    after = _("Move on slowly, and notice how you feel.") if stretched else _("Move on whenever you like.")
    return f"{told} {after}"


def _button(text: str, role: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(True)  # Return presses it, as in a dialog
    return made
