"""Stand-ins for libraries that define what a table is."""
