"""The library page: the list of routines, and the page of the chosen one."""
