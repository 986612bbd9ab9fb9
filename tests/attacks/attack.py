"""An attack as data: what it is called, what it does, and how it must end."""

import ast
import textwrap
from typing import NamedTuple, Tuple

# What the sandbox answers with: EPERM, EACCES, ENOSYS; ENOENT where a chroot jail lacks the path.
REFUSALS = (1, 13, 38)

PRELUDE = '''
import ctypes, errno, mmap, os, socket, struct, sys

S = {scene!r}
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
arm = os.uname().machine == "aarch64"

def raw(x86, arm64, *arguments):
    """A system call by its number; OSError where it fails."""
    number = arm64 if arm else x86
    if number is None:
        raise OSError(errno.ENOSYS, "not on this architecture")
    converted = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return checked(libc.syscall(ctypes.c_long(number), *converted))

def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result

def say(*words):
    os.write(2, ("\\n" + " ".join(str(word) for word in words) + "\\n").encode())

def attack():
{code}

try:
    result = attack()
except BaseException as error:
    say("STOPPED", type(error).__name__, getattr(error, "errno", None), str(error)[:200])
else:
    if result == "goes on":
        raise SystemExit
    say("THROUGH", repr(result)[:200])
os._exit(9)
'''


class Attack(NamedTuple):
    """One attack. It gets through when its code runs to the end, or when the scene shows a trace of it."""

    name: str
    # Body of a function. `S` holds the scene; see scene.py. Where it returns "goes on", the models are read to the end.
    code: str
    # refused (an error of the sandbox's, or one of `also`), or a reason of the worker: killed, timeout, memory, log-too-large, malformed, exited.
    expected: str = "refused"
    # Whether an ordinary user without any layer gets through. Where not, it is left out of control runs: the machine may forbid it as well,
    # or it would do damage.
    control: bool = True
    # Names of exceptions that libraries wrap a refusal in.
    also: Tuple[str, ...] = ()
    seconds: int = 10

    def source(self, scene: dict) -> str:
        """A models.py that carries it out, outside of what the worker makes of statements."""
        code = PRELUDE.format(scene=scene, code=textwrap.indent(textwrap.dedent(self.code).strip("\n"), "    "))
        ast.parse(code)
        return f"__tablename__ = 'models'\nexec(compile({code!r}, 'attack', 'exec'), {{'__name__': 'attack'}})\n"
