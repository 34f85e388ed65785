"""Makes the input files that people send by mistake and that an attacker would send on purpose."""

import io
import os
import struct
import zipfile
import zlib

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TURNS = ["Interviewer: How was the week?", "Ann: Busy. The meeting was cancelled again.", "Interviewer: And then?",
         "Ann: We went home. Nobody had told us.", "Interviewer: Thank you.", "Ann: You are welcome."]


def transcript(number, turns=12):
    """A transcript of its own words; what it says depends on its number only."""
    lines = []
    for turn in range(turns):
        lines.append(f"Interviewer: Question {turn} of interview {number}?")
        lines.append(f"Person {number}: Answer {turn}, said by person {number}. It was {turn * number} days and nobody called.")
    return "\n".join(lines) + "\n"


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def docx(document=None, others=()):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TURNS)
    document = document or f'<?xml version="1.0"?><w:document {WORD}><w:body>{body}</w:body></w:document>'
    types = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType='
             '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
             'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    rels = ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>')
    return zipped([("[Content_Types].xml", types), ("_rels/.rels", rels), ("word/document.xml", document), *others])


def odt(encrypted=False):
    body = "".join(f"<text:p>{line}</text:p>" for line in TURNS)
    content = ('<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
               'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
               f'{body}</office:text></office:body></office:document-content>')
    key = ('<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA">'
           '<manifest:algorithm manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="AAAA"/>'
           "</manifest:encryption-data>") if encrypted else ""
    manifest = ('<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
                f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{key}'
                "</manifest:file-entry></manifest:manifest>")
    return zipped([("mimetype", "application/vnd.oasis.opendocument.text"),
                   ("content.xml", os.urandom(400) if encrypted else content), ("META-INF/manifest.xml", manifest)])


def epub():
    container = ('<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
                 'full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
    package = ('<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
               'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>')
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in TURNS) + "</body></html>"
    return zipped([("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("book.opf", package),
                   ("a.xhtml", page)])


def xlsx(rows, formulas=False):
    """One sheet of inline strings; with `formulas` the last column's cells are formulas with a stored value."""
    def cell(column, row, text, formula):
        place = f"{chr(ord('A') + column)}{row}"
        if formula:
            return f'<c r="{place}" t="str"><f>"{text}"&amp;""</f><v>{text}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
    sheet = "".join(
        f'<row r="{r}">' + "".join(cell(c, r, text, formulas and r > 1 and c == len(line) - 1) for c, text in enumerate(line)) + "</row>"
        for r, line in enumerate(rows, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped([
        ("[Content_Types].xml", f'<?xml version="1.0"?><Types xmlns="{package}/content-types"><Default Extension="xml" ContentType='
         f'"application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
         "</Types>"),
        ("_rels/.rels", f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type='
         f'"{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<?xml version="1.0"?><workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" '
         'r:id="r1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
         f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
        ("xl/worksheets/sheet1.xml", f'<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>')])


def pdf(encrypted=False):
    """One page of Helvetica. `encrypted`: a security handler whose user password is not the empty one."""
    text = "BT /F1 12 Tf 72 720 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in TURNS) + " ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
               f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    if encrypted:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'5a' * 32}> /U <{'a5' * 32}> >>")
    out = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010d} 00000 n \n" for place in places)
    lock = f" /Encrypt 6 0 R /ID [<{'01' * 16}> <{'01' * 16}>]" if encrypted else ""
    return (out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{lock} >>\nstartxref\n{table}\n%%EOF\n").encode("latin-1")


def rtf():
    return ("{\\rtf1\\ansi " + "\\par\n".join(TURNS) + "\\par}").encode("ascii")


def encrypted_office():
    """The compound file that Office makes of a document with a password: directory entries only, which is what tells."""
    def entry(name, kind, child=0xFFFFFFFF, right=0xFFFFFFFF):
        coded = name.encode("utf-16-le")
        return (coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded) + 2 if name else 0, kind, 1) +
                struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36 + struct.pack("<IQ", 0xFFFFFFFE, 0))
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6 +
              struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) +
              struct.pack("<I", 0) + b"\xff" * (108 * 4))
    allocation = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * (126 * 4)
    directory = entry("Root Entry", 5, child=1) + entry("EncryptedPackage", 2, right=2) + entry("EncryptionInfo", 2) + entry("", 0)
    return header + allocation + directory + b"\0" * 4096


def zip_bomb(unpacked_bytes):
    """A docx whose main part is spaces; the deflate stream is put together from one compressed block that repeats."""
    block = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(f"<w:document {WORD}><w:body><w:p><w:r><w:t>".encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    repeated = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = repeated.compress(block) + repeated.flush(zlib.Z_FULL_FLUSH)
    count = unpacked_bytes // len(block)
    data = first + chunk * count + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    size = len(f"<w:document {WORD}><w:body><w:p><w:r><w:t>") + count * len(block)
    base = io.BytesIO(docx())
    out = io.BytesIO()
    with zipfile.ZipFile(base) as source, zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            archive.writestr(name, source.read(name))
    # The big part is written by hand: its directory entry tells the true sizes.
    return _append_raw(out.getvalue(), b"word/document.xml", data, size)


def _append_raw(archive, name, data, size):
    end = archive.rfind(b"PK\x05\x06")
    count, directory_size, directory_at = struct.unpack("<HII", archive[end + 10:end + 20])
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, 0, len(data), size & 0xFFFFFFFF, len(name), 0) + name
    central = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, 0, len(data), size & 0xFFFFFFFF, len(name), 0, 0, 0,
                          0, 0, directory_at) + name
    body = archive[:directory_at] + local + data
    entries = archive[directory_at:end] + central
    return body + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count + 1, count + 1, len(entries), len(body), 0)


def billion_laughs():
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return docx(f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">{levels}]><w:document {WORD}><w:body><w:p><w:r><w:t>Ann: '
                "start &l9; end</w:t></w:r></w:p></w:body></w:document>")


def external_entity(target):
    return docx(f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file://{target}">]><w:document {WORD}><w:body><w:p><w:r>'
                "<w:t>Ann: before &x; after</w:t></w:r></w:p></w:body></w:document>")


def binary(size=5000):
    return bytes((i * 73 + (i >> 3) * 151) % 256 for i in range(size))
