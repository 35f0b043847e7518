"""What is written into the log, as plain lines or as JSON (LOG_FORMAT=json): never an address, an id or a word of a person.

No line tells of a request that went well. Of an exception nobody counted on, its class and the places in the program are
written down; its text is not, because it may quote what was sent.
"""

import json
import logging
import logging.config
import os
import time
import traceback

from flask import request


class Plain(logging.Formatter):
    """A line for people to read."""

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def formatException(self, ei):
        """What was raised by what, and where."""
        kind, error, trace = ei
        where = "".join(traceback.format_tb(trace)).rstrip()
        cause = error and (error.__cause__ or (None if error.__suppress_context__ else error.__context__))
        before = f"{self.formatException((type(cause), cause, cause.__traceback__))}\n" if cause else ""
        return f"{before}{where}\n{kind.__module__}.{kind.__qualname__}" if kind else ""


class Json(Plain):
    """A line for programs: {"time", "level", "logger", "message"}, and "exception" where there was one."""

    def format(self, record):
        line = {"time": self.formatTime(record), "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configuration():
    """For logging.config: everything goes to one place in one form."""
    formatter = Json if os.environ.get("LOG_FORMAT") == "json" else Plain
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ours": {"()": formatter}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "ours"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "_granian": {"handlers": ["console"], "propagate": False},
            "webapp": {"handlers": ["console"], "propagate": False},
        },
    }


def configure():
    """Write from now on as `configuration` says."""
    logging.config.dictConfig(configuration())


def say(text):
    """Tell whoever started the product something that is no trouble."""
    is_json = configuration()["formatters"]["ours"]["()"] is Json
    print(Json().format(logging.makeLogRecord({"name": "webapp", "levelname": "INFO", "msg": text})) if is_json else text, flush=True)


def init_app(app):
    """Name the view of what went wrong instead of the address that was asked for."""

    app.log_exception = lambda exc_info: log_exception(app.logger, exc_info)


def log_exception(logger, exc_info):
    """Write down an exception, as (class, exception, traceback), of the request that is answered."""
    logger.error("Exception in %s [%s]", request.endpoint or "no view", request.method, exc_info=exc_info)
