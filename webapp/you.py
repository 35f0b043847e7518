from flask import Blueprint

bp = Blueprint("you", __name__)
