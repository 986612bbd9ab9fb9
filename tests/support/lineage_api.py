"""An OpenLineage API that takes events, or misbehaves in the ways that servers do."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, List, Optional


class LineageApi:
    """Keeps what is posted. `answers` are the statuses of the next requests; after them everything is taken."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.events: List[Any] = []
        self.paths: List[str] = []
        self.keys: List[Optional[str]] = []
        self.answers: List[int] = []
        self.always: int = 201
        self.location: Optional[str] = None
        self.odd: Optional[Callable[[BaseHTTPRequestHandler], None]] = None
        self.ended = threading.Event()
        self._server = ThreadingHTTPServer((host, 0), self._handler())
        self._server.daemon_threads = True
        self.address = f"http://{host}:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()

    def hang(self, _: BaseHTTPRequestHandler) -> None:
        self.ended.wait(120)

    def hang_up(self, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    def never_end(self, handler: BaseHTTPRequestHandler) -> None:
        """A good status, and then more than anybody wants to read."""
        handler.send_response(200)
        handler.send_header("Content-Length", str(1 << 40))
        handler.end_headers()
        try:
            while not self.ended.is_set():
                handler.wfile.write(b" " * 65_536)
        except OSError:
            handler.close_connection = True

    def no_http(self, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\xff nonsense ::error::forged \x1b[31m\r\n\r\n")
        handler.close_connection = True

    def _handler(self) -> type:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                api.paths.append(self.path)
                api.keys.append(self.headers.get("Authorization"))
                if api.odd:
                    api.odd(self)
                    return
                status = api.answers.pop(0) if api.answers else api.always
                if status < 300:
                    api.events.append(json.loads(body))
                headers: "Dict[str, str]" = {"Content-Length": "0", **({"Location": api.location} if api.location else {})}
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Tests read what is kept."""

        return Handler
