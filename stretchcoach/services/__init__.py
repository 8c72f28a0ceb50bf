"""Services: what the window, the terminal and the commands work with."""
