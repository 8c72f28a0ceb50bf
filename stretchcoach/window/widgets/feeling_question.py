"""The question how a stretch felt: for all of it, or for each side where the person tells them apart."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.wording import side_name
from stretchcoach.window.theme.scale import NEAR
from stretchcoach.window.widgets.feeling_answers import FeelingAnswers
from stretchcoach.window.widgets.labels import label

_ACROSS = QBoxLayout.Direction.LeftToRight


class FeelingQuestion(QWidget):
    """Asks about one stretch; nobody has to answer. `sides` are those that were held."""

    feeling_changed = Signal(str, object, object)
    """The stretch, a side or None for all of it, and a feeling or None where the answer was taken back."""
    answered_by_key = Signal(object)
    """The answers that were just given by a number."""

    def __init__(self, stretch: str, title: str, sides: Sequence[Side]) -> None:
        super().__init__()
        self._stretch = stretch
        self._title = title
        self._split = QPushButton(_("Each side"))
        self._reply = label("", "faint")
        self.rows: list[QBoxLayout] = []
        """What may stand one below the other where it is narrow."""
        self._whole = self._answers(None)
        self._sides = {side: self._answers(side) for side in sides} if len(sides) > 1 else {}
        self._lay_out()

    @property
    def visible_answers(self) -> tuple[FeelingAnswers, ...]:
        """The answers to choose from now, from above."""
        return tuple(self._sides.values()) if self._is_split else (self._whole,)

    @property
    def feelings(self) -> tuple[Feeling, ...]:
        """What was answered."""
        return tuple(answers.feeling for answers in self.visible_answers if answers.feeling is not None)

    def show_feelings(self, feelings: Mapping[Side, Feeling | None]) -> None:
        """Show what was answered before, by side."""
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
        answers.answered.connect(lambda feeling: self._tell(side, feeling))
        answers.answered_by_key.connect(lambda: self.answered_by_key.emit(answers))
        self.rows.append(answers.row)
        return answers

    def _lay_out(self) -> None:
        self._split.setProperty("role", "quiet")
        self._split.setAccessibleName(_("{title}: answer for each side").format(title=self._title))
        if not self._sides:
            self._split.hide()
        self._split.clicked.connect(self._split_sides)
        self._reply.hide()
        above = QBoxLayout(_ACROSS)
        above.setSpacing(NEAR)
        above.addWidget(self._whole)
        above.addWidget(self._split)
        above.addStretch(1)
        self.rows.append(above)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addLayout(above)
        for answers in self._sides.values():
            answers.hide()
            layout.addWidget(answers, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._reply)

    def _split_sides(self) -> None:
        """Ask for each side; what was answered for both holds for each of them."""
        had_focus = self._split.hasFocus()
        for answers in self._sides.values():
            answers.show_feeling(self._whole.feeling)
            answers.show()
        self._whole.hide()
        self._split.hide()
        if had_focus:
            self.visible_answers[0].focus_tab_stop()

    def _tell(self, side: Side | None, feeling: Feeling | None) -> None:
        self._show_reply()
        self.feeling_changed.emit(self._stretch, side, feeling)

    def _show_reply(self) -> None:
        """Nobody did wrong by feeling too much."""
        is_much = Feeling.TOO_MUCH in self.feelings
        self._reply.setText(_("Good that you noticed. Less is fine.") if is_much else "")
        self._reply.setVisible(is_much)
