"""Reminders: notifications of the desktop, and the list in which they are put off or settled."""
