"""The desk: a web application over the ledger. ``wireledger serve`` starts it; docs/desk.md says what is on it.

``app`` puts it together, ``pages`` are the HTML routes and ``api`` the JSON ones, both over the same ``views``; ``guard`` is
who may do what; ``marks``, ``plots`` and ``world`` draw. The desk asks the ledger's views and has no queries of its own.
"""
