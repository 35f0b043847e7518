"""The bare Flask application that a region's page is measured against."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello():
    return "hello"
