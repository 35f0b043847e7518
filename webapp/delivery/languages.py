"""Every visible string goes through `_()`, in the one language of the process (see webapp/language.py); English so far."""

from babel.dates import format_date
from flask_babel import Babel

from webapp import language

babel = Babel()


def init_app(app):
    """Give templates `_()` and `ngettext()`, and the language and its direction."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(language.FOLDER)
    app.config["BABEL_DEFAULT_LOCALE"] = language.LANGUAGE
    babel.init_app(app)
    # What the pictures say, and days: "22 Nov 2026".
    app.jinja_env.filters |= {"spoken": language.gettext, "day": lambda day: format_date(day, "d MMM y", locale=language.LOCALE)}
    app.jinja_env.globals |= {"language": language.LANGUAGE, "direction": language.DIRECTION}
