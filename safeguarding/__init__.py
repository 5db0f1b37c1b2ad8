"""The project. Importing the Celery app here makes tasks find it in every process that loads Django."""

from safeguarding.celery import app as celery_app

__all__ = ["celery_app"]
