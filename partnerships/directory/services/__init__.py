"""The directory's writes."""

from partnerships.directory.services.audit import audit_record

__all__ = ["audit_record"]
