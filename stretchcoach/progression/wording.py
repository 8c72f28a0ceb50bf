"""Proposals, sides and weeks in words, as every face says them."""

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _, _n
from stretchcoach.progression.rule import Proposal, Reason
from stretchcoach.progression.sides import Uneven
from stretchcoach.progression.week import Week


def proposal_words(proposal: Proposal) -> str:
    """Say why, and ask: `3 easy sessions in a row. 5 breaths until now, 6 from here on?`."""
    return _("{why}. {before} until now, {after} from here on?").format(
        why=_why(proposal), before=proposal.before.in_words(), after=proposal.after.amount
    )


def uneven_words(uneven: Uneven) -> str:
    """Say which side has had less, in four weeks."""
    share = round(100 * (1 - uneven.less_seconds / uneven.more_seconds))
    if uneven.less is Side.LEFT:
        return _("You held your left side {share} % less than the right in the last four weeks.").format(share=share)
    return _("You held your right side {share} % less than the left in the last four weeks.").format(share=share)


def week_words(week: Week) -> str:
    """Say how a week is coming along, and nothing of what it lacks."""
    days = len(week.stretched)
    if not days:
        return _("This week is still open.")
    if week.is_reached:
        return _n("{n} day this week, as you wished.", "{n} days this week, as you wished.", days).format(n=days)
    return _n("{n} day of the {goal} you wish for.", "{n} days of the {goal} you wish for.", days).format(
        n=days, goal=week.goal
    )


def _why(proposal: Proposal) -> str:
    sessions = proposal.sessions
    match proposal.reason:
        case Reason.EASY:
            return _n("{n} easy session", "{n} easy sessions in a row", sessions).format(n=sessions)
        case Reason.GOOD:
            return _n("{n} good session", "{n} good sessions in a row", sessions).format(n=sessions)
        case Reason.TOO_MUCH:
            return _("It was too much last time, and that is good to know")
        case Reason.EASED_OFF:
            return _("You eased off when it was enough, and that is well done")
        case Reason.AWAY:
            weeks = _n("{n} week", "{n} weeks", proposal.weeks_away).format(n=proposal.weeks_away)
            return _("Welcome back after {weeks}").format(weeks=weeks)
