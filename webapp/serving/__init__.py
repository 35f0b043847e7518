"""Between the server program and the app: bodies that come in time, fair turns, answers in parts. Knows nothing of either."""

from webapp.serving.gateway import Gateway as Gateway
