"""The greeting, beside a breathing circle: the first page of the welcome."""

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from stretchcoach.domain.breath import Breath
from stretchcoach.i18n import _
from stretchcoach.session.breath import breath_phase, fullness
from stretchcoach.session.wording import breath_word
from stretchcoach.window.figure.breathing_circle import BreathingCircle
from stretchcoach.window.figure.circle_state import CircleState
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.welcome_step import WelcomeStep

_FRAME_MS = 33
_WIDE = 1.15
"""The ratio of width to height above which the text stands beside the circle, as in a session."""


class Greeting(WelcomeStep):
    """Says in a few sentences what the program does."""

    def __init__(self, colours: Colours, breath: Breath) -> None:
        super().__init__(
            _("Welcome"),
            _(
                "Pick a routine, lie down, and just listen. A voice says what to do and when to change sides, and "
                "this circle breathes with you."
            ),
        )
        self.circle = QuietCircle(colours, breath)
        self._fill_column(label(_("Works offline, without an account. Nothing ever leaves your computer."), "faint"))
        middle = QWidget()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._layout.setContentsMargins(40, 30, 40, 12)
        self._layout.setSpacing(44)
        self._layout.addStretch(1)
        self._layout.addWidget(self.circle, 10)
        self._layout.addWidget(self._column, 10)
        self._layout.addStretch(1)
        self._scroll(middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the circle and the text side by side if there is room, and stack them if not."""
        super().resizeEvent(event)
        wide = self.width() > _WIDE * self.height()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(direction)
        self._layout.setStretchFactor(self.circle, 10 if wide else 16)


class QuietCircle(BreathingCircle):
    """A circle that breathes by itself while it is visible."""

    def __init__(self, colours: Colours, breath: Breath) -> None:
        super().__init__(colours)
        self._breath = breath
        self._since = QElapsedTimer()
        self._frames = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._tick)

    def sizeHint(self) -> QSize:
        """Return the minimum size, so that the circle never makes the page scroll. The layout stretches it."""
        return self.minimumSize()

    def showEvent(self, event: QShowEvent) -> None:
        """Start with a breath in."""
        super().showEvent(event)
        self._since.start()
        self._tick()
        self._frames.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop breathing."""
        super().hideEvent(event)
        self._frames.stop()

    def _tick(self) -> None:
        at = self._since.elapsed() / 1000 % self._breath.seconds
        word = breath_word(breath_phase(at, self._breath))
        self.show_circle(CircleState(fullness(at, self._breath), word, 0.0, self.colours.accent))
