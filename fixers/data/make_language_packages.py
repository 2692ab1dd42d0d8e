#!/usr/bin/env python3
"""Writes language_packages.tsv: packages of PyPI, npm, RubyGems and NuGet that are compiled where they are installed,
that have no build for musl, or that do not work without ICU.

usage: make_language_packages.py > language_packages.tsv      (Python 3.9+, pip; about 2 s a package)

PyPI: `pip install --dry-run --only-binary=:all:` of each name for CPython 3.12 on any manylinux and on musllinux.
No wheel at all: compiled. A wheel for manylinux and none for musllinux: glibc. Both: the row says so, and such a
package is no risk. npm, RubyGems and NuGet (in lower case, as NuGet ignores case): by hand, from the packages' documentation.
"""
import datetime
import json
import subprocess
import sys
import tempfile

PYPI = """
psycopg2 mysqlclient MySQL-python uwsgi python-ldap pygraphviz dbus-python PyGObject pycairo mod_wsgi pysqlite3 pylibmc
M2Crypto PyAudio pycups systemd-python netifaces pycurl python-snappy tensorflow tensorflow-cpu torch torchvision
torchaudio jaxlib ray onnxruntime opencv-python opencv-python-headless pyodbc cx_Oracle oracledb faiss-cpu bitsandbytes
xgboost lightgbm catboost pyarrow polars numba llvmlite spacy sentencepiece triton vllm playwright duckdb pymssql
confluent-kafka grpcio numpy pandas scipy scikit-learn pillow cryptography lxml psycopg2-binary bcrypt gevent uvloop
h5py shapely rasterio
""".split()

BY_HAND = [
    ("npm", "puppeteer", "glibc", "the browser it downloads is linked to glibc"),
    ("npm", "playwright", "glibc", "the browsers it downloads are linked to glibc"),
    ("npm", "cypress", "glibc", "its binary is linked to glibc"),
    ("npm", "canvas", "glibc", "prebuilt for glibc alone; else compiled"),
    ("npm", "grpc", "glibc", "deprecated; prebuilt for old versions of node alone"),
    ("npm", "bcrypt", "glibc", "prebuilt for musl since 5.1 alone"),
    ("npm", "sharp", "glibc", "prebuilt for musl since 0.20 alone"),
    ("npm", "node-pty", "compiled", "an addon without builds for Linux"),
    ("npm", "node-rdkafka", "compiled", "builds librdkafka"),
    ("gem", "pg", "compiled", "a C extension"),
    ("gem", "mysql2", "compiled", "a C extension"),
    ("gem", "eventmachine", "compiled", "a C extension"),
    ("gem", "thin", "compiled", "a C extension"),
    ("gem", "puma", "compiled", "a C extension"),
    ("gem", "unicorn", "compiled", "a C extension"),
    ("gem", "nio4r", "compiled", "a C extension"),
    ("gem", "bcrypt", "compiled", "a C extension"),
    ("gem", "rmagick", "compiled", "a C extension"),
    ("gem", "therubyracer", "compiled", "a C extension"),
    ("gem", "msgpack", "compiled", "a C extension"),
    ("gem", "hiredis", "compiled", "a C extension"),
    ("gem", "curb", "compiled", "a C extension"),
    ("gem", "charlock_holmes", "compiled", "a C extension"),
    ("gem", "iodine", "compiled", "a C extension"),
    ("gem", "falcon", "compiled", "depends on io-event, a C extension"),
    ("gem", "passenger", "compiled", "a C++ extension"),
    ("gem", "http_parser.rb", "compiled", "a C extension"),
    ("gem", "websocket-driver", "compiled", "a C extension"),
    ("gem", "bootsnap", "compiled", "depends on msgpack, a C extension"),
    ("gem", "rails", "compiled", "depends on nio4r and websocket-driver by actioncable"),
    ("gem", "actioncable", "compiled", "depends on nio4r and websocket-driver"),
    ("gem", "jekyll", "compiled", "depends on eventmachine and http_parser.rb by em-websocket"),
    ("gem", "github-pages", "compiled", "depends on jekyll"),
    ("gem", "fluentd", "compiled", "depends on msgpack, cool.io and strptime"),
    ("gem", "cool.io", "compiled", "a C extension"),
    ("gem", "yajl-ruby", "compiled", "a C extension"),
    ("gem", "oj", "compiled", "a C extension"),
    ("gem", "redcarpet", "compiled", "a C extension"),
    ("gem", "em-websocket", "compiled", "depends on eventmachine and http_parser.rb"),
    ("gem", "faye-websocket", "compiled", "depends on eventmachine and websocket-driver"),
    ("gem", "snappy", "compiled", "a C extension"),
    ("gem", "byebug", "compiled", "a C extension"),
    ("nuget", "grpc.core", "glibc", "deprecated; its library is built for glibc alone"),
    ("nuget", "microsoft.ml.onnxruntime", "glibc", "its libraries for Linux are built for glibc alone"),
    ("nuget", "microsoft.ml.onnxruntime.gpu", "glibc", "its libraries for Linux are built for glibc alone"),
    ("nuget", "microsoft.data.sqlclient", "icu", "throws in globalization-invariant mode"),
    ("nuget", "system.data.sqlclient", "icu", "fails, or takes wrong code pages, in globalization-invariant mode"),
    ("nuget", "microsoft.entityframeworkcore.sqlserver", "icu", "depends on Microsoft.Data.SqlClient"),
]


GLIBC = [f"manylinux_2_{minor}_x86_64" for minor in range(40, 4, -1)] + [
    "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"]
MUSL = ["musllinux_1_2_x86_64", "musllinux_1_1_x86_64"]


def has_wheel(name, platforms, folder):
    """Is there a wheel of any version? Asks as pip itself would (it takes each platform by name, an older one is not
    implied); downloads nothing."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--no-deps", "--only-binary=:all:",
               *(word for platform in platforms for word in ("--platform", platform)), "--python-version", "3.12",
               "--implementation", "cp", "--target", folder, "--report", "-", name]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if result.returncode == 0:
        return bool(json.loads(result.stdout)["install"])
    if "No matching distribution" not in result.stderr:
        raise SystemExit(f"{name}: {result.stderr.strip()[-300:]}")
    return False


def main():
    print(f"# packages of languages that are compiled where they are installed (no wheel), that have no build for musl "
          f"(glibc), that do not work without ICU (icu), or that have wheels for both (both); pypi: asked of pip for CPython 3.12 on x86_64, "
          f"{datetime.date.today()}; npm, gem and nuget: by hand, from their documentation; made by "
          f"make_language_packages.py")
    print("ecosystem\tpackage\tfact\tsource")
    rows = [(ecosystem, name, fact, f"by hand: {why}") for ecosystem, name, fact, why in BY_HAND]
    with tempfile.TemporaryDirectory() as folder:
        for name in PYPI:
            glibc = has_wheel(name, GLIBC, folder)
            musl = has_wheel(name, MUSL, folder)
            fact = "both" if musl and glibc else "glibc" if glibc else "compiled"
            rows.append(("pypi", name.lower().replace("_", "-"), fact, "pip"))
    for row in sorted(rows):
        print("\t".join(row))


if __name__ == "__main__":
    main()
