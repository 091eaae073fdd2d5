"""What the user sets, and what the program says about itself."""
