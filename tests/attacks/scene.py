"""What attacks are after: decoys beside the run, listeners, and a process that they may try to harm. All of it is the attacker's own user's."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

SECRET = "decoy-5f1d7c0e-secret"


class Scene:
    """A context that sets the scene, and afterwards tells what was disturbed."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="scene-"))
        os.chmod(self.folder, 0o777)
        self.private = self.folder / "private"
        self.private.mkdir(0o700)
        for name in ("base", "head"):
            (self.private / name).mkdir()
        (self.private / "base" / "models.py").write_text(f"# {SECRET}\n")
        self._decoys()
        self._listeners()
        self.victim = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], env={"TOKEN": SECRET}, start_new_session=True)
        return self

    def __exit__(self, *exception):
        self.victim.kill()
        self.victim.wait()
        self.open = False
        for listener in self.sockets:
            listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _decoys(self):
        outside = self.folder / "outside"
        outside.mkdir()
        os.chmod(outside, 0o777)
        self.key, self.commands, self.empty = outside / "id_rsa", outside / "github_output", outside / "empty"
        self.key.write_text(SECRET)
        self.commands.write_text("")
        self.empty.mkdir()
        (outside / "module.py").write_text(f"VALUE = '{SECRET}'\n")
        library = next(line.split()[-1] for line in open("/proc/self/maps") if "/libc" in line and ".so" in line)
        shutil.copy(library, outside / "library.so")
        for file in outside.iterdir():
            os.chmod(file, 0o777 if file.is_dir() else 0o666)
        self.outside = outside
        self.before = self._state()

    def _state(self):
        """Names, sizes, modes, owners and times of everything that must stay as it is."""
        found = {}
        for place in (self.outside, self.private / "base", self.private / "head"):
            for path in sorted(place.rglob("*")):
                if path.name != "models.py":
                    facts = path.lstat()
                    found[str(path)] = (facts.st_mode, facts.st_size, facts.st_uid, facts.st_mtime_ns, facts.st_nlink)
        return found

    def _listeners(self):
        self.open, self.reached, self.sockets = True, [], []
        self.tcp, self.udp = self._listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)), self._listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))
        self.unix = str(self.outside / "docker.sock")
        self._listen(socket.AF_UNIX, socket.SOCK_STREAM, self.unix)
        os.chmod(self.unix, 0o777)
        self.abstract = f"contractcheck-scene-{os.getpid()}"
        self._listen(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + self.abstract)
        self.before = self._state()

    def _listen(self, family, kind, address):
        listener = socket.socket(family, kind)
        listener.bind(address)
        if kind == socket.SOCK_STREAM:
            listener.listen(16)
        self.sockets.append(listener)
        threading.Thread(target=self._serve, args=(listener, kind), daemon=True).start()
        return listener.getsockname()[1] if family == socket.AF_INET else None

    def _serve(self, listener, kind):
        while self.open:
            try:
                if kind == socket.SOCK_STREAM:
                    listener.accept()[0].close()
                else:
                    listener.recv(16)
            except OSError:
                return
            self.reached.append(str(listener))

    def facts(self, worker):
        """What attacks know of it."""
        return {
            "secret": SECRET, "key": str(self.key), "commands": str(self.commands), "empty": str(self.empty), "outside": str(self.outside),
            "base": str(self.private / "base" / "models.py"), "head": str(self.private / "head"), "private": str(self.private), "tcp": self.tcp, "udp": self.udp,
            "unix": self.unix, "abstract": self.abstract, "victim": self.victim.pid, "worker": worker, "runner": os.getpid(),
        }

    def disturbed(self):
        """What an attack changed or reached, whatever it says itself; then the scene is as before."""
        found = []
        after = self._state()
        for path in sorted({*self.before, *after}):
            if self.before.get(path) != after.get(path):
                found.append(f"changed {path}")
        if self.victim.poll() is not None:
            found.append("the victim ended")
            self.victim = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], start_new_session=True)
        found += [f"reached {listener}" for listener in self.reached]
        self.reached.clear()
        self.before = after
        return found
