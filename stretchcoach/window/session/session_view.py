"""What a person sees during a session: the stage, the stretch and its side, what is left and what comes."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stretchcoach.figure.picture import Picture
from stretchcoach.i18n import _
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.session.wording import (
    following_name,
    phase_name,
    stretch_title,
    time_left,
)
from stretchcoach.window.session.rep_dots import RepDots
from stretchcoach.window.session.ribbon import Ribbon
from stretchcoach.window.session.session_button import SessionButton
from stretchcoach.window.session.side_badge import SideBadge
from stretchcoach.window.session.stage import Stage
from stretchcoach.window.theme.fonts import pixel_font
from stretchcoach.window.theme.icons import icon
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, FAR, NEAR, OPEN, PRIMARY_RING, RING
from stretchcoach.window.widgets.labels import wrappable

_WIDE = 1.15
"""Wider than this times its height, the words stand beside the stage, else below it."""
_FROM_THE_MAT = 0.112
"""Of the height: the size of the line in mat mode. On a 24-inch screen its capitals are 22 mm high."""
_BETWEEN = 0.36
"""Of the unit that the words grow by: the space between two of them."""
_LINE_ROOM = 0.45
"""Of the height: what the line has in mat mode. One that is too long for it is written smaller."""
_NO_LIMIT = (1 << 24) - 1
"""Of Qt, for a widget's height."""
_SMALLEST = 10
"""Pixels."""
_BUTTONS = {"sound": 54, "back": 54, "pause": 66, "next": 54, "stop": 54}
_SYMBOL = 24
_BUTTON_RING = {"pause": PRIMARY_RING}
"""What window.qss leaves free around a button for the keyboard's mark, where it is not RING."""
_USUAL_UNIT = 24
"""Up to here the buttons have their usual size, in pixels; with more they grow as the words do."""
_USUAL_HEIGHT = 480
"""Pixels: in a lower window there is less around everything, and the buttons are smaller."""
_SMALLEST_BUTTON = 40 / 66
"""Of its usual size: less is hard to hit."""
_ABOVE_WORDS = 0.06
"""Of the height: the room above the words beside the stage."""
_ROOMY_HEIGHT = 560
"""Pixels: a lower window has no such room."""
_STAGE_HEIGHT = 120
"""Pixels: the least that the stage has in a window of the usual height."""
_SMALLEST_WORDS = 13
"""Pixels."""


