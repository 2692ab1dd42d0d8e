#!/usr/bin/env python3
"""Writes language_packages.tsv: packages of PyPI, npm, RubyGems, Go, Rust and NuGet that are compiled where they are
used, that have no build for musl, or that do not work without ICU.

usage: make_language_packages.py > NEW      (Python 3.9+, pip; about 2 s a package of PyPI)
       make_language_packages.py --keep language_packages.tsv > NEW      (the rows of PyPI, with their date, stay)

PyPI: `pip install --dry-run --only-binary=:all:` of each name for CPython 3.12 on any manylinux and on musllinux.
No wheel at all: compiled. A wheel for manylinux and none for musllinux: glibc. Both: the row says so, and such a
package is no risk. The others: by hand, from the packages' documentation and sources (of NuGet in lower case, as it ignores case). go: modules that import "C"
without another way; glibc when the libraries that they bring are built for it. cargo: crates whose build needs these
packages of Debian beside a C compiler (needs), unless Cargo.toml or Cargo.lock has one of these words (unless).
"""
import datetime
import json
import re
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
    ("npm", "@playwright/test", "glibc", "depends on playwright"),
    ("npm", "phantomjs-prebuilt", "glibc", "its binary is linked to glibc"),
    ("npm", "electron", "glibc", "its binary is linked to glibc"),
    ("npm", "scuttlebot", "compiled", "depends on leveldown"),
    ("npm", "ssb-server", "compiled", "depends on leveldown"),
    ("npm", "mapnik", "glibc", "prebuilt for glibc alone"),
    ("npm", "tilesplash", "glibc", "depends on mapnik"),
    ("npm", "tilelive-mapnik", "glibc", "depends on mapnik"),
    ("npm", "osrm", "glibc", "prebuilt for glibc alone"),
    ("npm", "phantomjs", "glibc", "its binary is linked to glibc"),
    ("npm", "casperjs", "glibc", "runs phantomjs, whose binary is linked to glibc"),
    ("npm", "karma-phantomjs-launcher", "glibc", "depends on phantomjs-prebuilt"),
    ("npm", "grunt-contrib-jasmine", "glibc", "depends on phantomjs or a browser, linked to glibc"),
    ("npm", "html-pdf", "glibc", "depends on phantomjs-prebuilt"),
    ("npm", "nightmare", "glibc", "depends on electron"),
    ("npm", "geckodriver", "glibc", "the binary it downloads is linked to glibc"),
    ("npm", "selenium-standalone", "glibc", "the drivers it downloads are linked to glibc"),
    ("npm", "chromedriver", "glibc", "the binary it downloads is linked to glibc"),
    ("npm", "@tensorflow/tfjs-node", "glibc", "the libtensorflow it downloads is linked to glibc"),
    ("npm", "ibm_db", "glibc", "the driver it downloads is linked to glibc"),
    ("npm", "iconv", "compiled", "an addon without builds"),
    ("npm", "node-expat", "compiled", "an addon without builds"),
    ("npm", "heapdump", "compiled", "an addon without builds"),
    ("npm", "libpq", "compiled", "an addon without builds"),
    ("npm", "pg-native", "compiled", "depends on libpq"),
    ("npm", "zmq", "compiled", "an addon without builds"),
    ("npm", "unix-dgram", "compiled", "an addon without builds"),
    ("npm", "node-pty", "compiled", "an addon without builds for Linux"),
    ("npm", "node-rdkafka", "compiled", "builds librdkafka"),
    ("pypi", "blist", "compiled", "a C extension without wheels"),
    ("pypi", "elastalert", "compiled", "depends on blist"),
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
    ("gem", "rage-rb", "compiled", "depends on rage-iodine, a C extension"),
    ("gem", "rage", "compiled", "the program of rage-rb, which depends on rage-iodine, a C extension"),
    ("gem", "rage-iodine", "compiled", "a C extension"),
    ("gem", "agoo", "compiled", "a C extension"),
    ("gem", "itsi", "compiled", "an extension in Rust"),
    ("gem", "io-event", "compiled", "a C extension"),
    ("gem", "async", "compiled", "depends on io-event, a C extension"),
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
    ("gem", "unf_ext", "compiled", "a C++ extension"),
    ("gem", "mini_racer", "compiled", "a C++ extension"),
    ("gem", "kgio", "compiled", "a C extension"),
    ("gem", "raindrops", "compiled", "a C extension"),
    ("gem", "rdiscount", "compiled", "a C extension"),
    ("gem", "ed25519", "compiled", "a C extension"),
    ("gem", "jaro_winkler", "compiled", "a C extension"),
    ("gem", "ox", "compiled", "a C extension"),
    ("gem", "escape_utils", "compiled", "a C extension"),
    ("gem", "stackprof", "compiled", "a C extension"),
    ("gem", "hiredis-client", "compiled", "a C extension"),
    ("gem", "ruby-prof", "compiled", "a C extension"),
    ("gem", "pry-byebug", "compiled", "depends on byebug"),
    ("gem", "rugged", "compiled", "a C extension"),
    ("gem", "strptime", "compiled", "a C extension"),
    ("gem", "smashing", "compiled", "depends on thin and eventmachine"),
    ("gem", "dashing", "compiled", "depends on thin and eventmachine"),
    ("gem", "mailcatcher", "compiled", "depends on thin and eventmachine"),
    ("gem", "sensu", "compiled", "depends on eventmachine"),
    ("gem", "ffi-yajl", "compiled", "a C extension"),
    ("gem", "foodcritic", "compiled", "depends on ffi-yajl"),
    ("gem", "chef", "compiled", "depends on ffi-yajl"),
    ("gem", "chef-dk", "compiled", "depends on chef"),
    ("gem", "ohai", "compiled", "depends on ffi-yajl"),
    ("gem", "berkshelf", "compiled", "depends on chef"),
    ("gem", "knife-solo", "compiled", "depends on chef"),
    ("gem", "chefspec", "compiled", "depends on chef"),
    ("gem", "test-kitchen", "compiled", "depends on ed25519 and bcrypt_pbkdf"),
    ("gem", "bcrypt_pbkdf", "compiled", "a C extension"),
    ("gem", "sassc", "compiled", "a C++ extension"),
    ("gem", "sassc-rails", "compiled", "depends on sassc"),
    ("gem", "sass-rails", "compiled", "depends on sassc-rails"),
    ("gem", "fast_blank", "compiled", "a C extension"),
    ("gem", "middleman", "compiled", "depends on fast_blank"),
    ("gem", "middleman-core", "compiled", "depends on fast_blank"),
    ("gem", "github-linguist", "compiled", "depends on charlock_holmes and rugged"),
    ("gem", "licensee", "compiled", "depends on rugged"),
    ("gem", "gollum", "compiled", "depends on rugged"),
    ("gem", "gollum-lib", "compiled", "depends on rugged"),
    ("gem", "json", "compiled", "a C extension"),
    ("gem", "bigdecimal", "compiled", "a C extension"),
    ("gem", "racc", "compiled", "a C extension"),
    ("gem", "strscan", "compiled", "a C extension"),
    ("gem", "stringio", "compiled", "a C extension"),
    ("gem", "date", "compiled", "a C extension"),
    ("gem", "psych", "compiled", "a C extension"),
    ("gem", "io-console", "compiled", "a C extension"),
    ("gem", "nkf", "compiled", "a C extension"),
    ("gem", "prism", "compiled", "a C extension"),
    ("gem", "rbs", "compiled", "a C extension"),
    ("gem", "steep", "compiled", "depends on rbs"),
    ("gem", "debug", "compiled", "a C extension"),
    ("gem", "rubocop", "compiled", "depends on prism by rubocop-ast"),
    ("gem", "rubocop-ast", "compiled", "depends on prism"),
    ("gem", "standard", "compiled", "depends on rubocop"),
    ("gem", "ruby-lsp", "compiled", "depends on prism and rbs"),
    ("gem", "solargraph", "compiled", "depends on rubocop"),
    ("gem", "fastlane", "compiled", "depends on nkf by CFPropertyList"),
    ("gem", "cocoapods", "compiled", "depends on nkf by CFPropertyList"),
    ("gem", "xcodeproj", "compiled", "depends on nkf by CFPropertyList"),
    ("gem", "god", "compiled", "a C extension"),
    ("gem", "debase", "compiled", "a C extension"),
    ("gem", "ruby-debug-ide", "compiled", "an extension that is built when it is installed"),
    ("gem", "hitimes", "compiled", "a C extension"),
    ("gem", "posix-spawn", "compiled", "a C extension"),
    ("gem", "mysql", "compiled", "a C extension"),
    ("gem", "tiny_tds", "compiled", "a C extension"),
    ("gem", "ruby-oci8", "glibc", "loads Oracle's client, which is built for glibc"),
    ("gem", "RedCloth", "compiled", "a C extension"),
    ("gem", "hpricot", "compiled", "a C extension"),
    ("gem", "libxml-ruby", "compiled", "a C extension"),
    ("gem", "gherkin", "compiled", "a C extension before 4"),
    ("gem", "cbor", "compiled", "a C extension"),
    ("gem", "bindex", "compiled", "a C extension"),
    ("gem", "web-console", "compiled", "depends on bindex"),
    ("gem", "pitchfork", "compiled", "a C extension"),
    ("gem", "rainbows", "compiled", "depends on kgio and unicorn"),
    ("gem", "zookeeper", "compiled", "a C extension"),
    ("gem", "zk", "compiled", "depends on zookeeper"),
    ("gem", "html-proofer", "compiled", "depends on io-event by async"),
    ("gem", "minima", "compiled", "depends on jekyll"),
    ("gem", "just-the-docs", "compiled", "depends on jekyll"),
    ("gem", "jekyll-feed", "compiled", "depends on jekyll"),
    ("gem", "jekyll-seo-tag", "compiled", "depends on jekyll"),
    ("gem", "jekyll-sitemap", "compiled", "depends on jekyll"),
    ("gem", "wpscan", "compiled", "depends on yajl-ruby by cms_scanner"),
    ("gem", "cms_scanner", "compiled", "depends on yajl-ruby"),
    ("gem", "metasploit-framework", "compiled", "depends on pcaprub"),
    ("gem", "pcaprub", "compiled", "a C extension"),
    ("gem", "asciidoctor-mathematical", "compiled", "depends on mathematical, a C extension"),
    ("gem", "mathematical", "compiled", "a C extension"),
    ("gem", "google-protobuf", "glibc", "prebuilt for glibc alone in most releases"),
    ("gem", "grpc", "glibc", "prebuilt for glibc alone in most releases"),
    ("go", "github.com/mattn/go-sqlite3", "compiled", "cgo: SQLite's source in C"),
    ("go", "gorm.io/driver/sqlite", "compiled", "cgo: depends on github.com/mattn/go-sqlite3"),
    ("go", "github.com/mutecomm/go-sqlcipher", "compiled", "cgo: SQLCipher's source in C"),
    ("go", "github.com/xeodou/go-sqlcipher", "compiled", "cgo: SQLCipher's source in C"),
    ("go", "crawshaw.io/sqlite", "compiled", "cgo: SQLite's source in C"),
    ("go", "github.com/confluentinc/confluent-kafka-go", "glibc", "cgo: brings librdkafka for glibc, and for musl by -tags musl alone"),
    ("go", "github.com/h2non/bimg", "compiled", "cgo: libvips"),
    ("go", "github.com/davidbyttow/govips", "compiled", "cgo: libvips"),
    ("go", "gopkg.in/gographics/imagick.v2", "compiled", "cgo: ImageMagick"),
    ("go", "gopkg.in/gographics/imagick.v3", "compiled", "cgo: ImageMagick"),
    ("go", "gocv.io/x/gocv", "compiled", "cgo: OpenCV"),
    ("go", "github.com/otiai10/gosseract", "compiled", "cgo: Tesseract"),
    ("go", "github.com/tecbot/gorocksdb", "compiled", "cgo: RocksDB"),
    ("go", "github.com/linxGnu/grocksdb", "compiled", "cgo: RocksDB"),
    ("go", "github.com/jmhodges/levigo", "compiled", "cgo: LevelDB"),
    ("go", "github.com/marcboeker/go-duckdb", "compiled", "cgo: DuckDB"),
    ("go", "github.com/pebbe/zmq4", "compiled", "cgo: ZeroMQ"),
    ("go", "github.com/zeromq/goczmq", "compiled", "cgo: CZMQ"),
    ("go", "github.com/miekg/pkcs11", "compiled", "cgo: loads modules by C"),
    ("go", "github.com/libgit2/git2go", "compiled", "cgo: libgit2"),
    ("go", "github.com/aarzilli/golua", "compiled", "cgo: Lua"),
    ("go", "github.com/proglottis/gpgme", "compiled", "cgo: GPGME"),
    ("go", "github.com/gordonklaus/portaudio", "compiled", "cgo: PortAudio"),
    ("go", "github.com/google/gousb", "compiled", "cgo: libusb"),
    ("go", "github.com/veandco/go-sdl2", "compiled", "cgo: SDL2"),
    ("go", "github.com/gotk3/gotk3", "compiled", "cgo: GTK"),
    ("go", "github.com/go-gl/gl", "compiled", "cgo: OpenGL"),
    ("go", "github.com/go-gl/glfw/v3.3/glfw", "compiled", "cgo: GLFW"),
    ("go", "fyne.io/fyne", "compiled", "cgo: depends on GLFW"),
    ("go", "github.com/godror/godror", "glibc", "cgo: loads Oracle's client, which is built for glibc"),
    ("go", "github.com/mattn/go-oci8", "glibc", "cgo: Oracle's client, which is built for glibc"),
    ("go", "github.com/ibmdb/go_ibm_db", "glibc", "cgo: IBM's driver, which is built for glibc"),
    ("go", "rogchap.com/v8go", "glibc", "cgo: brings V8 built for glibc"),
    ("go", "github.com/bytecodealliance/wasmtime-go", "compiled", "cgo: Wasmtime"),
    ("go", "github.com/wasmerio/wasmer-go", "compiled", "cgo: Wasmer"),
    ("nuget", "grpc.core", "glibc", "deprecated; its library is built for glibc alone"),
    ("nuget", "microsoft.ml.onnxruntime", "glibc", "its libraries for Linux are built for glibc alone"),
    ("nuget", "microsoft.ml.onnxruntime.gpu", "glibc", "its libraries for Linux are built for glibc alone"),
    ("nuget", "microsoft.data.sqlclient", "icu", "throws in globalization-invariant mode"),
    ("nuget", "system.data.sqlclient", "icu", "fails, or takes wrong code pages, in globalization-invariant mode"),
    ("nuget", "microsoft.entityframeworkcore.sqlserver", "icu", "depends on Microsoft.Data.SqlClient"),
]

