"""Risks: what may go wrong, how heavy it weighs, and the plan against it."""
