"""Stripe: its exports of payouts."""
