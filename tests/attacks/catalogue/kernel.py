"""Parts of the kernel that models have no business with: IPC, keyrings, programs, rings, other architectures."""

from attack import Attack as A

# mov eax, 20; int 0x80; ret: getpid as a 32-bit program asks for it.
OLD_CALL = '''
if arm:
    raise OSError(errno.ENOSYS, "not on this architecture")
page = mmap.mmap(-1, 4096, prot=7)
page.write(bytes.fromhex("b814000000cd80c3"))
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
return ctypes.CFUNCTYPE(ctypes.c_int)(address)()
'''

ATTACKS = [
    A("shares-memory", "raw(29, 194, 0, 4096, 0o1600)", control=False),
    A("shares-memory-by-name", 'from _posixshmem import shm_open\nimport _posixshmem\nos.close(shm_open("/contractcheck-attack", os.O_RDWR | os.O_CREAT, 0o600))\n_posixshmem.shm_unlink("/contractcheck-attack")', also=("ImportError",)),
    A("makes-semaphores", "raw(64, 190, 0, 1, 0o1600)", control=False),
    A("makes-a-message-queue", "raw(68, 186, 0, 0o1600)", control=False),
    A("makes-a-named-queue", 'raw(240, 180, ctypes.c_char_p(b"contractcheck"), 0o102, 0o600, None)', control=False),
    A("adds-a-key", 'raw(248, 217, ctypes.c_char_p(b"user"), ctypes.c_char_p(b"x"), ctypes.c_char_p(b"x"), 1, -1)'),
    A("asks-for-a-key", 'raw(249, 218, ctypes.c_char_p(b"user"), ctypes.c_char_p(b"x"), None, -1)', control=False),
    A("reads-a-keyring", "b = ctypes.create_string_buffer(64)\nraw(250, 219, 11, -3, b, 64)", control=False),
    A("joins-a-keyring", "raw(250, 219, 1, 0)"),
    A("sets-up-a-ring", "p = ctypes.create_string_buffer(120)\nraw(425, 425, 4, p)"),
    A("enters-a-ring", "raw(426, 426, 3, 0, 0, 0, None, 0)", control=False),
    A("loads-a-program", "raw(321, 280, 0, None, 0)", control=False),
    A("measures-performance", "a = ctypes.create_string_buffer(112)\nraw(298, 241, a, 0, -1, -1, 0)", control=False),
    A("handles-page-faults", "raw(323, 282, 1)", control=False),
    A("notifies-of-files", "raw(253, None)"),
    A("marks-files", "raw(300, 262, 0, 0)", control=False),
    A("makes-an-event", "raw(290, 19, 0, 0)"),
    A("makes-a-timer-descriptor", "raw(283, 85, 1, 0)"),
    A("makes-a-signal-descriptor", 'raw(289, 74, -1, ctypes.c_char_p(bytes(8)), 8, 0)'),
    A("makes-a-secret-memory-file", "raw(447, 447, 0)", control=False),
    A("changes-its-personality", "raw(135, 92, 0x0040000)"),
    A("changes-its-descriptor-table", "raw(154, None, 0, None, 0)", control=False),
    A("changes-a-segment", "raw(158, None, 0x1002, 0)", control=False),
    A("adds-a-filter-of-its-own", 'program = struct.pack("HBBI", 6, 0, 0, 0x7fff0000)\nb = ctypes.create_string_buffer(program)\nf = struct.pack("HxxxxxxQ", 1, ctypes.addressof(b))\nraw(157, 167, 38, 1, 0, 0, 0)\nraw(317, 277, 1, 0, ctypes.c_char_p(f))'),
    A("adds-a-ruleset-of-its-own", "raw(444, 444, ctypes.c_char_p(struct.pack('Q', 1)), 8, 0)"),
    A("calls-as-a-32-bit-program", OLD_CALL, expected="killed", control=False),
    A("calls-as-an-x32-program", "raw(0x40000000 + 39, 9999)", expected="killed", control=False),
    A("calls-an-x32-number-with-rights", "raw(0x40000000 + 520, 9999, 0, 0, 0)", expected="killed", control=False),
    A("calls-an-unknown-number", "raw(1023, 1023)", control=False),
    A("calls-a-negative-number", "raw(-1, -1)", expected="killed", control=False),
]
