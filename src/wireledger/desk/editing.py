"""What changes something: logging in and out, pasting stories, editors' decisions."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