# packages that start a program when they are used
RUNS = [
    ("pypi", "gitpython", "git", "looks for git when it is imported"),
    ("pypi", "pre-commit", "git", "runs git"),
    ("npm", "pimatic", "git", "a dependency comes from a git repository"),
]

# crate, packages of Debian that its build needs, words that make it do without, why
CRATES = [
    ("openssl-sys", "libssl-dev pkg-config", "openssl-src", "its build script looks for OpenSSL"),
    ("openssl", "libssl-dev pkg-config", "openssl-src vendored", "depends on openssl-sys"),
    ("native-tls", "libssl-dev pkg-config", "openssl-src vendored", "depends on openssl-sys on Linux"),
    ("openssl-src", "make perl", "", "runs OpenSSL's Configure and make"),
    ("libsqlite3-sys", "libsqlite3-dev", "bundled sqlx-core sqlx-sqlite", "links SQLite"),
    ("rusqlite", "libsqlite3-dev", "bundled", "depends on libsqlite3-sys"),
    ("pq-sys", "libpq-dev", "bundled pq-src", "links libpq"),
    ("mysqlclient-sys", "default-libmysqlclient-dev", "bundled mysqlclient-src", "links MySQL's client"),
    ("rdkafka-sys", "make g++", "", "builds librdkafka by its configure and make"),
    ("rdkafka", "make g++", "", "depends on rdkafka-sys"),
    ("librocksdb-sys", "g++", "", "builds RocksDB in C++"),
    ("rocksdb", "g++", "", "depends on librocksdb-sys"),
    ("jemalloc-sys", "make", "", "runs jemalloc's configure and make"),
    ("tikv-jemalloc-sys", "make", "", "runs jemalloc's configure and make"),
    ("alsa-sys", "libasound2-dev pkg-config", "", "links ALSA"),
    ("libudev-sys", "libudev-dev pkg-config", "", "links libudev"),
    ("libdbus-sys", "libdbus-1-dev pkg-config", "vendored", "links D-Bus"),
    ("glib-sys", "libglib2.0-dev pkg-config", "", "links GLib"),
    ("magick_rust", "libmagickwand-dev pkg-config", "", "links ImageMagick"),
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


def rows_of_pypi():
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in PYPI:
            glibc = has_wheel(name, GLIBC, folder)
            musl = has_wheel(name, MUSL, folder)
            fact = "both" if musl and glibc else "glibc" if glibc else "compiled"
            rows.append(("pypi", name.lower().replace("_", "-"), fact, "pip", "-", "-"))
    return rows


def kept_rows(path):
    """The rows of PyPI in the file, and the day on which pip was asked."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    rows = [tuple((line.split("\t") + ["-", "-"])[:6]) for line in lines if line.startswith("pypi\t")]
    return rows, re.search(r"x86_64, (\d{4}-\d\d-\d\d)", lines[0]).group(1)


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--keep":
        rows, day = kept_rows(sys.argv[2])
    else:
        rows, day = rows_of_pypi(), str(datetime.date.today())
    rows += [(ecosystem, name, fact, f"by hand: {why}", "-", "-") for ecosystem, name, fact, why in BY_HAND]
    rows += [(ecosystem, name, "runs", f"by hand: {why}", program, "-") for ecosystem, name, program, why in RUNS]
    rows += [("cargo", name, "compiled", f"by hand: {why}", needs, unless or "-")
             for name, needs, unless, why in CRATES]
    print(f"# packages of languages that are compiled where they are installed (no wheel), that have no build for musl "
          f"(glibc), that do not work without ICU (icu), that have wheels for both (both), or that start a program (runs); pypi: asked of pip for CPython 3.12 on x86_64, "
          f"{day}; the others by hand, from their documentation; needs: Debian's packages that a crate's build needs, or the program; "
          f"unless: words of Cargo.toml or Cargo.lock with which it does without; made by make_language_packages.py")
    print("ecosystem\tpackage\tfact\tsource\tneeds\tunless")
    for row in sorted(set(rows)):
        print("\t".join(row))


if __name__ == "__main__":
    main()
