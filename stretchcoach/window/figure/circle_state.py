"""What the breathing circle shows at an instant."""

from typing import NamedTuple

from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.session.wording import breath_word, clock_left, count_left, paused_word
from stretchcoach.window.theme.palette import Colours


class CircleState(NamedTuple):
    """The breath, and how far the phase has come."""

    fullness: float
    """How full the lungs are, from 0 to 1."""
    word: str
    progress: float
    """How much of the phase is over, from 0 to 1."""
    colour: str
    number: str = ""
    """What is left, to show in large type above the word."""

    @property
    def rounded(self) -> "CircleState":
        """The same state without differences too small to see."""
        return self._replace(fullness=round(self.fullness, 3), progress=round(self.progress, 3))


def circle_at(moment: Moment, colours: Colours, *, mat_mode: bool) -> CircleState:
    """Return the state of the circle at `moment`. Mat mode adds a number that can be read from across the room."""
    segment = moment.segment
    word = paused_word(moment) if moment.state is State.PAUSED else breath_word(moment.breathing)
    number = ""
    if mat_mode:
        number = count_left(moment)
    else:
        word = word or clock_left(moment)
    return CircleState(moment.fullness, word, moment.into / segment.seconds, colours.of_side(segment.side), number)
