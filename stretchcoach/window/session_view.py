"""What a person sees during a session: the circle, the stretch and its side, what is left and what comes."""

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stretchcoach.language import _
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.session.wording import (
    breath_word,
    following_name,
    phase_name,
    side_name,
    stretch_title,
    time_left,
)
from stretchcoach.settings.choices import Side
from stretchcoach.window.breathing_circle import BreathingCircle
from stretchcoach.window.icons import icon
from stretchcoach.window.palette import Colours
from stretchcoach.window.rep_dots import RepDots
from stretchcoach.window.ribbon import Ribbon
from stretchcoach.window.session_button import SessionButton
from stretchcoach.window.style import pixel_font

_WIDE = 1.15
"""Wider than this times its height, the words stand beside the circle, else below it."""

_LARGEST = 1.25
"""How much larger the words are in mat mode."""


class SessionView(QWidget):
    """Shows a moment; asks to pause, to go on, back or ahead, and to stop."""

    pause_requested = Signal()
    skip_requested = Signal()
    back_requested = Signal()
    stop_requested = Signal()

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._circle = BreathingCircle(colours)
        self._side = _SideBadge(colours)
        self._title = _words(bold=True)
        self._phase = _words()
        self._left = _words(bold=True)
        self._dots = RepDots(colours)
        self._line = _words()
        self._next = _words()
        self._ribbon = Ribbon(colours)
        self._paused: bool | None = None
        self._largest = False
        self._controls = self._make_controls()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def show_moment(self, moment: Moment) -> None:
        """Show this instant."""
        segment = moment.segment
        colour = self._colours.of_side(segment.side)
        paused = moment.state is State.PAUSED
        over = moment.into / segment.seconds
        word = _("Paused") if paused else breath_word(moment.breathing) or str(math.ceil(moment.left))
        self._circle.show_breath(moment.fullness, word, over, colour)
        self._side.show_side(segment.side)
        self._dots.show_reps(segment.rep, segment.reps, colour)
        _set(self._title, stretch_title(moment))
        _set(self._phase, phase_name(segment.kind))
        _set(self._left, time_left(moment))
        _set(self._line, moment.line)
        _set(self._next, _("Then: {next}").format(next=following_name(moment)))
        self._dots.setVisible(segment.rep is not None)
        self._ribbon.show_position(moment.timeline, moment.position)
        if paused is not self._paused:
            self._show_paused(paused)

    def show_largest(self, largest: bool) -> None:
        """Mat mode: the words as large as they can be, and nothing to press."""
        self._largest = largest
        self._controls.setVisible(not largest)
        self._fit_sizes()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        for part in (self._circle, self._side, self._dots, self._ribbon):
            part.colours = colours
            part.update()
        for name, button in self._buttons.items():
            button.setIcon(icon(name, self._icon_colour(name)))
        self._paused = None
        self._fade_lesser_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words grow with the window."""
        super().resizeEvent(event)
        self._fit_sizes()

    def _fit_sizes(self) -> None:
        """Let the words grow with the window, so that they can be read from the mat."""
        wide = self.width() > _WIDE * self.height()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(direction)
        self._middle.setStretch(0, 8 if self._largest else 11 if wide else 5)
        self._middle.setStretch(1, 10 if wide else 4)
        unit = min(self.width() / (44 if wide else 25), self.height() / (25 if wide else 38))
        unit *= _LARGEST if self._largest else 1.0
        self._title.setFont(pixel_font(unit * 2.0, bold=True))
        self._left.setFont(pixel_font(unit * 1.7, bold=True))
        self._phase.setFont(pixel_font(unit * 1.15))
        self._line.setFont(pixel_font(unit * 1.15))
        self._next.setFont(pixel_font(unit * 0.95))
        self._side.setFixedHeight(round(unit * 2.2))
        self._dots.setFixedHeight(round(unit * 1.3))
        self._ribbon.setFixedHeight(round(max(20, unit * 1.1)))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addStretch(3)
        words.addWidget(self._side)
        words.addWidget(self._title)
        words.addWidget(self._phase)
        words.addSpacing(10)
        words.addWidget(self._left)
        words.addWidget(self._dots)
        words.addSpacing(10)
        words.addWidget(self._line)
        words.addStretch(4)
        words.addWidget(self._next)
        self._middle.setSpacing(36)
        self._middle.addWidget(self._circle, 11)
        self._middle.addLayout(words, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(36, 30, 36, 24)
        layout.setSpacing(20)
        layout.addLayout(self._middle, 1)
        layout.addWidget(self._ribbon)
        layout.addWidget(self._controls)
        self._fade_lesser_words()

    def _make_controls(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addStretch(1)
        self._buttons: dict[str, QToolButton] = {}
        for name, size, text, signal in (
            ("back", 54, _("Back one phase (Left)"), self.back_requested),
            ("pause", 66, _("Pause (Space)"), self.pause_requested),
            ("next", 54, _("Next phase (Right)"), self.skip_requested),
            ("stop", 54, _("Stop (Esc)"), self.stop_requested),
        ):
            button = SessionButton()
            button.setObjectName(name)
            button.setIcon(icon(name, self._icon_colour(name)))
            button.setIconSize(QSize(24, 24))
            button.setFixedSize(size, size)
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            row.addWidget(button)
            self._buttons[name] = button
        row.addStretch(1)
        return bar

    def _icon_colour(self, name: str) -> str:
        return self._colours.on_accent if name == "pause" else self._colours.ink

    def _show_paused(self, paused: bool) -> None:
        self._paused = paused
        button = self._buttons["pause"]
        button.setIcon(icon("play" if paused else "pause", self._colours.on_accent))
        text = _("Go on (Space)") if paused else _("Pause (Space)")
        button.setToolTip(text)
        button.setAccessibleName(text)

    def _fade_lesser_words(self) -> None:
        for words in (self._phase, self._next):
            words.setStyleSheet(f"color: {self._colours.faint}")


class _SideBadge(QLabel):
    """The side as a word, a letter and a colour.

    A label, because a screen reader passes over a painted widget that is nothing more.
    """

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._side = Side.BOTH
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Side"))

    def show_side(self, side: Side) -> None:
        if side is not self._side:
            self._side = side
            self.setAccessibleDescription(side_name(side))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        name = side_name(self._side)
        if not name:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.height()
        colour = QColor(self.colours.of_side(self._side))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(0, 0, size, size, size * 0.32, size * 0.32)
        painter.setPen(QColor(self.colours.ground))
        painter.setFont(pixel_font(size * 0.62, bold=True))
        painter.drawText(0, 0, size, size, Qt.AlignmentFlag.AlignCenter, name[0])
        painter.setPen(colour)
        word = self.rect().adjusted(round(size * 1.3), 0, 0, 0)
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)


def _words(*, bold: bool = False) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setFont(pixel_font(20, bold=bold))
    return made


def _set(words: QLabel, text: str) -> None:
    """Change a text only where it is another, so that nothing is laid out 60 times a second."""
    if words.text() != text:
        words.setText(text)
