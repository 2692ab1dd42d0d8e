#!/usr/bin/env python3
"""imgfix and imgfix-net against Debian's docker-registry (plain, htpasswd, TLS, token) and a hostile registry.

usage: registry_test.py IMGFIX_BUILD_DIR   Ends with `N passed, N failed`; exit 1 when one failed.
Also prints the figures of 1,000 references over 50 images. Needs docker-registry, skopeo, htpasswd, openssl."""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from images import make_layout  # noqa: E402
from servers import HostileHandler, OtherHandler, Server, TokenHandler  # noqa: E402

build = os.path.abspath(sys.argv[1])
imgfix = build + "/imgfix"
top = tempfile.mkdtemp(prefix="imgfix-registry-")
running = []
passed = failed = 0
LOGIN = "reader:s3cr3t-Pass:word"
SECRET = LOGIN.partition(":")[2]
transcript = []  # everything that imgfix printed


def check(what, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED", what, "\n   ", str(detail).replace("\n", "\n    "))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def start_registry(data, extra="", tls="", scheme="http"):
    """docker-registry over a folder; returns host:port."""
    for _ in range(5):
        port = free_port()
        config = "%s/registry-%d.yml" % (top, port)
        put(config, "version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\nstorage: {filesystem: {rootdirectory: %s}}\n"
                    "http: {addr: '127.0.0.1:%d'%s}\n%s" % (data, port, tls, extra))
        log = open(config + ".log", "w")
        process = subprocess.Popen(["docker-registry", "serve", config], stdout=log, stderr=log)
        running.append(process)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                return "127.0.0.1:%d" % port
            except OSError:
                if process.poll() is not None:
                    break
                time.sleep(0.05)
    raise SystemExit("docker-registry does not start: " + open(config + ".log").read())


def push(layout, target, *tags):
    for tag in tags:
        subprocess.run(["skopeo", "--insecure-policy", "copy", "-q", "--all", "--dest-tls-verify=false",
                        "oci:" + top + "/" + layout, "docker://" + target + ":" + tag], check=True)


def served_digest(host, name, tag):
    request = urllib.request.Request("http://%s/v2/%s/manifests/%s" % (host, name, tag), method="HEAD", headers={
        "Accept": "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json"})
    return urllib.request.urlopen(request).headers["Docker-Content-Digest"]


class Case:
    """A repository with one Dockerfile, a home of its own and nothing else."""
    number = 0

    def __init__(self, dockerfile):
        Case.number += 1
        self.home = "%s/case-%d" % (top, Case.number)
        self.path = self.home + "/repo/Dockerfile"
        self.text = dockerfile
        os.makedirs(self.home + "/repo/.git")
        put(self.path, dockerfile)
        put(self.home + "/.config/imgfix/config.toml", "timeout = 3\n")

    def login(self, hosts, login=LOGIN):
        import base64
        put(self.home + "/.docker/config.json", json.dumps({"auths": {
            host: {"auth": base64.b64encode(login.encode()).decode()} for host in hosts}}))
        return self

    def user_config(self, text):
        put(self.home + "/.config/imgfix/config.toml", "timeout = 3\n" + text)
        return self

    def run(self, *arguments, program=None, **environment):
        clean = {"PATH": os.environ["PATH"], "HOME": self.home, "SOURCE_DATE_EPOCH": "1795392000", **environment}
        done = subprocess.run([program or imgfix, *arguments], cwd=self.home + "/repo", env=clean, capture_output=True, text=True,
                              timeout=120)
        transcript.append(done.stdout + done.stderr)
        return done

    def after(self):
        with open(self.path) as file:
            return file.read()


def real_registry():
    data = top + "/data"
    make_layout(top + "/multi", ["linux/amd64", "linux/arm64/v8"], "multi")
    make_layout(top + "/single", ["linux/amd64"], "single")
    make_layout(top + "/newer", ["linux/amd64", "linux/arm64/v8"], "newer")
    plain = start_registry(data)
    push("multi", plain + "/team/app", "latest", "1.2.3", "1.2", "1", "1.2-slim", "slim", "1.1")
    push("single", plain + "/lone", "2.0")
    push("single", plain + "/open/tool", "4.5", "latest")
    multi, single = served_digest(plain, "team/app", "1.2"), served_digest(plain, "lone", "2.0")

    # plain
    case = Case("ARG BASE={0}/team/app:1.2\n"
                "FROM {0}/team/app AS a\n"
                "FROM --platform=linux/arm64 {0}/team/app:slim AS b\n"
                "FROM ${{BASE}} AS c\n"
                "FROM {0}/gone:1 AS d\n"
                "FROM --platform=linux/s390x {0}/team/app:1 AS e\n"
                "FROM --platform=linux/arm64 {0}/lone:2.0 AS f\n"
                "COPY --from={0}/lone:2.0 / /\n".format(plain))
    expected = ("ARG BASE={0}/team/app:1.2@{1}\n"
                "FROM {0}/team/app:1.2@{1} AS a\n"
                "FROM --platform=linux/arm64 {0}/team/app:slim@{1} AS b\n"
                "FROM ${{BASE}} AS c\n"
                "FROM {0}/gone:1 AS d\n"
                "FROM --platform=linux/s390x {0}/team/app:1 AS e\n"
                "FROM --platform=linux/arm64 {0}/lone:2.0 AS f\n"
                "COPY --from={0}/lone:2.0@{2} / /\n".format(plain, multi, single))
    done = case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("plain: pinned", done.returncode == 0 and case.after() == expected, done.stderr + case.after())
    check("plain: what is not there is said", "%s/gone:1: the registry does not have it" % plain in done.stderr, done.stderr)
    check("plain: other platforms are said", "for other platforms than linux/s390x" in done.stderr and
          "for other platforms than linux/arm64" in done.stderr, done.stderr)
    for arguments in (["--select", "pin-digest"], ["--select", "pin-digest", "--offline"], ["--select", "default,pin-digest"],
                      ["--select", "pin-digest", "--update-pins"]):
        case.run("--write", *arguments, "Dockerfile")
        check("a pinned file is a fixed point: " + " ".join(arguments), case.after() == expected, case.after())
    done = case.run("--check", "--select", "pin-digest", "--update-pins", "Dockerfile")
    check("nothing moved", done.returncode == 0, done.stderr)

    # a tag moves
    case = Case("FROM %s/team/app:1.1\n" % plain)
    case.run("--write", "--select", "pin-digest", "Dockerfile")
    push("newer", plain + "/team/app", "1.1")
    newer = served_digest(plain, "team/app", "1.1")
    check("a tag moved in the registry", newer != multi)
    done = case.run("--check", "--select", "pin-digest", "Dockerfile")
    check("without --update-pins a digest stays", done.returncode == 0, done.stderr)
    done = case.run("--check", "--select", "pin-digest", "--update-pins", "Dockerfile")
    check("--check --update-pins tells what moved", done.returncode == 1 and "the digest moved" in done.stderr, done.stderr)
    case.run("--write", "--select", "pin-digest", "--update-pins", "Dockerfile")
    check("--update-pins refreshes", case.after() == "FROM %s/team/app:1.1@%s\n" % (plain, newer), case.after())

    # --online
    case = Case("FROM {0}/team/app\nFROM {0}/team/app:slim AS s\nFROM {0}/open/tool:latest AS t\nFROM node AS n\n".format(plain))
    done = case.run("--write", "--select", "pin-tag", "--online", "Dockerfile")
    check("--online gives version tags", case.after() ==
          "FROM {0}/team/app:1.2\nFROM {0}/team/app:slim AS s\nFROM {0}/open/tool:4.5 AS t\nFROM node:26 AS n\n".format(plain),
          case.after() + done.stderr)

    # the cache
    case = Case("FROM %s/lone:2.0\n" % plain)
    first = case.run("-v", "--select", "pin-digest", "Dockerfile")
    second = case.run("-v", "--select", "pin-digest", "Dockerfile")
    check("a second run asks nothing", "with 0 requests, 1 answers were kept" in second.stderr and
          first.stdout == second.stdout != "", second.stderr)
    case.user_config("cache-age = 0\n")
    check("cache-age = 0 asks again", " 0 answers were kept" in case.run("-v", "--select", "pin-digest", "Dockerfile").stderr)

    # a mirror of the default registry
    push("single", plain + "/library/node", "26")
    case = Case("FROM node:26\n").user_config('[mirrors]\n"docker.io" = "http://%s"\n' % plain)
    case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("a mirror that the user names", case.after() == "FROM node:26@%s\n" % single, case.after())

    # htpasswd
    hashes = subprocess.run(["htpasswd", "-Bbn", *LOGIN.split(":", 1)], capture_output=True, text=True, check=True).stdout
    put(top + "/htpasswd", hashes)
    closed = start_registry(data, "auth: {htpasswd: {realm: x, path: %s/htpasswd}}\n" % top)
    case = Case("FROM %s/lone:2.0\n" % closed)
    done = case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("htpasswd: without credentials", done.returncode == 2 and case.after() == case.text and
          "wants a user name and a password" in done.stderr, done.stderr)
    case.login([closed], "reader:wrong-Pass")
    done = case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("htpasswd: with wrong ones", done.returncode == 2 and "refuses access" in done.stderr, done.stderr)
    case.login(["https://" + closed + "/v1/"])
    done = case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("htpasswd: with credentials", case.after() == "FROM %s/lone:2.0@%s\n" % (closed, single), done.stderr)

    # a credential helper, without a shell
    bin_folder = top + "/bin"
    put(bin_folder + "/docker-credential-test", "#!/bin/sh\necho \"$*\" >>\"$HOME/asked\"\ncat >>\"$HOME/asked\"\n"
        "printf '{\"ServerURL\":\"x\",\"Username\":\"reader\",\"Secret\":\"%s\"}'\n" % SECRET)
    os.chmod(bin_folder + "/docker-credential-test", 0o755)
    for config in ({"credHelpers": {closed: "test"}}, {"credsStore": "test"}):
        case = Case("FROM %s/lone:2.0\n" % closed)
        put(case.home + "/.docker/config.json", json.dumps(config))
        done = case.run("--write", "--select", "pin-digest", "Dockerfile", PATH=bin_folder + ":" + os.environ["PATH"])
        check("credential helper: %s" % list(config), case.after() == "FROM %s/lone:2.0@%s\n" % (closed, single) and
              open(case.home + "/asked").read() == "get\n%s\n" % closed, done.stderr)
    case = Case("FROM %s/lone:2.0\n" % closed)
    put(case.home + "/.docker/config.json", json.dumps({"credsStore": "test; touch $HOME/pwned"}))
    case.run("--select", "pin-digest", "Dockerfile")
    check("a helper's name is no shell text", not os.path.exists(case.home + "/pwned"))

    # TLS
    def certificate(name, subject):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "%s/%s.key" % (top, name),
                        "-out", "%s/%s.pem" % (top, name), "-subj", "/CN=" + name, "-addext", "subjectAltName=" + subject],
                       check=True, capture_output=True)

    certificate("right", "IP:127.0.0.1")
    certificate("wrong", "DNS:wrong.example.org")
    secure = {name: start_registry(data, tls=", tls: {certificate: %s/%s.pem, key: %s/%s.key}" % (top, name, top, name))
              for name in ("right", "wrong")}
    case = Case("FROM %s/lone:2.0\n" % secure["right"])
    done = case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("TLS: an unknown certificate is refused", done.returncode == 2 and case.after() == case.text, done.stderr)
    case.run("--write", "--select", "pin-digest", "--ca-file", top + "/right.pem", "Dockerfile")
    check("TLS: --ca-file", case.after() == "FROM %s/lone:2.0@%s\n" % (secure["right"], single), case.after())
    case = Case("FROM %s/lone:2.0\n" % secure["wrong"])
    done = case.run("--write", "--select", "pin-digest", "--ca-file", top + "/wrong.pem", "Dockerfile")
    check("TLS: a wrong name is refused", done.returncode == 2 and case.after() == case.text and
          "SSL" in done.stderr, done.stderr)
    case.user_config('insecure = ["%s"]\n' % secure["wrong"])
    case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("TLS: insecure by the user's own configuration", case.after() == "FROM %s/lone:2.0@%s\n" % (secure["wrong"], single))

    # tokens
    certificate("token", "DNS:token.example.org")
    body = "".join(line for line in open(top + "/token.pem").read().split("\n") if "-----" not in line)
    tokens = Server(TokenHandler, login=LOGIN, key=top + "/token.key", certificate=body)
    guarded = start_registry(data, "auth: {token: {realm: 'http://%s/token', service: test, issuer: imgfix-test, rootcertbundle: "
                                   "%s/token.pem}}\n" % (tokens.host, top))
    case = Case("FROM {0}/open/tool:4.5\nFROM {0}/lone:2.0\n".format(guarded))
    done = case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("token: what is open to all", case.after() == "FROM {0}/open/tool:4.5@{1}\nFROM {0}/lone:2.0\n".format(guarded, single) and
          done.returncode == 0 and "token server answers 401" in done.stderr, done.stderr)
    case.login([guarded]).run("--write", "--select", "pin-digest", "Dockerfile")
    check("token: with credentials", case.after() ==
          "FROM {0}/open/tool:4.5@{1}\nFROM {0}/lone:2.0@{1}\n".format(guarded, single), case.after())
    check("token: scope and service are told", any("service=test&scope=repository%3Alone%3Apull" in path for _, path, _ in tokens.seen),
          tokens.seen)
    return plain


