"""The door of looks: what a company's reports look like, and changing it."""

from comptoir.check.branding.actions import copy_look, set_look
from comptoir.check.branding.queries import brand_of
from comptoir.check.branding.shapes import PLAIN, Brand, Logo
from comptoir.check.branding.sheets import sheet_response

__all__ = ["PLAIN", "Brand", "Logo", "brand_of", "copy_look", "set_look", "sheet_response"]
