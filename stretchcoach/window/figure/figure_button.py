"""A small figure of a stretch that plays its movement when pressed."""

from PySide6.QtCore import QElapsedTimer, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from stretchcoach.choreography.demonstration import DEMONSTRATION_SECONDS, demonstration_posture
from stretchcoach.domain.side import Side
from stretchcoach.figure.key_postures import key_postures
from stretchcoach.figure.picture import picture
from stretchcoach.figure.posture import Posture
from stretchcoach.i18n import _
from stretchcoach.routine.pose import KeyPoses, Pose
from stretchcoach.window.figure.figure_painter import FigurePainter
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import CORNER, HAIR, RING

_FRAME_MS = 33
_SIZE = QSize(176, 132)
_MARK = 26
"""The diameter of the play mark in pixels."""
_TRIANGLE = ((-0.14, -0.22), (0.24, 0.0), (-0.14, 0.22))
"""The corners of the play mark's triangle, as shares of its diameter from its centre."""


class FigureButton(QAbstractButton):
    """Shows the deepest pose of a stretch. A press plays the movement once, or stops it.

    With reduced motion each press shows the next pose instead.
    """

    def __init__(self, title: str, poses: KeyPoses, colours: Colours, *, side: Side, reduced_motion: bool) -> None:
        super().__init__()
        self.colours = colours
        self._side = side
        self._stage = key_postures(poses)
        self._reduced_motion = reduced_motion
        self._pose = Pose.DEEP
        self._clock = QElapsedTimer()
        self._frames = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name = _("Show the movement: {stretch}").format(stretch=title)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.clicked.connect(self._play_or_stop)

    @property
    def is_moving(self) -> bool:
        """Whether the movement is being played."""
        return self._frames.isActive()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return _SIZE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the button as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the movement."""
        super().hideEvent(event)
        self._frames.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figure, the play mark while it rests, and the focus ring."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = self.rect()
            self._paint_ground(painter, whole)
            inner = QRectF(whole).adjusted(HAIR, HAIR, -HAIR, -HAIR)
            shown = picture(self._posture(), self._side)
            FigurePainter(self.colours, self.colours.ground).paint(
                painter, shown if self.is_moving else shown.cropped, inner
            )
            if not self.is_moving:
                self._paint_mark(painter, whole)

    def _posture(self) -> Posture:
        if self.is_moving:
            return demonstration_posture(self._stage, self._clock.elapsed() / 1000)
        return self._stage[self._pose]

    def _play_or_stop(self) -> None:
        if self._reduced_motion:
            poses = list(Pose)
            self._pose = poses[(poses.index(self._pose) + 1) % len(poses)]
        elif self.is_moving:
            self._frames.stop()
        else:
            self._clock.start()
            self._frames.start()
        self.update()

    def _tick(self) -> None:
        if self._clock.elapsed() / 1000 >= DEMONSTRATION_SECONDS:
            self._frames.stop()
        self.update()

    def _paint_ground(self, painter: QPainter, whole: QRect) -> None:
        painter.setPen(QPen(QColor(self.colours.accent), RING) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.ground))
        painter.drawRoundedRect(QRectF(whole).adjusted(1, 1, -1, -1), CORNER, CORNER)

    def _paint_mark(self, painter: QPainter, whole: QRect) -> None:
        """Paint the play mark, a triangle in a circle, in the lower right corner."""
        mark = QRectF(whole.right() - _MARK - HAIR, whole.bottom() - _MARK - HAIR, _MARK, _MARK)
        painter.setPen(QPen(QColor(self.colours.edge), 1))
        painter.setBrush(QColor(self.colours.surface))
        painter.drawEllipse(mark)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.ink if self.underMouse() else self.colours.faint))
        painter.drawPolygon([mark.center() + QPointF(_MARK * x, _MARK * y) for x, y in _TRIANGLE])
