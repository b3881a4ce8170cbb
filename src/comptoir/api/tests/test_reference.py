"""The page of the API tells what may be written."""

from django.test import Client


def test_closed_lists_are_told_whole(db: None) -> None:
    page = Client().get("/api/v1/docs").content.decode()

    for told in (
        "previous | year | event",
        "pdf | xlsx | html | md | eml",
        "steps | segments | paths | credit",
    ):
        assert told in page
    assert ">Comparison<" not in page
