"""The case register: clocks, need-to-know, pages."""
