"""The words for proposals, sides and weeks, the same in every interface."""

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _, _n
from stretchcoach.progression.rule import Proposal, Reason
from stretchcoach.progression.sides import Uneven
from stretchcoach.progression.week import Week


def proposal_words(proposal: Proposal) -> str:
    """Return the reason and a question: `3 easy sessions in a row. Your hold is 5 breaths. Try 6?`."""
    return _("{why}. Your hold is {before}. Try {after}?").format(
        why=_why(proposal), before=proposal.before.in_words(), after=proposal.after.amount
    )


def uneven_words(uneven: Uneven) -> str:
    """Return a sentence about the side that was held less."""
    share = round(100 * (1 - uneven.less_seconds / uneven.more_seconds))
    if uneven.less is Side.LEFT:
        return _("You held your left side {share} % less than your right in the last four weeks.").format(share=share)
    return _("You held your right side {share} % less than your left in the last four weeks.").format(share=share)


def week_words(week: Week) -> str:
    """Return a sentence about a week that says nothing of what is missing."""
    days = len(week.stretched)
    if not days:
        return _("This week is still open.")
    if week.is_reached:
        return _n(
            "{n} day this week. You reached your goal.", "{n} days this week. You reached your goal.", days
        ).format(n=days)
    return _("{n} of {goal} days this week.").format(n=days, goal=week.goal)


def _why(proposal: Proposal) -> str:
    sessions = proposal.sessions
    match proposal.reason:
        case Reason.EASY:
            return _n("{n} easy session", "{n} easy sessions in a row", sessions).format(n=sessions)
        case Reason.GOOD:
            return _n("{n} good session", "{n} good sessions in a row", sessions).format(n=sessions)
        case Reason.TOO_MUCH:
            return _("Last time was too much, and that is good to know")
        case Reason.EASED_OFF:
            return _("You eased off when you needed to, and that was wise")
        case Reason.AWAY:
            weeks = _n("{n} week", "{n} weeks", proposal.weeks_away).format(n=proposal.weeks_away)
            return _("Welcome back after {weeks}").format(weeks=weeks)
