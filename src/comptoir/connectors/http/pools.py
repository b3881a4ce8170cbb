"""The line to a server: to the address that was looked at, as the host that was asked for."""

import urllib3

from comptoir.connectors.http.guard import Place


def pool_of(there: Place) -> urllib3.HTTPConnectionPool:
    if there.scheme == "https":
        return urllib3.HTTPSConnectionPool(
            there.address, there.port, maxsize=1, server_hostname=there.host, assert_hostname=there.host
        )
    return urllib3.HTTPConnectionPool(there.address, there.port, maxsize=1)
