"""The studio: a report's sections, blocks, narrative, checks and sign-off."""
