"""The JSON API: every view of the desk under ``/api``, described by ``/api/openapi.json``."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(prefix="/api", tags=["views"])
