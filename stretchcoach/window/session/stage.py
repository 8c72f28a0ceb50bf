"""The stage of a session as a widget: the breathing circle, with the figure in front of it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from stretchcoach.figure.picture import Picture
from stretchcoach.session.moment import Moment
from stretchcoach.window.figure.breathing_circle import BreathingCircle
from stretchcoach.window.figure.circle_state import circle_at
from stretchcoach.window.figure.stage_painter import StagePainter, circle_rect, figure_rect
from stretchcoach.window.theme.palette import Colours


class Stage(BreathingCircle):
    """Shows moments of a session, and repaints only what has changed."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(colours)
        self.mat_mode = False
        """Whether the circle also shows a number, to be read from across the room."""
        self._picture: Picture | None = None
        self._use(StagePainter(colours))
        self.setMinimumSize(120, 120)

    @property
    def reduced_motion(self) -> bool:
        """Whether the circle fills up instead of growing."""
        return self._circle_painter.reduced_motion

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._circle_painter.reduced_motion = reduced

    def sizeHint(self) -> QSize:
        """Return the preferred size; the layout stretches it."""
        return QSize(680, 520)

    def circle_rect(self) -> QRect:
        """Return the square that the circle and its ring fill."""
        return circle_rect(self.rect(), with_figure=self._picture is not None)

    def figure_rect(self) -> QRect:
        """Return the rectangle that holds the figure, however it moves."""
        return figure_rect(self.rect())

    def show_moment(self, moment: Moment, picture: Picture | None) -> None:
        """Show `moment`, with the figure as in `picture`; None shows the circle alone."""
        self.show_circle(circle_at(moment, self.colours, mat_mode=self.mat_mode))
        if (picture is None) is not (self._picture is None):
            self.update()
        if picture is not self._picture:
            self._picture = picture
            self.update(self.figure_rect())

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._use(StagePainter(colours, reduced_motion=self.reduced_motion))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is exposed."""
        with QPainter(self) as painter:
            self._painter.paint(
                painter,
                self.rect(),
                self._circle,
                self._picture,
                exposed=event.region(),
                pixel_ratio=self.devicePixelRatio(),
            )

    def _use(self, painter: StagePainter) -> None:
        self._painter = painter
        self._circle_painter = painter.circle_painter
