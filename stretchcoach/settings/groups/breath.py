"""The pace of the breath."""

from dataclasses import dataclass
from typing import Annotated

from stretchcoach.domain.breath import Breath
from stretchcoach.domain.ranges import EXHALE_SECONDS, INHALE_SECONDS, PAUSE_SECONDS
from stretchcoach.i18n import N_
from stretchcoach.settings.codecs import NumberCodec
from stretchcoach.settings.setting import EditorKind, Group, Setting


@dataclass(frozen=True)
class BreathPreferences:
    """The settings of the page "Breath"."""

    inhale_seconds: Annotated[
        float,
        Setting(
            Group.BREATH,
            N_("Breathe in"),
            N_("How long you breathe in."),
            NumberCodec(),
            EditorKind.NUMBER,
            INHALE_SECONDS,
        ),
    ] = 4.5
    exhale_seconds: Annotated[
        float,
        Setting(
            Group.BREATH,
            N_("Breathe out"),
            N_("How long you breathe out. A little longer than you breathe in calms most people."),
            NumberCodec(),
            EditorKind.NUMBER,
            EXHALE_SECONDS,
        ),
    ] = 5.5
    pause_seconds: Annotated[
        float,
        Setting(
            Group.BREATH,
            N_("Pause after breathing out"),
            N_("A moment before the next breath in, if that feels natural."),
            NumberCodec(),
            EditorKind.NUMBER,
            PAUSE_SECONDS,
        ),
    ] = 0.0

    @property
    def breath(self) -> Breath:
        """The pace of the breath."""
        return Breath(self.inhale_seconds, self.exhale_seconds, self.pause_seconds)
