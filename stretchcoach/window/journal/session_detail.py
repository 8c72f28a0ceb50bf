"""One past session: what was held in it and how it felt, all of which may be changed; and the way to delete it."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.journal.entry import Held
from stretchcoach.journal.history import PastSession
from stretchcoach.routine.stretch import Stretch, StretchKind
from stretchcoach.session.wording import side_name
from stretchcoach.window.journal.dates import long_day
from stretchcoach.window.journal.session_list import when
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR, OPEN
from stretchcoach.window.widgets.centred import stand_in_middle
from stretchcoach.window.widgets.feeling_question import FeelingQuestion
from stretchcoach.window.widgets.fields import PlainSpinBox
from stretchcoach.window.widgets.labels import label, rule
from stretchcoach.window.widgets.scrolled import Scrolled

_MOST_SECONDS = 999
_BESIDE = 4 * OPEN


class SessionDetail(Scrolled):
    """Asks for every change, and shows at once what the person wants; what is refused is shown anew as it is."""

    felt = Signal(object, str, object, object)
    """The session that is shown, a stretch, a side or None for all of it, and a feeling or None."""
    held = Signal(object, object, float)
    """The session, a hold_key, and for how many seconds it was held."""
    delete_requested = Signal(object)
    """The session."""
    focus_left = Signal()
    """What had the keyboard is gone."""

    def __init__(self) -> None:
        super().__init__(beside=_BESIDE)
        self.setAccessibleName(_("Session"))

    def show_nothing(self) -> None:
        """There is no session to be shown."""
        self._show(QWidget(), [])

    def show_session(self, session: PastSession, holds: Sequence[Held], known: Mapping[str, Stretch]) -> None:
        """Show another session. `known` has the stretches by their ids; one that is gone is called by its id."""
        card = QFrame()
        card.setObjectName("card")
        rows: list[QBoxLayout] = []
        layout = QVBoxLayout(card)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        told = _("How long you held it, and how it felt.") if holds else _("Nothing was held in it.")
        layout.addWidget(label(told, "faint"))
        for name, sides in groupby(holds, key=lambda hold: hold.hold_key.stretch):
            layout.addWidget(rule())
            title = known[name].title if name in known else name
            layout.addWidget(label(title, "heading"))
            of_it = list(sides)
            for hold in of_it:
                row = self._row(session, title, hold)
                rows.append(row)
                layout.addLayout(row)
            if name not in known or known[name].kind is StretchKind.STRETCH:
                question = self._question(session, name, title, of_it)
                rows += question.rows
                layout.addWidget(question)
        self._show(self._page(session, card), rows)

    def _show(self, page: QWidget, rows: list[QBoxLayout]) -> None:
        """Show another page; the keyboard stays at what it was at, where that is there too."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        name = focused.accessibleName() if focused is not None else ""
        self.rows = []
        self.setWidget(page)
        page.show()
        for row in rows:
            self.add_row(row)
        if had_focus:
            alike = (one for one in page.findChildren(QWidget) if name and one.accessibleName() == name)
            same = next((one for one in alike if one.focusPolicy() is not Qt.FocusPolicy.NoFocus), None)
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
        stand_in_middle(column, page, (OPEN, OPEN, OPEN, OPEN))
        page.setAccessibleName(f"{session.title}, {when(session)}")
        return page

    def _row(self, session: PastSession, title: str, hold: Held) -> QBoxLayout:
        """The side, how long it was held, and what was asked for."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(APART)
        side = side_name(hold.hold_key.side)
        seconds = PlainSpinBox(1, max(_MOST_SECONDS, round(hold.held_seconds)))
        seconds.setSuffix(_(" s"))
        seconds.setValue(round(hold.held_seconds))
        about = _("{title}, {side}").format(title=title, side=side.lower()) if side else title
        seconds.setAccessibleName(_("{about}: seconds held").format(about=about))
        seconds.valueChanged.connect(lambda value: self.held.emit(session, hold.hold_key, float(value)))
        if side:
            name = label(side, "faint")
            name.setFixedWidth(max(map(name.fontMetrics().horizontalAdvance, (_("Left"), _("Right")))) + CLOSE)
            row.addWidget(name)
        row.addWidget(seconds, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(label(_planned(hold), "faint"), 1)
        return row

    def _question(self, session: PastSession, stretch: str, title: str, holds: Sequence[Held]) -> FeelingQuestion:
        question = FeelingQuestion(stretch, title, [hold.hold_key.side for hold in holds])
        question.show_feelings({hold.hold_key.side: hold.feeling for hold in holds})
        question.felt.connect(lambda *answer: self.felt.emit(session, *answer))
        return question


def _planned(hold: Held) -> str:
    remarks = [_("eased off")] * hold.eased + [_("held longer")] * hold.extended
    return ", ".join([_("planned {length}").format(length=hold.planned.in_words()), *remarks])


def _ending(session: PastSession) -> str:
    known = {"finished": _("To the end."), "stopped": _("Stopped before the end."), "lost": _("Broke off.")}
    return known.get(session.ending or "", "")
