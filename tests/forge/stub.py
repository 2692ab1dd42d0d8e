"""A forge over bare repositories in a folder: the parts of GitHub's, Gitea's and GitLab's REST APIs that imgfix uses."""
import http.server
import json
import os
import socketserver
import subprocess
import threading
import time
import urllib.parse

from openapi import Description


class Repository:
    def __init__(self, folder, name, **fields):
        self.folder, self.name = folder, name
        self.archived = self.fork = False
        self.topics = []
        self.pulls, self.issues = [], []
        self.__dict__.update(fields)

    def git(self, *arguments, check=True, **options):
        return subprocess.run(["git", *arguments], cwd=self.folder, check=check, capture_output=True, text=True, **options).stdout.strip()

    def branches(self):
        """name -> commit, from the files where that is enough: a listing for every request would dominate."""
        lines = self.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads").splitlines()
        return dict(line.split(" ") for line in lines)

    def default_branch(self):
        with open(self.folder + "/HEAD") as file:
            return file.read().strip().replace("ref: refs/heads/", "")


class Pull:
    def __init__(self, number, branch, base, title, body):
        self.number, self.branch, self.base, self.title, self.body = number, branch, base, title, body
        self.state, self.merged = "open", False
        self.comments = []


class Forge(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """kind: github, gitea, gitlab. fault: called with (method, path, number of the request); None, ("status", code,
    headers, body), "drop" before or "drop-after" the request is done."""
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder, kind="github", token="good-token-0123456789"):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.kind, self.token = folder, kind, token
        self.repositories = {}
        self.log = []         # (method, path, status)
        self.violations = []  # of the description
        self.tokens = set()   # that were shown
        self.fault = lambda method, path, number: None
        self.lock = threading.RLock()
        self.count = 0
        self.description = {"github": Description("github.json"), "gitlab": Description("gitlab.json"), "gitea": None}[kind]
        self.prefix = {"github": "", "gitlab": "/api/v4", "gitea": "/api/v1"}[kind]
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def api(self):
        return "http://127.0.0.1:%d%s" % (self.server_address[1], self.prefix)

    def handle_error(self, request, address):
        pass  # clients that hang up are what is tested

    def add(self, name, files=None, **fields):
        """A bare repository with one commit on main; files: path -> text, bytes, or ("link", target), or the name of a
        repository to show under another name, too. None: empty."""
        folder = "%s/%s.git" % (self.folder, name)
        if isinstance(files, str):
            os.symlink("%s/%s.git" % (self.folder, files), folder)
            self.repositories[name] = Repository(folder, name, **fields)
            return self.repositories[name]
        os.makedirs(folder)
        repository = Repository(folder, name, **fields)
        subprocess.run(["git", "init", "-q", "--bare", "--template=", "-b", "main", folder], check=True)
        if files is not None:
            commit(repository, files, "begin")
        self.repositories[name] = repository
        return repository

    def writes(self):
        return [one for one in self.log if one[0] != "GET"]


def commit(repository, files, message, branch="main", remove=()):
    """Adds a commit with these files; one fast-import, as it is done thousands of times."""
    tip = repository.git("rev-parse", "-q", "--verify", "refs/heads/" + branch, check=False)
    out = [b"commit refs/heads/%s\ncommitter Someone <someone@example.org> %d +0000\ndata %d\n%s\n"
           % (branch.encode(), int(time.time()), len(message.encode()), message.encode())]
    if tip:
        out.append(b"from %s\n" % tip.encode())
    for path in remove:
        out.append(b"D %s\n" % path.encode())
    for path, text in files.items():
        mode = b"100644"
        if isinstance(text, tuple):
            mode, text = b"120000", text[1]
        data = text.encode() if isinstance(text, str) else text
        quoted = b'"' + path.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
        out.append(b"M %s inline %s\ndata %d\n%s\n" % (mode, quoted, len(data), data))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repository.folder, input=b"".join(out), check=True, capture_output=True)
    return repository.git("rev-parse", "refs/heads/" + branch)


