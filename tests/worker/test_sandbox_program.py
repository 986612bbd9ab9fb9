"""The seccomp program as text, for both architectures, run by an emulator: one of them is never at hand."""

import errno

import pytest
from contractcheck_worker.sandbox import bpf, calls, landlock, seccomp

PID = 4242
DENIED = seccomp.ERRNO | errno.EPERM
ARCHITECTURES = sorted(calls.NUMBERS)
# Numbers that a child must not get through, from the kernel's tables and not from ours.
FORBIDDEN = {
    "x86-64": {
        "socket": 41, "connect": 42, "socketpair": 53, "fork": 57, "vfork": 58, "execve": 59, "kill": 62, "shmget": 29, "semget": 64,
        "msgget": 68, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88, "chmod": 90, "chown": 92,
        "ptrace": 101, "setuid": 105, "setsid": 112, "setrlimit": 160, "chroot": 161, "mount": 165, "add_key": 248, "request_key": 249,
        "keyctl": 250, "unshare": 272, "splice": 275, "tee": 276, "perf_event_open": 298, "process_vm_readv": 310, "process_vm_writev": 311,
        "seccomp": 317, "memfd_create": 319, "bpf": 321, "execveat": 322, "userfaultfd": 323, "copy_file_range": 326, "pidfd_send_signal": 424,
        "io_uring_setup": 425, "io_uring_enter": 426, "pidfd_open": 434, "pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442,
        "tkill": 200, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297, "arch_prctl": 158, "modify_ldt": 154, "ioperm": 173, "iopl": 172,
        "personality": 135, "setns": 308, "name_to_handle_at": 303, "open_by_handle_at": 304, "inotify_init": 253, "fanotify_init": 300,
        "mq_open": 240, "fchmod": 91, "fallocate": 285, "truncate": 76, "setxattr": 188, "utimensat": 280, "syslog": 103, "statfs": 137,
    },
    "arm64": {
        "io_setup": 0, "setxattr": 5, "mkdirat": 34, "unlinkat": 35, "symlinkat": 36, "linkat": 37, "renameat": 38, "mount": 40, "truncate": 45,
        "fallocate": 47, "chroot": 51, "fchmod": 52, "fchmodat": 53, "fchownat": 54, "splice": 76, "utimensat": 88, "unshare": 97, "ptrace": 117,
        "kill": 129, "tkill": 130, "rt_sigqueueinfo": 138, "setuid": 146, "setsid": 157, "setrlimit": 164, "mq_open": 180, "msgget": 186,
        "semget": 190, "shmget": 194, "socket": 198, "socketpair": 199, "connect": 203, "add_key": 217, "request_key": 218, "keyctl": 219,
        "execve": 221, "perf_event_open": 241, "fanotify_init": 262, "name_to_handle_at": 264, "open_by_handle_at": 265, "setns": 268,
        "process_vm_readv": 270, "process_vm_writev": 271, "seccomp": 277, "memfd_create": 279, "bpf": 280, "execveat": 281, "userfaultfd": 282,
        "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426, "pidfd_open": 434, "pidfd_getfd": 438,
    },
}


