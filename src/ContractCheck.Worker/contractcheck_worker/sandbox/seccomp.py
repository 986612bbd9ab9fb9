"""The list of system calls that a locked-in child may make. Everything else fails with EPERM."""

import ctypes
import errno
from typing import NamedTuple, Sequence

from . import bpf, kernel
from .calls import NUMBERS

ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000
AUDIT = {"x86-64": 0xC000003E, "arm64": 0xC00000B7}
X32 = 0x40000000
SET_MODE_FILTER, GET_ACTION_AVAILABLE, ALL_THREADS = 1, 2, 1

FREE = (
    # Reading, through descriptors and paths that Landlock lets open.
    "read", "pread64", "readv", "lseek", "close", "close_range", "dup", "dup2", "dup3", "fstat", "stat", "lstat", "newfstatat", "statx",
    "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getdents64", "getcwd", "chdir", "fadvise64",
    # The result and the log, which are the only descriptors that take anything, and pipes to itself.
    "write", "writev", "pipe", "pipe2", "poll", "ppoll", "select", "pselect6",
    # Memory and threads.
    "mmap", "mprotect", "munmap", "mremap", "madvise", "brk", "futex", "set_robust_list", "set_tid_address", "rseq", "membarrier",
    "sched_yield", "sched_getaffinity", "getcpu", "exit", "exit_group",
    # Its own signals, time and chance.
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "nanosleep", "clock_nanosleep", "clock_gettime",
    "clock_getres", "gettimeofday", "time", "times", "getitimer", "getrandom",
    # Who and where it is.
    "getpid", "getppid", "gettid", "getpgid", "getpgrp", "getsid", "getuid", "geteuid", "getgid", "getegid", "getgroups", "getresuid",
    "getresgid", "uname", "sysinfo", "getrlimit", "getrusage", "umask",
)

# O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_PATH, __O_TMPFILE: the same on both architectures.
WRITING = 0x1 | 0x2 | 0x40 | 0x200 | 0x200000 | 0x400000
# What the C libraries ask for when they start a thread (glibc, musl). Everything else would be a process.
THREADS = (0x003D0F00, 0x007D0F00)
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC. Not F_SETOWN, F_NOTIFY, leases and seals.
DESCRIPTOR_COMMANDS = (0, 1, 2, 3, 4, 1030)
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX. Not TIOCSTI.
DEVICE_COMMANDS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_NO_NEW_PRIVS.
PROCESS_OPTIONS = (15, 16, 3, 39)


class Condition(NamedTuple):
    """Half of an argument that must be one of some values, after a mask."""

    offset: int
    values: "tuple[int, ...]"
    mask: int = 0xFFFFFFFF


class Narrowed(NamedTuple):
    """A call that is allowed where all its conditions hold, and fails otherwise."""

    name: str
    conditions: "tuple[Condition, ...]"
    error: int = errno.EPERM


def narrowed(pid: int) -> "list[Narrowed]":
    """Calls that are allowed for some arguments only. The process signals nobody but itself."""
    no_pointer = (Condition(bpf.low(2), (0,)), Condition(bpf.high(2), (0,)))
    return [
        Narrowed("open", (Condition(bpf.low(1), (0,), WRITING),), errno.EACCES),
        Narrowed("openat", (Condition(bpf.low(2), (0,), WRITING),), errno.EACCES),
        Narrowed("clone", (Condition(bpf.low(0), THREADS), Condition(bpf.high(0), (0,)))),
        Narrowed("fcntl", (Condition(bpf.low(1), DESCRIPTOR_COMMANDS),)),
        Narrowed("ioctl", (Condition(bpf.low(1), DEVICE_COMMANDS),)),
        Narrowed("prctl", (Condition(bpf.low(0), PROCESS_OPTIONS),)),
        Narrowed("prlimit64", (Condition(bpf.low(0), (0, pid)), *no_pointer)),
        Narrowed("tgkill", (Condition(bpf.low(0), (pid,)),)),
        # Libraries then use the older calls, whose arguments can be looked at.
        Narrowed("clone3", (), errno.ENOSYS),
        Narrowed("openat2", (), errno.ENOSYS),
    ]


def program(architecture: str, pid: int) -> "list[bpf.Instruction]":
    """The whole filter for an architecture of `calls.NUMBERS` and the process that it is for."""
    numbers = NUMBERS[architecture]
    code = [bpf.load(bpf.ARCHITECTURE), *bpf.unless_equal(AUDIT[architecture], [bpf.returning(KILL)]), bpf.load(bpf.NUMBER)]
    if architecture == "x86-64":
        code += bpf.if_at_least(X32, [bpf.returning(KILL)])
    for name in FREE:
        if name in numbers:
            code += bpf.if_equal(numbers[name], [bpf.returning(ALLOW)])
    for rule in narrowed(pid):
        if rule.name in numbers:
            code += bpf.if_equal(numbers[rule.name], _decision(rule))
    return [*code, bpf.returning(ERRNO | errno.EPERM)]


def _decision(rule: Narrowed) -> "list[bpf.Instruction]":
    refuse = bpf.returning(ERRNO | rule.error)
    code: list[bpf.Instruction] = []
    for condition in rule.conditions:
        code.append(bpf.load(condition.offset))
        if condition.mask != 0xFFFFFFFF:
            code.append(bpf.Instruction(bpf.AND, condition.mask))
        code += _unless_among(condition.values, [refuse])
    return [*code, bpf.returning(ALLOW) if rule.conditions else refuse]


def _unless_among(values: "Sequence[int]", then: "list[bpf.Instruction]") -> "list[bpf.Instruction]":
    for value in reversed(values):
        then = bpf.unless_equal(value, then)
    return then


def available() -> bool:
    """Whether the kernel takes filters, and can end a whole process by them."""
    architecture = kernel.architecture()
    if architecture is None:
        return False
    try:
        action = ctypes.c_uint32(KILL)
        kernel.call(NUMBERS[architecture]["seccomp"], GET_ACTION_AVAILABLE, 0, ctypes.byref(action))
    except (AttributeError, OSError):
        return False
    return True


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def install(pid: int) -> None:
    """Filters every thread of this process for good. Needs no_new_privs. Raises OSError."""
    architecture = str(kernel.architecture())
    code = program(architecture, pid)
    struct = _Program(len(code), bpf.assemble(code))
    kernel.call(NUMBERS[architecture]["seccomp"], SET_MODE_FILTER, ALL_THREADS, ctypes.byref(struct))
