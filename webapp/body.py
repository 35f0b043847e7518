from flask import Blueprint

bp = Blueprint("body", __name__)
