"""A gRPC server on loopback, made from the protos of Google's own clients. These are imported when a test runs: they
take seconds, and what only collects tests shall not wait for them."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol


class Refusal(Protocol):
    """What a call is answered with in place of data: sets the state on the context."""

    def __call__(self, context: Any) -> None: ...


@dataclass(frozen=True)
class Method:
    """Of a service: its messages, and what answers."""

    request: Any
    response: Any
    answer: Callable[[Any, Any], Any]
    is_stream: bool = False


@contextmanager
def calling(service: str, methods: Mapping[str, Method]) -> Iterator[Callable[[], Any]]:
    """What opens a channel to a server of this service, for as long as the block takes."""
    grpc = import_module("grpc")
    handlers = {
        name: (
            grpc.unary_stream_rpc_method_handler if one.is_stream else grpc.unary_unary_rpc_method_handler
        )(one.answer, one.request.deserialize, one.response.serialize)
        for name, one in methods.items()
    }
    server = grpc.server(ThreadPoolExecutor(2))
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, handlers),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield lambda: grpc.insecure_channel(f"127.0.0.1:{port}")
    finally:
        server.stop(None).wait()


def refuse(state: str, said: str, trailing: tuple[tuple[str, bytes], ...] = ()) -> Refusal:
    """Answers with this state of gRPC."""

    def refused(context: Any) -> None:
        context.set_trailing_metadata(trailing)
        context.abort(getattr(import_module("grpc").StatusCode, state), said)

    return refused


def metadata_of(context: Any) -> dict[str, Any]:
    return dict(context.invocation_metadata())
