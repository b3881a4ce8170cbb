"""PrestaShop: orders, credit slips and items by the shop's webservice."""
