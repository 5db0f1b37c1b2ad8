"""What can stop a report from becoming a PDF."""

from collections.abc import Iterable


class PdfError(Exception):
    """The PDF was not made; the message is for the person who asked for the report."""


class AddressRefusedError(PdfError):
    """The report names a file or web address, which the renderer never fetches."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.addresses = tuple(addresses)
        named = ", ".join(self.addresses)
        super().__init__(
            f"The report refers to {named}, which can not be fetched while the PDF is made. "
            "Put the picture or style into the report itself."
        )


class ContentLostError(PdfError):
    """WeasyPrint would have left something out and only logged it."""

    def __init__(self, losses: Iterable[str]) -> None:
        self.losses = tuple(losses)
        super().__init__("The PDF would not show everything in the report: " + "; ".join(self.losses))
