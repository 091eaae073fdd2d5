"""The calendar: a month or a week of visits and steps."""