def hostile_registry(plain):
    other = Server(OtherHandler)
    hostile = Server(HostileHandler, other=other, injected=False)
    host = hostile.host
    good = "FROM %s/lone:2.0 AS good\n" % plain
    pinned = r"FROM %s/lone:2\.0@sha256:[0-9a-f]{64} AS good\n" % re.escape(plain)
    cases = {
        "wrong-digest": "not what its digest says", "wrong-body": "not what its digest says", "odd-digest": "of another form",
        "truncated": "", "endless": "larger than", "giant": "larger than", "deep": "no image manifest", "malformed": "no image manifest",
        "no-manifest": "no image manifest", "giant-header": "headers of the answer are larger", "redirect-loop": "more than 5 redirects",
        "redirect-file": "no http or https address", "redirect-odd": "no http or https address",
        "redirect-user": "no http or https address", "redirect-host": "does not have it", "login-loop": "refuses access",
        "login-nowhere": "token server is no https address", "login-unknown": "does not say how", "login-evil": "gives no token",
        "login-list": "gives no token", "slow": "", "never": "takes too long", "busy": "answers 503", "error": "answers 500",
    }
    # beside others: these are pinned, and the file keeps the bad reference
    made = {name: Case("FROM %s/%s:1 AS bad\n" % (host, name) + good).login([host]) for name in cases}
    with ThreadPoolExecutor(6) as pool:
        done_by = dict(zip(made, pool.map(lambda one: one.run("--write", "--select", "pin-digest", "Dockerfile"), made.values())))
    for name, message in cases.items():
        bad, case, done = "FROM %s/%s:1 AS bad\n" % (host, name), made[name], done_by[name]
        line = [one for one in done.stderr.split("\n") if one.startswith("imgfix: warning: %s/%s:1: " % (host, name))]
        check("hostile %s: beside others" % name, done.returncode == 0 and case.after().startswith(bad) and
              re.fullmatch(pinned, case.after()[len(bad):]), done.stderr + case.after())
        check("hostile %s: its error" % name, len(line) == 1 and message in line[0], done.stderr)
    # alone: exit 2, the file is untouched
    case = Case("FROM %s/wrong-digest:1\nFROM %s/error:1\n" % (host, host))
    before = os.stat(case.path)
    done = case.run("--write", "--select", "pin-digest", "Dockerfile")
    after = os.stat(case.path)
    check("hostile: where nothing could be done", done.returncode == 2 and case.after() == case.text and
          (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns), done.stderr)
    # version tags
    for name, message in {"tags-drip": "takes too long", "tags-evil": "", "tags-for-ever": "longer than", "tags-malformed": "no list", "tags-elsewhere": ""}.items():
        case = Case("FROM %s/%s\n" % (host, name) + good)
        done = case.run("--write", "--select", "pin-digest", "Dockerfile")
        check("hostile %s" % name, message in done.stderr and "evil\n" not in case.after() and case.after().count("\n") == 2 and
              re.search(pinned, case.after()), done.stderr + case.after())
    case = Case("FROM %s/paged\nFROM %s/busy-once:1\n" % (host, host))
    done = case.run("--write", "--select", "pin-digest", "Dockerfile")
    check("pages of tags, and an answer after Retry-After", re.fullmatch(
        r"FROM %s/paged:1\.0@sha256:[0-9a-f]{64}\nFROM %s/busy-once:1@sha256:[0-9a-f]{64}\n" % (host, host), case.after()),
        done.stderr + case.after())
    # with TLS: nothing leads to plain HTTP
    secure = Server(HostileHandler, other=other, injected=False, certificate_file=top + "/right.pem", key_file=top + "/right.key")
    seen = len(other.seen)
    for name, message in {"redirect-plain": "from https to http", "login-plain": "token server is no https address"}.items():
        case = Case("FROM %s/%s:1\n" % (secure.host, name)).login([secure.host])
        done = case.run("--write", "--select", "pin-digest", "--ca-file", top + "/right.pem", "Dockerfile")
        check("hostile, TLS: " + name, done.returncode == 2 and message in done.stderr and case.after() == case.text, done.stderr)
    check("plain HTTP was not asked", len(other.seen) == seen)
    # proxies: the hostile registry takes the part of one
    case = Case("FROM node:26\n").user_config('[mirrors]\n"docker.io" = "http://registry.example.org:5000"\n')
    done = case.run("--write", "--select", "pin-digest", "Dockerfile", http_proxy="http://" + host, NO_PROXY="registry.example.org")
    check("NO_PROXY counts", done.returncode == 2 and case.after() == case.text, done.stderr)
    done = case.run("--write", "--select", "pin-digest", "Dockerfile", http_proxy="http://" + host)
    check("a proxy is asked", "@sha256:" in case.after() and
          any(path.startswith("http://registry.example.org:5000/v2/library/node/") for _, path, _ in hostile.seen), done.stderr)
    check("the redirect was followed, without credentials", other.seen and not any(one[2] for one in other.seen), other.seen)
    check("credentials went to their own host", any(one[2].startswith("Basic ") for one in hostile.seen))
    check("no header was injected", not hostile.injected)
    return hostile


