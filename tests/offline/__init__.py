"""What makes it work with no network."""
