"""Shared stores on the command line: mirrors of them, and what commands say of them."""
