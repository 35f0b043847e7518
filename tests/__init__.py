"""Every test of the product: the rooms of the product, one file per module; `tests/browser` are stories told in a real browser."""
