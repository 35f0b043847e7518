"""The room between the server program and the app."""
