"""The two partnerships every installation can be tried with: an invented one, and one from a published report.

This wing stands on top of all others and goes through their services, as a very diligent person would.
"""
