"""Three answers to the question how a stretch felt: too much, just right, easy."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from stretchcoach.i18n import _
from stretchcoach.progression.practised import Feeling
from stretchcoach.window.theme.scale import CLOSE, HAIR
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.screen_reader import announce

ANSWER_KEYS = {Qt.Key.Key_1: Feeling.TOO_MUCH, Qt.Key.Key_2: Feeling.JUST_RIGHT, Qt.Key.Key_3: Feeling.EASY}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def feeling_label(feeling: Feeling) -> str:
    """The word for how it felt."""
    return {
        Feeling.TOO_MUCH: _("Too much"),
        Feeling.JUST_RIGHT: _("Just right"),
        Feeling.EASY: _("Easy"),
    }[feeling]


class FeelingAnswers(QWidget):
    """One answer may be chosen, and taken back by choosing it again.

    Tab stops once here; Left and Right go from answer to answer, and 1, 2 and 3 choose.
    """

    answered = Signal(object)
    """A feeling, or None where the answer was taken back."""
    answered_by_key = Signal()
    """After `answered`: whoever presses numbers may want to go on to what comes next."""

    def __init__(self, about: str, side: str = "") -> None:
        """`about` is what a screen reader calls the stretch and its side; `side` is what is read before the answers."""
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
        self._stop_at(Feeling.JUST_RIGHT)

    @property
    def feeling(self) -> Feeling | None:
        """What is chosen."""
        return next((feeling for feeling, button in self._buttons.items() if button.isChecked()), None)

    def show_feeling(self, feeling: Feeling | None) -> None:
        """Show an answer that was given elsewhere."""
        for other, button in self._buttons.items():
            button.setChecked(other is feeling)
        if feeling is not None:
            self._stop_at(feeling)

    def focus_tab_stop(self) -> None:
        """Let the keyboard come here, as Tab does."""
        stop = next(one for one in self._buttons.values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def answer(self, feeling: Feeling) -> None:
        """Choose by number."""
        self.show_feeling(feeling)
        announce(self, _("{about}: {answer}.").format(about=self._about, answer=feeling_label(feeling)))
        self.answered.emit(feeling)
        self.answered_by_key.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers choose, Left and Right go from one answer to another."""
        key = Qt.Key(event.key())
        if key in ANSWER_KEYS and not event.isAutoRepeat():
            self.answer(ANSWER_KEYS[key])
        elif key in _STEPS:
            self._go(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _button(self, feeling: Feeling, key: Qt.Key) -> QPushButton:
        button = _Answer(feeling_label(feeling))
        button.setProperty("role", "answer")
        button.setCheckable(True)
        button.setAccessibleName(_("{about}: {answer}").format(about=self._about, answer=feeling_label(feeling)))
        button.setAccessibleDescription(_("Key {key}").format(key=chr(key)))
        button.setToolTip(chr(key))
        button.clicked.connect(lambda chosen: self._choose(feeling if chosen else None))
        self.row.addWidget(button)
        return button

    def _choose(self, feeling: Feeling | None) -> None:
        self.show_feeling(feeling)
        self.answered.emit(feeling)

    def _go(self, step: int) -> None:
        order = list(self._buttons)
        at = next((number for number, one in enumerate(order) if self._buttons[one].hasFocus()), 0)
        self._stop_at(order[min(max(at + step, 0), len(order) - 1)])
        self.focus_tab_stop()

    def _stop_at(self, feeling: Feeling) -> None:
        """Have Tab come to this answer."""
        for other, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is feeling else Qt.FocusPolicy.ClickFocus)


class _Answer(QPushButton):
    """Pressed by Space and the mouse; all other keys are for those around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()
