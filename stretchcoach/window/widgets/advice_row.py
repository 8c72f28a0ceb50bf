"""A row with one piece of advice on a stretch, to be accepted or declined."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.progression.rule import Proposal
from stretchcoach.progression.sides import Uneven
from stretchcoach.progression.wording import proposal_words, uneven_words
from stretchcoach.session.wording import side_name
from stretchcoach.window.theme.scale import CLOSE, NEAR
from stretchcoach.window.widgets.labels import label


class AdviceRow(QFrame):
    """Gives its advice once, with a button to accept it and one to decline it.

    Y and N answer while the keyboard focus is in the row; Return and Space press the focused button.
    """

    accepted = Signal()
    declined = Signal()

    def __init__(self, title: str, text: str, accept: str, decline: str, confirmation: str) -> None:
        """`title` names the stretch to a screen reader. `accept` and `decline` are the buttons' texts.

        An empty `accept` leaves that button out. The `confirmation` replaces the text once the advice is accepted.
        """
        super().__init__()
        self.setObjectName("advice")
        self.setAccessibleName(_("Proposal: {about}").format(about=title))
        self.text = text
        self._confirmation = confirmation
        self._label = label(text, "body")
        self._buttons = [
            self._button(words, act) for words, act in ((accept, self.accept), (decline, self.decline)) if words
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, NEAR, 0, NEAR)
        layout.setSpacing(NEAR)
        self._label.setContentsMargins(CLOSE, 0, CLOSE, 0)
        layout.addWidget(self._label)
        self.button_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """The row of buttons, which turns into a column where it does not fit."""
        self.button_row.setContentsMargins(CLOSE, 0, CLOSE, 0)
        self.button_row.setSpacing(NEAR)
        for button in self._buttons:
            self.button_row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button_row.addStretch(1)
        layout.addLayout(self.button_row)

    @property
    def is_open(self) -> bool:
        """Whether the advice has not been answered yet."""
        return not self._buttons[0].isHidden()

    def accept(self) -> None:
        """Accept the advice."""
        self._close(self._confirmation)
        self.accepted.emit()

    def decline(self) -> None:
        """Decline the advice."""
        self._close("")
        self.declined.emit()

    def answer_by(self, key: Qt.Key) -> bool:
        """Answer with Y or N; return whether the row is open and `key` is one of them."""
        if not self.is_open or key not in (Qt.Key.Key_Y, Qt.Key.Key_N):
            return False
        (self.accept if key == Qt.Key.Key_Y else self.decline)()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with Y or N."""
        if event.isAutoRepeat() or not self.answer_by(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)  # Return presses it, as in a dialog
        button.setAccessibleDescription(self.text)  # a screen reader reads it when the button gets the focus
        button.clicked.connect(act)
        return button

    def _close(self, text: str) -> None:
        """Hide the buttons and show `text`, or hide the whole row if the text is empty."""
        if self.isAncestorOf(self.window().focusWidget()):
            self._buttons[-1].setFocus()
            self.focusNextChild()
        for button in self._buttons:
            button.hide()
        self._label.setText(text)
        self.setVisible(bool(text))


def proposal_row(title: str, proposal: Proposal) -> AdviceRow:
    """Return a row that proposes another hold for a stretch."""
    before, after = proposal.before.in_words(), proposal.after.in_words()
    return AdviceRow(
        title,
        proposal_words(proposal),
        _("Yes, {hold}").format(hold=after),
        _("Keep {hold}").format(hold=before),
        _("From now on, {hold}.").format(hold=after),
    )


def uneven_row(title: str, uneven: Uneven, first_side: Side) -> AdviceRow:
    """Return a row that offers to start with the side that was held less, unless that side already comes first."""
    side = side_name(uneven.less)
    return AdviceRow(
        title,
        uneven_words(uneven),
        "" if first_side is uneven.less else _("{side} first").format(side=side),
        _("OK"),
        _("From now on, every stretch starts with the {side}.").format(side=side.lower()),
    )
