"""A home of its own for the bot, whose git finds https://forge.test/ in a folder, and what the stories need."""
import os
import shutil
import subprocess
import tempfile

from stub import Forge

OLD = "FROM debian\nRUN apt-get update && apt-get install -y curl\nRUN curl -V\nCMD [\"curl\"]\n"
PINNED = OLD.replace("FROM debian\n", "FROM debian:13\n")


class Sandbox:
    def __init__(self, imgfix, kind="github"):
        self.imgfix = imgfix
        self.top = tempfile.mkdtemp(prefix="imgfix-forge-")
        os.makedirs(self.top + "/home")
        os.makedirs(self.top + "/tmp")
        with open(self.top + "/home/.gitconfig", "w") as file:
            file.write('[url "file://%s/git/"]\n\tinsteadOf = https://forge.test/\n[user]\n\tname = Bot\n\temail = bot@example.org\n'
                       '[safe]\n\tdirectory = *\n' % self.top)
        self.forge = Forge(self.top + "/git", kind)

    def environment(self, **more):
        return {"PATH": os.environ["PATH"], "HOME": self.top + "/home", "TMPDIR": self.top + "/tmp", "GIT_CONFIG_NOSYSTEM": "1",
                "IMGFIX_TOKEN": self.forge.token, "IMGFIX_FORGE": self.forge.kind, "IMGFIX_FORGE_API": self.forge.api, **more}

    def command(self, *arguments):
        return [self.imgfix, "bot", *arguments]

    def bot(self, *arguments, cwd=None, **environment):
        done = subprocess.run(self.command(*arguments), cwd=cwd or self.top, env=self.environment(**environment),
                              capture_output=True, text=True, timeout=300)
        done.all = done.stdout + done.stderr
        return done

    def one(self, name, *arguments, **environment):
        """The bot with --open on one repository."""
        return self.bot("--repo", "https://forge.test/%s.git" % name, "--open", *arguments, **environment)

    def checkout(self, name, folder):
        subprocess.run(["git", "clone", "-q", "https://forge.test/%s.git" % name, folder], env=self.environment(), check=True)
        return folder

    def end(self):
        self.forge.shutdown()
        self.forge.server_close()
        left = os.listdir(self.top + "/tmp")
        shutil.rmtree(self.top)
        return left


def open_pulls(repository):
    return [one for one in repository.pulls if one.state == "open"]


def bot_branches(repository):
    return {name: commit for name, commit in repository.branches().items() if name.startswith("imgfix/")}
