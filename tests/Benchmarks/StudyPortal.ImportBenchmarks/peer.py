"""The same work in Pillow and pydicom. Argument: the folder of the files. Reads one name a line, answers with seconds or with what is missing."""
import glob
import os
import sys
import time
from multiprocessing import Pool

SIDE, PNG_ROUNDS, DECODE_ROUNDS = 256, 4, 20

try:
    import gdcm
    import pydicom
    from PIL import Image
    from pydicom.pixel_data_handlers import gdcm_handler, numpy_handler
except ImportError as missing:
    for _ in sys.stdin:
        print(f"left out: {missing} (Debian: /usr/bin/python3 with python3-pil, python3-pydicom and python3-gdcm).", flush=True)
    sys.exit()

gdcm.Trace.WarningOff()
pydicom.config.pixel_data_handlers = [numpy_handler, gdcm_handler]


def files(operation):
    return sorted(glob.glob(os.path.join(sys.argv[1], operation, "*")))


def small(path):
    with Image.open(path) as image:
        return image.convert("L").resize((SIDE, SIDE), Image.BILINEAR).tobytes()


def png(pool):
    paths = files("png") * PNG_ROUNDS
    with open(os.path.join(sys.argv[1], "theirs.u8"), "wb") as stored:
        for pixels in (pool.imap(small, paths, chunksize=4) if pool else map(small, paths)):
            stored.write(pixels)


def headers():
    for path in files("headers"):
        dataset = pydicom.dcmread(path, stop_before_pixels=True)
        dataset.Rows, dataset.PatientID, dataset.SOPInstanceUID


def pixels(path):
    pydicom.dcmread(path).pixel_array


def decode(operation, pool):
    for _ in (pool.imap_unordered if pool else map)(pixels, files(operation) * DECODE_ROUNDS):
        pass


with Pool(2) as two:
    for line in sys.stdin:
        name = line.strip()
        started = time.perf_counter()
        pool = two if name.endswith("/2") else None
        if name.startswith("png"):
            png(pool)
        elif name == "headers":
            headers()
        else:
            decode(name.split("/")[0], pool)
        print(time.perf_counter() - started, flush=True)
