"""How answers are sent."""