def what_a_repository_may_not(hostile):
    seen = len(hostile.seen)
    for text in ('[mirrors]\n"docker.io" = "http://%s"\n', 'mirrors = ["%s"]\n', 'insecure = ["%s"]\n', 'ca-file = "%s.pem"\n',
                 'online = true # %s\n', 'timeout = 1 # %s\n', 'cache-age = 1 # %s\n', 'proxy = "%s"\n'):
        case = Case("FROM %s/fine:1\n" % hostile.host)
        put(case.home + "/repo/imgfix.toml", 'select = ["pin-digest"]\n' + text % hostile.host)
        done = case.run("--write", "--select", "pin-digest", "Dockerfile")
        check("a repository may not say: " + text.split("\n")[0], done.returncode == 2 and case.after() == case.text and
              "may not be set in a repository's configuration" in done.stderr, done.stderr)
    case = Case("FROM %s/fine:1\n" % hostile.host)
    put(case.home + "/repo/imgfix.toml", 'select = ["pin-digest"]\n')
    done = case.run("--write", "Dockerfile")
    check("a repository's selection alone asks nobody", "[offline]" in done.stderr and case.after() == case.text, done.stderr)
    check("and no registry heard of it", len(hostile.seen) == seen)
    done = case.run("--write", "--online", "Dockerfile", IMGFIX_OFFLINE="1")
    check("a flag wins over the environment", "@sha256:" in case.after(), done.stderr)
    put(case.path, case.text)
    done = case.run("--write", "--select", "pin-digest", "Dockerfile", IMGFIX_OFFLINE="1")
    check("IMGFIX_OFFLINE", case.after() == case.text and "[offline]" in done.stderr, done.stderr)
    for text, message in (("offlin = true\n", "did you mean 'offline'?"), ("timeout = -1\n", "must be a number of seconds"),
                          ("online = 1\n", "has a value of another type"), ('[mirrors]\nx = "file:///x"\n', "a mirror is an address"),
                          ('ca-file = "/no/such"\n', "cannot read the certificates"), ("x = [\n", "config.toml:")):
        put(case.home + "/.config/imgfix/config.toml", text)
        done = case.run("Dockerfile")
        check("the user's configuration: " + text, done.returncode == 2 and message in done.stderr, done.stderr)
    put(case.home + "/.config/imgfix/config.toml", "")
    case.run("--write", "--online", "Dockerfile")
    check("with --online it does", "@sha256:" in case.after() and len(hostile.seen) > seen)


