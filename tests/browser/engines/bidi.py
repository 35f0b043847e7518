"""A WebDriver BiDi connection: commands that are answered, and events that are heard meanwhile."""

import itertools
import json

import websocket


class Refused(Exception):
    """The browser could not do what it was told; `kind` is BiDi's own word for it."""

    def __init__(self, kind, message):
        super().__init__(f"{kind}: {message}")
        self.kind = kind


class Connection:
    """address: "ws://…/session". hear(method, params): called for every event, while a command waits for its answer."""

    def __init__(self, address, hear, patience=60):
        self.socket = websocket.create_connection(address, suppress_origin=True, timeout=patience)
        self.numbers = itertools.count(1)
        self.hear = hear

    def send(self, method, **params):
        """Give a command and return what it resulted in; raises Refused."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message["type"] == "event":
                self.hear(message["method"], message["params"])
            elif message.get("id") == number:
                if message["type"] == "error":
                    raise Refused(message["error"], message["message"])
                return message["result"]

    def close(self):
        self.socket.close()
