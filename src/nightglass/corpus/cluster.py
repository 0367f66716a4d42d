"""Code the batches of a table on a Dask cluster: processes of this machine, or a scheduler somewhere else.

The rows travel to the workers and their codings back: workers need no disk in common with this machine. What is
finished is written down here, batch after batch and each once, as when one machine does it all (`partial`): a worker
that is killed costs the time of what it had in hand, and nothing is lost or doubled.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.corpus.errors import CorpusError
from nightglass.corpus.rows import Problem, Row
from nightglass.corpus.worker import Coded, code_row, versions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from nightglass.corpus.intake import Batch

__all__ = ["ClusterError", "code_on_cluster", "on_cluster"]

_PATIENCE = 10  # seconds in which a scheduler has to answer
_IN_HAND = 4  # batches for each thread of a worker: enough that none waits, few enough to fit in memory


class ClusterError(CorpusError):
    """The cluster cannot be used."""


def on_cluster(scheduler: str | None) -> partial[Generator[tuple[Batch, tuple[Coded, ...]], None, None]]:
    """Return an engine for `code_table` that reads on the cluster of ``scheduler``, or on local processes."""
    return partial(code_on_cluster, scheduler=scheduler)


def code_on_cluster(
    batches: Iterator[Batch], workers: int, scheduler: str | None
) -> Generator[tuple[Batch, tuple[Coded, ...]], None, None]:
    """Yield every batch, in order, with what became of its rows.

    Parameters
    ----------
    batches
        Taken in as they are needed: memory does not grow with their number.
    workers
        How many processes are started where no scheduler is given.
    scheduler
        The address of a running scheduler, for example ``tcp://10.0.0.5:8786``.

    Raises
    ------
    ClusterError
        If Dask is not installed, the scheduler does not answer or has no workers, or its workers have another version.

    Notes
    -----
    Dask gives the rows of a killed worker to another one. Rows with which several workers have died are read one by
    one; one that ends workers on its own becomes a problem, and the rest goes on.
    """
    with _client(workers, scheduler) as client:
        _check_workers(client, scheduler)
        room = _IN_HAND * max(1, sum(client.nthreads().values()))
        opened: deque[tuple[Batch, Any]] = deque()
        for batch in batches:
            opened.append((batch, _submit(client, batch.rows)))
            if len(opened) >= room:
                yield _finished(client, *opened.popleft())
        while opened:
            yield _finished(client, *opened.popleft())


def read_rows(message: bytes) -> bytes:
    """Read some rows, on a worker: MessagePack in, MessagePack out."""
    rows = msgspec.msgpack.decode(message, type=tuple[Row, ...])
    return msgspec.msgpack.encode(tuple(map(code_row, rows)))


def _submit(client: Any, rows: tuple[Row, ...]) -> Any:  # noqa: ANN401 - Dask has no types
    return client.submit(read_rows, msgspec.msgpack.encode(rows), pure=False)


def _finished(client: Any, batch: Batch, future: Any) -> tuple[Batch, tuple[Coded, ...]]:  # noqa: ANN401
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        return batch, _answer(future)
    except KilledWorker:
        if len(batch.rows) > 1:
            return batch, tuple(one for row in batch.rows for one in _alone(client, row))
        return batch, tuple(map(_killer, batch.rows))


def _alone(client: Any, row: Row) -> tuple[Coded, ...]:  # noqa: ANN401
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        return _answer(_submit(client, (row,)))
    except KilledWorker:
        return (_killer(row),)


def _answer(future: Any) -> tuple[Coded, ...]:  # noqa: ANN401
    return msgspec.msgpack.decode(future.result(), type=tuple[Coded, ...])


def _killer(row: Row) -> Coded:
    reason = "several workers of the cluster died while reading it: please report this"
    return Coded(row.number, None, Problem(row.number, "refused", reason, line=row.line, id=row.id))


@contextmanager
def _client(workers: int, scheduler: str | None) -> Iterator[Any]:
    try:
        import dask  # noqa: PLC0415
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError:
        raise ClusterError(
            "Dask is not installed: install it with pip install 'nightglass[cluster]', or use --engine local."
        ) from None
    dask.config.set(
        {"distributed.comm.timeouts.connect": f"{_PATIENCE}s", "distributed.logging.distributed": "critical"}
    )
    if scheduler is None:
        with (
            LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs="CRITICAL"
            ) as cluster,
            Client(cluster) as client,  # type: ignore[no-untyped-call]
        ):
            yield client
        return
    try:
        client = Client(scheduler, timeout=f"{_PATIENCE}s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        reason = (str(error).splitlines() or ["no answer"])[0].rstrip(".")
        raise ClusterError(
            f"No scheduler answers at {scheduler} ({reason}): check its address and that it runs, and try again."
        ) from None
    with client:
        yield client


def _check_workers(client: Any, scheduler: str | None) -> None:  # noqa: ANN401
    if scheduler is None:
        return
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise ClusterError(
            f"The scheduler at {scheduler} has no workers: start some with dask worker {scheduler}, and try again."
        ) from None
    try:
        found = client.run(versions)
    except Exception as error:  # noqa: BLE001 - whatever a worker without Nightglass raises
        raise ClusterError(
            f"The workers of {scheduler} cannot use Nightglass ({type(error).__name__}): install the same version of "
            "it on each of them, and try again."
        ) from None
    others = sorted(set(found.values()) - {versions()})
    if others:
        raise ClusterError(
            f"Workers of {scheduler} have another version of Nightglass ({', '.join(others)}; this is {versions()}): "
            "install the same one everywhere, and try again."
        )
