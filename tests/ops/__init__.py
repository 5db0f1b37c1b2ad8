"""Tests of the doors: settings, programs, containers, documentation."""
