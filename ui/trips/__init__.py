"""Trips and events: their list, one of them with its visits, and the encounters written down at one."""
