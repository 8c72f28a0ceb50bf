"""The shell: the main window, its pages, and the flows that lead through them."""
