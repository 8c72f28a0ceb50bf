"""What plays beside the voice, and how loud."""

from dataclasses import dataclass
from typing import Annotated

from stretchcoach.i18n import N_
from stretchcoach.settings.choices import BreathSoundKind, PauseOthers
from stretchcoach.settings.codecs import ChoiceCodec, PathCodec, TruthCodec, WholeNumberCodec
from stretchcoach.settings.setting import VOLUME, EditorKind, Group, Setting
from stretchcoach.settings.sounds import NO_BACKGROUND


@dataclass(frozen=True)
class SoundPreferences:
    """The settings of the page "Sound"."""

    chimes_volume: Annotated[
        int,
        Setting(
            Group.SOUND,
            N_("Chime volume"),
            N_("How loud the chimes of a hold are."),
            WholeNumberCodec(),
            EditorKind.SLIDER,
            VOLUME,
            slider_unit=VOLUME.unit,
        ),
    ] = 90
    breath_sound: Annotated[
        BreathSoundKind,
        Setting(
            Group.SOUND,
            N_("Breath sound"),
            N_("Swells as you breathe in and fades as you breathe out, so you can keep your eyes closed."),
            ChoiceCodec(BreathSoundKind),
            EditorKind.CHOICE,
            choices=(
                (BreathSoundKind.OFF, N_("Off")),
                (BreathSoundKind.TONE, N_("Tone")),
                (BreathSoundKind.AIR, N_("Air")),
            ),
        ),
    ] = BreathSoundKind.OFF
    breath_volume: Annotated[
        int,
        Setting(
            Group.SOUND,
            N_("Breath volume"),
            N_("How loud the breath sound is."),
            WholeNumberCodec(),
            EditorKind.SLIDER,
            VOLUME,
            slider_unit=VOLUME.unit,
        ),
    ] = 60
    background: Annotated[
        str,
        Setting(
            Group.SOUND,
            N_("Background"),
            N_("Plays quietly behind the voice: one of our sounds, or your own file, folder or playlist."),
            PathCodec(),
            EditorKind.BACKGROUND,
        ),
    ] = NO_BACKGROUND
    background_volume: Annotated[
        int,
        Setting(
            Group.SOUND,
            N_("Background volume"),
            N_("How loud the background is. It gets quieter while the voice speaks."),
            WholeNumberCodec(),
            EditorKind.SLIDER,
            VOLUME,
            slider_unit=VOLUME.unit,
        ),
    ] = 60
    shuffle: Annotated[
        bool,
        Setting(
            Group.SOUND,
            N_("Shuffle"),
            N_("Plays the tracks of a folder or playlist in a different order each time."),
            TruthCodec(),
            EditorKind.SWITCH,
        ),
    ] = False
    lead_in: Annotated[
        bool,
        Setting(
            Group.SOUND,
            N_("Tone before the first word"),
            N_("Wakes speakers that go to sleep, as many Bluetooth speakers do, so that no word is lost."),
            TruthCodec(),
            EditorKind.SWITCH,
        ),
    ] = False
    pause_others: Annotated[
        PauseOthers,
        Setting(
            Group.SOUND,
            N_("Other players"),
            N_("What happens to music and videos while you stretch. Afterwards they go back to how they were."),
            ChoiceCodec(PauseOthers, former={True: PauseOthers.PAUSE, False: PauseOthers.OFF}),
            EditorKind.CHOICE,
            choices=(
                (PauseOthers.OFF, N_("Leave them alone")),
                (PauseOthers.DUCK, N_("Turn them down")),
                (PauseOthers.PAUSE, N_("Pause them")),
            ),
        ),
    ] = PauseOthers.OFF
