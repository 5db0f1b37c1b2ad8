"""Case reviews: one confidential register of all kinds, with statutory clocks."""
