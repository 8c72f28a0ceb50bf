"""Walk through every page of the window on screens of many sizes, and print all layout faults as JSON.

It is a program of its own because Qt reads QT_SCALE_FACTOR and its screens at startup:
`python -m tests.window.walker FOLDER`, where FOLDER is empty. Its screens are those of SCREENS.
"""

import datetime as dt
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QThreadPool
from PySide6.QtWidgets import QAbstractSlider, QApplication, QComboBox, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from stretchcoach.diagnostics.crash_report import CrashReport
from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal.advice import Advice
from stretchcoach.messages import Notice
from stretchcoach.paths import UserFolders
from stretchcoach.progression.rule import Proposal, Reason
from stretchcoach.progression.sides import Uneven
from stretchcoach.resources import DATA
from stretchcoach.services.app_context import AppContext
from stretchcoach.session.session import State
from stretchcoach.session.timeline import Timeline
from stretchcoach.settings.choices import TextSize
from stretchcoach.settings.setting import Group
from stretchcoach.speech.engine import Voice
from stretchcoach.window.journal.undo_bar import Change
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.app import make_application
from stretchcoach.window.shell.crash_page import CrashPage
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.theme.palette import LIGHT
from stretchcoach.window.theme.style import apply_theme
from stretchcoach.window.welcome.sound_check import SoundCheck
from stretchcoach.window.welcome.welcome_page import WelcomePage
from stretchcoach.window.widgets.advice_presenter import AdvicePresenter
from stretchcoach.window.widgets.feeling_question import FeelingQuestion
from stretchcoach.window.widgets.setting_editors import SliderEditor
from tests.journal.past import stretched
from tests.soak import IS_SOAK
from tests.window.fitting import areas, faults
from tests.window.led import Led
from tests.window.waiting import wait_for

ALL_SCREENS = ((900, 600), (1366, 768), (1280, 800), (1920, 1080), (3840, 2160))
"""Width and height in physical pixels."""
SCREENS = ALL_SCREENS if IS_SOAK else (ALL_SCREENS[0], ALL_SCREENS[-1])
"""Texts are cut on the smallest screen, and parts come apart on the largest. Both are met at each scale."""
TEXT_SIZES = (TextSize.NORMAL, TextSize.LARGEST)
LOWEST_FOR_LARGEST = 400
"""The least screen height in pixels for the largest texts: a small screen at twice the scale has large texts anyway."""
LEAST = (560, 340)
"""The smallest size of the window, whatever the screen."""
_ROUTINE = "low-back-relief"
"""A routine with every kind of phase."""
_LONG_LINES = 3
"""How many of a session's longest lines are checked."""
_VOICES = tuple(
    Voice(f"system:{name}", name, "system", "en", natural=False)
    for name in ("English (Received Pronunciation)", "English (America, New York City)")
)
_NOTICE = Notice(
    "Your settings can't be kept: /home/somebody/.config/stretchcoach/settings.toml cannot be written (No space left "
    "on device).",
    "They hold until you close the program. Allow writing to that folder, or free some disk space.",
)
_NO_SOUND = Notice(
    "There is no sound: no loudspeaker can be opened.",
    "The words are shown. Switch on a loudspeaker, and the voice joins in.",
)


class Fault(NamedTuple):
    """A layout fault, with its page, the window's size and the text size."""

    page: str
    size: tuple[int, int]
    text_size: str
    fault: str


class SilentAppContext(AppContext):
    """An AppContext without sound, whose voices have long names."""

    def warm_up(self) -> None:
        """Load nothing."""

    def voices(self) -> tuple[Voice, ...]:
        return _VOICES

    def plan(self, *_routine_and_preferences: object) -> tuple[Timeline, tuple[Notice, ...]]:
        raise NotImplementedError


def write_long_words(data: Path) -> None:
    """Write a user's routine made of very long words."""
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    stretch = (DATA / "stretches" / "quads-standing.toml").read_text(encoding="utf-8")
    routine = (DATA / "routines" / "quads-standing.toml").read_text(encoding="utf-8")
    for kind, text, extra in (("stretches", stretch, ""), ("routines", routine, f'cautions = ["{word} {word}"]\n')):
        lines = [line for line in text.splitlines() if not line.startswith("cautions")]
        changed = [re.sub(r'^(title|summary|why|feel) = ".*"', rf'\1 = "{word}"', line) for line in lines]
        changed = [re.sub(r"^needs = .*", f'needs = ["{word}", "mat"]', line) for line in changed]
        own = "\n".join(changed).replace('"quads-standing"', '"long-words"')
        path = data / kind / "long-words.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(own.replace("format = 1\n", f"format = 1\n{extra}", 1), encoding="utf-8")


