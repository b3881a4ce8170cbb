"""Companies (tenants), members, roles and the access doors."""
