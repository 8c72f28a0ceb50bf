"""The details of one past session, which the person can correct and delete."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.journal.history import PastSession
from stretchcoach.routine.stretch import Stretch, StretchKind
from stretchcoach.session.hold_records import HoldRecord
from stretchcoach.session.wording import side_name
from stretchcoach.window.journal.dates import date_and_length, long_day
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR, OPEN
from stretchcoach.window.widgets.feeling_question import FeelingQuestion
from stretchcoach.window.widgets.fields import PlainSpinBox
from stretchcoach.window.widgets.labels import label, rule
from stretchcoach.window.widgets.layout import centre_column
from stretchcoach.window.widgets.scroll_area import ResponsiveScrollArea

_MAX_SECONDS = 999
_RESERVED_WIDTH = 4 * OPEN
"""Pixels of the width that the margins of the page and of the card take."""


class SessionDetail(ResponsiveScrollArea):
    """Shows a change at once and emits it. If it cannot be written, the owner shows the session again."""

    feeling_changed = Signal(object, str, object, object)
    """The session, the id of a stretch, a side or None for both, and a feeling or None."""
    hold_changed = Signal(object, object, float)
    """The session, the key of a hold, and its length in seconds."""
    delete_requested = Signal(object)
    """The session to delete."""
    focus_left = Signal()
    """The widget that had the keyboard focus is gone, and nothing has replaced it."""

    def __init__(self) -> None:
        super().__init__(reserved_width=_RESERVED_WIDTH)
        self.setAccessibleName(_("Session"))

    def show_nothing(self) -> None:
        """Show an empty page."""
        self._show(QWidget(), [])

    def show_session(self, session: PastSession, holds: Sequence[HoldRecord], known: Mapping[str, Stretch]) -> None:
        """Show a session and its holds. A stretch that is not `known` any more is shown by its id."""
        card = QFrame()
        card.setObjectName("card")
        rows: list[QBoxLayout] = []
        layout = QVBoxLayout(card)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        text = _("How long you held each stretch, and how it felt.") if holds else _("No holds in this session.")
        layout.addWidget(label(text, "faint"))
        for name, sides in groupby(holds, key=lambda hold: hold.hold_key.stretch):
            layout.addWidget(rule())
            title = known[name].title if name in known else name
            layout.addWidget(label(title, "heading"))
            of_stretch = list(sides)
            for hold in of_stretch:
                row = self._row(session, title, hold)
                rows.append(row)
                layout.addLayout(row)
            if name not in known or known[name].kind is StretchKind.STRETCH:
                question = self._question(session, name, title, of_stretch)
                rows += question.rows
                layout.addWidget(question)
        self._show(self._page(session, card), rows)

    def _show(self, page: QWidget, rows: list[QBoxLayout]) -> None:
        """Show another page. The focus goes to the widget with the same accessible name as the focused one, if any."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        name = focused.accessibleName() if focused is not None else ""
        self.rows = []
        self.setWidget(page)
        page.show()
        for row in rows:
            self.add_row(row)
        if had_focus:
            namesakes = (one for one in page.findChildren(QWidget) if name and one.accessibleName() == name)
            same = next((one for one in namesakes if one.focusPolicy() is not Qt.FocusPolicy.NoFocus), None)
            if same is None:
                self.focus_left.emit()
            else:
                same.setFocus()

    def _page(self, session: PastSession, card: QFrame) -> QWidget:
        delete = QPushButton(_("Delete this session"))
        delete.setAccessibleName(_("Delete this session"))
        delete.setProperty("role", "quiet")
        delete.setAutoDefault(True)  # Return presses it, as in a dialog
        delete.clicked.connect(lambda: self.delete_requested.emit(session))
        page, column = QWidget(), QWidget()
        column.setObjectName("column")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(label(session.title, "title"))
        layout.addWidget(label(f"{long_day(session.day)}. {_ending(session)}", "faint"))
        layout.addSpacing(CLOSE)
        layout.addWidget(card)
        layout.addWidget(delete, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        centre_column(column, page, (OPEN, OPEN, OPEN, OPEN))
        page.setAccessibleName(f"{session.title}, {date_and_length(session)}")
        return page

    def _row(self, session: PastSession, title: str, hold: HoldRecord) -> QBoxLayout:
        """Return a row with the side, the seconds held and the planned length."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(APART)
        side = side_name(hold.hold_key.side)
        seconds = PlainSpinBox(1, max(_MAX_SECONDS, round(hold.held_seconds)))
        seconds.setSuffix(_(" s"))
        seconds.setValue(round(hold.held_seconds))
        about = _("{title}, {side}").format(title=title, side=side.lower()) if side else title
        seconds.setAccessibleName(_("{about}: seconds held").format(about=about))
        seconds.valueChanged.connect(lambda value: self.hold_changed.emit(session, hold.hold_key, float(value)))
        if side:
            name = label(side, "faint")
            name.setFixedWidth(max(map(name.fontMetrics().horizontalAdvance, (_("Left"), _("Right")))) + CLOSE)
            row.addWidget(name)
        row.addWidget(seconds, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(label(_planned(hold), "faint"), 1)
        return row

    def _question(self, session: PastSession, stretch: str, title: str, holds: Sequence[HoldRecord]) -> FeelingQuestion:
        question = FeelingQuestion(stretch, title, [hold.hold_key.side for hold in holds])
        question.show_feelings({hold.hold_key.side: hold.feeling for hold in holds})
        question.feeling_changed.connect(lambda *answer: self.feeling_changed.emit(session, *answer))
        return question


def _planned(hold: HoldRecord) -> str:
    notes = [_("eased off")] * hold.eased + [_("held longer")] * hold.extended
    return ", ".join([_("planned {length}").format(length=hold.planned.in_words()), *notes])


def _ending(session: PastSession) -> str:
    texts = {"finished": _("Completed."), "stopped": _("Stopped early."), "lost": _("Interrupted.")}
    return texts.get(session.ending or "", "")
