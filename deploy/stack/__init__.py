"""The whole system on one machine: PostgreSQL, worker, clock and web server under one supervisor."""
