"""Tags on the screen: where they are written, seen, filtered by and tidied up."""
