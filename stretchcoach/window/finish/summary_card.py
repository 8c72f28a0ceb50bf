"""The summary card: what was done in a session, and how it felt."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from stretchcoach.i18n import _
from stretchcoach.routine.stretch import StretchKind
from stretchcoach.session.hold_records import StretchRecord
from stretchcoach.session.wording import held_length
from stretchcoach.window.theme.scale import APART, CLOSE, OPEN
from stretchcoach.window.widgets.feeling_answers import ANSWER_KEYS, FeelingAnswers
from stretchcoach.window.widgets.feeling_question import FeelingQuestion
from stretchcoach.window.widgets.labels import label, rule

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SummaryCard(QFrame):
    """Has a row for each stretch, with how long it was held. Up and Down move from question to question."""

    felt = Signal(str, object, object)
    """The id of a stretch, a side or None for both, and a feeling or None if it was taken back."""
    left = Signal()
    """The focus should move on from the last question."""

    def __init__(self, done: Sequence[StretchRecord]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.questions = {
            one.stretch.id: self._question(one) for one in done if one.stretch.kind is StretchKind.STRETCH
        }
        """The questions by the id of their stretch."""
        self.slots: dict[str, QVBoxLayout] = {}
        """Empty layouts for advice, by the id of the stretch."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        if self.questions:
            layout.addWidget(label(_("How did it feel? Press 1, 2 or 3, or skip it."), "faint"))
        last = {one.stretch.id: number for number, one in enumerate(done)}
        for number, one in enumerate(done):
            if number or self.questions:
                layout.addWidget(rule())
            layout.addLayout(_row(one))
            stretch = one.stretch.id
            if stretch in self.questions and last[stretch] == number:  # ask only once about a stretch that came twice
                layout.addWidget(self.questions[stretch])
                self.slots[stretch] = QVBoxLayout()
                layout.addLayout(self.slots[stretch])

    @property
    def rows(self) -> list[QBoxLayout]:
        """The rows that a narrow window may turn into columns."""
        return [row for question in self.questions.values() for row in question.rows]

    def answer_by(self, key: Qt.Key) -> bool:
        """Answer the first open question if `key` is a number of an answer, and return whether that was done."""
        if key not in ANSWER_KEYS:
            return False
        first = next((answers for answers in self._answers if answers.feeling is None), None)
        if first is not None:
            first.answer(ANSWER_KEYS[key])
        return first is not None

    def take_focus(self) -> None:
        """Give the focus to the last question."""
        if self._answers:
            self._answers[-1].focus_tab_stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the questions with Up and Down."""
        step = _STEPS.get(Qt.Key(event.key()))
        at = next((number for number, one in enumerate(self._answers) if one.isAncestorOf(self.focusWidget())), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif at + step < len(self._answers):
            self._answers[max(at + step, 0)].focus_tab_stop()
        else:
            self.left.emit()

    @property
    def _answers(self) -> list[FeelingAnswers]:
        return [answers for question in self.questions.values() for answers in question.visible_answers]

    def _question(self, done: StretchRecord) -> FeelingQuestion:
        question = FeelingQuestion(done.stretch.id, done.stretch.title, [held.side for held in done.holds])
        question.feeling_changed.connect(self.felt)
        question.answered_by_key.connect(self._move_on_from)
        return question

    def _move_on_from(self, answered: FeelingAnswers) -> None:
        """Give the focus to the next open question, or leave the card."""
        after = self._answers[self._answers.index(answered) + 1 :]
        following = next((answers for answers in after if answers.feeling is None), None)
        if following is None:
            self.left.emit()
        else:
            following.focus_tab_stop()


def _row(done: StretchRecord) -> QHBoxLayout:
    held = label(held_length(done), "body")
    held.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row = QHBoxLayout()
    row.setSpacing(APART)
    row.addWidget(label(done.stretch.title, "heading"), 1)
    row.addWidget(held, 1)
    return row
