"""A real Gitea on 127.0.0.1, from its Go module."""
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

VERSION = "v1.23.8"
SETTINGS = """
APP_NAME = test
RUN_MODE = prod
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = {root}
WORK_PATH = {work}
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = {port}
ROOT_URL = http://127.0.0.1:{port}/
DISABLE_SSH = true
OFFLINE_MODE = true
STATIC_ROOT_PATH = {static}
[database]
DB_TYPE = sqlite3
PATH = {work}/gitea.db
[repository]
ROOT = {work}/repositories
DEFAULT_BRANCH = main
[security]
INSTALL_LOCK = true
PASSWORD_HASH_ALGO = pbkdf2_v1
[service]
DISABLE_REGISTRATION = true
[log]
MODE = file
LEVEL = warn
ROOT_PATH = {work}/log
[cron]
ENABLED = false
[indexer]
ISSUE_INDEXER_TYPE = db
[actions]
ENABLED = false
"""


def program():
    """IMGFIX_GITEA (with options/ and templates/ of its source beside it), or built from the module into the user's cache. Some minutes, the first time; needs Go 1.23."""
    named = os.environ.get("IMGFIX_GITEA")
    if named:
        return named
    folder = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "imgfix", "gitea-" + VERSION)
    if not os.path.exists(folder + "/gitea"):
        os.makedirs(folder, exist_ok=True)
        environment = dict(os.environ, GOFLAGS="-mod=mod", GOPATH=folder + "/go")
        # built in its own folder, since its replacements count only there
        told = subprocess.run(["go", "mod", "download", "-json", "code.gitea.io/gitea@" + VERSION], env=environment, check=True,
                              capture_output=True, text=True, cwd=folder)
        shutil.rmtree(folder + "/source", ignore_errors=True)
        shutil.copytree(json.loads(told.stdout)["Dir"], folder + "/source")
        subprocess.run(["chmod", "-R", "u+w", folder + "/source", folder + "/go"], check=True)
        subprocess.run(["go", "build", "-tags", "sqlite sqlite_unlock_notify", "-o", folder + "/gitea", "."], cwd=folder + "/source",
                       env=environment, check=True)
        for part in ("options", "templates"):
            shutil.move(folder + "/source/" + part, folder + "/" + part)
        for part in ("source", "go"):
            subprocess.run(["chmod", "-R", "u+w", folder + "/" + part], check=True)
            shutil.rmtree(folder + "/" + part)
    return folder + "/gitea"


class Gitea:
    def __init__(self, work):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        os.makedirs(work)
        self.config = work + "/app.ini"
        self.program = program()
        with open(self.config, "w") as file:
            file.write(SETTINGS.format(work=work, static=os.path.dirname(self.program), port=port, root="true" if os.getuid() == 0 else "false"))
        self.address = "http://127.0.0.1:%d" % port
        self.api = self.address + "/api/v1"
        self.environment = dict(os.environ, HOME=work, GITEA_WORK_DIR=work)
        self.admin("migrate")
        out = self.admin("admin", "user", "create", "--username", "bot", "--password", "pass-word-1", "--email", "bot@example.org", "--admin",
                         "--must-change-password=false", "--access-token", "--access-token-name", "t", "--access-token-scopes", "all")
        self.token = next(word for word in out.split() if len(word) == 40)
        self.process = subprocess.Popen([self.program, "--config", self.config, "web"], env=self.environment,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while self.process.poll() is None:
            try:
                self.ask("GET", "/version")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("gitea does not start: see " + work + "/log")

    def admin(self, *arguments):
        done = subprocess.run([self.program, "--config", self.config, *arguments], env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit("gitea %s: %s" % (arguments, done.stdout + done.stderr))
        return done.stdout

    def ask(self, method, path, body=None):
        request = urllib.request.Request(self.api + path, method=method, data=json.dumps(body).encode() if body is not None else None,
                                         headers={"Authorization": "token " + self.token, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def git_address(self, name):
        return self.address.replace("//", "//bot:%s@" % self.token) + "/" + name + ".git"

    def bot_environment(self, home, variable="IMGFIX_TOKEN"):
        """Of the bot at a home that is made here, whose git knows the password of this Gitea."""
        os.makedirs(home)
        with open(home + "/.gitconfig", "w") as file:
            file.write("[user]\n\tname = Bot\n\temail = bot@example.org\n[credential]\n\thelper = store\n")
        with open(home + "/.git-credentials", "w") as file:
            file.write(self.address.replace("//", "//bot:%s@" % self.token) + "\n")
        return {"PATH": os.environ["PATH"], "HOME": home, "GIT_CONFIG_NOSYSTEM": "1", variable: self.token}

    def end(self):
        self.process.terminate()
        self.process.wait(30)
