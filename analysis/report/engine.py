"""A papermill engine that runs cells in this process, with everything already imported.

It is nbclient's own client, fed by IPython's own kernel shell; only the sockets between the two are replaced
by queues. What a cell prints, shows, updates, clears or raises thus takes the way of a stock kernel, without
starting one. A process runs one notebook: the shell is the process's only one, and its state stays with it.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from typing import Any

import matplotlib
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.session import Session
from matplotlib_inline.backend_inline import configure_inline_support
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from traitlets.config import Config

NAME = "in-process"


class InProcessEngine(NBClientEngine):
    """The engine that papermill knows as "in-process"."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:
        options = {k: v for k, v in kwargs.items() if k in PapermillNotebookClient.class_trait_names()}
        return _Client(nb_man, kernel_name=kernel_name, **options).execute()


def register() -> None:
    """Let papermill know the engine by its name."""
    papermill_engines.register(NAME, InProcessEngine)


class _Client(PapermillNotebookClient):
    """papermill's client with this process for a kernel."""

    @contextlib.contextmanager
    def setup_kernel(self, **_: Any) -> Iterator[None]:
        with _Kernel.running() as kernel:
            self.km = self.kc = kernel
            yield


class _Channel:
    """Messages waiting to be read, as a client's channel gives them."""

    def __init__(self) -> None:
        self.waiting: deque[dict[str, Any]] = deque()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        return self.waiting.popleft()


class _Outlet(Session):
    """What the shell sends to: each message goes to a channel instead of a socket."""

    def attach(self, channel: _Channel, request: dict[str, Any]) -> None:
        """Send to the channel, as answers to the request."""
        self._channel, self._request = channel, request

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> None:
        msg = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content)
        msg["parent_header"] = self._request["header"]
        self._channel.waiting.append(msg)


class _Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of the cells. What is written past it, to the file descriptor (by programs
    that a cell starts), is read back and sent in its place in the order."""

    encoding = "utf-8"

    def __init__(self, name: str, outlet: _Outlet, descriptor: int) -> None:
        self.name, self._outlet, self._descriptor = name, outlet, descriptor
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - lives as long as the process
        self._read = 0
        os.dup2(self._file.fileno(), descriptor)

    def fileno(self) -> int:
        return self._descriptor

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.flush()
        self._send(text)
        return len(text)

    def flush(self) -> None:
        """Send what other programs wrote to the descriptor since."""
        size = os.fstat(self._file.fileno()).st_size
        if size > self._read:
            written = os.pread(self._file.fileno(), size - self._read, self._read)
            self._read = size
            self._send(written.decode(errors="replace"))

    def _send(self, text: str) -> None:
        if text:
            self._outlet.send(None, "stream", {"name": self.name, "text": text})


def _refuse(prompt: object = "", /) -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def _forget_earlier_shell() -> None:
    """Undo what this process may have done with a shell before: a new kernel has neither a shell of another kind
    nor a `_` among the builtins, which keeps IPython from setting its own."""
    if InteractiveShell.initialized():
        type(InteractiveShell.instance()).clear_instance()
    vars(builtins).pop("_", None)


def _show_open_figures(shell: ZMQInteractiveShell) -> None:
    """Figures left open at the end of a cell are shown, as in any notebook."""
    backend = os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    matplotlib.use(backend)
    matplotlib.interactive(True)
    configure_inline_support(shell, backend)


class _Kernel:
    """Stands for both kernel manager and kernel client: executes at once, its channels hold the answers."""

    has_kernel = True

    def __init__(self, shell: ZMQInteractiveShell, outlet: _Outlet) -> None:
        self.shell, self.outlet = shell, outlet
        self.iopub_channel, self.shell_channel = _Channel(), _Channel()

    @classmethod
    @contextlib.contextmanager
    def running(cls) -> Iterator[_Kernel]:
        """The shell set up as `ipykernel` sets one up, the streams its own."""
        _forget_earlier_shell()
        outlet = _Outlet()
        outlet.attach(_Channel(), outlet.msg("none"))
        if "" not in sys.path:
            sys.path.insert(0, "")
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - nobody answers questions here
        builtins.input = _refuse
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = _Stream("stdout", outlet, 1), _Stream("stderr", outlet, 2)
        shell = ZMQInteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
        for part in (shell.displayhook, shell.display_pub):
            part.session = outlet  # type: ignore[union-attr]
        _show_open_figures(shell)
        try:
            yield cls(shell, outlet)
        finally:
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__

    def is_alive(self) -> bool:
        return True

    def kernel_info(self) -> str:
        """Answers what language runs here; returns the request's id."""
        version = ".".join(map(str, sys.version_info[:3]))
        info = {
            "name": "python",
            "version": version,
            "mimetype": "text/x-python",
            "codemirror_mode": {"name": "ipython", "version": sys.version_info.major},
            "pygments_lexer": f"ipython{sys.version_info.major}",
            "nbconvert_exporter": "python",
            "file_extension": ".py",
        }
        return self._answer("kernel_info_request", "kernel_info_reply", {"language_info": info})

    def _answer(self, kind: str, reply: str, content: dict[str, Any]) -> str:
        request = self.outlet.msg(kind)
        self.shell_channel.waiting.append(self.outlet.msg(reply, content, parent=request))
        return request["msg_id"]

    async def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Run the code to its end; returns the request's id, under which its answers wait in the channels."""
        request = self.outlet.msg("execute_request", {"code": code})
        self.outlet.attach(self.iopub_channel, request)
        self.shell.set_parent(request)
        self.outlet.send(None, "execute_input", {"code": code, "execution_count": self.shell.execution_count})
        result = await self._run(code, store_history)
        sys.stdout.flush()
        sys.stderr.flush()
        self.outlet.send(None, "status", {"execution_state": "idle"})
        reply = self.outlet.msg("execute_reply", self._reply(result), parent=request)
        self.shell_channel.waiting.append(reply)
        return request["msg_id"]

    async def _run(self, code: str, store_history: bool) -> Any:
        """As `IPythonKernel.do_execute` runs cells with `await`, so all: others run through without a pause. To ask first
        which of both it is would be to parse each cell twice more."""
        try:
            transformed, failed = self.shell.transform_cell(code), None
        except Exception:
            transformed, failed = code, sys.exc_info()
        prepared = {"transformed_cell": transformed, "preprocessing_exc_tuple": failed}
        self.shell._last_traceback = None
        result = None
        try:
            result = await self.shell.run_cell_async(code, store_history=store_history, **prepared)
        finally:
            self.shell.events.trigger("post_execute")
            self.shell.events.trigger("post_run_cell", result)
        return result

    def _reply(self, result: Any) -> dict[str, Any]:
        error = result.error_before_exec or result.error_in_exec
        count = self.shell.execution_count - 1
        if result.success:
            return {"status": "ok", "execution_count": count}
        return {
            "status": "error",
            "execution_count": count,
            "ename": type(error).__name__,
            "evalue": str(error),
            "traceback": self.shell._last_traceback or [],
        }
