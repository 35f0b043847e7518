from flask import Blueprint

bp = Blueprint("routines", __name__)
