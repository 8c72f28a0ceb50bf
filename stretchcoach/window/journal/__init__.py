"""The page of the journal: the past at a glance, and session by session."""
