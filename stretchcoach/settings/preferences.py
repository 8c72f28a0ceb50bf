"""The person's own breath pace, hold lengths, reps and voice: one value, valid at birth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, get_type_hints

from stretchcoach.domain.breath import Breath
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.ranges import (
    EXHALE_SECONDS,
    GOAL_DAYS,
    INHALE_SECONDS,
    PAUSE_SECONDS,
    RATE,
    REPS,
    OutOfRangeError,
    Range,
)
from stretchcoach.domain.side import Side
from stretchcoach.i18n import N_, _
from stretchcoach.settings.choices import BreathSoundKind, Detail, LastSeconds, Motion, PauseOthers, TextSize, Theme
from stretchcoach.settings.setting import Group, Setting
from stretchcoach.settings.sounds import NO_BACKGROUND

_AS_WRITTEN = N_("As the routine says")
_VOLUME = Range(0, 100, 5, "%")


@dataclass(frozen=True)
class Preferences:
    """Everything a person can set. Raises OutOfRangeError, naming the setting and its range."""

    hold: Annotated[
        Hold | None,
        Setting(
            Group.DOSE,
            N_("Hold every stretch"),
            N_("One length for every hold, in seconds or in breaths."),
            unset=_AS_WRITTEN,
        ),
    ] = None
    holds: Annotated[
        Mapping[str, Hold],
        Setting(
            Group.DOSE,
            N_("Hold a single stretch"),
            N_("A length of its own for one stretch; it goes before the length for all."),
            unset=_AS_WRITTEN,
        ),
    ] = field(default_factory=lambda: MappingProxyType({}))
    reps: Annotated[
        int | None,
        Setting(
            Group.DOSE,
            N_("Warm-up reps"),
            N_("How many breaths in and out warm a stretch up before the hold. Three to five is usual."),
            REPS,
            unset=_AS_WRITTEN,
        ),
    ] = None
    first_side: Annotated[
        Side,
        Setting(
            Group.DOSE,
            N_("First side"),
            N_("The side that every stretch begins with."),
            choices=((Side.LEFT, N_("Left")), (Side.RIGHT, N_("Right"))),
        ),
    ] = Side.LEFT
    change_seconds: Annotated[
        float,
        Setting(
            Group.DOSE,
            N_("Time for changing sides"),
            N_("How long you want between one side and the other."),
            Range(3, 60, 1, "s"),
        ),
    ] = 8.0
    get_ready_seconds: Annotated[
        float,
        Setting(
            Group.DOSE,
            N_("Time to get ready"),
            N_("How long you want between Start and the first phase, to get to the mat."),
            Range(0, 30, 5, "s"),
        ),
    ] = 0.0
    wait_for_me: Annotated[
        bool,
        Setting(
            Group.DOSE,
            N_("Wait until I am in place"),
            N_("Each set-up lasts until you press Space, a headset's button or a presenter's."),
        ),
    ] = False
    suggestions: Annotated[
        bool,
        Setting(
            Group.DOSE,
            N_("Propose other lengths"),
            N_("After some sessions you are asked whether to hold longer, or less. Nothing changes without your yes."),
        ),
    ] = True
    goal_days: Annotated[
        int,
        Setting(
            Group.DOSE,
            N_("Days a week"),
            N_("On how many days a week you would like to stretch. The journal shows how this week is coming along."),
            GOAL_DAYS,
        ),
    ] = 3
    inhale_seconds: Annotated[
        float,
        Setting(Group.BREATH, N_("Breathe in"), N_("How long a breath in takes."), INHALE_SECONDS),
    ] = 4.5
    exhale_seconds: Annotated[
        float,
        Setting(
            Group.BREATH,
            N_("Breathe out"),
            N_("How long a breath out takes. A little longer than the breath in calms most people."),
            EXHALE_SECONDS,
        ),
    ] = 5.5
    pause_seconds: Annotated[
        float,
        Setting(
            Group.BREATH,
            N_("Rest after the breath out"),
            N_("A moment before the next breath in, where that feels natural."),
            PAUSE_SECONDS,
        ),
    ] = 0.0
    voice_on: Annotated[
        bool,
        Setting(Group.VOICE, N_("Speak"), N_("Without the voice, chimes and large words lead you.")),
    ] = True
    screen_reader: Annotated[
        bool,
        Setting(
            Group.VOICE,
            N_("Leave the speaking to my screen reader"),
            N_("It is handed every line at its time, and only the chimes come from here."),
        ),
    ] = False
    voice: Annotated[
        str | None,
        Setting(
            Group.VOICE,
            N_("Voice"),
            N_("One of the voices on this computer. A natural one is the easiest to follow."),
            unset=N_("Automatic"),
        ),
    ] = None
    rate: Annotated[
        int,
        Setting(
            Group.VOICE,
            N_("Speed"),
            N_("From calm to brisk, in words a minute."),
            RATE,
        ),
    ] = 125
    volume: Annotated[
        int,
        Setting(Group.VOICE, N_("Voice volume"), N_("How loud the voice is."), _VOLUME),
    ] = 90
    detail: Annotated[
        Detail,
        Setting(
            Group.VOICE,
            N_("How much is said"),
            N_("Whole sentences while a stretch is new, short ones later, or little more than the counting."),
            choices=(
                (Detail.FULL, N_("Whole sentences")),
                (Detail.BRIEF, N_("Short")),
                (Detail.COUNT, N_("Only the counting")),
            ),
        ),
    ] = Detail.FULL
    halfway: Annotated[
        bool,
        Setting(Group.VOICE, N_("Say when half a hold is over"), N_("In holds of 40 seconds and more.")),
    ] = True
    time_left_seconds: Annotated[
        int,
        Setting(
            Group.VOICE,
            N_("Say the time left every"),
            N_("In long holds. With 0, only the last seconds are counted."),
            Range(0, 120, 15, "s"),
        ),
    ] = 60
    last_seconds: Annotated[
        LastSeconds,
        Setting(
            Group.VOICE,
            N_("Last three seconds"),
            N_("How the end of a hold is counted down."),
            choices=(
                (LastSeconds.OFF, N_("Not at all")),
                (LastSeconds.TICKS, N_("With ticks")),
                (LastSeconds.WORDS, N_("In words")),
            ),
        ),
    ] = LastSeconds.OFF
    quiet_hold: Annotated[
        bool,
        Setting(
            Group.VOICE,
            N_("Quiet holds"),
            N_("Nothing is said between the beginning of a hold and its last breath."),
        ),
    ] = False
    chimes_volume: Annotated[
        int,
        Setting(Group.SOUND, N_("Chime volume"), N_("How loud the chimes are that mark a hold."), _VOLUME),
    ] = 90
    breath_sound: Annotated[
        BreathSoundKind,
        Setting(
            Group.SOUND,
            N_("Breath sound"),
            N_("It swells as you breathe in and falls away as you breathe out, so that your eyes can stay closed."),
            choices=(
                (BreathSoundKind.OFF, N_("Off")),
                (BreathSoundKind.TONE, N_("Tone")),
                (BreathSoundKind.AIR, N_("Air")),
            ),
        ),
    ] = BreathSoundKind.OFF
    breath_volume: Annotated[
        int,
        Setting(Group.SOUND, N_("Breath volume"), N_("How loud the sound of the breath is."), _VOLUME),
    ] = 60
    background: Annotated[
        str,
        Setting(
            Group.SOUND,
            N_("Background"),
            N_("What plays quietly behind the voice: one of ours, or a file, folder or playlist of yours."),
        ),
    ] = NO_BACKGROUND
    background_volume: Annotated[
        int,
        Setting(
            Group.SOUND, N_("Background volume"), N_("How loud the background is. It sinks under the voice."), _VOLUME
        ),
    ] = 60
    shuffle: Annotated[
        bool,
        Setting(Group.SOUND, N_("Shuffle"), N_("The tracks of a folder or playlist come in another order each time.")),
    ] = False
    lead_in: Annotated[
        bool,
        Setting(
            Group.SOUND,
            N_("Tone before the first word"),
            N_("It wakes loudspeakers that sleep, as many with Bluetooth do, so that no word is lost."),
        ),
    ] = False
    pause_others: Annotated[
        PauseOthers,
        Setting(
            Group.SOUND,
            N_("Other players"),
            N_("What happens to music and videos while you stretch. Afterwards they are as they were."),
            choices=(
                (PauseOthers.OFF, N_("Leave them alone")),
                (PauseOthers.DUCK, N_("Turn them down")),
                (PauseOthers.PAUSE, N_("Pause them")),
            ),
        ),
    ] = PauseOthers.OFF
    theme: Annotated[
        Theme,
        Setting(
            Group.WINDOW,
            N_("Colours"),
            N_("Light, dark, high contrast, or as your desktop has it."),
            choices=(
                (Theme.SYSTEM, N_("As the desktop")),
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
            N_("How large lists, pages and settings are written. A session's words grow with the window."),
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
            N_("Movement"),
            N_("With little of it, the circle fills instead of growing, and the figure goes from pose to pose."),
            choices=(
                (Motion.SYSTEM, N_("As the desktop")),
                (Motion.FULL, N_("All of it")),
                (Motion.REDUCED, N_("As little as can be")),
            ),
        ),
    ] = Motion.SYSTEM

    def __post_init__(self) -> None:
        for name, setting in SETTINGS.items():
            value = getattr(self, name)
            if setting.within is not None and value is not None:
                setting.within.check(_(setting.label), value)
            allowed = [choice for choice, _label in setting.choices]
            if allowed and value not in allowed:
                raise OutOfRangeError(
                    _("{name} is {value}; it can be {choices}").format(
                        name=_(setting.label), value=value, choices=", ".join(allowed)
                    )
                )

    @property
    def breath(self) -> Breath:
        """The pace of the breath."""
        return Breath(self.inhale_seconds, self.exhale_seconds, self.pause_seconds)


def _declared() -> dict[str, Setting]:
    hints = get_type_hints(Preferences, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


SETTINGS: Mapping[str, Setting] = MappingProxyType(_declared())
"""Every field of Preferences with what it is, in the order of the dialog."""
