from comptoir.entities.base import Kind
from comptoir.entities.registry import ENTITIES

PERSONAL = {"email", "name", "phone", "address", "tracking_number", "ip", "user_agent"}


def test_keys_and_units_are_columns():
    for entity in ENTITIES.values():
        assert set(entity.key) <= set(entity.column_names), entity.name
        assert set(entity.unit) <= set(entity.key), entity.name
        assert len(set(entity.column_names)) == len(entity.columns), entity.name


def test_what_identifies_a_unit_is_never_empty():
    """A product's sku alone is optional elsewhere: the import refuses products without one."""
    for entity in ENTITIES.values():
        optional = {column.name for column in entity.columns if not column.required}
        assert not (set(entity.key) & optional) - {"sku"}, entity.name


def test_dated_entities_carry_their_day_and_month():
    for entity in ENTITIES.values():
        kinds = {column.name: column.kind for column in entity.columns if column.required}
        dated = kinds.get("day") is Kind.DAY and kinds.get("month") is Kind.MONTH
        assert dated is entity.dated, entity.name


def test_money_stands_beside_a_currency():
    for entity in ENTITIES.values():
        if any(column.kind is Kind.MONEY for column in entity.columns):
            assert "currency" in entity.column_names, entity.name


def test_money_says_in_its_name_how_it_counts_tax():
    endings = ("_amount", "_tax", "_total")
    plain = {"amount", "tax", "price", "unit_price", "unit_cost"}
    for entity in ENTITIES.values():
        for column in entity.columns:
            if column.kind is Kind.MONEY:
                assert column.name in plain or column.name.endswith(endings), (entity.name, column.name)


def test_no_fact_has_a_personal_column():
    about_things = {"product", "event"}
    for entity in ENTITIES.values():
        found = PERSONAL & set(entity.column_names)
        assert not found or (entity.name in about_things and found == {"name"}), entity.name
