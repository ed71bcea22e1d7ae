"""The same article in every form that a corpus may come in."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage

HEADLINE = "Two powers refuse a draft on fuel"
FIRST = "Two permanent members voted on Thursday against a draft that would have cut the North’s oil by a quarter."
SECOND = (
    "The vote, which came after three hours of speeches in the chamber, was 13 in favour and two against."
)
TEXT = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}"
DAY = "2022-05-27"
URL = "https://harbour.example/world/a-draft-on-fuel"

RECORDS: dict[str, dict[str, object]] = {
    "schema.org": {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "articleBody": f"{FIRST}\n\n{SECOND}",
        "datePublished": f"{DAY}T08:10:00+09:00",
        "url": URL,
        "publisher": {"@type": "Organization", "name": "Harbour Wire"},
        "author": [{"name": "Ann Vale"}, {"name": "Bo Lund"}],
    },
    "news-please": {
        "title": HEADLINE,
        "maintext": f"{FIRST}\n{SECOND}",
        "date_publish": f"{DAY} 08:10:00",
        "url": URL,
        "source_domain": "Harbour Wire",
        "authors": ["Ann Vale", "Bo Lund"],
    },
    "a crawler's own": {
        "title": HEADLINE,
        "body": f"{FIRST}\n\n{SECOND}",
        "published": 1653613800,
        "link": URL,
        "source": "Harbour Wire",
        "author": "By Ann Vale, Bo Lund",
    },
    "markup": {
        "Title": HEADLINE,
        "content_html": f"<p>{FIRST}</p>\n<p>{SECOND}</p>",
        "pub-date": "27 May 2022",
        "canonical_url": URL,
        "publication": "Harbour Wire",
        "creator": "Ann Vale, Bo Lund",
    },
}


def page(*, headline: str = HEADLINE, body: Iterable[str] = (FIRST, SECOND)) -> bytes:
    return (
        f'<!doctype html><html><head><title>{headline}</title><meta property="og:site_name" content="Harbour Wire">'
        f'<meta property="article:published_time" content="{DAY}"><meta charset="utf-8"></head><body><article>'
        f"<h1>{headline}</h1>{''.join(f'<p>{p}</p>' for p in body)}</article></body></html>"
    ).encode()


def lines(*records: Mapping[str, object]) -> bytes:
    return b"".join(json.dumps(r).encode() + b"\n" for r in records)


def mail(*, html: bool = False) -> bytes:
    message = EmailMessage()
    message["Subject"] = HEADLINE
    message["From"] = "Harbour Wire <desk@harbour.example>"
    message["Date"] = "Fri, 27 May 2022 08:10:00 +0900"
    message.set_content(
        f"<p>{FIRST}</p><p>{SECOND}</p>" if html else f"{FIRST}\n\n{SECOND}\n", "html" if html else "plain"
    )
    return message.as_bytes()


def feed(*, atom: bool = False) -> bytes:
    markup = f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;"
    if atom:
        return (
            '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title>'
            f'<entry><title>{HEADLINE}</title><link href="{URL}"/><published>{DAY}T08:10:00Z</published>'
            f'<author><name>Ann Vale, Bo Lund</name></author><content type="html">{markup}</content></entry></feed>'
        ).encode()
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Wire</title>'
        f"<item><title>{HEADLINE}</title><link>{URL}</link><pubDate>Fri, 27 May 2022 08:10:00 GMT</pubDate>"
        f"<dc:creator>Ann Vale, Bo Lund</dc:creator><description>In short.</description>"
        f"<content:encoded>{markup}</content:encoded></item></channel></rss>"
    ).encode()


def pdf(*pages: Iterable[str]) -> bytes:
    """A PDF whose pages show the given lines (Latin-1)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
               " /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for page_lines in pages:
        shown = "".join(
            f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj 0 -14 Td "
            for line in page_lines
        )
        content = f"BT /F1 11 Tf 50 780 Td {shown}ET"
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{at:010} 00000 n \n" for at in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def warc(*answers: tuple[str, str, bytes], packed: bool = True) -> bytes:
    """A web archive of answers: (status line, content type, body); the n-th is of the address `URL`-n."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "tests"}))
    for number, (status, kind, body) in enumerate(answers, start=1):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"{URL}-{number}", "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as bundle:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            bundle.addfile(info, io.BytesIO(content))
    return out.getvalue()
