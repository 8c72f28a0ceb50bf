"""The words that a setting may take."""

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
    """How large the texts of the window are."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Motion(StrEnum):
    """How much moves on the screen."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


class BreathSoundKind(StrEnum):
    """What is heard of the breath."""

    OFF = "off"
    TONE = "tone"
    AIR = "air"


class LastSeconds(StrEnum):
    """How the last three seconds of a hold are counted."""

    OFF = "off"
    TICKS = "ticks"
    WORDS = "words"


class PauseOthers(StrEnum):
    """What happens to other players during a session."""

    OFF = "off"
    PAUSE = "pause"
    DUCK = "duck"
