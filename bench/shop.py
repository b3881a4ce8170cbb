"""python -m bench.shop ORDERS: a WooCommerce shop on loopback that makes its orders up as they are asked for.

Prints its address. Orders are one minute apart, three lines each, in the order of their number.
"""

import json
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

START = datetime(2026, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=4)


def order(number: int) -> dict[str, Any]:
    at = f"{START + number * STEP:%Y-%m-%dT%H:%M:%S}"
    lines = [
        {
            "id": number * 10 + place,
            "name": f"Article {number * 3 % 997 + place}",
            "sku": f"SKU-{number * 3 % 997 + place}",
            "quantity": 1 + place,
            "subtotal": f"{10 * (1 + place)}.00",
            "subtotal_tax": f"{2 * (1 + place)}.00",
            "total": f"{10 * (1 + place)}.00",
            "total_tax": f"{2 * (1 + place)}.00",
            "taxes": [{"id": 1, "total": f"{2 * (1 + place)}.00"}],
        }
        for place in range(3)
    ]
    return {
        "id": number,
        "number": str(number),
        "status": "completed",
        "currency": "EUR",
        "date_created_gmt": at,
        "date_modified_gmt": at,
        "date_paid_gmt": at,
        "total": "78.00",
        "total_tax": "13.00",
        "customer_id": number % 40_000,
        "billing": {"email": f"c{number % 40_000}@example.com", "first_name": "C", "last_name": str(number)},
        "shipping": {"country": "FR"},
        "payment_method": "stripe",
        "payment_method_title": "Card",
        "meta_data": [],
        "line_items": lines,
        "tax_lines": [{"rate_id": 1, "rate_percent": 20}],
        "shipping_lines": [
            {"id": number * 10 + 9, "method_title": "Home", "total": "5.00", "total_tax": "1.00"}
        ],
        "fee_lines": [],
        "coupon_lines": [],
        "refunds": [],
    }


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    orders = 0

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        total, page = 0, []
        if parts.path.endswith("/orders"):
            first = 1
            if "modified_after" in asked:
                after = datetime.fromisoformat(asked["modified_after"]).replace(tzinfo=UTC)
                first = (after - START) // STEP + 1
            size, number = int(asked["per_page"]), int(asked.get("page", 1))
            total = self.orders - first + 1
            begin = first + (number - 1) * size
            page = [order(place) for place in range(begin, min(begin + size, self.orders + 1))]
        body = json.dumps(page).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-WP-Total", str(total))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Silent."""


def main() -> None:
    Shop.orders = int(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    sys.stdin.read()  # Until whoever started it goes.


if __name__ == "__main__":
    main()
