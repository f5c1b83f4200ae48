"""The web application over the ledger. It calls the ledger's views and has no queries of its own."""