def no_program_without_need(hostile):
    # imgfix with another imgfix-net beside it, which leaves a trace
    folder = top + "/beside"
    os.makedirs(folder)
    shutil.copy(imgfix, folder)
    put(folder + "/imgfix-net", '#!/bin/sh\n: >"$HOME/started"\ncat >/dev/null\nexit 1\n')
    os.chmod(folder + "/imgfix-net", 0o755)
    text = "FROM node\nFROM %s/fine:1\nRUN apk add curl\n" % hostile.host
    for arguments, started in ((["Dockerfile"], False), (["--select", "pin-digest", "--offline", "Dockerfile"], False),
                               (["--select", "all", "--offline", "."], False), (["--online", "--select", "pin-tag", "Dockerfile"], False),
                               (["--select", "pin-digest", "Dockerfile"], True)):
        case = Case(text)
        done = case.run(*arguments, program=folder + "/imgfix")
        check("imgfix-net is%s started by %s" % ("" if started else " not", arguments), os.path.exists(case.home + "/started") == started)
        if started:
            check("imgfix-net that fails is said", done.returncode == 2 and "imgfix-net" in done.stderr, done.stderr)
    os.remove(folder + "/imgfix-net")
    case = Case(text)
    done = case.run("--write", "--select", "default,pin-digest", "Dockerfile", program=folder + "/imgfix", PATH="/nowhere")
    check("imgfix-net that is not there is said, and the rest is done", done.returncode == 2 and "cannot be started" in done.stderr and
          case.after().startswith("FROM node:26\n"), done.stderr)