class Walk:
    """A walk through all pages on one screen at one text size."""

    def __init__(self, place: QRect, text_size: TextSize, folder: Path) -> None:
        folders = UserFolders(*(folder / name for name in ("config", "data", "cache", "log")))
        write_long_words(folders.data)
        self.app = SilentAppContext(folders)
        self.app.preferences.change(replace(self.app.preferences.current, text_size=text_size))
        self.text_size = text_size
        self.place = place
        self.size = place.size()
        self.window = MainWindow(self.app)
        self.pages: set[str] = set()
        self.faults: list[Fault] = []

    def go(self) -> None:
        """Visit every page."""
        window = self.window
        window._library_flow._prefetch.end()  # prefetch no speech
        window.pages.show_welcome()
        window.setGeometry(self.place)
        window.show()
        settle()
        window.setUpdatesEnabled(False)  # lay out without painting
        window.library.refresh()
        self.visit_welcome()
        self.visit_routines()
        self.visit_settings()
        self.visit_journal()
        self.visit_session()
        window.close()
        settle()

    def visit_welcome(self) -> None:
        page = self.window.pages.welcome
        assert isinstance(page, WelcomePage)
        for number, step in enumerate(page._steps):
            page._open(number)
            self.check(f"welcome {number + 1}")
            if isinstance(step, SoundCheck):
                step.test._tell(str(_NOTICE))
                step.voice.offer(_VOICES)
                step.voice.show_value(_VOICES[1].id)
                self.check("welcome with trouble")
        self.window.pages.end_welcome()

    def visit_routines(self) -> None:
        browse = self.window.library
        for routine in self.app.library.current.routines.values():
            browse.routine_list.choose(routine)
            self.check(f"routine {routine.id}")
        self.advise(self.window._library_flow._advice, browse.routine_page.advice_slots)
        self.check("routine with proposals")
        browse.routine_page.set_preparing(preparing=True)
        self.check("routine being prepared")
        browse.routine_page.set_preparing(preparing=False)
        for field in browse.routine_list.findChildren(QLineEdit):
            field.setText("nothing is called so")
            self.check("nothing found")
            field.clear()
        with self.told(_NOTICE):
            self.check("routine with a notice")

    def visit_settings(self) -> None:
        self.window.open_settings()
        dialog = self.window.findChild(SettingsDialog)
        assert isinstance(dialog, SettingsDialog)
        settle()
        dialog.setUpdatesEnabled(False)
        self.check_widget(dialog, "settings")
        for slider in (one for one in dialog.findChildren(QAbstractSlider) if isinstance(one.parent(), SliderEditor)):
            slider.setValue(slider.maximum())
        for box in dialog.findChildren(QComboBox):
            if box.property("role") == "unit":
                box.setCurrentIndex(2)
        for group in Group:
            dialog.show_group(group)
            self.check_widget(dialog, f"settings {group.value}")
        dialog.accept()
        settle()

    def visit_journal(self) -> None:
        window, page = self.window, self.window.pages.journal
        self.open_journal()
        self.check("journal, nothing yet")
        page.left.emit()
        self.stretch()
        self.open_journal()
        self.check("journal at a glance")
        page.overview.tables.click()
        self.check("journal with tables")
        page.overview.tables.click()
        page._tabs.setCurrentWidget(page.sessions)
        self.read()
        self.check("journal, a session")
        for question in page.sessions.detail.findChildren(FeelingQuestion):
            question._split_sides()
        page.undo_bar.push(Change("Deleted: Lying hamstring with a strap, Wed 30 Sep 2026.", page.undo_bar.undo))
        self.check("journal, after a change")
        page.left.emit()
        assert window.pages.currentWidget() is window.library

    def stretch(self) -> None:
        """Record sessions on several days that work many muscles."""
        with closing(self.app.journal.database.open()) as file:
            for ago, routine in ((200, "quads-standing"), (3, "seated-hamstring"), (0, _ROUTINE)):
                day = dt.datetime.now().astimezone().date() - dt.timedelta(days=ago)
                stretched(file, self.app.library.current.routines[routine], day, ease_at=10.0, felt=Feeling.TOO_MUCH)

    def open_journal(self) -> None:
        self.window.open_journal()
        self.read()

    def read(self) -> None:
        """Wait until the journal page has read everything."""
        for _again in range(3):
            wait_for(self.window.pages.journal._queue)
            settle()

    def visit_session(self) -> None:
        window = self.window
        led = Led(self.app.library.current.routines[_ROUTINE], self.app.preferences.current)
        window.session_flow.begin(led.live_session)
        firsts = {(one.kind, one.side): one.start + 0.1 for one in led.timeline.segments}
        longest = sorted(led.timeline.cues, key=lambda cue: -len(cue.text))[:_LONG_LINES]
        for position in sorted([*firsts.values(), *(cue.at + 0.01 for cue in longest)]):
            kind = led.turn_to(position).segment.kind
            for mat_mode in (False, True):
                window._set_mat_mode(mat_mode)
                window.session._tick()
                self.check(f"{'mat' if mat_mode else 'session'}: {kind.value}")
        with self.told(_NO_SOUND):
            self.check("mat with a notice")
            window._set_mat_mode(False)
            self.check("session with a notice")
        window.session.toggle_sound_panel()
        assert window.session._panel is not None
        self.check_widget(window.session._panel, "session with its sound")
        window.session.toggle_sound_panel()
        window.session.pause()
        self.check("session paused")
        self.visit_question()
        self.visit_crash()
        window.session.stop()
        self.check("finish")
        window.finish.show_end(replace(led.moment, state=State.FINISHED, practised_seconds=3600))
        self.check("finish at the end")
        card = window.finish.card
        assert window.session_flow._feedback is not None
        for question in card.questions.values():
            for answers in question.visible_answers:
                answers.answer(Feeling.TOO_MUCH)
            question._split_sides()
        settle()
        self.advise(window.session_flow._feedback._advice, card.slots)
        self.check("finish with answers and proposals")

    def visit_question(self) -> None:
        self.window.session_flow.ask_to_stop(self.window.session.stop)
        question = self.window.session_flow.question
        assert isinstance(question, QMessageBox)
        self.check_widget(question, "stop question")
        question.reject()

    def visit_crash(self) -> None:
        file = Path("/home/someone/.local/state/stretchcoach/log/crash-20260101T120000.000000Z.txt")
        for name, kept, waits in (("in a session", file, True), ("without a file", None, False)):
            page = CrashPage(CrashReport("", kept), session_waits=waits)
            self.window.pages.put_before(page)
            self.check(f"crash {name}")
            self.window.go_back_from(page)

    def advise(self, presenter: AdvicePresenter, slots: dict[str, QVBoxLayout]) -> None:
        """Show advice about every stretch."""
        proposal = Proposal(Hold(60, "s"), Hold(55, "s"), Reason.EASED_OFF, 2)
        unequal = Uneven(Side.RIGHT, 300.0, 400.0)
        settle()
        presenter._slots = slots
        presenter._show(tuple(Advice(one, one, proposal, unequal) for one in slots))

    @contextmanager
    def told(self, notice: Notice) -> Iterator[None]:
        """Show a long notice for a while, with another one waiting behind it."""
        notices = [notice, Notice("Another one.")]
        self.window.notice_bar.tell(notices)
        yield
        self.window.notice_bar.forget(notices)

    def check(self, page: str) -> None:
        """Check the window, scrolled from top to bottom."""
        self.check_widget(self.window, page)
        if self.window.size() != self.size:
            self.note(page, f"the window is as large as {self.window.size().toTuple()}")

    def check_widget(self, top: QWidget, page: str) -> None:
        settle()
        found = dict.fromkeys(faults(top))
        bars = [area.verticalScrollBar() for area in areas(top)]
        for share in (0.5, 1.0):
            for bar in bars:
                bar.setValue(round(share * bar.maximum()))
            if any(bar.maximum() for bar in bars):
                found |= dict.fromkeys(faults(top))
        for bar in bars:
            bar.setValue(0)
        if top.size().boundedTo(self.size) != top.size():
            self.note(page, f"{type(top).__name__} is larger than the screen: {top.size().toTuple()}")
        for fault in found:
            self.note(page, fault)
        self.pages.add(page)

    def note(self, page: str, fault: str) -> None:
        self.faults.append(Fault(page, (self.size.width(), self.size.height()), self.text_size.value, fault))


