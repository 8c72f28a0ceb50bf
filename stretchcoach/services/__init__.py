"""Services: what an interface is given to work with."""
