"""Partnerships made from published reports whose data files name every printed figure by its number."""
