"""A token server (distribution: token authentication, with tokens that docker-registry accepts) and a hostile registry."""
import base64
import hashlib
import http.server
import json
import socketserver
import ssl
import subprocess
import threading
import time
import urllib.parse

ACCEPTED = "application/vnd.oci.image.manifest.v1+json"


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """Counts requests and keeps what it was shown."""
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, handler, **fields):
        super().__init__(("127.0.0.1", 0), handler)
        self.seen = []  # (method, path, authorization)
        self.__dict__.update(fields)
        if "certificate_file" in fields:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate_file, self.key_file)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def host(self):
        return "127.0.0.1:%d" % self.server_address[1]

    def handle_error(self, request, address):
        pass  # clients that hang up are what is tested


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def note(self):
        self.server.seen.append((self.command, self.path, self.headers.get("Authorization", "")))

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


class TokenHandler(Handler):
    """Gives a pull token to the one who knows user and password, for a repository whose name begins with open/ to all."""

    def do_GET(self):
        self.note()
        query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
        kind, name, actions = query["scope"][0].split(":")
        known = self.headers.get("Authorization") == "Basic " + base64.b64encode(self.server.login.encode()).decode()
        if not known and not name.startswith("open/"):
            return self.answer(401, b"{}")
        now = int(time.time())
        head = {"typ": "JWT", "alg": "RS256", "x5c": [self.server.certificate]}
        claims = {"iss": "imgfix-test", "sub": "", "aud": query["service"][0], "exp": now + 300, "nbf": now - 60, "iat": now,
                  "jti": "1", "access": [{"type": kind, "name": name, "actions": actions.split(",")}]}
        text = base64url(json.dumps(head).encode()) + b"." + base64url(json.dumps(claims).encode())
        sign = subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.server.key], input=text, capture_output=True, check=True)
        self.answer(200, json.dumps({"token": (text + b"." + base64url(sign.stdout)).decode()}).encode())


def manifest_of(name):
    return json.dumps({"schemaVersion": 2, "mediaType": ACCEPTED, "name": name}).encode()


