"""Pictures that the posts share: photographs in size, plain gradients in content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from bench.corpus import PICTURES

if TYPE_CHECKING:
    from pathlib import Path


def write_pictures(folder: Path) -> None:
    """Write `0.jpg` and so on, 1,000 by 660 pixels each."""
    folder.mkdir(parents=True)
    for number in range(PICTURES):
        gradient = Image.linear_gradient("L").rotate(number * 7)
        bands = (gradient, gradient.transpose(Image.Transpose.ROTATE_90), gradient.rotate(180))
        Image.merge("RGB", bands).resize((1000, 660)).save(folder / f"{number}.jpg", quality=85)
