from flask import Blueprint

bp = Blueprint("favorites", __name__)
