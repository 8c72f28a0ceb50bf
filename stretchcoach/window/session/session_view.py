"""The view of a session: the stage, the stretch and its side, what is left of it, and what comes next."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from stretchcoach.figure.picture import Picture
from stretchcoach.i18n import _
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.session.wording import (
    following_name,
    segment_name,
    stretch_title,
    time_left,
)
from stretchcoach.window.session.controls import SessionControls
from stretchcoach.window.session.rep_dots import RepDots
from stretchcoach.window.session.ribbon import Ribbon
from stretchcoach.window.session.side_badge import SideBadge
from stretchcoach.window.session.stage import Stage
from stretchcoach.window.theme.fonts import pixel_font
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, FAR, NEAR, OPEN
from stretchcoach.window.widgets.labels import wrappable

_WIDE = 1.15
"""Width over height. In a wider view the words stand beside the stage, otherwise below it."""
_MAT_LINE = 0.112
"""The size of the line in mat mode, as a share of the view's height: capitals 22 mm high on a 24-inch screen."""
_SPACING = 0.36
"""The space between two texts, as a share of the unit that they grow with."""
_MAT_LINE_HEIGHT = 0.45
"""The height that the line may take in mat mode, as a share of the view's height. A longer line is set smaller."""
_MAXIMUM_HEIGHT = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX."""
_LEAST_MAT_LINE = 10
"""The least size of the line in mat mode, in pixels."""
_USUAL_UNIT = 24
"""Pixels. With a larger unit the buttons grow as the words do."""
_USUAL_HEIGHT = 480
"""Pixels. In a lower view the margins and the buttons shrink."""
_LEAST_SCALE = 40 / 66
"""The least scale of the buttons. Smaller ones are hard to hit."""
_ABOVE_WORDS = 0.06
"""The space above the words when they stand beside the stage, as a share of the view's height."""
_ROOMY_HEIGHT = 560
"""Pixels. A lower view has almost no space above the words."""
_STAGE_HEIGHT = 120
"""The least height of the stage in a view of the usual height, in pixels."""
_LEAST_WORDS = 13
"""The least size of all other texts, in pixels."""


