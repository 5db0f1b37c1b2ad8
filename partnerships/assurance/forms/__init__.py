"""Shape and wording of what people enter in this room."""