class SessionView(QWidget):
    """Shows a moment and its picture; asks to pause, to go on, back or ahead, and to stop."""

    pause_requested = Signal()
    skip_requested = Signal()
    back_requested = Signal()
    stop_requested = Signal()
    sound_requested = Signal()

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self.stage = Stage(colours)
        self._sides = (SideBadge(colours), SideBadge(colours))
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
        self._words = QWidget()
        self._column = QVBoxLayout(self._words)
        self._above = QWidget()
        self._lay_out()

    def show_moment(self, moment: Moment, picture: Picture | None) -> None:
        """Show this instant, with the body as `picture` has it."""
        segment = moment.segment
        colour = self._colours.of_side(segment.side)
        paused = moment.state is State.PAUSED
        self.stage.show_moment(moment, picture)
        for badge in self._sides:
            badge.show_side(segment.side)
        self._dots.show_reps(segment.rep, segment.reps, colour)
        _set(self._title, stretch_title(moment))
        _set(self._phase, phase_name(segment))
        _set(self._left, time_left(moment))
        if _set(self._line, moment.line) and self._largest:
            self._fit_line()
        _set(self._next, _("Then: {next}").format(next=following_name(moment)))
        self._dots.setVisible(segment.rep is not None and not self._largest)
        self._ribbon.show_position(moment.timeline, moment.position)
        if paused is not self._paused:
            self._show_paused(paused)

    @property
    def controls_top(self) -> int:
        """The height at which the buttons begin, from the top; without them, that of the view."""
        return self._controls.y() if self._controls.isVisible() else self.height()

    def show_largest(self, largest: bool) -> None:
        """Mat mode: figure, circle and side, the count and the line to be read across a room, and nothing else."""
        self._largest = largest
        self.stage.mat_mode = largest
        for part in (self._controls, self._title, self._phase, self._left, self._next, self._ribbon, self._sides[1]):
            part.setVisible(not largest)
        self._sides[0].setVisible(largest)
        self._fit_sizes()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        for part in (*self._sides, self._dots, self._ribbon):
            part.colours = colours
            part.update()
        self.stage.recolour(colours)
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
        height = self.height()
        wide = self.width() > _WIDE * height
        beside = wide and not self._largest
        self._middle.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._middle.setStretch(0, 11 if beside else 9)
        self._middle.setStretch(1, 8 if beside else 10)
        unit = min(self.width() / (52 if wide else 26), height / (30 if wide else 40))
        for words, size, bold in (
            (self._title, 2.0, True),
            (self._left, 1.7, True),
            (self._phase, 1.15, False),
            (self._line, 1.2, False),
            (self._next, 0.95, False),
        ):
            words.setFont(pixel_font(max(unit * size, _SMALLEST_WORDS), bold=bold))
        for badge in self._sides:
            badge.setFixedHeight(round(height * 0.085 if self._largest else unit * 2.2))
        self._dots.setFixedHeight(round(unit * 1.3))
        self._column.setSpacing(round(unit * _BETWEEN))
        self._column.setStretchFactor(self._line, 100 if self._largest else 0)
        # The words begin at one height in every phase, so that nothing jumps from one to the next.
        self._above.setFixedHeight(
            0 if self._largest else round(height * (_ABOVE_WORDS if beside and height > _ROOMY_HEIGHT else 0.01))
        )
        tight = min(1.0, height / _USUAL_HEIGHT)
        self._ribbon.setFixedHeight(round(max(20 * tight, unit * 1.1)))
        self._fit_buttons(max(1.0, unit / _USUAL_UNIT) if tight == 1.0 else max(tight, _SMALLEST_BUTTON))
        around, between = round(OPEN * tight**2), round(APART * tight**2)
        layout = self.layout()
        if layout is not None and layout.spacing() != between:
            layout.setContentsMargins(FAR, around, FAR, around)
            layout.setSpacing(between)
            self._middle.setSpacing(around)
            self.stage.setMinimumHeight(round(_STAGE_HEIGHT * tight**2))
        align = Qt.AlignmentFlag.AlignHCenter if self._largest else Qt.AlignmentFlag.AlignLeft
        self._line.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        if self._largest:
            self._words.setFixedHeight(round(height * _LINE_ROOM))
            self._fit_line()
        else:
            _unfix_height(self._words)

    def _fit_buttons(self, factor: float) -> None:
        for name, button in self._buttons.items():
            half = round(_BUTTONS[name] * factor / 2)
            button.setFixedSize(2 * half, 2 * half)
            button.setIconSize(QSize(1, 1) * round(_SYMBOL * factor))
            button.setStyleSheet(_round(half, _BUTTON_RING.get(name, RING)))

    def _fit_line(self) -> None:
        """Write the line of mat mode as large as is meant, or as fits."""
        room = QRect(0, 0, self.width() - 2 * FAR, round(self.height() * _LINE_ROOM) - 4 * NEAR)
        size = self.height() * _FROM_THE_MAT
        while size > _SMALLEST and not _fits(pixel_font(size), room, self._line.text()):
            size *= 0.95
        self._line.setFont(pixel_font(size))

    def _lay_out(self) -> None:
        words = self._column
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self._above)
        words.addWidget(self._sides[1])
        words.addWidget(self._title)
        words.addWidget(self._phase)
        words.addWidget(self._left)
        words.addWidget(self._dots)
        words.addWidget(self._line)
        words.addStretch(1)
        words.addWidget(self._next)
        self._middle.setSpacing(OPEN)
        self._middle.addWidget(self.stage, 7)
        self._middle.addWidget(self._words, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, OPEN, FAR, OPEN)
        layout.setSpacing(APART)
        layout.addWidget(self._sides[0])
        layout.addLayout(self._middle, 1)
        layout.addWidget(self._ribbon)
        layout.addWidget(self._controls)
        self._sides[0].hide()
        self._fade_lesser_words()

    def _make_controls(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(APART)
        row.addStretch(1)
        self._buttons: dict[str, SessionButton] = {}
        for name, text, signal in (
            ("sound", _("Sound (V)"), self.sound_requested),
            ("back", _("Back one phase (Left)"), self.back_requested),
            ("pause", _("Pause (Space)"), self.pause_requested),
            ("next", _("Next phase (Right)"), self.skip_requested),
            ("stop", _("Stop (Esc)"), self.stop_requested),
        ):
            button = SessionButton()
            button.setObjectName(name)
            button.setIcon(icon(name, self._icon_colour(name)))
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


def _round(half: int, ring: int) -> str:
    """The style of a round button of twice `half` pixels, with a ring around it or with room for one."""
    ringed = "QToolButton:focus" if ring == RING else "QToolButton:focus, QToolButton:hover"
    return f"QToolButton {{ border-radius: {half - ring}px; }} {ringed} {{ border-radius: {half}px; }}"


def _words(*, bold: bool = False) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setFont(pixel_font(20, bold=bold))
    return made


def _fits(font: QFont, room: QRect, text: str) -> bool:
    """Whether a text fits into a room without a word that is cut."""
    metrics = QFontMetrics(font)
    wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text)
    return wrapped.height() <= room.height() and wrapped.width() <= room.width()


def _unfix_height(widget: QWidget) -> None:
    widget.setMinimumHeight(0)
    widget.setMaximumHeight(_NO_LIMIT)


def _set(words: QLabel, text: str) -> bool:
    """Change a text only where it is another, so that nothing is laid out 60 times a second; say whether it was."""
    shown = wrappable(text)
    if words.text() == shown:
        return False
    words.setText(shown)
    return True
