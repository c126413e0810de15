"""Workers of a Dask cluster: one that runs somewhere, or one on this machine for the time of a run.

A scheduler can run any code on its workers: connect to one you trust only, by TLS where others share the
network.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from localizer.cluster.part import Order, Result, draft_part
from localizer.cluster.run import Task
from localizer.errors import EnvironmentProblem, InputError
from localizer.i18n import _

#: Parts each worker has before it: the next one is there when it is ready.
AHEAD: Final = 3
#: How often a part is tried whose worker died.
TRIES: Final = 4
_FILES: Final = 3
_LOCAL: Final = "local"
_PATIENCE: Final = "60s"


@dataclass(frozen=True, slots=True)
class Tls:
    """Files that prove who is who."""

    ca: Path
    cert: Path
    key: Path

    @classmethod
    def of(cls, text: str) -> Tls | None:
        """Return the files ``CA,CERT,KEY``, ``None`` for an empty text. Raises `InputError` for others."""
        if not text:
            return None
        files = [Path(one.strip()) for one in text.split(",")]
        if len(files) != _FILES or not all(one.is_file() for one in files):
            raise InputError(_("--tls names three files: CA,CERT,KEY."))
        return cls(*files)


@dataclass(frozen=True, slots=True)
class DaskWorkers:
    """Drafts parts on the workers of ``address``: ``tcp://…``, ``tls://…``, ``local`` or ``local:2``."""

    address: str
    tls: Tls | None = None

    def __call__(
        self, tasks: Sequence[Task], order: Order, material: bytes
    ) -> Iterator[tuple[Task, Result]]:
        """Yield results as they come.

        Raises `EnvironmentProblem` without Dask, `InputError` where the scheduler cannot be reached.
        """
        if not tasks:
            return
        distributed = _library()
        with ExitStack() as stack:
            client = self._client(distributed, stack)
            shared = client.scatter(material, broadcast=True, hash=True) if material else b""
            waiting = iter(tasks)
            asked: dict[Any, Task] = {}
            done = distributed.as_completed()
            ahead = AHEAD * max(1, len(client.scheduler_info()["workers"]))
            for task in waiting:
                self._ask(client, done, asked, (task, order, shared))
                if len(asked) >= ahead:
                    break
            for future in done:
                task = asked.pop(future)
                yield task, future.result()
                future.release()
                following = next(waiting, None)
                if following is not None:
                    self._ask(client, done, asked, (following, order, shared))

    def _ask(self, client: Any, done: Any, asked: dict[Any, Task], what: Any) -> None:  # noqa: ANN401 - Dask has no types
        task, order, shared = what
        future = client.submit(
            draft_part, task.path.read_bytes(), order, shared,
            key=f"draft-{task.name}-{task.made_of[:16]}", retries=TRIES, pure=False,
        )  # fmt: skip
        asked[future] = task
        done.add(future)

    def _client(self, distributed: Any, stack: ExitStack) -> Any:  # noqa: ANN401 - Dask has no types
        if self.address.partition(":")[0] == _LOCAL:
            number = self.address.partition(":")[2]
            if number and not number.isdecimal():
                raise InputError(_("{text} is no number of workers.").format(text=number))
            cluster = distributed.LocalCluster(
                n_workers=int(number) if number else None,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                host="127.0.0.1",
            )
            stack.enter_context(cluster)
            return stack.enter_context(distributed.Client(cluster))
        security = None
        if self.tls is not None:
            security = distributed.Security(
                tls_ca_file=str(self.tls.ca),
                tls_client_cert=str(self.tls.cert),
                tls_client_key=str(self.tls.key),
                require_encryption=True,
            )
        try:
            client = distributed.Client(self.address, security=security, timeout=_PATIENCE)
            return stack.enter_context(client)
        except (OSError, ValueError) as error:
            problem = _("The scheduler {address} cannot be reached: {reason}")
            raise InputError(problem.format(address=self.address, reason=error)) from error


def _library() -> Any:  # noqa: ANN401 - loaded when it is asked for
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        problem = _("A cluster needs Dask: pip install 'localizer[cluster]'")
        raise EnvironmentProblem(problem) from error
