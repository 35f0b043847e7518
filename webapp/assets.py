"""assets"""


def init_app(app):
    pass
