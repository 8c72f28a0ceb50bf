"""How the window looks, and how much moves in it."""

from dataclasses import dataclass
from typing import Annotated

from stretchcoach.i18n import N_
from stretchcoach.settings.choices import Motion, TextSize, Theme
from stretchcoach.settings.codecs import ChoiceCodec
from stretchcoach.settings.setting import EditorKind, Group, Setting


@dataclass(frozen=True)
class WindowPreferences:
    """The settings of the page "Window"."""

    theme: Annotated[
        Theme,
        Setting(
            Group.WINDOW,
            N_("Colours"),
            N_("Light, dark, high contrast, or the same as your desktop."),
            ChoiceCodec(Theme),
            EditorKind.CHOICE,
            choices=(
                (Theme.SYSTEM, N_("Same as desktop")),
                (Theme.LIGHT, N_("Light")),
                (Theme.DARK, N_("Dark")),
                (Theme.CONTRAST, N_("High contrast")),
            ),
        ),
    ] = Theme.SYSTEM
    text_size: Annotated[
        TextSize,
        Setting(
            Group.WINDOW,
            N_("Text size"),
            N_("For lists, pages and settings. The words of a session grow with the window."),
            ChoiceCodec(TextSize),
            EditorKind.CHOICE,
            choices=(
                (TextSize.NORMAL, N_("Normal")),
                (TextSize.LARGE, N_("Large")),
                (TextSize.LARGEST, N_("Largest")),
            ),
        ),
    ] = TextSize.NORMAL
    motion: Annotated[
        Motion,
        Setting(
            Group.WINDOW,
            N_("Motion"),
            N_("When reduced, the circle fills instead of growing, and the figure jumps from pose to pose."),
            ChoiceCodec(Motion),
            EditorKind.CHOICE,
            choices=(
                (Motion.SYSTEM, N_("Same as desktop")),
                (Motion.FULL, N_("Full")),
                (Motion.REDUCED, N_("Reduced")),
            ),
        ),
    ] = Motion.SYSTEM
