"""Many people at once, through the real web server, with a ledger kept by the client as the judge.

Requests start on schedule whether or not earlier ones have ended, so that slow answers are not hidden. The law: a
receipt given means exactly one row, no receipt means at most one.
"""
