"""The keys of a session, those of presenter remotes and media keyboards among them."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from stretchcoach.i18n import _

_Key = Qt.Key

REMOTE_PAUSE_KEYS = (_Key.Key_MediaTogglePlayPause, _Key.Key_MediaPlay, _Key.Key_B, _Key.Key_Period)
"""Keys of headsets, media keyboards and presenter remotes that pause and continue."""


class SessionCommand(Enum):
    """What a key asks of a session."""

    PAUSE_OR_RESUME = auto()
    PAUSE = auto()
    NEXT = auto()
    BACK = auto()
    HOLD_LONGER = auto()
    EASE_OFF = auto()
    TAKE_EASIER = auto()
    SHOW_SOUND = auto()
    VOICE_UP = auto()
    VOICE_DOWN = auto()
    BACKGROUND_UP = auto()
    BACKGROUND_DOWN = auto()
    STOP = auto()


_COMMANDS: dict[int, SessionCommand] = {
    **dict.fromkeys((_Key.Key_Space, *REMOTE_PAUSE_KEYS), SessionCommand.PAUSE_OR_RESUME),
    _Key.Key_MediaPause: SessionCommand.PAUSE,
    **dict.fromkeys((_Key.Key_Right, _Key.Key_PageDown, _Key.Key_MediaNext), SessionCommand.NEXT),
    **dict.fromkeys((_Key.Key_Left, _Key.Key_PageUp, _Key.Key_MediaPrevious), SessionCommand.BACK),
    _Key.Key_Plus: SessionCommand.HOLD_LONGER,
    _Key.Key_Minus: SessionCommand.EASE_OFF,
    _Key.Key_Escape: SessionCommand.STOP,
}
_LETTERS: dict[int, SessionCommand] = {_Key.Key_S: SessionCommand.TAKE_EASIER, _Key.Key_V: SessionCommand.SHOW_SOUND}
"""Keys that count only without a modifier."""
_SIGNS = {"+": SessionCommand.HOLD_LONGER, "-": SessionCommand.EASE_OFF}
"""Characters, whatever key writes them on the keyboard's layout."""
_VOLUMES: dict[int, tuple[SessionCommand, SessionCommand]] = {
    _Key.Key_Up: (SessionCommand.VOICE_UP, SessionCommand.BACKGROUND_UP),
    _Key.Key_Down: (SessionCommand.VOICE_DOWN, SessionCommand.BACKGROUND_DOWN),
}
"""Keys that repeat while held down: the command without Shift, and with it."""

VOLUME_STEPS: dict[SessionCommand, tuple[str, int]] = {
    SessionCommand.VOICE_UP: ("volume", 1),
    SessionCommand.VOICE_DOWN: ("volume", -1),
    SessionCommand.BACKGROUND_UP: ("background_volume", 1),
    SessionCommand.BACKGROUND_DOWN: ("background_volume", -1),
}
"""The setting that a command changes, and by how many steps."""


def keys_description() -> str:
    """Return the most important keys in a sentence, for a screen reader."""
    return _(
        "Space pauses, Right and Left change the phase, plus holds longer, minus eases off, "
        "S takes the easier version, V opens the sound panel, Up and Down make the voice louder and quieter, "
        "Escape stops."
    )


def command_for(event: QKeyEvent) -> SessionCommand | None:
    """Return the command that a key press stands for, or None."""
    key = event.key()
    if key in _VOLUMES:
        voice, background = _VOLUMES[key]
        return background if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else voice
    if event.isAutoRepeat():
        return None
    if key in _LETTERS and not event.modifiers():
        return _LETTERS[key]
    return _COMMANDS.get(key) or _SIGNS.get(event.text())


def answers_any_key(event: QKeyEvent) -> bool:
    """Return whether a key press answers "press any key".

    Return does, and every key that types a character except F, which switches full screen.
    """
    if (
        event.isAutoRepeat()
        or event.key() == _Key.Key_F
        or event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    ):
        return False
    return event.key() in (_Key.Key_Return, _Key.Key_Enter) or (event.text().isprintable() and bool(event.text()))
