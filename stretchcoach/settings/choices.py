"""The values of the settings that offer a choice."""

from enum import StrEnum


class Detail(StrEnum):
    """How much the voice says: whole sentences, short ones, or little more than the counting."""

    FULL = "full"
    BRIEF = "brief"
    COUNT = "count"


class Theme(StrEnum):
    """The window's colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class TextSize(StrEnum):
    """The size of the window's text."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Motion(StrEnum):
    """How much moves on the screen."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


class BreathSoundKind(StrEnum):
    """The sound that follows the breath."""

    OFF = "off"
    TONE = "tone"
    AIR = "air"


class LastSeconds(StrEnum):
    """How the last three seconds of a hold are counted down."""

    OFF = "off"
    TICKS = "ticks"
    WORDS = "words"


class PauseOthers(StrEnum):
    """What happens to other players during a session."""

    OFF = "off"
    PAUSE = "pause"
    DUCK = "duck"
