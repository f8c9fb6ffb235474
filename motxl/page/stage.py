"""How the page is told what a job does now."""

from __future__ import annotations

from collections.abc import Callable

Stage = Callable[..., None]
"""Told what is being done now, ``reading`` or ``working``, and how far it is, where that is known:
how many of how many"""
