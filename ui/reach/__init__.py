"""Reaching many accounts at once: whom an event touches, and working through the list."""
