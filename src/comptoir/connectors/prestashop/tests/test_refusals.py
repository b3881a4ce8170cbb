"""What a person reads when the shop does not answer as it should."""

from collections.abc import Callable

import pytest

from comptoir.connectors.prestashop import answers
from comptoir.connectors.prestashop.tests.opened import END, read, reading
from comptoir.connectors.prestashop.tests.shop import Shop
from comptoir.connectors.source import PermanentError, TransientError
from comptoir.connectors.tests.loopback import Loopback, Reply

DISABLED = (
    b'<?xml version="1.0"?><prestashop><errors><error><code>22</code><message>The PrestaShop webservice is '
    b"disabled. Please activate it in the PrestaShop Back Office</message></error></errors></prestashop>"
)
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE prestashop [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<prestashop><orders><order><id>&b;</id></order></orders></prestashop>"
)


def refused(
    shop: Shop, prepare: Callable[[Loopback], object] = lambda _seen: None, **values: str
) -> PermanentError:
    with reading(shop, **values) as (reader, seen):
        prepare(seen)
        with pytest.raises(PermanentError) as error:
            reader.test()
    return error.value


def first(reply: Reply) -> Callable[[Loopback], object]:
    return lambda seen: seen.first.append(reply)


def test_a_wrong_key() -> None:
    said = refused(Shop(), key="WRONG")
    assert str(said.came) == "The shop refuses the key (401)."
    assert "Advanced Parameters, Webservice" in str(said.advice)


def test_rights_that_are_missing_are_all_named_before_anything_is_read() -> None:
    with reading(Shop()) as (reader, seen):
        body = (
            b'<prestashop><api shopName="B"><orders get="true"/><products get="true"/><addresses get="false"/></api>'
            b"</prestashop>"
        )
        seen.first.append(Reply(200, body))
        with pytest.raises(PermanentError) as error:
            reader.test()
    assert str(error.value.came) == (
        "The key may not read: order_details, order_slip, order_payments, order_states, currencies, customers, "
        "addresses, countries, combinations, stock_availables, categories."
    )


@pytest.mark.parametrize("xml_only", [False, True])
def test_a_right_that_is_taken_away_later_is_named(xml_only: bool) -> None:
    with pytest.raises(PermanentError) as error:
        read(Shop(xml_only=xml_only, forbidden={"order_slip"}))
    assert str(error.value.came) == "The key may not read: order_slip."


@pytest.mark.parametrize("resource", ["order_histories", "taxes", "carriers"])
def test_what_is_only_welcome_may_be_missing(resource: str) -> None:
    shop = Shop(forbidden={resource})
    with reading(shop) as (reader, seen):
        assert sum(len(page.records) for page in reader.pages("orders", None, END)) == 8
        assert sum(asked.path == f"/api/{resource}" for asked in seen.asked) <= 1


def test_a_shop_with_its_webservice_switched_off_is_not_asked_again_and_again() -> None:
    with reading(Shop()) as (reader, seen):
        seen.first += [Reply(503, DISABLED)] * 5
        with pytest.raises(PermanentError) as error:
            reader.test()
        assert len(seen.asked) == 1
    assert str(error.value.came) == "The webservice of the shop is switched off."


def test_a_shop_that_is_busy_is_asked_again() -> None:
    with reading(Shop()) as (reader, seen):
        seen.first += [Reply(503, b"busy"), Reply(429, b"", {"Retry-After": "1"})]
        assert reader.test() == "Boutique"
        seen.first += [Reply(500, b"")] * 3
        with pytest.raises(TransientError):
            reader.test()


def test_another_address() -> None:
    assert "no PrestaShop webservice" in str(
        refused(Shop(), first(Reply(404, b"<html>Not found</html>"))).came
    )
    page = first(Reply(200, b"<!DOCTYPE html><html><body>Bient\xc3\xb4t de retour</body></html>"))
    said = refused(Shop(), page)
    assert "not with data" in str(said.came)
    assert "Bientôt de retour" in str(said.came)


def test_a_page_in_the_place_of_orders() -> None:
    with reading(Shop()) as (reader, seen):
        seen.first.append(Reply(200, b"<html>maintenance</html>"))
        with pytest.raises(PermanentError, match="not with data"):
            list(reader.pages("orders", None, END))


def test_a_key_of_another_shop() -> None:
    body = b'{"errors":[{"code":132,"message":"No permission for this key on this shop"}]}'
    assert "not given this shop" in str(refused(Shop(), first(Reply(403, body))).came)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_its_entities_unfold(encoding: str) -> None:
    with pytest.raises(answers.UnreadableError):
        answers.rights(BOMB.decode().encode(encoding))
    with reading(Shop()) as (reader, seen):
        seen.first.append(Reply(200, BOMB.decode().encode(encoding)))
        with pytest.raises(PermanentError, match="not with data"):
            list(reader.pages("orders", None, END))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<?xml",
        b"{",
        b'"text"',
        b'{"errors": []}',
        b'{"a": 1}',
        b"<prestashop><orders><order>",
        b"\xff\xfe",
    ],
)
def test_what_is_broken_off_is_no_empty_list(body: bytes) -> None:
    with pytest.raises(answers.UnreadableError):
        answers.records(body)


def test_the_address_may_name_the_interface() -> None:
    with reading(Shop()) as (reader, seen):
        address = f"{seen.address}/api/"
        with reading(Shop(), address=address) as (other, _seen):
            assert other.webservice.root == reader.webservice.root
            assert other.test() == "Boutique"
