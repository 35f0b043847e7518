"""How answers are sent: cache, compression, files of `static/`, headers, errors."""
