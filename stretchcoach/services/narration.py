"""The narration of a session: its lines in the chosen voice, or in the next voice if that engine fails.

`Narration.notices` says why a line was not spoken.
"""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.session.coach import Revision
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import Cue, Timeline
from stretchcoach.speech.catalogue import VoiceId
from stretchcoach.speech.lines import SpokenLines

T = TypeVar("T")

_FIRST_SECONDS = 12.0
"""The part of a session whose lines are rendered before it begins. The others are rendered while it runs."""
_ROUNDS = 4
"""How often to plan again: measured lengths may lead to other wordings, which must be measured too."""
_WANTED_SECONDS = 0.25
"""How long `render_wanted` waits for a line."""
_PUBLISH_SECONDS = 4.0
"""How often the session learns of new lengths while a slow engine renders."""


class Narration:
    """The lines of one session, in the first of `voices` whose engine can speak.

    `pace` is the number of seconds of the session that pass in a second of speech. Some methods wait for an engine, and
    say so; all others return at once. All may be called from any thread.
    """

    def __init__(self, voices: Sequence[SpokenLines], *, pace: float = 1.0) -> None:
        self._voices = {str(lines.voice): lines for lines in voices}
        self._waiting = list(voices)
        self._lines = self._waiting.pop(0)
        self._failed: list[SpokenLines] = []
        self._pace = pace
        self._changes = 0
        self._last_requested = ""
        """The line whose sound was requested last."""
        self._texts: list[str] = []
        """The lines of the session as it was planned first."""
        self._wanted: queue.SimpleQueue[str] = queue.SimpleQueue()
        """Lines whose length was requested before they were rendered."""
        self._tried: set[tuple[VoiceId, str]] = set()
        """Lines that have been wanted before. A line that failed is not tried again and again."""

    @property
    def revision(self) -> Revision:
        """Changes when the lengths of lines become known, or another voice takes over."""
        return Revision(self._changes, str(self._lines.voice))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps lines from being spoken as the person wants."""
        lines, failed = self._lines, self._failed
        if lines.failure and not self._waiting:
            what = _("There is no voice because the speech engine can't start ({why}).").format(why=lines.failure)
            remedy = _("Chimes and the words on the screen lead you. Choose another voice, or install espeak-ng.")
            return (Notice(what, remedy),)
        notices = []
        if failed:
            what = _("The voice {voice} can't speak ({why}), so {other} takes over.").format(
                voice=voice_name(failed[0].voice), why=failed[0].failure, other=voice_name(lines.voice)
            )
            notices.append(Notice(what, _("Choose another voice in Settings, or reinstall Stretch Coach.")))
        if lines.line_failures:
            what = _("Some lines couldn't be spoken ({why}).").format(why=lines.line_failures[-1])
            notices.append(Notice(what, _("You can read them on the screen. Another voice in Settings may help.")))
        return tuple(notices)

    def known_seconds(self, text: str) -> float:
        """Return how long a line takes, in seconds. A new line is estimated, and rendered by `render_wanted`."""
        lines = self._lines
        if not lines.is_known(text) and (lines.voice, text) not in self._tried:
            self._tried.add((lines.voice, text))
            self._wanted.put(text)
        return lines.known_seconds(text) * self._pace

    def seconds(self, text: str) -> float:
        """Return how long a line takes, in seconds. Waits until a new line is rendered."""
        seconds = self._lines.seconds(text)
        if self._lines.failure and self._fall_back():
            return self.seconds(text)
        return seconds * self._pace

    def path(self, cue: Cue) -> Path | None:
        """Return the sound file of a line; None if it has not been rendered."""
        self._last_requested = cue.text
        lines = self._lines if cue.voice is None else self._voices.get(cue.voice, self._lines)
        return lines.path(cue.text)

    def compile(self, make: Callable[[SpokenSeconds], T]) -> T:
        """Return what `make` makes of measured lengths, all of one voice. Waits until new lines are rendered."""
        while True:
            lines = self._lines
            made = make(self.seconds)
            if self._lines is lines:
                return made

    def begin(self, make: Callable[[SpokenSeconds], Session]) -> Session:
        """Return the session that `make` makes. Waits until the lines of its beginning are rendered."""
        session = make(self.known_seconds)
        for _round in range(_ROUNDS):
            texts = _first_texts(session)
            if all(map(self._lines.is_known, texts)):
                break
            for text in texts:
                self.seconds(text)
            session = make(self.known_seconds)
        return session

    def prefetch(
        self, timeline: Timeline, extras: Callable[[SpokenSeconds], None], ending: threading.Event, wait_seconds: float
    ) -> None:
        """Render the lines that a session needs, wait, and render those it may need. Stops when `ending` is set."""
        texts = self._texts = list(dict.fromkeys(cue.text for cue in timeline.cues))
        if not self._render(texts, ending) or ending.wait(wait_seconds):
            return

        def seconds(text: str) -> float:
            if ending.is_set():
                return self.known_seconds(text)
            seconds = self._lines.seconds(text)
            if self._lines.failure:
                self._render(texts, ending)
            return seconds * self._pace

        extras(seconds)

    def render_wanted(self, ending: threading.Event) -> None:
        """Wait a moment for a line that a press or a new plan needs, and render it.

        The session then plans with its length, which may lead to other lines.
        """
        try:
            wanted = self._wanted.get(timeout=_WANTED_SECONDS)
        except queue.Empty:
            return
        if not self._lines.is_known(wanted):
            self._render([*self._texts, wanted], ending)

    def _render(self, texts: Sequence[str], ending: threading.Event) -> bool:
        """Render lines, the next ones first, and change to the next voice if needed. Return whether all are done."""
        lines = self._lines
        if lines.failure and self._waiting:
            lines = self._waiting[0]
        begun, is_new = time.monotonic(), lines is not self._lines
        last = self._last_requested
        at = texts.index(last) if last in texts else 0
        for text in (*texts[at:], *texts[:at]):
            if ending.is_set():
                return False
            if lines.is_known(text):
                continue
            lines.seconds(text)
            if lines.failure:
                if lines is not self._lines:
                    self._fall_back()
                return self._render(texts, ending) if self._waiting else True
            is_new = True
            if lines is self._lines and time.monotonic() - begun > _PUBLISH_SECONDS:
                begun = time.monotonic()
                self._changes += 1
        if lines is not self._lines:
            self._fall_back()
        elif is_new:
            self._changes += 1
        return True

    def _fall_back(self) -> bool:
        """Switch to the next voice. Return whether there is one."""
        if not self._waiting:
            return False
        self._failed.append(self._lines)
        self._lines = self._waiting.pop(0)
        self._changes += 1
        return True


def voice_name(voice: VoiceId) -> str:
    """Return the name of a voice for a person."""
    if not voice.voice:
        return _("your system's own")
    return voice.voice.capitalize() if voice.engine == "natural" else voice.voice


def _first_texts(session: Session) -> list[str]:
    """Return the lines of a session's current segment, and of the seconds after its position."""
    timeline = session.timeline
    until = max(timeline.segments[session.index].end, session.position + _FIRST_SECONDS)
    last = timeline.index_at(until - 1e-6)
    return [cue.text for cue in timeline.cues if session.index <= cue.segment <= last and cue.at < until]
