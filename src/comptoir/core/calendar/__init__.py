"""Dated events that explain a curve: soldes, Black Friday, holidays, the company's own."""
