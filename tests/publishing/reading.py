"""Reading what builds made."""

import subprocess


def pdf_text(data: bytes) -> str:
    """Return the words of a PDF in reading order, as poppler's pdftotext gives them."""
    answer = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return answer.stdout.decode()
