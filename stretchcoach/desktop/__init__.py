"""Life on a desktop: one instance, media keys, other players, the screen, sleep and shutdown."""
