"""Pictures and positions."""