def merge(repository, pull):
    """As the button does: a merge commit, the branch stays."""
    base, head = (repository.git("rev-parse", "refs/heads/" + one) for one in (pull.base, pull.branch))
    tree = repository.git("merge-tree", "--write-tree", base, head).splitlines()[0]
    who = dict(os.environ, GIT_AUTHOR_NAME="M", GIT_AUTHOR_EMAIL="m@example.org", GIT_COMMITTER_NAME="M", GIT_COMMITTER_EMAIL="m@example.org")
    made = repository.git("commit-tree", tree, "-p", base, "-p", head, "-m", "merge", env=who)
    repository.git("update-ref", "refs/heads/" + pull.base, made)
    pull.state, pull.merged = "closed", True


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=None, **headers):
        self.status = status
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self._headers_buffer.append(b"\r\n" + data)  # one packet
        self.flush_headers()

    def handle_request(self):
        forge = self.server
        length = int(self.headers.get("Content-Length") or 0)
        text = self.rfile.read(length) if length else b""
        with forge.lock:
            forge.count += 1
            number = forge.count
            self.status = 0
            shown = self.headers.get("Authorization", "")
            forge.tokens.add(shown)
            path = self.path[len(forge.prefix):]
            body = json.loads(text) if text else None
            if forge.description:
                wrong = forge.description.problems(self.command, path, body)
                forge.violations += ["%s %s: %s" % (self.command, path, one) for one in wrong]
            fault = forge.fault(self.command, path, number)
            if fault == "drop":
                forge.log.append((self.command, path, 0))
                self.close_connection = True
                self.connection.close()
                return
            if isinstance(fault, tuple):
                forge.log.append((self.command, path, fault[1]))
                self.answer(fault[1], fault[3] if len(fault) > 3 else {"message": "fault"}, **fault[2])
                return
            if shown not in ("Bearer " + forge.token, "token " + forge.token):
                forge.log.append((self.command, path, 401))
                self.answer(401, {"message": "Bad credentials"})
                return
            self.dropped = fault == "drop-after"
            plain, _, query = path.partition("?")
            self.query = dict(urllib.parse.parse_qsl(query))
            parts = [urllib.parse.unquote(one) for one in plain.strip("/").split("/")]
            status, result = (self.gitlab if forge.kind == "gitlab" else self.github)(self.command, parts, body or {})
            forge.log.append((self.command, path, status))
        if self.dropped:
            self.close_connection = True
            self.connection.close()
            return
        if isinstance(result, list) and self.command == "GET":
            size, page = int(self.query.get("per_page", self.query.get("limit", 30))), int(self.query.get("page", 1))
            more = page * size < len(result)
            headers = {"Link": '<http://elsewhere.example.org/?page=%d>; rel="next"' % (page + 1)} if more else {}
            return self.answer(status, result[(page - 1) * size:page * size], **headers)
        self.answer(status, result)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_request

    # --- GitHub, Gitea

    def github(self, method, parts, body):
        forge = self.server
        if parts[0] in ("orgs", "users"):
            if not any(name.startswith(parts[1] + "/") for name in forge.repositories) or (parts[0] == "orgs" and parts[1] == "person"):
                return 404, {"message": "Not Found"}
            return 200, [self.repository_of(one) for one in forge.repositories.values() if one.name.startswith(parts[1] + "/")]
        repository = forge.repositories.get("/".join(parts[1:3]))
        if repository is None:
            return 404, {"message": "Not Found"}
        rest = parts[3:]
        if not rest:
            return 200, self.repository_of(repository)
        if method != "GET" and repository.archived:
            return 403, {"message": "Repository was archived so is read-only."}
        if rest == ["issues"] and method == "GET":
            return 200, [dict(number=k + 1, title=one["title"], body=one["body"], html_url="http://forge/%s/issues/%d" % (repository.name, k + 1))
                         for k, one in enumerate(repository.issues)]
        if rest == ["issues"]:
            repository.issues.append(body)
            return 201, dict(body, number=len(repository.issues), html_url="http://forge/issue")
        if rest[0] == "issues":
            repository.issues[int(rest[1]) - 1].update(body)
            return 200, {"number": int(rest[1])}
        branches = repository.branches()
        self.close_orphans(repository, branches)
        if rest == ["pulls"] and method == "GET":
            pulls = [self.pull_of(repository, one, branches) for one in reversed(repository.pulls)]
            state, head = self.query.get("state", "open"), self.query.get("head", "")
            return 200, [one for one in pulls if state in ("all", one["state"]) and (not head or one["head"]["label"] == head)]
        if rest == ["pulls"]:
            status, result = self.open(repository, branches, body["head"], body["base"], body.get("title"), body.get("body"))
            return status, self.pull_of(repository, result, branches) if status == 201 else {"message": result}
        pull = repository.pulls[int(rest[1]) - 1]
        if len(rest) == 2 and method == "PATCH":
            for key in ("title", "body", "state"):
                setattr(pull, key, body.get(key, getattr(pull, key)))
            return 200, self.pull_of(repository, pull, branches)
        if len(rest) == 2:
            return 200, self.pull_of(repository, pull, branches)
        if rest[2] == "files":
            changed = repository.git("diff", "--name-only", pull.base + "..." + pull.branch).splitlines()
            return 200, [{"filename": one, "status": "modified", "patch": self.patch(repository, pull, one)} for one in changed]
        if rest[2] == "comments":
            return 200, pull.comments
        if rest[2] == "reviews":
            pull.comments += body["comments"]
            return 200, {"id": 1}
        return 404, {"message": "Not Found"}

    @staticmethod
    def patch(repository, pull, path):
        text = repository.git("diff", pull.base + "..." + pull.branch, "--", path)
        return text[text.index("@@"):]

    @staticmethod
    def close_orphans(repository, branches):
        for one in repository.pulls:  # as forges do when a branch goes
            if one.state == "open" and one.branch not in branches:
                one.state = "closed"

    def open(self, repository, branches, head, base, title, text):
        if head not in branches or base not in branches or not title:
            return 422, "Validation Failed: head"
        if branches[head] == branches[base]:
            return 422, "No commits between %s and %s" % (base, head)
        if any(one.state == "open" and one.branch == head and one.base == base for one in repository.pulls):
            return (409 if self.server.kind != "github" else 422), "A pull request already exists for %s." % head
        repository.pulls.append(Pull(len(repository.pulls) + 1, head, base, title, text or ""))
        return 201, repository.pulls[-1]

    @staticmethod
    def repository_of(one):
        return {"full_name": one.name, "clone_url": "https://forge.test/%s.git" % one.name, "default_branch": one.default_branch(),
                "archived": one.archived, "fork": one.fork, "topics": one.topics, "permissions": {"push": True}}

    @staticmethod
    def pull_of(repository, one, branches):
        owner = repository.name.split("/")[0]
        return {"number": one.number, "state": one.state, "title": one.title, "body": one.body, "merged": one.merged,
                "merged_at": "2026-11-24T00:00:00Z" if one.merged else None,
                "html_url": "https://forge.test/%s/pull/%d" % (repository.name, one.number),
                "head": {"ref": one.branch, "label": owner + ":" + one.branch, "sha": branches.get(one.branch, ""),
                         "repo": {"full_name": repository.name}},
                "base": {"ref": one.base, "sha": branches.get(one.base, "")}}

    # --- GitLab

    def gitlab(self, method, parts, body):
        forge = self.server
        if parts[0] in ("groups", "users"):
            if not any(name.startswith(parts[1] + "/") for name in forge.repositories) or (parts[0] == "groups" and parts[1] == "person"):
                return 404, {"message": "404 Group Not Found"}
            return 200, [self.project_of(one) for one in forge.repositories.values() if one.name.startswith(parts[1] + "/")]
        repository = forge.repositories.get(parts[1])
        if repository is None:
            return 404, {"message": "404 Project Not Found"}
        rest = parts[2:]
        if not rest:
            return 200, self.project_of(repository)
        if rest == ["issues"] and method == "GET":
            return 200, [dict(iid=k + 1, title=one["title"], description=one["description"], web_url="http://forge/issue")
                         for k, one in enumerate(repository.issues)]
        if rest == ["issues"]:
            repository.issues.append(body)
            return 201, dict(body, iid=len(repository.issues), web_url="http://forge/issue")
        if rest[0] == "issues":
            repository.issues[int(rest[1]) - 1].update(body)
            return 200, {"iid": int(rest[1])}
        branches = repository.branches()
        self.close_orphans(repository, branches)
        if rest == ["merge_requests"] and method == "GET":
            state = {"opened": "open"}.get(self.query.get("state", "all"), self.query.get("state", "all"))
            source = self.query.get("source_branch", "")
            return 200, [self.request_of(repository, one, branches) for one in reversed(repository.pulls)
                         if state in ("all", one.state) and source in ("", one.branch)]
        if rest == ["merge_requests"]:
            status, result = self.open(repository, branches, body["source_branch"], body["target_branch"], body["title"], body.get("description"))
            return status, self.request_of(repository, result, branches) if status == 201 else {"message": [result]}
        pull = repository.pulls[int(rest[1]) - 1]
        if len(rest) == 2 and method == "PUT":
            pull.title, pull.body = body.get("title", pull.title), body.get("description", pull.body)
            pull.state = "closed" if body.get("state_event") == "close" else pull.state
            return 200, self.request_of(repository, pull, branches)
        if len(rest) == 2:
            return 200, self.request_of(repository, pull, branches)
        if rest[2] == "diffs":
            changed = repository.git("diff", "--name-only", pull.base + "..." + pull.branch).splitlines()
            return 200, [{"new_path": one, "old_path": one, "diff": self.patch(repository, pull, one)} for one in changed]
        if rest[2] == "discussions" and method == "GET":
            return 200, [{"id": str(k), "notes": [one]} for k, one in enumerate(pull.comments)]
        if rest[2] == "discussions":
            pull.comments.append(body)
            return 201, {"id": "1"}
        return 404, {"message": "404 Not Found"}

    @staticmethod
    def project_of(one):
        made = {"path_with_namespace": one.name, "http_url_to_repo": "https://forge.test/%s.git" % one.name,
                "default_branch": one.default_branch(), "archived": one.archived, "topics": one.topics, "empty_repo": False}
        return dict(made, forked_from_project={"id": 1}) if one.fork else made

    @staticmethod
    def request_of(repository, one, branches):
        state = "merged" if one.merged else "opened" if one.state == "open" else "closed"
        return {"iid": one.number, "state": state, "title": one.title, "description": one.body, "source_branch": one.branch,
                "target_branch": one.base, "source_project_id": 1, "target_project_id": 1,
                "diff_refs": {"head_sha": branches.get(one.branch), "base_sha": branches.get(one.base), "start_sha": branches.get(one.base)},
                "web_url": "https://forge.test/%s/-/merge_requests/%d" % (repository.name, one.number)}
