"""The HTTP API: `/api/v1`, described by OpenAPI, opened by a token or by being signed in.

It answers what the pages show, from the same queries, in the same shape as the command line.
"""