def many(plain):
    """1,000 references over 50 images."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda k: push("multi" if k % 2 else "single", "%s/many/image-%d" % (plain, k), "1.%d" % k), range(50)))
    case = Case("")
    for k in range(100):
        put("%s/repo/%d/Dockerfile" % (case.home, k), "".join(
            "FROM %s/many/image-%d:1.%d AS s%d\n" % (plain, n, n, i) for i, n in enumerate((k * 10 + j) % 50 for j in range(10))))
    os.remove(case.path)
    begin = time.monotonic()
    done = case.run("--write", "-v", "--select", "pin-digest", ".")
    seconds = time.monotonic() - begin
    pinned = sum(open("%s/repo/%d/Dockerfile" % (case.home, k)).read().count("@sha256:") for k in range(100))
    asked = re.search(r"asked registries for (\d+) images with (\d+) requests", done.stderr)
    print("1,000 references over 50 images: %d pinned, %s images asked, %s requests, %.2f s" % (pinned, *asked.groups(), seconds))
    check("many: each reference is asked once", pinned == 1000 and asked.group(1) == "50" and int(asked.group(2)) <= 101, done.stderr[-500:])
    check("many: at the same time", seconds < 10, seconds)


def no_secrets():
    text = "\n".join(transcript)
    import base64
    words = [SECRET, base64.b64encode(LOGIN.encode()).decode(), "Bearer ", "eyJ"]
    check("no sanitizer has anything to say", "Sanitizer" not in text and "runtime error" not in text)
    check("no credential in any output", not any(word in text for word in words))
    kept = []
    for folder, _, files in os.walk(top):
        if "/.cache/imgfix" in folder:
            kept += [open(os.path.join(folder, name)).read() for name in files]
            check("the cache is the user's own", os.stat(folder).st_mode & 0o77 == 0 or not files, folder)
    check("no credential in the cache", kept and not any(word in one for word in words for one in kept))


try:
    registry = real_registry()
    enemy = hostile_registry(registry)
    what_a_repository_may_not(enemy)
    no_program_without_need(enemy)
    many(registry)
    no_secrets()
finally:
    for process in running:
        process.send_signal(signal.SIGTERM)
        process.wait()
    shutil.rmtree(top, ignore_errors=True)
print("%d passed, %d failed" % (passed, failed))
sys.exit(1 if failed else 0)
