"""What is a person's own: favorites, history, own routines, devices, and all of it as a file."""
