"""What is said in a session: in the chosen voice, and in the next one if its engine fails."""

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
from stretchcoach.speech.lines import Lines

T = TypeVar("T")

_FIRST_SECONDS = 12.0
"""The lines of so much of a session are rendered before it begins; the others while it runs."""
_ROUNDS = 4
"""Measured lines may need other wordings, which are measured in turn."""
_WANTED_SECONDS = 0.25
_PUBLISH_SECONDS = 4.0
"""With a slow engine, the session learns of new lengths as often as this."""


class Narration:
    """The lines of one session, in the first of `voices` whose engine can speak.

    `pace` is the number of seconds of the session in which a second of speech is heard. The methods that say so may
    wait for an engine; all others return at once, and any may be called from any thread.
    """

    def __init__(self, voices: Sequence[Lines], *, pace: float = 1.0) -> None:
        self._voices = {str(lines.voice): lines for lines in voices}
        self._waiting = list(voices)
        self._lines = self._waiting.pop(0)
        self._failed: list[Lines] = []
        self._pace = pace
        self._changes = 0
        self._asked = ""
        """The line that was asked for last."""
        self._texts: list[str] = []
        """The lines of the session as it began."""
        self._wanted: queue.SimpleQueue[str] = queue.SimpleQueue()
        """Lines whose length was asked for, and that were never rendered."""
        self._tried: set[tuple[VoiceId, str]] = set()
        """Lines that are wanted already, or were: one that is lost is not tried again and again."""

    @property
    def revision(self) -> Revision:
        """Changes when lines are known to take longer or shorter, or are spoken by another voice."""
        return Revision(self._changes, str(self._lines.voice))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps lines from being spoken as the person wanted."""
        lines, failed = self._lines, self._failed
        if lines.failure and not self._waiting:
            what = _("There is no voice: the speech engine can't be started ({why}).").format(why=lines.failure)
            return (Notice(what, _("Chimes and large words lead you. Another voice, or espeak-ng, would help.")),)
        notices = []
        if failed:
            what = _("The voice {voice} can't speak ({why}), so {other} does.").format(
                voice=voice_name(failed[0].voice), why=failed[0].failure, other=voice_name(lines.voice)
            )
            notices.append(Notice(what, _("Choose a voice in Settings, or install Stretch Coach again.")))
        if lines.lost:
            what = _("Some lines could not be spoken ({why}).").format(why=lines.lost[-1])
            notices.append(Notice(what, _("They are shown instead. Another voice in the settings may help.")))
        return tuple(notices)

    def known_seconds(self, text: str) -> float:
        """Return how long a line takes: an estimate if it was never rendered, which `prefetch` then does."""
        lines = self._lines
        if not lines.is_known(text) and (lines.voice, text) not in self._tried:
            self._tried.add((lines.voice, text))
            self._wanted.put(text)
        return lines.known_seconds(text) * self._pace

    def seconds(self, text: str) -> float:
        """Return how long a line takes. Waits for a new line."""
        seconds = self._lines.seconds(text)
        if self._lines.failure and self._use_next():
            return self.seconds(text)
        return seconds * self._pace

    def path(self, cue: Cue) -> Path | None:
        """Return the sound file of a line; None if it was not rendered."""
        self._asked = cue.text
        lines = self._lines if cue.voice is None else self._voices.get(cue.voice, self._lines)
        return lines.path(cue.text)

    def compile(self, make: Callable[[SpokenSeconds], T]) -> T:
        """Return what `make` makes of measured lengths, all in one voice. Waits for new lines."""
        while True:
            lines = self._lines
            made = make(self.seconds)
            if self._lines is lines:
                return made

    def begin(self, make: Callable[[SpokenSeconds], Session]) -> Session:
        """Return the session that `make` makes, as soon as the lines of its beginning are there. Waits for those."""
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
        """Render what a session still needs, then what it may come to need. Returns when `ending` is set."""
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
        """Render a line that a press or a new plan has brought. The session then plans with it, and may want others.

        Waits a moment for such a line.
        """
        try:
            wanted = self._wanted.get(timeout=_WANTED_SECONDS)
        except queue.Empty:
            return
        if not self._lines.is_known(wanted):
            self._render([*self._texts, wanted], ending)

    def _render(self, texts: Sequence[str], ending: threading.Event) -> bool:
        """Render lines, those that come next first; change to the next voice if need be. Say whether all are done."""
        lines = self._lines
        if lines.failure and self._waiting:
            lines = self._waiting[0]
        begun, is_new = time.monotonic(), lines is not self._lines
        asked = self._asked
        at = texts.index(asked) if asked in texts else 0
        for text in (*texts[at:], *texts[:at]):
            if ending.is_set():
                return False
            if lines.is_known(text):
                continue
            lines.seconds(text)
            if lines.failure:
                if lines is not self._lines:
                    self._use_next()
                return self._render(texts, ending) if self._waiting else True
            is_new = True
            if lines is self._lines and time.monotonic() - begun > _PUBLISH_SECONDS:
                begun = time.monotonic()
                self._changes += 1
        if lines is not self._lines:
            self._use_next()
        elif is_new:
            self._changes += 1
        return True

    def _use_next(self) -> bool:
        """Go over to the next voice; say whether there is one."""
        if not self._waiting:
            return False
        self._failed.append(self._lines)
        self._lines = self._waiting.pop(0)
        self._changes += 1
        return True


def voice_name(voice: VoiceId) -> str:
    """Return what a person calls a voice."""
    if not voice.voice:
        return _("your system's own")
    return voice.voice.capitalize() if voice.engine == "natural" else voice.voice


def _first_texts(session: Session) -> list[str]:
    """Return the lines of the segment that a session begins with, and of what comes in the seconds after."""
    timeline = session.timeline
    until = max(timeline.segments[session.index].end, session.position + _FIRST_SECONDS)
    last = timeline.index_at(until - 1e-6)
    return [cue.text for cue in timeline.cues if session.index <= cue.segment <= last and cue.at < until]
