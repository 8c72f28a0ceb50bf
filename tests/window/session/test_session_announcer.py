"""What a screen reader announces during a session."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stretchcoach.domain.side import Side
from stretchcoach.messages import Notice
from stretchcoach.routine.library import Library
from stretchcoach.session.moment import Moment
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.choices import Detail
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.session import session_announcer
from stretchcoach.window.session.session_announcer import SessionAnnouncer
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.widgets import screen_reader
from tests.window.led import Led

Told = list[tuple[str, bool]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Collect the announcements to an active screen reader, and whether each interrupts it."""
    heard: Told = []

    def note(_source: QWidget, text: str, *, at_once: bool = False) -> None:
        if text:
            heard.append((text, at_once))

    for module in (screen_reader, session_announcer):
        monkeypatch.setattr(module, "announce", note)
    QAccessible.setActive(True)
    yield heard
    QAccessible.setActive(False)


def led_by(library: Library, detail: Detail = Detail.FULL) -> Led:
    led = Led(library.routines["seated-hamstring"], Preferences(detail=detail))
    led.coach.start()
    return led


def following(qtbot: QtBot, *, at_once: bool = False) -> SessionAnnouncer:
    page = QWidget()
    qtbot.addWidget(page)
    return SessionAnnouncer(page, at_once=at_once)


def wordless(moment: Moment) -> Moment:
    """Return the same moment without any spoken line."""
    return replace(moment, timeline=replace(moment.timeline, cues=()), line="")


@pytest.mark.parametrize("detail", Detail)
def test_every_line_is_announced_once_and_in_order(qtbot: QtBot, library: Library, told: Told, detail: Detail) -> None:
    led, announcer_of = led_by(library, detail), following(qtbot)
    position = 0.0
    while position < led.timeline.seconds:
        announcer_of.follow(led.turn_to(position))
        position += 0.25
    assert [text for text, _at_once in told] == [cue.text for cue in led.timeline.cues]


@pytest.mark.parametrize("at_once", [False, True])
def test_a_line_interrupts_the_screen_reader_that_speaks_for_us(
    qtbot: QtBot, library: Library, told: Told, at_once: bool
) -> None:
    led = led_by(library)
    following(qtbot, at_once=at_once).follow(led.turn_to(led.timeline.cues[0].at + 0.1))
    assert told == [(led.timeline.cues[0].text, at_once)]


def test_a_line_is_announced_again_after_going_back(qtbot: QtBot, library: Library, told: Told) -> None:
    led, announcer_of = led_by(library), following(qtbot)
    first = next(
        cue for cue in led.timeline.cues if cue.segment == led.timeline.segments.index(led.segment(SegmentKind.HOLD))
    )
    announcer_of.follow(led.turn_to(first.at + 0.1))
    led.coach.back()
    announcer_of.follow(led.moment)
    announcer_of.follow(led.turn_to(first.at + 0.1))
    assert [text for text, _at_once in told] == [first.text, first.text]


def test_a_pause_and_its_end_are_announced_once(qtbot: QtBot, library: Library, told: Told) -> None:
    led, announcer_of = led_by(library), following(qtbot)
    for press in (led.coach.pause, led.coach.resume):
        press()
        for _look in range(3):
            announcer_of.follow(wordless(led.moment))
    assert [text for text, _at_once in told] == ["Paused.", "Resumed."]


def test_a_side_that_no_line_names_is_announced(qtbot: QtBot, library: Library, told: Told) -> None:
    led, announcer_of = led_by(library), following(qtbot)
    for side in (Side.LEFT, Side.RIGHT):
        for kind in (SegmentKind.SET_UP, SegmentKind.HOLD):
            announcer_of.follow(wordless(led.turn_to(led.segment(kind, side).start + 0.1)))
    assert [text for text, _at_once in told] == ["Left.", "Right."]


def test_without_a_screen_reader_nothing_is_announced(qtbot: QtBot, library: Library, told: Told) -> None:
    QAccessible.setActive(False)
    led = led_by(library)
    following(qtbot).follow(led.turn_to(led.timeline.cues[0].at + 0.1))
    assert told == []


def test_a_notice_is_announced_when_it_shows(window: MainWindow, told: Told) -> None:
    one, other = Notice("The first thing."), Notice("The second thing.")
    window.notice_bar.tell([one])
    window.notice_bar.tell([one, other])
    assert [text for text, _at_once in told] == ["The first thing.", "The first thing.  (1 more)"]


def test_the_session_page_follows_the_screen_reader_setting(window: MainWindow, library: Library, told: Told) -> None:
    window._app.preferences.change(Preferences(screen_reader=True))
    led = Led(library.routines["seated-hamstring"])
    window.session_flow.begin(led.live_session)
    led.turn_to(led.timeline.cues[0].at + 0.1)
    window.session._tick()
    assert told == [(led.timeline.cues[0].text, True)]
