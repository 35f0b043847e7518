"""Serves the product over HTTPS to phones in the same network."""
