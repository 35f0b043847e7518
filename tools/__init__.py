"""Programs for those who build the product; the product itself needs none of them."""
