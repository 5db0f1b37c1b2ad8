"""Asking whether an address on the public web answers, without ever asking one inside our own network.

The name is looked up once, every address it has must be public, and the connection goes to the very address that was
looked at: a name that answers differently a moment later can not lead us elsewhere (SSRF by rebinding). Redirects are
followed by hand and judged the same way. No body is read, no cookie or credential sent, no proxy used.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from partnerships.assurance.models import LinkCheck

TIMEOUT_SECONDS = 10
MOST_HOPS = 5
NAT64 = ipaddress.ip_network("64:ff9b::/96")
PORTS = {"http": 80, "https": 443}
MOVED_FOR_GOOD, MOVED_FOR_NOW = {301, 308}, {302, 303, 307}
NOT_THERE, REFUSES, NO_HEAD = {404, 410}, {401, 403, 405, 406, 429}, {403, 405, 501}
_SAFE = "%/?:@!$&'()*+,;=~-._"  # what stands for itself in a path and a query
_O = LinkCheck.Outcome


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an address answered; `leads_to` is where a lasting move leads."""

    outcome: str
    code: int | None = None
    leads_to: str = ""


class NotPublic(ValueError):
    """An address nobody outside could open, or that we do not ask."""


def look(url: str) -> Answer:
    """Return what an address answers. Never raises for what the other side does."""
    here, for_good = url, False
    for _ in range(MOST_HOPS + 1):
        try:
            code, place = _ask(here)
            moved = code in MOVED_FOR_GOOD | MOVED_FOR_NOW and place != ""
            for_good = for_good or (moved and code in MOVED_FOR_GOOD)
            here = urljoin(here, place) if moved else here
        except ValueError:  # not an address, or not a public one
            return Answer(outcome=_O.NOT_ASKED)
        except (OSError, http.client.HTTPException):
            return Answer(outcome=_O.UNREACHABLE)
        if not moved:
            return _judged(code, here if for_good else "")
    return Answer(outcome=_O.FAILED)


def public_address(host: str, port: int) -> str:
    """Return the address to connect to. NotPublic when any address of the name lies outside the public internet."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(_is_public(one) for one in found):
        raise NotPublic(host)
    return found[0]


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    # A gateway may carry an IPv4 address of our own network inside an IPv6 one.
    inside = isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped or address.sixtofour)
    if inside or address in NAT64:
        return False
    return address.is_global and not address.is_multicast


def _ask(url: str) -> tuple[int, str]:
    code, place = _request("HEAD", url)
    # Some servers refuse the polite question; the ordinary one is what a reader's browser asks.
    return _request("GET", url) if code in NO_HEAD else (code, place)


def _request(method: str, url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    if (
        parts.scheme not in PORTS
        or not parts.hostname
        or parts.username
        or parts.port not in (None, PORTS[parts.scheme])
    ):
        raise NotPublic(url)
    port = PORTS[parts.scheme]
    connection = _connection(parts.scheme, parts.hostname, public_address(parts.hostname, port), port)
    try:
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_SAFE)
        connection.request(method, path, headers={"User-Agent": "safeguarding-portal-link-check", "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


def _connection(scheme: str, host: str, address: str, port: int) -> http.client.HTTPConnection:
    made = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    plain = socket.create_connection((address, port), timeout=TIMEOUT_SECONDS)
    if scheme == "http":
        made.sock = plain
        return made
    try:
        made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise
    return made


def _judged(code: int, leads_to: str) -> Answer:
    if code in NOT_THERE:
        return Answer(outcome=_O.GONE, code=code)
    if code in REFUSES:
        return Answer(outcome=_O.REFUSED, code=code)
    if not 200 <= code < 300:
        return Answer(outcome=_O.FAILED, code=code)
    return Answer(outcome=_O.MOVED if leads_to else _O.WORKS, code=code, leads_to=leads_to)
