"""A return as a spreadsheet, out and in."""