def decide(architecture, name, *arguments):
    number = name if isinstance(name, int) else calls.NUMBERS[architecture][name]
    return bpf.run(seccomp.program(architecture, PID), seccomp.AUDIT[architecture], number, arguments)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_what_python_needs_is_allowed(architecture):
    refused = [n for n in seccomp.FREE if n in calls.NUMBERS[architecture] and decide(architecture, n, *[1 << 63] * 6) != seccomp.ALLOW]
    assert refused == [] and len(seccomp.FREE) > 60


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_everything_else_fails(architecture):
    allowed = {number for number in range(1024) if decide(architecture, number) not in (DENIED,)}
    named = {calls.NUMBERS[architecture].get(name) for name in (*seccomp.FREE, *(rule.name for rule in seccomp.narrowed(PID)))}
    assert allowed <= named
    assert [name for name, number in FORBIDDEN[architecture].items() if decide(architecture, number) != DENIED] == []


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("flags", [0x1, 0x2, 0x40, 0x200, 0x400 | 0x1, 0x80000 | 0x2, 0x200000, 0x400000 | 0x2, 0xFFFFFFFF])
def test_opening_for_more_than_reading_fails(architecture, flags):
    assert decide(architecture, "openat", -100, 0, flags) == seccomp.ERRNO | errno.EACCES
    if architecture == "x86-64":
        assert decide(architecture, "open", 0, flags) == seccomp.ERRNO | errno.EACCES


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_opening_for_reading_is_left_to_landlock(architecture):
    assert decide(architecture, "openat", -100, 0, 0x80000) == seccomp.ALLOW
    assert decide(architecture, "openat", -100, 0, 0x90800) == seccomp.ALLOW


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_threads_and_no_processes(architecture):
    assert decide(architecture, "clone", 0x3D0F00) == seccomp.ALLOW
    for flags in (0, 17, 0x01200011, 0x100, 0x10000, 0x3D0F00 | 0x10000000, 0x3D0F00 | 1 << 33, 0x4111):
        assert decide(architecture, "clone", flags) == DENIED, hex(flags)
    assert decide(architecture, "clone3") == decide(architecture, "openat2") == seccomp.ERRNO | errno.ENOSYS


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_signals_go_to_itself_only(architecture):
    assert decide(architecture, "tgkill", PID, 1, 9) == seccomp.ALLOW
    assert decide(architecture, "tgkill", PID - 1, PID - 1, 9) == decide(architecture, "tgkill", -1, 1, 9) == DENIED


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_limits_are_read_and_not_set(architecture):
    assert decide(architecture, "prlimit64", 0, 7, 0, 0x1000) == decide(architecture, "prlimit64", PID, 7, 0, 0x1000) == seccomp.ALLOW
    for arguments in ((0, 7, 0x1000, 0), (0, 7, 1 << 32, 0), (1, 7, 0, 0x1000)):
        assert decide(architecture, "prlimit64", *arguments) == DENIED


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize(
    "name, place, good, bad",
    [("prctl", 0, [15, 16], [1, 4, 8, 22, 38, 41, 47, 0x59616D61]), ("ioctl", 1, [0x5401, 0x5421], [0x5412, 0x541C, 0x890B]), ("fcntl", 1, [1, 3, 1030], [8, 10, 1024, 1026, 1033])],
)
def test_commands_are_narrowed(architecture, name, place, good, bad):
    assert {decide(architecture, name, *[0] * place, value) for value in good} == {seccomp.ALLOW}
    assert {decide(architecture, name, *[0] * place, value) for value in bad} == {DENIED}


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_another_architecture_kills(architecture):
    program = seccomp.program(architecture, PID)
    for other in {0x40000003, 0xC000003E, 0xC00000B7, 0x40000028, 0} - {seccomp.AUDIT[architecture]}:
        assert bpf.run(program, other, 0) == seccomp.KILL
    assert decide("x86-64", 0x40000000 + 1) == decide("x86-64", 0xFFFFFFFF) == seccomp.KILL


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_the_kernel_takes_it(architecture):
    program = seccomp.program(architecture, PID)
    assert len(program) < 4096 and len(bpf.assemble(program)) == 8 * len(program)
    # Every path ends in a return, and no jump leaves the program.
    assert all(at + 1 + max(i.then, i.otherwise) < len(program) for at, i in enumerate(program) if i.code != bpf.RETURN)
    assert all(0 <= i.then < 256 and 0 <= i.otherwise < 256 for i in program)


@pytest.mark.parametrize("version, size", [(1, 8), (3, 8), (4, 16), (5, 16), (6, 24), (7, 24)])
def test_landlock_handles_what_its_version_knows(version, size):
    attributes = landlock.ruleset(version)
    rights = int.from_bytes(attributes[:8], "little")
    assert len(attributes) == size
    assert rights.bit_length() == {1: 13, 3: 15, 4: 15, 5: 16, 6: 16, 7: 16}[version] and rights & rights + 1 == 0
