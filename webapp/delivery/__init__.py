"""How answers are sent: cache, compression, files of `static/`, headers, errors."""

from webapp.delivery import assets, compression, errors, languages, pages, security


def init_app(app, suggestions, meant):
    """Lay cache, compression and headers around the app and answer its errors.

    suggestions: a function of a path that gives [(address, name)] of pages with a similar address.
    meant: a function of a path that gives the address that a mangled one means, or None.
    """
    for part in (languages, pages, assets, compression, security):
        part.init_app(app)
    errors.init_app(app, suggestions, meant)
