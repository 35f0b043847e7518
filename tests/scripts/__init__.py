"""Modules of `static/js` asked without a browser, by the test runner of Node."""
