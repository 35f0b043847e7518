"""Every message of the guide, for those who translate it."""
