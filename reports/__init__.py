"""The reports wing: what is said about the year (studio) and how it leaves the house (publishing)."""
