"""A headless Chromium, spoken to over a pipe: opens pages, runs script in them, tells what they asked for."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(
    filter(
        None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    ),
    "",
)


class Browser:
    """One tab. `heard` collects what a silent page would not cause: console messages, dialogs, exceptions;
    `asked` the addresses of all requests."""

    def __init__(self, send: int, receive: int) -> None:
        self._send, self._receive, self._rest, self._count = send, receive, b"", 0
        self._session = ""
        self.heard: list[str] = []
        self.asked: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def open(self, page: Path, *, width: int = 1280, dark: bool = False, media: str = "screen") -> None:
        """Load the page in a window of the given width and wait until it is there."""
        self.heard.clear()
        self.asked.clear()
        mobile = width < 600
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=mobile
        )
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._call("Emulation.setEmulatedMedia", media=media, features=scheme)
        self._call("Page.navigate", url=page.as_uri())
        self.run(
            "new Promise(r => document.readyState === 'complete' ? r() : addEventListener('load', () => r()))"
        )
        self.run("new Promise(r => setTimeout(r, 50))")

    def run(self, script: str) -> Any:
        """The value of a script in the page, promises awaited."""
        told = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in told:
            raise RuntimeError(json.dumps(told["exceptionDetails"])[:600])
        return told["result"].get("value")

    def press(self, key: str) -> None:
        """A key, such as Tab or Enter."""
        code = {"Tab": 9, "Enter": 13, " ": 32}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text)

    def picture(self, path: Path) -> None:
        """The whole page as a PNG file."""
        told = self._call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._count:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']}")
                return dict(told["result"])
            self._note(told.get("method", ""), told.get("params", {}))

    def _note(self, method: str, parameters: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.asked.append(parameters["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.heard.append(f"dialog: {parameters['message']}")
            self._count += 1
            accept = {"id": self._count, "sessionId": self._session, "method": "Page.handleJavaScriptDialog",
                      "params": {"accept": True}}  # fmt: skip
            os.write(self._send, json.dumps(accept).encode() + b"\0")
        elif method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            self.heard.append(f"{method}: {json.dumps(parameters)[:400]}")

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = os.read(self._receive, 1 << 20)
            if not part:
                raise RuntimeError("the browser is gone")
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(line))


@contextmanager
def running() -> Iterator[Browser]:
    """A browser with a profile of its own, ended on leaving."""
    to_read, send = os.pipe()
    receive, to_write = os.pipe()
    # Chromium reads commands from descriptor 3 and writes answers to 4; the shell puts them there.
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    with tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as profile:
        line = f'exec "$0" {flags} --user-data-dir="$1" --remote-debugging-pipe 3<&{to_read} 4>&{to_write}'
        process = subprocess.Popen(
            ["bash", "-c", line, PROGRAM, profile],
            pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        try:
            yield Browser(send, receive)
        finally:
            process.kill()
            process.wait()
            os.close(send)
            os.close(receive)
