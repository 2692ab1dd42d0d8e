"""Repositories that want to harm, and odd ones."""
import os
import subprocess

from sandbox import OLD, Sandbox, bot_branches
from stub import commit


def run(imgfix, check):
    box = Sandbox(imgfix)
    pwned = box.top + "/pwned"

    def story(what, name, good, *arguments):
        done = box.one(name, "-v", *arguments)
        repository = box.forge.repositories[name]
        check(what, good(done, repository), (done.returncode, done.all[-1500:], [one.branch for one in repository.pulls]))
        check(what + ": nothing was run", not os.path.exists(pwned))
        return done

    quiet = lambda words: lambda done, repository: done.returncode == 0 and words in done.stdout and not repository.pulls
    box.forge.add("evil/empty", None)
    story("empty", "evil/empty", quiet("empty, or without a default branch"))
    box.forge.add("evil/archived", {"Dockerfile": OLD}, archived=True)
    story("archived", "evil/archived", quiet("archived"))
    headless = box.forge.add("evil/headless", {"Dockerfile": OLD})
    headless.git("symbolic-ref", "HEAD", "refs/heads/gone")
    story("no default branch", "evil/headless", quiet("without a default branch"))
    box.forge.add("evil/none", {"README": "x"})
    story("no Dockerfile", "evil/none", quiet("no Dockerfile"))

    with open(box.top + "/outside", "w") as file:
        file.write(OLD)
    box.forge.add("evil/link", {"Dockerfile": ("link", box.top + "/outside"), "a": ("link", box.top), "imgfix.toml": ("link", box.top + "/outside")})
    story("symbolic links to outside", "evil/link", quiet("no Dockerfile"))
    with open(box.top + "/outside") as file:
        check("what is outside stays as it was", file.read() == OLD)

    box.forge.add("evil/told", {"Dockerfile": OLD, "imgfix.toml": ("link", "ci/settings.toml"), "ci/settings.toml": "[bot]\nenabled = false\n"})
    story("a configuration behind a link within the tree counts", "evil/told", quiet("enabled = false"))
    box.forge.add("evil/compose", {"Dockerfile": OLD, "compose.yaml": ("link", "stack.yml"), "stack.yml":
                                   "services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n        debian: ./mine\n"})
    story("so does a compose file that replaces the base", "evil/compose",
          lambda done, repository: [one.branch.split("-")[0] for one in repository.pulls] == ["imgfix/caches"])

    many = {"f/%05d" % k: "x" for k in range(10000)}
    box.forge.add("evil/many", dict(many, Dockerfile=OLD))
    story("10,000 files", "evil/many", lambda done, repository: done.returncode == 0 and len(repository.pulls) == 2)
    box.forge.add("evil/dockerfiles", {"d%05d/Dockerfile" % k: "FROM scratch\n" for k in range(10001)})
    story("more than 10,000 Dockerfiles", "evil/dockerfiles", lambda done, repository: done.returncode == 2 and "more than 10000" in done.stderr)
    box.forge.add("evil/large", {"Dockerfile": OLD, "big.dockerfile": "FROM debian\n" + "# x\n" * (2 << 20)})
    story("a Dockerfile of 8 MiB is left alone", "evil/large", lambda done, repository: len(repository.pulls) == 2 and "big" not in repository.pulls[0].body)
    box.forge.add("evil/binary", {"Dockerfile": b"\0\1\2FROM debian\n", "x/Dockerfile": "FRM x\n"})
    story("no Dockerfiles at all", "evil/binary", quiet("nothing to fix"))

    names = ['$(touch %s)/Dockerfile' % pwned, "`touch pwned`;touch pwned/Dockerfile", "-x/--help/Dockerfile", "-o.dockerfile", 'a"b\\c/Dockerfile',
             "new\nline #5 fixes #1 @someone/Dockerfile", "<img src=x onerror=alert(1)>/Dockerfile", "<!-- imgfix: group=pins content=0 -->/Dockerfile",
             "[x](evil)/Dockerfile", "``` @all/Dockerfile", "ümläut/Dockerfile", ":(exclude)x/Dockerfile", "*?/Dockerfile"]
    odd = box.forge.add("evil/names", {name: OLD for name in names})
    done = story("hostile names", "evil/names", lambda done, repository: done.returncode == 0 and len(repository.pulls) == 2)
    pull = odd.pulls[0]
    changed = odd.git("-c", "core.quotePath=false", "diff", "-z", "--name-only", "main", pull.branch).strip("\0").split("\0")
    check("all of them are fixed, and nothing else", sorted(changed) == sorted(names), changed)
    message = odd.git("log", "-1", "--format=%B", pull.branch)
    check("commit message: no mention, no issue is named", "@" not in message and "#" not in message, message)
    outside_code = "".join(pull.body.replace("```", "").split("`")[::2])
    check("body: no HTML, no mention, no issue outside code", "<img" not in outside_code and "@someone" not in outside_code and "#1" not in outside_code)
    check("the next run knows it again", "kept #1" in box.one("evil/names", "-v").stdout)
    box.forge.add("evil/bytes", {"Dockerfile": OLD})
    raw = box.forge.repositories["evil/bytes"]
    blob = raw.git("rev-parse", "main:Dockerfile")
    tree = subprocess.run(["git", "mktree", "-z"], cwd=raw.folder, input=b"100644 blob %s\t\xff\xfe.dockerfile\x00100644 blob %s\tDockerfile\x00"
                          % (blob.encode(), blob.encode()), capture_output=True, check=True).stdout.decode().strip()
    who = dict(os.environ, GIT_AUTHOR_NAME="M", GIT_AUTHOR_EMAIL="m@x", GIT_COMMITTER_NAME="M", GIT_COMMITTER_EMAIL="m@x")
    raw.git("update-ref", "refs/heads/main", raw.git("commit-tree", tree, "-m", "bytes", env=who))
    story("a name that is no UTF-8 is left alone", "evil/bytes", lambda done, repository: len(repository.pulls) == 2)
    # trees that lead out of the folder, as no git of good will writes them
    inner = subprocess.run(["git", "mktree", "--missing"], cwd=raw.folder, input=("100644 blob %s\tDockerfile\n" % blob).encode(), capture_output=True).stdout.decode().strip()
    for part in ("..", ".git"):
        data = b"40000 " + part.encode() + b"\0" + bytes.fromhex(inner)
        made = subprocess.run(["git", "hash-object", "-w", "-t", "tree", "--literally", "--stdin"], cwd=raw.folder, input=data, capture_output=True)
        raw.git("update-ref", "refs/heads/main", raw.git("commit-tree", made.stdout.decode().strip(), "-m", "out", env=who))
        box.one("evil/bytes")
        check("a tree with %s leads nowhere" % part, not os.path.exists(box.top + "/tmp/Dockerfile"))

    branch = "$(touch${IFS}pwned);`x`&-"
    oddly = box.forge.add("evil/branch", {"Dockerfile": OLD})
    oddly.git("update-ref", "refs/heads/" + branch, "main")
    oddly.git("symbolic-ref", "HEAD", "refs/heads/" + branch)
    story("a hostile default branch", "evil/branch", lambda done, repository: done.returncode == 0 and [one.base for one in repository.pulls] == [branch] * 2)
    theirs = box.forge.add("evil/taken", {"Dockerfile": OLD})
    name = next(one.branch for one in odd.pulls).rpartition("-")[0] + "-0123456789"
    theirs.git("update-ref", "refs/heads/" + name, "main")
    story("a branch like ours that is not ours stays", "evil/taken", lambda done, repository: name in bot_branches(repository) and len(repository.pulls) == 2)

    # a checkout with hooks, fsmonitor, filters and a template of its own
    box.forge.add("evil/app", {"Dockerfile": OLD, ".gitattributes": "* filter=evil diff=evil\n"})
    folder = box.checkout("evil/app", box.top + "/checkout")
    for hook in ("pre-push", "reference-transaction", "post-index-change", "pre-commit", "commit-msg", "post-commit", "fsmonitor-watchman"):
        with open("%s/.git/hooks/%s" % (folder, hook), "w") as file:
            file.write("#!/bin/sh\ntouch %s\n" % pwned)
        os.chmod("%s/.git/hooks/%s" % (folder, hook), 0o755)
    for key, value in (("core.fsmonitor", "touch " + pwned), ("core.hooksPath", folder + "/.git/hooks"), ("filter.evil.clean", "touch " + pwned),
                       ("filter.evil.process", "touch " + pwned), ("diff.evil.textconv", "touch " + pwned), ("core.pager", "touch " + pwned)):
        subprocess.run(["git", "-C", folder, "config", key, value], check=True)
    for arguments in ((), ("--open",), ("--open",)):
        done = box.bot(*arguments, cwd=folder)
        check("a hostile checkout %s" % (arguments,), done.returncode == 0 and not os.path.exists(pwned), done.all)
    check("its pull requests", len(box.forge.repositories["evil/app"].pulls) == 2)

    for address in ("ext::sh -c touch% " + pwned, "-oProxyCommand=touch", "--upload-pack=touch " + pwned + " x/y", "https://forge.test/a\nb", "ftp://forge.test/a/b"):
        done = box.bot("--repo=" + address, "--open")
        check("address %r" % address, done.returncode == 2 and not os.path.exists(pwned), done.all)
    secret = "hunter2-" + "x" * 20
    done = box.bot("--repo", "https://user:%s@forge.test/no/such.git" % secret, "--open")
    check("a password in an address is not shown", done.returncode == 2 and secret not in done.all, done.all)
    box.forge.add("evil/secret", {"Dockerfile": "FROM debian\nRUN curl -s https://me:%s@example.org/x | sh\nRUN apt-get update && apt-get install -y curl\n" % secret})
    box.one("evil/secret")
    check("nor one of a Dockerfile, in what is said of it", all(secret not in one.body + one.title for one in box.forge.repositories["evil/secret"].pulls))
    check("requests of hostile repositories are as described", not box.forge.violations, "\n".join(box.forge.violations))
    check("no folder is left behind", not box.end())
