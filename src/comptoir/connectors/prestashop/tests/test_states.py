"""What states mean, whatever they are called."""

from typing import Any

import pytest

from comptoir.connectors.files.api import preset
from comptoir.connectors.prestashop.states import meaning
from comptoir.connectors.prestashop.tests.recorded import tables
from comptoir.connectors.shops.api import RefusalError

STATES = {state["id"]: state for state in tables()["order_states"]}


def state(**flags: Any) -> dict[str, Any]:
    return {"id": 40, "template": "", "paid": "0", "logable": "0", "shipped": "0", **flags}


@pytest.mark.parametrize("number", sorted(STATES))
def test_recorded_states_mean_what_the_mapping_of_files_says(number: int) -> None:
    of_files = preset("prestashop").statuses[STATES[number]["name"]]
    assert meaning(number, STATES[number], was_paid=False) == of_files


@pytest.mark.parametrize("number", sorted(STATES))
def test_numbers_alone_say_the_same_where_a_state_is_not_listed(number: int) -> None:
    assert meaning(number, None, was_paid=False) == meaning(number, STATES[number], was_paid=False)


def test_names_do_not_matter() -> None:
    for number, said in STATES.items():
        assert meaning(number, {**said, "name": "Annulé"}, was_paid=False) == meaning(
            number, said, was_paid=False
        )


def test_states_of_modules() -> None:
    assert meaning(40, state(paid="1"), was_paid=False) == "sold"
    assert meaning(40, state(logable="1"), was_paid=False) == "sold"
    assert meaning(40, state(template="order_canceled", paid="1"), was_paid=True) == "cancelled"
    assert meaning(40, state(template="cheque"), was_paid=True) == "pending"
    # « Partial refund » and « Authorized » of a payment module say nothing of themselves.
    assert meaning(40, state(), was_paid=True) == "sold"
    assert meaning(40, state(), was_paid=False) == "pending"


def test_a_state_that_nobody_knows_is_refused() -> None:
    with pytest.raises(RefusalError) as refused:
        meaning(77, None, was_paid=True)
    assert (refused.value.field, refused.value.value, refused.value.reason) == (
        "current_state",
        "77",
        "unknown_status",
    )
