"""Files: keeping those of a build, and giving them out."""

import hashlib
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from reports.publishing.models import Artifact, Build, Download, Variant
from reports.publishing.render import Rendered

Place = tuple[Variant, Artifact.Kind]


def files_write(*, build: Build, files: Mapping[Place, Rendered]) -> dict[Place, str]:
    """Put the files into the storage and return their names. The attempt is part of the name, so a worker that was
    believed dead can not write over the files of the one that took its place.
    """
    report = build.report
    folder = f"reports/{report.partnership.slug}/{report.slug}/build-{build.number}-{build.attempts}"
    return {
        (variant, kind): default_storage.save(
            f"{folder}/{variant.value}/{report.slug}.{kind.value}", ContentFile(made.data)
        )
        for (variant, kind), made in files.items()
    }


def files_discard(names: Mapping[Place, str]) -> None:
    """Take files no row speaks of out of the storage."""
    for name in names.values():
        default_storage.delete(name)


def artifacts_create(*, build: Build, files: Mapping[Place, Rendered], names: Mapping[Place, str]) -> list[Artifact]:
    """Write the rows of a build's files. Runs inside the transaction that says the build is done."""
    return [
        Artifact.objects.create(
            build=build,
            variant=variant,
            kind=kind,
            file=names[variant, kind],
            sha256=hashlib.sha256(made.data).hexdigest(),
            size=len(made.data),
            pages=made.pages,
        )
        for (variant, kind), made in files.items()
    ]


@transaction.atomic
def download_record(*, by: User, artifact: Artifact) -> Download:
    """Note that a person takes a file, in its log and on the audit trail."""
    audit_record(
        by=by,
        action="artifact_downloaded",
        partnership=artifact.build.partnership,
        about=artifact,
        after={"file": artifact.filename, "variant": artifact.variant, "sha256": artifact.sha256},
    )
    return Download.objects.create(artifact=artifact, by=by, at=timezone.now())
