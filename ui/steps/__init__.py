"""Next steps and plans: their page, their editors, and the rows of steps that other pages show."""
