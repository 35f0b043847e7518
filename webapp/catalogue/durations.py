"""Seconds in words and digits."""


def whole_minutes(seconds):
    """150 -> 3, 20 -> 1: half a minute counts as one, as on the phone (static/js/lib/messages.js); at least one."""
    return max(1, (seconds + 30) // 60)


def duration(seconds):
    """135 -> "2 min 15 s", 60 -> "1 min", 45 -> "45 s"."""
    minutes, rest = divmod(seconds, 60)
    parts = ([f"{minutes} min"] if minutes else []) + ([f"{rest} s"] if rest or not minutes else [])
    return " ".join(parts)


def duration_long(seconds):
    """75 -> "1 minute 15 seconds"."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(f"{minutes} minute{'' if minutes == 1 else 's'}")
    if rest or not minutes:
        parts.append(f"{rest} second{'' if rest == 1 else 's'}")
    return " ".join(parts)


def clock(seconds):
    """135 -> "2:15"."""
    return f"{seconds // 60}:{seconds % 60:02}"
