"""The text interface: a session, a plan and the journal in a terminal."""
