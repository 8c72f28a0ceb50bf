"""The sound of one session: lines and chimes when they are due, its breath and its background."""

import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from stretchcoach.audio.live_mix import LiveMix
from stretchcoach.audio.mixer import Bus, Source
from stretchcoach.audio.output import Output
from stretchcoach.audio.samples import Mono, read_mono
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.resources import ASSETS
from stretchcoach.session.timeline import Chime, Cue, Timeline

LinePath = Callable[[Cue], "Path | None"]
"""Finds the sound file of a line; None if it was not rendered."""


def chime_path(chime: Chime) -> Path:
    """Return the sound file of a chime."""
    return ASSETS / "sounds" / f"{chime}.flac"


class SessionSound:
    """Speaks and rings into a mix; without `line_path` it only rings. No method waits.

    There is one at a time: what another one was saying ends.
    """

    def __init__(
        self,
        line_path: LinePath | None,
        mix: LiveMix,
        output: Output,
        clock: Callable[[], float],
        speed: float = 1.0,
    ) -> None:
        self._line_path = line_path
        self._mix = mix
        self._output = output
        self._clock = clock
        self._speed = speed
        self._loading: set[_Load] = set()
        self._changing = threading.Lock()
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="lines")
        self.is_speaking = True
        """Whether it speaks, or only rings."""
        mix.stop()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps the sound from being heard, now."""
        if self._output.is_open:
            return ()
        what = _("There is no sound: no loudspeaker can be opened.")
        return (Notice(what, _("The words are shown. Switch on a loudspeaker, and the voice joins in.")),)

    def set_gains(self, gains: Mapping[Bus, float]) -> None:
        """Be as loud as this from now on; each gain is from 0 to 1."""
        self._mix.set_gains(gains)

    def set_source(self, bus: Bus, source: Source | None) -> None:
        """Use another breath or background from now on."""
        self._mix.set_source(bus, source)

    def play_line(self, cue: Cue, after: float) -> None:
        """Say a line, `after` seconds from now."""
        find = self._line_path
        if find is not None and self.is_speaking:
            self._play(_Load(self._clock() + after, lambda: find(cue), Bus.VOICE))

    def play_chime(self, chime: Chime, after: float) -> None:
        """Play a chime, `after` seconds from now."""
        self._play(_Load(self._clock() + after, lambda: chime_path(chime), Bus.CHIMES))

    def stop(self) -> None:
        """Fall silent at once and drop what was to come."""
        with self._changing:
            self._loading.clear()
            self._mix.stop()

    def drop_queued(self, after: float) -> None:
        """Drop what is due `after` seconds from now or later, but play the rest."""
        at = self._clock() + after
        with self._changing:
            self._loading = {load for load in self._loading if load.at < at}
            self._mix.drop_from(at)

    def follow(self, timeline: Timeline, position: float, *, is_running: bool) -> None:
        """Take note of where the session is, for the breath and the background."""
        self._mix.follow(timeline, position, self._speed, is_running=is_running)

    def close(self) -> None:
        """Fall silent for good, without waiting for a disk."""
        self.stop()
        self._mix.unfollow()
        self.release()

    def release(self) -> None:
        """Play no more; what is being heard goes on."""
        self._loader.shutdown(wait=False, cancel_futures=True)

    def _play(self, load: "_Load") -> None:
        """Have a sound read and put into the mix by a thread that may wait for the disk."""
        with self._changing:
            self._loading.add(load)
        self._loader.submit(self._load, load)

    def _load(self, load: "_Load") -> None:
        try:
            path = load.find()
            samples: Mono | None = None if path is None else read_mono(path)
            with self._changing:
                if samples is not None and load in self._loading:
                    self._mix.play(samples, load.at, load.bus)
        except Exception:  # noqa: BLE001 - an executor would keep it to itself
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
        finally:
            with self._changing:
                self._loading.discard(load)


@dataclass(frozen=True, eq=False)
class _Load:
    """A sound that is still to be read from the disk; it is due when the clock says `at`."""

    at: float
    find: Callable[[], Path | None]
    bus: Bus
