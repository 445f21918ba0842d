"""What the embedded site promises: each test passes there and on a real Frappe site."""
