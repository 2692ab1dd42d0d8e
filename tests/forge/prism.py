"""GitHub's whole description (npm's @octokit/openapi) served on 127.0.0.1 by @stoplight/prism-cli: as a mock, and as a
proxy that looks at each request before another server gets it."""
import os
import re
import socket
import subprocess
import time

PACKAGES = ("@stoplight/prism-cli@5.16.0", "@octokit/openapi@23.0.2")


def folder():
    """IMGFIX_PRISM (a folder with node_modules/), or installed into the user's cache. Needs Node.js 20 and npm."""
    named = os.environ.get("IMGFIX_PRISM")
    if named:
        return named
    place = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "imgfix", "prism")
    if not os.path.exists(place + "/node_modules/.bin/prism"):
        os.makedirs(place, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", place, *PACKAGES], check=True,
                       stdout=subprocess.DEVNULL)
    return place


class Prism:
    """A mock, or with upstream a proxy. Its own log says what is wrong with a request."""

    def __init__(self, work, upstream=None):
        os.makedirs(work, exist_ok=True)
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        modules = folder() + "/node_modules"
        command = [modules + "/.bin/prism", "proxy" if upstream else "mock", "-h", "127.0.0.1", "-p", str(port),
                   modules + "/@octokit/openapi/generated/api.github.com.json"]
        command += [upstream] if upstream else []
        self.log_path = "%s/%s.log" % (work, "proxy" if upstream else "mock")
        self.log_file = open(self.log_path, "w")
        self.process = subprocess.Popen(command, stdout=self.log_file, stderr=subprocess.STDOUT, env=dict(os.environ, NO_COLOR="1", FORCE_COLOR="0"))
        self.api = "http://127.0.0.1:%d" % port
        for _ in range(1200):
            if "is listening" in self.log():
                break
            if self.process.poll() is not None:
                raise SystemExit("prism does not start: " + self.log()[-2000:])
            time.sleep(0.1)
        self.begin = len(self.log())

    def log(self):
        with open(self.log_path) as file:
            return re.sub(r"\x1b\[[0-9;]*m", "", file.read())

    def requests(self):
        """`METHOD /path` of each request since the start."""
        found = re.findall(r"\[HTTP SERVER\] (\w+) (\S+) .*Request received", self.log()[self.begin:])
        return [method.upper() + " " + path for method, path in found]

    def faults(self):
        """What is wrong with requests, by the description; responses are another's."""
        lines = self.log()[self.begin:].split("\n")
        return [line.strip() for line in lines if "Request terminated with error" in line or "Violation: request" in line]

    def end(self):
        self.process.terminate()
        self.process.wait(30)
        self.log_file.close()