def settle() -> None:
    """Finish all background tasks, layouts and deferred deletions."""
    for _again in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def screens(scale: float) -> str:
    """Describe the screens for Qt's offscreen platform. Each is at least as large as the smallest window."""
    sizes = [[max(side, round(least * scale)) for side, least in zip(one, LEAST, strict=True)] for one in SCREENS]
    described = [
        {"name": f"{width} x {height}", "x": 5000 * place, "y": 0, "width": width, "height": height}
        | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for place, (width, height) in enumerate(sizes)
    ]
    return json.dumps({"windowFrameMargins": False, "screens": described})


def environment(scale: float, folder: Path) -> dict[str, str]:
    """Return the environment in which this program walks at a scale factor; `folder` keeps what Qt has to read."""
    described = folder / "screens.json"
    described.write_text(screens(scale), encoding="utf-8")
    return {**os.environ, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": f"offscreen:configfile={described}"}


def main(folder: Path) -> None:
    """Walk on every screen with texts of each size."""
    application = make_application()
    found: list[Fault] = []
    pages: set[str] = set()
    sizes: set[tuple[int, int]] = set()
    for text_size in TEXT_SIZES:
        apply_theme(application, LIGHT, text_size)
        for number, place in enumerate([screen.geometry() for screen in application.screens()]):
            if text_size is TextSize.LARGEST and place.height() < LOWEST_FOR_LARGEST:
                continue
            walk = Walk(place, text_size, folder / f"{text_size.value} {number}")
            walk.go()
            found += walk.faults
            pages |= walk.pages
            sizes.add((place.width(), place.height()))
    told = {"faults": found, "pages": sorted(pages), "sizes": sorted(sizes)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
