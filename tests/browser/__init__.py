"""Stories told in a real Chromium on a phone-sized screen, against a real server process."""
