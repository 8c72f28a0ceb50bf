"""The sound of one session: its lines and chimes when they are due, its breath and its background."""

import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from stretchcoach.audio.bundled_sounds import chime_path
from stretchcoach.audio.buses import Bus
from stretchcoach.audio.live_mix import LiveMix
from stretchcoach.audio.output import Output
from stretchcoach.audio.samples import Mono, read_mono
from stretchcoach.audio.source import Source
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.session.timeline import Chime, Cue, Timeline

LinePath = Callable[[Cue], "Path | None"]
"""Finds the sound file of a line. Returns None if the line has not been rendered."""


class SessionSound:
    """Plays the lines and chimes of a session into a mix. Without `line_path` it plays only chimes.

    No method waits for a disk or a device. There is one session at a time, so a new one stops the sounds of the last.
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
        self._pending: set[_PendingSound] = set()
        """Sounds that are neither in the mix nor dropped."""
        self._changing = threading.Lock()
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="lines")
        self.is_speaking = True
        """Whether it plays lines as well as chimes."""
        mix.stop()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps the sound from being heard at the moment."""
        if self._output.is_open:
            return ()
        what = _("There is no sound because no loudspeaker was found.")
        return (
            Notice(what, _("You can read every line on the screen. Connect a loudspeaker, and the voice joins in.")),
        )

    def set_gains(self, gains: Mapping[Bus, float]) -> None:
        """Change the gains, from 0 to 1."""
        self._mix.set_gains(gains)

    def set_source(self, bus: Bus, source: Source | None) -> None:
        """Replace the source of the breath or the background."""
        self._mix.set_source(bus, source)

    def play_line(self, cue: Cue, after: float) -> None:
        """Say a line, `after` seconds from now."""
        find = self._line_path
        if find is not None and self.is_speaking:
            self._play(_PendingSound(self._clock() + after, lambda: find(cue), Bus.VOICE))

    def play_chime(self, chime: Chime, after: float) -> None:
        """Play a chime, `after` seconds from now."""
        self._play(_PendingSound(self._clock() + after, lambda: chime_path(chime), Bus.CHIMES))

    def stop(self) -> None:
        """Fall silent at once, and drop everything that has not begun."""
        with self._changing:
            self._pending.clear()
            self._mix.stop()

    def drop_queued(self, after: float) -> None:
        """Drop the lines and chimes that are due `after` seconds from now or later."""
        at = self._clock() + after
        with self._changing:
            self._pending = {sound for sound in self._pending if sound.at < at}
            self._mix.drop_from(at)

    def follow(self, timeline: Timeline, position: float, *, is_running: bool) -> None:
        """Take note of where the session is now, for the breath and the background."""
        self._mix.follow(timeline, position, self._speed, is_running=is_running)

    def close(self) -> None:
        """Fall silent for good."""
        self.stop()
        self._mix.unfollow()
        self.release()

    def release(self) -> None:
        """Play nothing new. Sounds that have begun continue to their end."""
        self._loader.shutdown(wait=False, cancel_futures=True)

    def _play(self, sound: "_PendingSound") -> None:
        """Let a thread that may wait for the disk load a sound and put it into the mix."""
        with self._changing:
            self._pending.add(sound)
        self._loader.submit(self._load, sound)

    def _load(self, sound: "_PendingSound") -> None:
        try:
            path = sound.find()
            samples: Mono | None = None if path is None else read_mono(path)
            with self._changing:
                if samples is not None and sound in self._pending:
                    self._mix.play(samples, sound.at, sound.bus)
        except Exception:  # noqa: BLE001 - an executor would swallow it
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
        finally:
            with self._changing:
                self._pending.discard(sound)


@dataclass(frozen=True, eq=False)
class _PendingSound:
    """A sound that has not been read from the disk yet."""

    at: float
    """The time of the clock at which it is due, in seconds."""
    find: Callable[[], Path | None]
    bus: Bus