class HostileHandler(Handler):
    """A registry whose repositories misbehave, each as its name says."""

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        self.note()
        path = urllib.parse.urlparse(self.path).path
        if path == "/v2/":
            return self.answer(200, b"{}")
        if path == "/token":
            tokens = {"evil": "x\r\nX-Injected: 1", "gone": "", "list": []}
            return self.answer(200, json.dumps({"token": tokens.get(urllib.parse.urlparse(self.path).query.partition("kind=")[2].partition("&")[0], "good")}).encode())
        parts = path.split("/")  # '', v2, name.., manifests|tags|blobs, last
        name, what, last = "/".join(parts[2:-2]), parts[-2], parts[-1]
        getattr(self, "case_" + name.replace("-", "_"), self.good)(name, what, last)

    def good(self, name, what, last):
        if what == "tags":
            return self.answer(200, b'{"tags": ["1", "1.2", "1.2.3"]}')
        body = manifest_of(name)
        self.answer(200, body, Docker_Content_Digest="sha256:" + hashlib.sha256(body).hexdigest())

    def case_wrong_digest(self, name, what, last):
        self.answer(200, manifest_of(name), Docker_Content_Digest="sha256:" + "0" * 64)

    def case_wrong_body(self, name, what, last):
        body = manifest_of(name)
        told = "sha256:" + hashlib.sha256(body).hexdigest()
        self.answer(200, body + b" " if self.command == "GET" else body, Docker_Content_Digest=told)

    def case_odd_digest(self, name, what, last):
        self.answer(200, manifest_of(name), Docker_Content_Digest="sha256:" + "0" * 64 + "@x RUN evil")

    def case_truncated(self, name, what, last):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(manifest_of(name))
        self.close_connection = True

    def case_endless(self, name, what, last):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while self.command == "GET":
            self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def case_giant(self, name, what, last):
        self.answer(200, b"[" * (16 << 20))

    def case_deep(self, name, what, last):
        body = b"[" * 2000000
        self.answer(200, body, Docker_Content_Digest="sha256:" + hashlib.sha256(body).hexdigest())

    def case_malformed(self, name, what, last):
        body = b'{"schemaVersion": 2,, "\xff'
        self.answer(200, body, Docker_Content_Digest="sha256:" + hashlib.sha256(body).hexdigest())

    def case_no_manifest(self, name, what, last):
        body = b'{"schemaVersion": [2]}'
        self.answer(200, body, Docker_Content_Digest="sha256:" + hashlib.sha256(body).hexdigest())

    def case_giant_header(self, name, what, last):
        self.send_response(200)
        for k in range(4000):
            self.send_header("X-%d" % k, "y" * 60)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def case_redirect_loop(self, name, what, last):
        self.answer(302, Location=self.path)

    def case_redirect_file(self, name, what, last):
        self.answer(302, Location="file:///etc/hostname")

    def case_redirect_odd(self, name, what, last):
        self.answer(302, Location="gopher://127.0.0.1/1")

    def case_redirect_user(self, name, what, last):
        self.answer(302, Location="http://user:password@" + self.server.host + self.path.replace("redirect-user", "fine"))

    def case_redirect_host(self, name, what, last):
        if not self.headers.get("Authorization"):
            return self.answer(401, WWW_Authenticate='Basic realm="x"')
        self.answer(307, Location="http://" + self.server.other.host + "/v2/%s/%s/%s" % (name, what, last))

    def case_redirect_plain(self, name, what, last):
        self.answer(302, Location="http://" + self.server.other.host + self.path)

    def case_login_plain(self, name, what, last):
        self.answer(401, WWW_Authenticate='Bearer realm="http://%s/token",service="x"' % self.server.other.host)

    def case_login_loop(self, name, what, last):
        self.answer(401, WWW_Authenticate='Bearer realm="http://%s/token",service="x"' % self.server.host)

    def case_login_nowhere(self, name, what, last):
        self.answer(401, WWW_Authenticate='Bearer realm="file:///etc/hostname",service="x"')

    def case_login_unknown(self, name, what, last):
        self.answer(401, WWW_Authenticate="Negotiate")

    def case_login_evil(self, name, what, last):
        if "X-Injected" in self.headers:
            self.server.injected = True
        self.answer(401, WWW_Authenticate='Bearer realm="http://%s/token?kind=evil&",service="x"' % self.server.host)

    def case_login_list(self, name, what, last):
        self.answer(401, WWW_Authenticate='Bearer realm="http://%s/token?kind=list&",service="x"' % self.server.host)

    def case_slow(self, name, what, last):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(200):
            if self.command == "HEAD":
                break
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def case_never(self, name, what, last):
        time.sleep(20)

    def case_busy(self, name, what, last):
        self.answer(503, Retry_After="0")

    def case_busy_once(self, name, what, last):
        if self.server.seen.count((self.command, self.path, "")) < 2:
            return self.answer(429, Retry_After="1")
        self.good(name, what, last)

    def case_error(self, name, what, last):
        self.answer(500, b"<html>")

    def case_tags_evil(self, name, what, last):
        if what == "tags":
            return self.answer(200, json.dumps({"tags": ["1.0\nRUN evil", "1.0 RUN evil", "2.0@x", "../../x", 7, None, "9" * 200]}).encode())
        self.good(name, what, last)

    def case_tags_drip(self, name, what, last):
        if what == "tags":
            time.sleep(1)
        self.case_tags_for_ever(name, what, last)

    def case_tags_for_ever(self, name, what, last):
        if what == "tags":
            return self.answer(200, b'{"tags": ["x"]}', Link='</v2/%s/tags/list?n=1&last=x>; rel="next"' % name)
        self.good(name, what, last)

    def case_tags_elsewhere(self, name, what, last):
        if what == "tags":
            return self.answer(200, b'{"tags": []}', Link='<http://%s/v2/x/tags/list>; rel="next"' % self.server.other.host)
        self.good(name, what, last)

    def case_tags_malformed(self, name, what, last):
        if what == "tags":
            return self.answer(200, b'{"tags": {"a": 1}}')
        self.good(name, what, last)

    def case_paged(self, name, what, last):
        pages = {"": (["0.9", "0.9.1"], "0.9.1"), "0.9.1": (["1", "1.0"], "1.0"), "1.0": (["1.0.1", "2.0-rc1"], "")}
        if what == "tags":
            query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
            tags, after = pages[query.get("last", [""])[0]]
            link = {"Link": '</v2/%s/tags/list?last=%s&n=2>; rel="next"' % (name, after)} if after else {}
            return self.answer(200, json.dumps({"tags": tags}).encode(), **link)
        body = manifest_of("old" if last.startswith("0.9") else name)
        self.answer(200, body, Docker_Content_Digest="sha256:" + hashlib.sha256(body).hexdigest())


class OtherHandler(Handler):
    """Another host: it must never be shown credentials."""

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        self.note()
        self.answer(404)
