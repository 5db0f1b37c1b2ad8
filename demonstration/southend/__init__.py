"""Southend 2017-19, made from the figures of the published report."""
