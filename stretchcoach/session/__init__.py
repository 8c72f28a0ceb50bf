"""A session: routines compiled into timelines, the immutable session, and the coach that drives it."""
