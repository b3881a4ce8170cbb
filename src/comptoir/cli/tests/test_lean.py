"""A command of a few seconds does without what it never uses, and leaves no trace of it."""

import importlib
import importlib.util
import os
import subprocess
import sys

import pytest

from comptoir.cli.lean import lean


def test_what_is_not_used_is_not_imported_and_can_be_afterwards(monkeypatch):
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    with lean():
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("pandas")
        assert importlib.import_module("json").dumps([1]) == "[1]"
    assert importlib.util.find_spec("pandas") is not None


_ORDERS = """order_id,customer_id,ordered_at,sku,quantity,unit_price,currency,country
1,ann,2026-03-01 10:00:00,A,2,10.00,EUR,FR
2,bob,2026-03-02 11:00:00,B,1,5.50,EUR,BE
"""
_RUN = """
import sys
from comptoir.cli import main
status = main(sys.argv[1:])
print("compiler" if "ibis.expr" in sys.modules else "none", file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.slow
def test_what_a_process_before_has_asked_needs_no_compiler(tmp_path):
    def command(*words):
        environment = {**os.environ, "COMPTOIR_HOME": str(tmp_path / "home")}
        run = [sys.executable, "-c", _RUN, *map(str, words)]
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
        return done.stdout, done.stderr.split()[-1]

    file = tmp_path / "orders.csv"
    file.write_text(_ORDERS)
    command("company", "add", "Shop", "--slug", "shop")
    command("import", "orders", file, "--company", "shop", "--mapping", "generic")
    asked = ("metrics", "net_sales,orders,aov", "--company", "shop", "--by", "country", "--format", "json")
    first, again = command(*asked), command(*asked)
    assert first[0] == again[0]
    assert (first[1], again[1]) == ("compiler", "none")
