"""The body of a session in pictures: what the stage shows at a moment."""

from stretchcoach.choreography.choreography import Choreography
from stretchcoach.figure.picture import Picture, picture
from stretchcoach.session.moment import Moment

_APART_SECONDS = 1 / 31
"""The body moves slowly: 30 pictures a second look no different from 60, and cost half."""


class Body:
    """Follows one session. `still` goes from pose to pose, for who wants no movement."""

    def __init__(self, *, still: bool) -> None:
        self._still = still
        self._choreography: Choreography | None = None
        self._shown: Picture | None = None
        self._shown_at = (-1, 0.0)

    def picture_at(self, moment: Moment) -> Picture | None:
        """Return the picture for `moment`: the last one where it has hardly moved since."""
        if self._choreography is None or self._choreography.timeline is not moment.timeline:
            self._choreography = Choreography(moment.timeline)
            self._shown_at = (-1, 0.0)
        index, position = self._shown_at
        if index == moment.index and (self._still or abs(moment.position - position) < _APART_SECONDS):
            return self._shown
        self._shown_at = (moment.index, moment.position)
        found = self._choreography.key_posture(moment) if self._still else self._choreography.posture_at(moment)
        self._shown = None if found is None else picture(*found)
        return self._shown
