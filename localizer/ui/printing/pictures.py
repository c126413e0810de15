"""Pictures made small enough to be put into a file that is sent or printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

#: A picture fits into a square of so many pixels; larger files are not read for it.
SIDE: Final = 640
MOST_BYTES: Final = 30_000_000
QUALITY: Final = 80
#: The same for a launch book, where a picture is 45 mm wide.
BOOK_SIDE: Final = 420


def smaller(file: Path, side: int = SIDE) -> bytes | None:
    """Return a picture as a JPEG of at most ``side`` pixels, ``None`` where it cannot be read."""
    if file.stat().st_size > MOST_BYTES:
        return None
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else _jpeg(image)


def _jpeg(image: QImage) -> bytes | None:
    """Return an image as a JPEG; what is see-through is white."""
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(QUALITY)
    return bytes(data.data()) if writer.write(plain) else None
