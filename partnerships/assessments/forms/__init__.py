"""Shape and wording of what people enter in self-assessment."""
