"""The three answers to the question how a stretch felt: too much, just right and easy."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from stretchcoach.domain.feeling import Feeling
from stretchcoach.i18n import _
from stretchcoach.window.theme.scale import CLOSE, HAIR
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.screen_reader import announce

ANSWER_KEYS = {Qt.Key.Key_1: Feeling.TOO_MUCH, Qt.Key.Key_2: Feeling.JUST_RIGHT, Qt.Key.Key_3: Feeling.EASY}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def feeling_label(feeling: Feeling) -> str:
    """Return a feeling in words."""
    return {
        Feeling.TOO_MUCH: _("Too much"),
        Feeling.JUST_RIGHT: _("Just right"),
        Feeling.EASY: _("Easy"),
    }[feeling]


class FeelingAnswers(QWidget):
    """A row of answers, of which one may be chosen; choosing it again takes it back.

    The row is a single tab stop. Left and Right move the focus between the answers, and 1, 2 and 3 choose.
    """

    answered = Signal(object)
    """A feeling, or None if the answer was taken back."""
    answered_by_key = Signal()
    """A number key was pressed. It follows `answered`, and lets the keyboard move on to the next question."""

    def __init__(self, about: str, side: str = "") -> None:
        """`about` names the stretch and its side to a screen reader; `side` is shown before the answers."""
        super().__init__()
        self._about = about
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(HAIR)
        if side:
            name = label(side, "faint")
            name.setFixedWidth(max(map(name.fontMetrics().horizontalAdvance, (_("Left"), _("Right")))) + CLOSE)
            self.row.addWidget(name)
        self._buttons = {feeling: self._button(feeling, key) for key, feeling in ANSWER_KEYS.items()}
        self.setAccessibleName(_("How it felt: {about}").format(about=about))
        self._set_tab_stop(Feeling.JUST_RIGHT)

    @property
    def feeling(self) -> Feeling | None:
        """The chosen answer."""
        return next((feeling for feeling, button in self._buttons.items() if button.isChecked()), None)

    def show_feeling(self, feeling: Feeling | None) -> None:
        """Show an answer without emitting `answered`."""
        for other, button in self._buttons.items():
            button.setChecked(other is feeling)
        if feeling is not None:
            self._set_tab_stop(feeling)

    def focus_tab_stop(self) -> None:
        """Give the keyboard focus to the answer that Tab reaches."""
        stop = next(one for one in self._buttons.values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def answer(self, feeling: Feeling) -> None:
        """Choose an answer by its number key."""
        self.show_feeling(feeling)
        announce(self, _("{about}: {answer}.").format(about=self._about, answer=feeling_label(feeling)))
        self.answered.emit(feeling)
        self.answered_by_key.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number; move the focus with Left and Right."""
        key = Qt.Key(event.key())
        if key in ANSWER_KEYS and not event.isAutoRepeat():
            self.answer(ANSWER_KEYS[key])
        elif key in _STEPS:
            self._move_focus(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _button(self, feeling: Feeling, key: Qt.Key) -> QPushButton:
        button = _Answer(feeling_label(feeling))
        button.setProperty("role", "answer")
        button.setCheckable(True)
        button.setAccessibleName(_("{about}: {answer}").format(about=self._about, answer=feeling_label(feeling)))
        button.setAccessibleDescription(_("Key {key}").format(key=chr(key)))
        button.setToolTip(chr(key))
        button.clicked.connect(lambda checked: self._choose(feeling if checked else None))
        self.row.addWidget(button)
        return button

    def _choose(self, feeling: Feeling | None) -> None:
        self.show_feeling(feeling)
        self.answered.emit(feeling)

    def _move_focus(self, step: int) -> None:
        order = list(self._buttons)
        at = next((number for number, one in enumerate(order) if self._buttons[one].hasFocus()), 0)
        self._set_tab_stop(order[min(max(at + step, 0), len(order) - 1)])
        self.focus_tab_stop()

    def _set_tab_stop(self, feeling: Feeling) -> None:
        """Make one answer the one that Tab reaches."""
        for other, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is feeling else Qt.FocusPolicy.ClickFocus)


class _Answer(QPushButton):
    """A button that only Space and the mouse press; it leaves all other keys to its parents."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()
