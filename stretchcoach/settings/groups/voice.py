"""Who speaks, how, and how much."""

from dataclasses import dataclass
from typing import Annotated

from stretchcoach.domain.ranges import RATE, Range
from stretchcoach.i18n import N_
from stretchcoach.settings.choices import Detail, LastSeconds
from stretchcoach.settings.codecs import ChoiceCodec, OptionalTextCodec, TruthCodec, WholeNumberCodec
from stretchcoach.settings.setting import VOLUME, EditorKind, Group, Setting


@dataclass(frozen=True)
class VoicePreferences:
    """The settings of the page "Voice"."""

    voice_on: Annotated[
        bool,
        Setting(
            Group.VOICE,
            N_("Speak"),
            N_("When this is off, chimes and large words guide you."),
            TruthCodec(),
            EditorKind.SWITCH,
        ),
    ] = True
    screen_reader: Annotated[
        bool,
        Setting(
            Group.VOICE,
            N_("Speak through my screen reader"),
            N_("Your screen reader says every line, and Stretch Coach plays only the chimes."),
            TruthCodec(),
            EditorKind.SWITCH,
        ),
    ] = False
    voice: Annotated[
        str | None,
        Setting(
            Group.VOICE,
            N_("Voice"),
            N_("One of the voices on this computer. Natural voices are the easiest to follow."),
            OptionalTextCodec(),
            EditorKind.VOICE,
            unset=N_("Automatic"),
        ),
    ] = None
    rate: Annotated[
        int,
        Setting(
            Group.VOICE,
            N_("Speed"),
            N_("From calm to brisk, in words a minute."),
            WholeNumberCodec(),
            EditorKind.SLIDER,
            RATE,
        ),
    ] = 125
    volume: Annotated[
        int,
        Setting(
            Group.VOICE,
            N_("Voice volume"),
            N_("How loud the voice is."),
            WholeNumberCodec(),
            EditorKind.SLIDER,
            VOLUME,
            slider_unit=VOLUME.unit,
        ),
    ] = 90
    detail: Annotated[
        Detail,
        Setting(
            Group.VOICE,
            N_("How much the voice says"),
            N_("Whole sentences while a stretch is new, short ones later, or little more than the counting."),
            ChoiceCodec(Detail),
            EditorKind.CHOICE,
            choices=(
                (Detail.FULL, N_("Whole sentences")),
                (Detail.BRIEF, N_("Short sentences")),
                (Detail.COUNT, N_("Only the counting")),
            ),
        ),
    ] = Detail.FULL
    halfway: Annotated[
        bool,
        Setting(
            Group.VOICE,
            N_("Announce halfway"),
            N_("In holds of 40 seconds or longer."),
            TruthCodec(),
            EditorKind.SWITCH,
        ),
    ] = True
    time_left_seconds: Annotated[
        int,
        Setting(
            Group.VOICE,
            N_("Announce the time left every"),
            N_("In long holds. At 0, only the last seconds are counted."),
            WholeNumberCodec(),
            EditorKind.WHOLE_NUMBER,
            Range(0, 120, 15, "s"),
        ),
    ] = 60
    last_seconds: Annotated[
        LastSeconds,
        Setting(
            Group.VOICE,
            N_("Last three seconds"),
            N_("How the end of a hold is counted down."),
            ChoiceCodec(LastSeconds),
            EditorKind.CHOICE,
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
            N_("The voice says nothing between the start of a hold and its last breath."),
            TruthCodec(),
            EditorKind.SWITCH,
        ),
    ] = False
