"""A host's REST API as far as a check uses it: comments, threads, notes and labels of one request, kept in memory."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Optional, Tuple


class HostApi:
    """GitHub, Azure DevOps and GitLab at one address. `refuse` answers every write with that status."""

    def __init__(self) -> None:
        self.comments: List[Dict[str, Any]] = []
        self.labels: List[str] = []
        self.requests: List[Tuple[str, str]] = []
        self.tokens: "set[str]" = set()
        self.refuse: Optional[int] = None
        self.fail: List[int] = []
        self.odd: Any = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def add(self, body: str, author: str = "github-actions[bot]") -> None:
        self.comments.append({"id": len(self.comments) + 1, "body": body, "user": {"login": author}, "author": {"id": 1 if "actions" in author else 2}})

    def answer(self, method: str, path: str, body: Any) -> "Tuple[int, Any]":
        if self.fail:
            return self.fail.pop(0), {"message": "try again"}
        if method != "GET" and self.refuse and not path.endswith("/graphql"):
            return self.refuse, {"message": "Resource not accessible by integration"}
        route = path.partition("?")[0]
        if self.odd is not None and method == "GET":
            return 200, self.odd
        if route.endswith("/graphql"):
            return 200, {"data": {"viewer": {"login": "github-actions"}}}
        if route.endswith("/user"):
            return 200, {"id": 1}
        if route.endswith("/connectionData"):
            return 200, {"authenticatedUser": {"id": "1"}}
        if route.endswith("/merge_requests/7"):
            return 200, {"labels": self.labels}
        if route.endswith("/labels"):
            names = [{"id": i, "name": name, "active": True} for i, name in enumerate(self.labels)]
            return 200, {"count": len(names), "value": names} if "_apis" in route else names
        if route.endswith(("/comments", "/notes")):
            return self._comments(method, path, body)
        if route.endswith("/threads"):
            if method == "POST":
                self.comments.append({"id": len(self.comments) + 1, "body": body["comments"][0]["content"], "status": body["status"]})
                return 200, {}
            threads = [{"id": c["id"], "status": "active", "comments": [{"id": 1, "content": c["body"], "commentType": "text", "author": {"id": c.get("by", "1")}}]} for c in self.comments]
            return 200, {"count": len(threads), "value": threads}
        found = re.search(r"/(?:threads|comments|notes)/(\d+)(/comments/1)?$", route)
        if found and method in ("PATCH", "PUT"):
            comment = next(c for c in self.comments if c["id"] == int(found[1]))
            comment.update({"body": body.get("body", body.get("content", comment["body"])), **({"status": body["status"]} if "status" in body else {})})
            return 200, comment
        return 404, {"message": "Not Found"}

    def _comments(self, method: str, path: str, body: Any) -> "Tuple[int, Any]":
        if method == "POST":
            if len(body["body"]) > 65_536:
                return 422, {"message": "body is too long (maximum is 65536 characters)"}
            self.add(body["body"])
            return 201, self.comments[-1]
        page = int((re.search(r"[?&]page=(\d+)", path) or [None, "1"])[1])
        return 200, self.comments[(page - 1) * 100:page * 100]

    def _handler(self) -> type:
        api = self

        class Handler(BaseHTTPRequestHandler):
            # As hosts do: a connection serves several requests.
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length)) if length else None
                api.requests.append((self.command, self.path))
                api.tokens |= {self.headers.get(name, "") for name in ("Authorization", "PRIVATE-TOKEN")} - {""}
                status, answer = api.answer(self.command, self.path, body)
                text = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PATCH = do_PUT = _serve

            def log_message(self, *_: Any) -> None:
                """Tests read `requests`."""

        return Handler
