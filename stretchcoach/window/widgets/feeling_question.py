"""The question how a stretch felt, asked once for the whole stretch or once for each side."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.session.wording import side_name
from stretchcoach.window.theme.scale import NEAR
from stretchcoach.window.widgets.feeling_answers import FeelingAnswers
from stretchcoach.window.widgets.labels import label

_ACROSS = QBoxLayout.Direction.LeftToRight


class FeelingQuestion(QWidget):
    """An optional question about one stretch. The person may split it into one for each side."""

    feeling_changed = Signal(str, object, object)
    """The id of the stretch, a side or None for both, and a feeling or None if the answer was taken back."""
    answered_by_key = Signal(object)
    """The FeelingAnswers that a number key has just answered."""

    def __init__(self, stretch: str, title: str, sides: Sequence[Side]) -> None:
        """`sides` are the sides that were held."""
        super().__init__()
        self._stretch = stretch
        self._title = title
        self._split = QPushButton(_("Rate sides separately"))
        self._reply = label("", "faint")
        self.rows: list[QBoxLayout] = []
        """The rows that turn into columns where they do not fit."""
        self._whole = self._answers(None)
        self._sides = {side: self._answers(side) for side in sides} if len(sides) > 1 else {}
        self._lay_out()

    @property
    def visible_answers(self) -> tuple[FeelingAnswers, ...]:
        """The rows of answers that are shown, from top to bottom."""
        return tuple(self._sides.values()) if self._is_split else (self._whole,)

    @property
    def feelings(self) -> tuple[Feeling, ...]:
        """The answers given so far."""
        return tuple(answers.feeling for answers in self.visible_answers if answers.feeling is not None)

    def show_feelings(self, feelings: Mapping[Side, Feeling | None]) -> None:
        """Show earlier answers, by side; sides that felt different are shown apart."""
        if len(set(feelings.values())) > 1 and self._sides:
            self._split_sides()
            for side, answers in self._sides.items():
                answers.show_feeling(feelings.get(side))
        else:
            self._whole.show_feeling(next(iter(feelings.values()), None))

    @property
    def _is_split(self) -> bool:
        return bool(self._sides) and self._whole.isHidden()

    def _answers(self, side: Side | None) -> FeelingAnswers:
        if side is None:
            answers = FeelingAnswers(self._title)
        else:
            name = side_name(side)
            answers = FeelingAnswers(_("{title}, {side}").format(title=self._title, side=name.lower()), name)
        answers.answered.connect(lambda feeling: self._change(side, feeling))
        answers.answered_by_key.connect(lambda: self.answered_by_key.emit(answers))
        self.rows.append(answers.row)
        return answers

    def _lay_out(self) -> None:
        self._split.setProperty("role", "quiet")
        self._split.setAccessibleName(_("{title}: rate sides separately").format(title=self._title))
        if not self._sides:
            self._split.hide()
        self._split.clicked.connect(self._split_sides)
        self._reply.hide()
        top_row = QBoxLayout(_ACROSS)
        top_row.setSpacing(NEAR)
        top_row.addWidget(self._whole)
        top_row.addWidget(self._split)
        top_row.addStretch(1)
        self.rows.append(top_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addLayout(top_row)
        for answers in self._sides.values():
            answers.hide()
            layout.addWidget(answers, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._reply)

    def _split_sides(self) -> None:
        """Ask for each side; an answer given for both sides is copied to each."""
        had_focus = self._split.hasFocus()
        for answers in self._sides.values():
            answers.show_feeling(self._whole.feeling)
            answers.show()
        self._whole.hide()
        self._split.hide()
        if had_focus:
            self.visible_answers[0].focus_tab_stop()

    def _change(self, side: Side | None, feeling: Feeling | None) -> None:
        self._show_reply()
        self.feeling_changed.emit(self._stretch, side, feeling)

    def _show_reply(self) -> None:
        """Reassure the person after "too much": it was right to notice."""
        is_too_much = Feeling.TOO_MUCH in self.feelings
        self._reply.setText(_("Good to know. Less is fine.") if is_too_much else "")
        self._reply.setVisible(is_too_much)
