"""Builds everything the product draws of the body from one mesh: `python -m tools.atlas`.

The body frame used throughout: meters, +x = the body's left, -y = front, +z = up, the origin between
the hips of the rest pose.
"""
