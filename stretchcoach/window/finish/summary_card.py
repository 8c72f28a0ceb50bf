"""A card with what was done: each stretch beside how long it was held, and the question how it felt."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from stretchcoach.i18n import _
from stretchcoach.routine.stretch import Manner
from stretchcoach.session.done import Done
from stretchcoach.session.wording import held_length
from stretchcoach.window.theme.scale import APART, CLOSE, OPEN
from stretchcoach.window.widgets.feeling_answers import ANSWER_KEYS, FeelingAnswers
from stretchcoach.window.widgets.feeling_question import FeelingQuestion
from stretchcoach.window.widgets.labels import label, rule

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SummaryCard(QFrame):
    """One row for each stretch that was held; Up and Down go from one question to another."""

    felt = Signal(str, object, object)
    """As a question tells it."""
    left = Signal()
    """The keyboard goes on from the last question."""

    def __init__(self, done: Sequence[Done]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.questions = {one.stretch.id: self._question(one) for one in done if one.stretch.manner is Manner.STRETCH}
        """By the stretch that they are about."""
        self.slots: dict[str, QVBoxLayout] = {}
        """Where there is room for more words about a stretch."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        if self.questions:
            layout.addWidget(label(_("How did it feel? Press 1, 2 or 3, or pass over it."), "faint"))
        last = {one.stretch.id: number for number, one in enumerate(done)}
        for number, one in enumerate(done):
            if number or self.questions:
                layout.addWidget(rule())
            layout.addLayout(_row(one))
            stretch = one.stretch.id
            if stretch in self.questions and last[stretch] == number:  # what came twice is asked about once
                layout.addWidget(self.questions[stretch])
                self.slots[stretch] = QVBoxLayout()
                layout.addLayout(self.slots[stretch])

    @property
    def rows(self) -> list[QBoxLayout]:
        """What may stand one below the other where it is narrow."""
        return [row for question in self.questions.values() for row in question.rows]

    def answer_by(self, key: Qt.Key) -> bool:
        """Take a number for the first question that is open; say whether there is one."""
        if key not in ANSWER_KEYS:
            return False
        first = next((answers for answers in self._answers if answers.feeling is None), None)
        if first is not None:
            first.answer(ANSWER_KEYS[key])
        return first is not None

    def take_focus(self) -> None:
        """Let the keyboard come to the last question."""
        if self._answers:
            self._answers[-1].take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down."""
        step = _STEPS.get(Qt.Key(event.key()))
        at = next((number for number, one in enumerate(self._answers) if one.isAncestorOf(self.focusWidget())), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif at + step < len(self._answers):
            self._answers[max(at + step, 0)].take_focus()
        else:
            self.left.emit()

    @property
    def _answers(self) -> list[FeelingAnswers]:
        return [answers for question in self.questions.values() for answers in question.shown]

    def _question(self, done: Done) -> FeelingQuestion:
        question = FeelingQuestion(done.stretch.id, done.stretch.title, [held.side for held in done.held])
        question.felt.connect(self.felt)
        question.passed.connect(self._go_on_from)
        return question

    def _go_on_from(self, answered: FeelingAnswers) -> None:
        """Go to the next question that is open."""
        after = self._answers[self._answers.index(answered) + 1 :]
        following = next((answers for answers in after if answers.feeling is None), None)
        if following is None:
            self.left.emit()
        else:
            following.take_focus()


def _row(done: Done) -> QHBoxLayout:
    held = label(held_length(done), "body")
    held.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row = QHBoxLayout()
    row.setSpacing(APART)
    row.addWidget(label(done.stretch.title, "heading"), 1)
    row.addWidget(held, 1)
    return row
