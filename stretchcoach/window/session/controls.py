"""The row of round buttons below a session."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from stretchcoach.i18n import _
from stretchcoach.window.theme.icons import icon
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, PRIMARY_RING, RING

_DIAMETERS = {"sound": 54, "back": 54, "pause": 66, "next": 54, "stop": 54}
"""Pixels, by the button's name."""
_ICON = 24
"""Pixels."""
_FOCUS_RINGS = {"pause": PRIMARY_RING}
"""The buttons around which window.qss leaves more room for the focus ring than RING."""


class SessionControls(QWidget):
    """Buttons for the sound, the previous phase, pausing, the next phase and stopping."""

    sound_requested = Signal()
    back_requested = Signal()
    pause_requested = Signal()
    skip_requested = Signal()
    stop_requested = Signal()

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._paused: bool | None = None
        self._buttons: dict[str, ControlButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(APART)
        row.addStretch(1)
        for name, text, signal in (
            ("sound", _("Sound (V)"), self.sound_requested),
            ("back", _("Back one phase (Left)"), self.back_requested),
            ("pause", _("Pause (Space)"), self.pause_requested),
            ("next", _("Next phase (Right)"), self.skip_requested),
            ("stop", _("Stop (Esc)"), self.stop_requested),
        ):
            button = ControlButton()
            button.setObjectName(name)
            button.setIcon(icon(name, self._icon_colour(name)))
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            row.addWidget(button)
            self._buttons[name] = button
        row.addStretch(1)

    def show_paused(self, paused: bool) -> None:
        """Offer to continue while the session is paused, otherwise to pause."""
        if paused is self._paused:
            return
        self._paused = paused
        button = self._buttons["pause"]
        button.setIcon(icon("play" if paused else "pause", self._colours.on_accent))
        text = _("Continue (Space)") if paused else _("Pause (Space)")
        button.setToolTip(text)
        button.setAccessibleName(text)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        for name, button in self._buttons.items():
            button.setIcon(icon(name, self._icon_colour(name)))
        self._paused = None  # so that the next moment sets the icon of the pause button again

    def set_scale(self, factor: float) -> None:
        """Make the buttons `factor` times as large as usual."""
        for name, button in self._buttons.items():
            radius = round(_DIAMETERS[name] * factor / 2)
            button.setFixedSize(2 * radius, 2 * radius)
            button.setIconSize(QSize(1, 1) * round(_ICON * factor))
            button.setStyleSheet(_round_style(radius, _FOCUS_RINGS.get(name, RING)))

    def _icon_colour(self, name: str) -> str:
        return self._colours.on_accent if name == "pause" else self._colours.ink


class ControlButton(QToolButton):
    """A button that takes Space and Return, and leaves all other keys to the session.

    QToolButton would take the arrow keys to move the focus, but Right is the next phase, not the next button.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button, or pass the key on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()


def _round_style(radius: int, ring: int) -> str:
    """Return the style of a round button that has a focus ring, or has room for one within its radius."""
    ringed = "QToolButton:focus" if ring == RING else "QToolButton:focus, QToolButton:hover"
    return f"QToolButton {{ border-radius: {radius - ring}px; }} {ringed} {{ border-radius: {radius}px; }}"
