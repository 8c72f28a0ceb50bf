"""How long stretches are held, and in which order and at which pace a session leads through them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.ranges import GOAL_DAYS, REPS, Range
from stretchcoach.domain.side import Side
from stretchcoach.i18n import N_
from stretchcoach.settings.codecs import ChoiceCodec, HoldCodec, HoldsCodec, NumberCodec, TruthCodec, WholeNumberCodec
from stretchcoach.settings.setting import EditorKind, Group, Setting

_AS_WRITTEN = N_("As the routine says")


@dataclass(frozen=True)
class StretchingPreferences:
    """The settings of the page "Stretching"."""

    hold: Annotated[
        Hold | None,
        Setting(
            Group.DOSE,
            N_("Hold length"),
            N_("One length for every hold, in seconds or in breaths."),
            HoldCodec(),
            EditorKind.HOLD,
            unset=_AS_WRITTEN,
        ),
    ] = None
    holds: Annotated[
        Mapping[str, Hold],
        Setting(
            Group.DOSE,
            N_("Hold length of one stretch"),
            N_("Replaces the length above for that stretch."),
            HoldsCodec(),
            EditorKind.HOLD_PER_STRETCH,
            unset=_AS_WRITTEN,
        ),
    ] = field(default_factory=lambda: MappingProxyType({}))
    reps: Annotated[
        int | None,
        Setting(
            Group.DOSE,
            N_("Warm-up reps"),
            N_("How many breaths in and out warm up a stretch before the hold. Three to five is usual."),
            WholeNumberCodec(),
            EditorKind.WHOLE_NUMBER,
            REPS,
            unset=_AS_WRITTEN,
        ),
    ] = None
    first_side: Annotated[
        Side,
        Setting(
            Group.DOSE,
            N_("First side"),
            N_("The side that every stretch starts on."),
            ChoiceCodec(Side),
            EditorKind.CHOICE,
            choices=((Side.LEFT, N_("Left")), (Side.RIGHT, N_("Right"))),
        ),
    ] = Side.LEFT
    change_seconds: Annotated[
        float,
        Setting(
            Group.DOSE,
            N_("Time to change sides"),
            N_("How long you have between one side and the other."),
            NumberCodec(),
            EditorKind.NUMBER,
            Range(3, 60, 1, "s"),
        ),
    ] = 8.0
    get_ready_seconds: Annotated[
        float,
        Setting(
            Group.DOSE,
            N_("Time to get ready"),
            N_("How long you have after Start to get to your mat."),
            NumberCodec(),
            EditorKind.NUMBER,
            Range(0, 30, 5, "s"),
        ),
    ] = 0.0
    wait_for_me: Annotated[
        bool,
        Setting(
            Group.DOSE,
            N_("Wait until I'm in place"),
            N_("Each set-up lasts until you press Space, or a button on your headset or presenter."),
            TruthCodec(),
            EditorKind.SWITCH,
        ),
    ] = False
    suggestions: Annotated[
        bool,
        Setting(
            Group.DOSE,
            N_("Suggest other lengths"),
            N_("Suggests a longer or shorter hold after some sessions. Nothing changes unless you agree."),
            TruthCodec(),
            EditorKind.SWITCH,
        ),
    ] = True
    goal_days: Annotated[
        int,
        Setting(
            Group.DOSE,
            N_("Days a week"),
            N_("How many days a week you would like to stretch. The journal shows how this week is going."),
            WholeNumberCodec(),
            EditorKind.WHOLE_NUMBER,
            GOAL_DAYS,
        ),
    ] = 3
