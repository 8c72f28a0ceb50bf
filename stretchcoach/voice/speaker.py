"""The voice of a session: it puts lines and chimes into the stream when they are due."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from stretchcoach.bundled import ASSETS
from stretchcoach.language import _
from stretchcoach.notice import Notice
from stretchcoach.session.timeline import Chime
from stretchcoach.voice.lines import Lines, decode
from stretchcoach.voice.loudspeaker import Loudspeaker
from stretchcoach.voice.mixer import Mixer, Samples

_REHEARSE_AFTER_SECONDS = 3.0


class Speaker:
    """Speaks and rings at `volume` from 0 to 1; without `lines` it only rings. No method of a session waits."""

    def __init__(
        self,
        lines: Lines | None,
        volume: float,
        mixer: Mixer,
        loudspeaker: Loudspeaker,
        clock: Callable[[], float],
    ) -> None:
        self._lines = lines
        self._volume = np.float32(volume)
        self._mixer = mixer
        self._loudspeaker = loudspeaker
        self._clock = clock
        self._turn = 0
        self._turning = threading.Lock()
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="lines")
        self._closing = threading.Event()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps the voice from being heard, now."""
        of_lines = self._lines.notices if self._lines is not None else ()
        if self._loudspeaker.is_open:
            return of_lines
        no_sound = Notice(
            _("There is no sound: no loudspeaker can be opened."),
            _("The words are shown. Switch on a loudspeaker, and the voice joins in."),
        )
        return (*of_lines, no_sound)

    def rehearse(self, rehearsal: Callable[[Callable[[str], float]], None]) -> None:
        """Speak what may be wanted later, once the session is under way; `rehearsal` asks for the lengths of lines."""
        if self._lines is not None:
            rehearsing = (rehearsal, self._lines)
            threading.Thread(target=self._rehearse, args=rehearsing, name="rehearsal", daemon=True).start()

    def say(self, text: str, after: float) -> None:
        """Say a line, `after` seconds from now."""
        if self._lines is not None:
            lines = self._lines
            self._play_at(self._clock() + after, lambda: lines.samples(text))

    def ring(self, chime: Chime, after: float) -> None:
        """Sound a chime, `after` seconds from now."""
        self._play_at(self._clock() + after, lambda: decode(ASSETS / "sounds" / f"{chime}.flac"))

    def hush(self) -> None:
        """Fall silent at once and forget what was to come."""
        with self._turning:
            self._turn += 1
            self._mixer.hush()

    def unsay(self) -> None:
        """Forget what was to come, but finish what is being said."""
        with self._turning:
            self._turn += 1
            self._mixer.forget_coming()

    def close(self) -> None:
        """Fall silent for good, and wait for no disk."""
        self.hush()
        self._closing.set()
        self._loader.shutdown(wait=False, cancel_futures=True)

    def _rehearse(self, rehearsal: Callable[[Callable[[str], float]], None], lines: Lines) -> None:
        """Leave the first words of the session alone, and come to an end when the session does."""
        if self._closing.wait(_REHEARSE_AFTER_SECONDS):
            return

        def seconds(text: str) -> float:
            return lines.known_seconds(text) if self._closing.is_set() else lines.seconds(text)

        rehearsal(seconds)
        lines.rest()

    def _play_at(self, at: float, load: Callable[[], Samples | None]) -> None:
        """Have the sound read and put into the stream by a thread that may wait for the disk."""
        turn = self._turn

        def play() -> None:
            samples = load()
            with self._turning:
                if samples is not None and turn == self._turn:
                    self._mixer.play(samples * self._volume, at)

        self._loader.submit(play)
