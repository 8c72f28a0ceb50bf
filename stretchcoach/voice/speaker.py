"""The voice of a session: it puts lines and chimes into the stream when they are due."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from stretchcoach.bundled import ASSETS
from stretchcoach.language import _
from stretchcoach.notice import Notice
from stretchcoach.session.timeline import Chime
from stretchcoach.voice.lines import Lines, decode
from stretchcoach.voice.loudspeaker import Loudspeaker
from stretchcoach.voice.mixer import Mixer, Samples

_REHEARSE_AFTER_SECONDS = 3.0


class Speaker:
    """Speaks and rings at `volume` from 0 to 1; without `lines` it only rings. No method of a session waits.

    There is one at a time: what another one was saying ends.
    """

    def __init__(
        self,
        lines: Lines | None,
        volume: float,
        mixer: Mixer,
        loudspeaker: Loudspeaker,
        clock: Callable[[], float],
    ) -> None:
        self._lines = lines
        self._mixer = mixer
        self._loudspeaker = loudspeaker
        self._clock = clock
        self._loading: set[_Wanted] = set()
        self._changing = threading.Lock()
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="lines")
        self._closing = threading.Event()
        self.is_speaking = True
        """Whether it speaks, or only rings."""
        mixer.hush()
        self.set_volume(volume)

    def set_volume(self, volume: float) -> None:
        """Speak and ring as loud as this from now on, from 0 to 1."""
        self._mixer.volume = volume

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
        if self._lines is not None and self.is_speaking:
            lines = self._lines
            self._play(_Wanted(self._clock() + after, lambda: lines.samples(text), is_line=True))

    def ring(self, chime: Chime, after: float) -> None:
        """Sound a chime, `after` seconds from now."""
        self._play(_Wanted(self._clock() + after, lambda: decode(ASSETS / "sounds" / f"{chime}.flac")))

    def hush(self) -> None:
        """Fall silent at once and forget what was to come."""
        with self._changing:
            self._loading.clear()
            self._mixer.hush()

    def unsay(self, after: float) -> None:
        """Forget what is due `after` seconds from now or later, but say the rest."""
        at = self._clock() + after
        with self._changing:
            self._loading = {wanted for wanted in self._loading if wanted.at < at}
            self._mixer.forget_from(at)

    def close(self) -> None:
        """Fall silent for good, and wait for no disk."""
        self.hush()
        self.release()

    def release(self) -> None:
        """Say no more; what is being heard goes on."""
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

    def _play(self, wanted: "_Wanted") -> None:
        """Have a sound read and put into the stream by a thread that may wait for the disk."""
        with self._changing:
            self._loading.add(wanted)
        self._loader.submit(self._load, wanted)

    def _load(self, wanted: "_Wanted") -> None:
        try:
            samples = wanted.load()
            with self._changing:
                if samples is not None and wanted in self._loading:
                    self._mixer.play(samples, wanted.at, is_line=wanted.is_line)
        except Exception:  # noqa: BLE001 - an executor would keep it to itself
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
        finally:
            with self._changing:
                self._loading.discard(wanted)


@dataclass(frozen=True, eq=False)
class _Wanted:
    """A sound that is still to be read from the disk; it is due when the clock says `at`."""

    at: float
    load: Callable[[], Samples | None]
    is_line: bool = False
