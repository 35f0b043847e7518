"""What builds and serves beside the product."""
