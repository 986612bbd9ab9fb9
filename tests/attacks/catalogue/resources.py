"""Using more than there is."""

from attack import Attack as A

ATTACKS = [
    A("never-ends", "while True: pass", expected="timeout", control=False, seconds=1),
    A("never-ends-in-c", "return 9 ** 10 ** 9", expected="timeout", control=False, seconds=1),
    A("sleeps-forever", "import select\nselect.select([], [], [])", expected="timeout", control=False, seconds=1),
    A("waits-for-itself", "r, w = os.pipe()\nos.read(r, 1)", expected="timeout", control=False, seconds=1),
    A("fills-a-pipe", 'r, w = os.pipe()\nwhile True: os.write(w, b"x" * 65536)', expected="timeout", control=False, seconds=1),
    A("ignores-the-end-of-its-time", "import _signal\n_signal.signal(24, _signal.SIG_IGN)\n_signal.signal(15, _signal.SIG_IGN)\nwhile True: pass", expected="timeout", control=False, seconds=1),
    A("stops-itself", "import _signal\n_signal.raise_signal(19)\nwhile True: pass", expected="timeout", control=False, seconds=1),
    A("matches-catastrophically", 'import re\nre.match(r"(a+)+$", "a" * 60 + "b")', expected="timeout", control=False, seconds=1),
    A("takes-all-memory", "kept = []\nwhile True: kept.append(bytearray(1 << 24))", also=("MemoryError",), control=False),
    A("maps-too-much", "mmap.mmap(-1, 1 << 45)", also=("OSError", "MemoryError"), control=False),
    A("locks-memory", "libc.mlockall.restype = ctypes.c_int\nreturn checked(libc.mlockall(3))", control=False),
    A("takes-all-descriptors", 'while True: os.open("models.py", os.O_RDONLY)', also=("OSError",), control=False),
    A("starts-too-many-threads", "import _thread\nlock = _thread.allocate_lock()\nlock.acquire()\nwhile True: _thread.start_new_thread(lock.acquire, ())", also=("RuntimeError", "error"), control=False),
    A("logs-without-end", 'while True: os.write(2, b"x" * 100000)', expected="log-too-large", control=False),
    A("answers-without-end", 'while True: os.write(3, b"x" * 100000)', expected="result-too-large", control=False),
    A("calls-itself-without-end", "def f(): return f()\nreturn f()", also=("RecursionError",), control=False),
    A("overflows-the-stack", "import sys\nsys.setrecursionlimit(1 << 30)\ndef f(): return [*map(lambda _: f(), [1])]\nreturn f()", expected="killed", also=("RecursionError", "MemoryError"), control=False),
    A("reads-a-null-pointer", "ctypes.string_at(0)", expected="killed", control=False),
    A("aborts", "os.abort()", expected="killed", control=False),
    A("kills-itself", "import _signal\n_signal.raise_signal(9)", expected="killed", control=False),
    A("forks-without-end", "while True: os.fork()", control=False),
]