class SessionView(QWidget):
    """Shows moments of a session. In mat mode it shows less, and large enough to be read across the room."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self.stage = Stage(colours)
        self._sides = (SideBadge(colours), SideBadge(colours))
        self._title = _make_label(bold=True)
        self._phase = _make_label()
        self._left = _make_label(bold=True)
        self._dots = RepDots(colours)
        self._line = _make_label()
        self._next = _make_label()
        self._ribbon = Ribbon(colours)
        self._mat_mode = False
        self.controls = SessionControls(colours)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words = QWidget()
        self._column = QVBoxLayout(self._words)
        self._above = QWidget()
        self._lay_out()

    def show_moment(self, moment: Moment, picture: Picture | None) -> None:
        """Show `moment`, with the figure as in `picture`; None shows no figure."""
        segment = moment.segment
        colour = self._colours.of_side(segment.side)
        self.stage.show_moment(moment, picture)
        for badge in self._sides:
            badge.show_side(segment.side)
        self._dots.show_reps(segment.rep, segment.reps, colour)
        _set_text(self._title, stretch_title(moment))
        _set_text(self._phase, segment_name(segment))
        _set_text(self._left, time_left(moment))
        if _set_text(self._line, moment.line) and self._mat_mode:
            self._fit_line()
        _set_text(self._next, _("Next: {next}").format(next=following_name(moment)))
        self._dots.setVisible(segment.rep is not None and not self._mat_mode)
        self._ribbon.show_position(moment.timeline, moment.position)
        self.controls.show_paused(moment.state is State.PAUSED)

    @property
    def controls_top(self) -> int:
        """The y coordinate of the buttons' top edge; the view's height while they are hidden."""
        return self.controls.y() if self.controls.isVisible() else self.height()

    def set_mat_mode(self, on: bool) -> None:
        """Switch mat mode on or off. It shows only the stage with a number, the side and the line."""
        self._mat_mode = on
        self.stage.mat_mode = on
        for part in (self.controls, self._title, self._phase, self._left, self._next, self._ribbon, self._sides[1]):
            part.setVisible(not on)
        self._sides[0].setVisible(on)
        self._fit_sizes()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        for part in (*self._sides, self._dots, self._ribbon):
            part.colours = colours
            part.update()
        self.stage.recolour(colours)
        self.controls.recolour(colours)
        self._fade_secondary_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit all sizes to the new size of the view."""
        super().resizeEvent(event)
        self._fit_sizes()

    def _fit_sizes(self) -> None:
        """Let the words grow with the view, so that they can be read from the mat."""
        height = self.height()
        wide = self.width() > _WIDE * height
        beside = wide and not self._mat_mode
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
            words.setFont(pixel_font(max(unit * size, _LEAST_WORDS), bold=bold))
        for badge in self._sides:
            badge.setFixedHeight(round(height * 0.085 if self._mat_mode else unit * 2.2))
        self._dots.setFixedHeight(round(unit * 1.3))
        self._column.setSpacing(round(unit * _SPACING))
        self._column.setStretchFactor(self._line, 100 if self._mat_mode else 0)
        # The words start at the same height in every phase, so that nothing jumps from one phase to the next.
        self._above.setFixedHeight(
            0 if self._mat_mode else round(height * (_ABOVE_WORDS if beside and height > _ROOMY_HEIGHT else 0.01))
        )
        squeeze = min(1.0, height / _USUAL_HEIGHT)
        self._ribbon.setFixedHeight(round(max(20 * squeeze, unit * 1.1)))
        self.controls.set_scale(max(1.0, unit / _USUAL_UNIT) if squeeze == 1.0 else max(squeeze, _LEAST_SCALE))
        around, between = round(OPEN * squeeze**2), round(APART * squeeze**2)
        layout = self.layout()
        if layout is not None and layout.spacing() != between:
            layout.setContentsMargins(FAR, around, FAR, around)
            layout.setSpacing(between)
            self._middle.setSpacing(around)
            self.stage.setMinimumHeight(round(_STAGE_HEIGHT * squeeze**2))
        align = Qt.AlignmentFlag.AlignHCenter if self._mat_mode else Qt.AlignmentFlag.AlignLeft
        self._line.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        if self._mat_mode:
            self._words.setFixedHeight(round(height * _MAT_LINE_HEIGHT))
            self._fit_line()
        else:
            _release_height(self._words)

    def _fit_line(self) -> None:
        """Set the line of mat mode at its full size, or smaller if it would not fit."""
        room = QRect(0, 0, self.width() - 2 * FAR, round(self.height() * _MAT_LINE_HEIGHT) - 4 * NEAR)
        size = self.height() * _MAT_LINE
        while size > _LEAST_MAT_LINE and not _fits(pixel_font(size), room, self._line.text()):
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
        layout.addWidget(self.controls)
        self._sides[0].hide()
        self._fade_secondary_words()

    def _fade_secondary_words(self) -> None:
        for words in (self._phase, self._next):
            words.setStyleSheet(f"color: {self._colours.faint}")


def _make_label(*, bold: bool = False) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setFont(pixel_font(20, bold=bold))
    return made


def _fits(font: QFont, rect: QRect, text: str) -> bool:
    """Return whether a text fits into a rectangle with no word cut off."""
    metrics = QFontMetrics(font)
    wrapped = metrics.boundingRect(rect, Qt.TextFlag.TextWordWrap, text)
    return wrapped.height() <= rect.height() and wrapped.width() <= rect.width()


def _release_height(widget: QWidget) -> None:
    widget.setMinimumHeight(0)
    widget.setMaximumHeight(_MAXIMUM_HEIGHT)


def _set_text(words: QLabel, text: str) -> bool:
    """Set a text if it differs, and return whether it did. Setting it anyway would cost a layout 60 times a second."""
    shown = wrappable(text)
    if words.text() == shown:
        return False
    words.setText(shown)
    return True
