"""What the past says about one stretch: a proposal with its reason, to be accepted or declined."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout

from stretchcoach.i18n import _
from stretchcoach.window.theme.scale import CLOSE, NEAR
from stretchcoach.window.widgets.labels import label


class AdviceRow(QFrame):
    """Asks once. Y and N answer while the keyboard is in it, Return and Space press the button that has it."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, about: str, text: str, yes: str, no: str, thanks: str) -> None:
        """`about` is the stretch as a screen reader calls it; `thanks` is what is said once it was accepted."""
        super().__init__()
        self.setObjectName("advice")
        self.setAccessibleName(_("Proposal: {about}").format(about=about))
        self.text = text
        self._thanks = thanks
        self._label = label(text, "body")
        self._buttons = [self._button(words, act) for words, act in ((yes, self.accept), (no, self.decline)) if words]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, NEAR, 0, NEAR)
        layout.setSpacing(NEAR)
        self._label.setContentsMargins(CLOSE, 0, CLOSE, 0)
        layout.addWidget(self._label)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """Its buttons, which may stand one below the other where it is narrow."""
        self.row.setContentsMargins(CLOSE, 0, CLOSE, 0)
        self.row.setSpacing(NEAR)
        for button in self._buttons:
            self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.row.addStretch(1)
        layout.addLayout(self.row)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return not self._buttons[0].isHidden()

    def accept(self) -> None:
        """Take what is proposed."""
        self._close(self._thanks)
        self.accepted.emit()

    def decline(self) -> None:
        """Leave it as it is."""
        self._close("")
        self.declined.emit()

    def answer_by(self, key: Qt.Key) -> bool:
        """Take Y or N, where it is open; say whether it was one of them."""
        if not self.is_open or key not in (Qt.Key.Key_Y, Qt.Key.Key_N):
            return False
        (self.accept if key == Qt.Key.Key_Y else self.decline)()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y and N."""
        if event.isAutoRepeat() or not self.answer_by(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)  # Return presses it, as in a dialog
        button.setAccessibleDescription(self.text)  # a screen reader says it as the focus comes
        button.clicked.connect(act)
        return button

    def _close(self, words: str) -> None:
        if self.isAncestorOf(self.window().focusWidget()):
            self._buttons[-1].setFocus()
            self.focusNextChild()
        for button in self._buttons:
            button.hide()
        self._label.setText(words)
        self.setVisible(bool(words))
