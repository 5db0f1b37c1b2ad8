"""An invented partnership in the middle of its year."""
