"""Files the program carries with it: translations, templates and the sample's texts."""
