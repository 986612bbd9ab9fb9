"""Devices and terminals."""

from attack import Attack as A

ATTACKS = [
    A("writes-to-the-terminal", 'os.open("/dev/tty", os.O_RDWR)', control=False),
    A("opens-a-terminal-s-master", 'os.open("/dev/ptmx", os.O_RDWR)', control=False),
    A("types-into-the-terminal", 'import fcntl\nfcntl.ioctl(0, 0x5412, b"x")', control=False),
    A("selects-on-a-console", 'import fcntl\nfcntl.ioctl(0, 0x541C, bytes(1))', control=False),
    A("asks-a-device", 'import fcntl\nfcntl.ioctl(1, 0x8910, bytes(40))', control=False),
    A("opens-the-null-device-for-writing", 'os.open("/dev/null", os.O_WRONLY)'),
    A("reads-memory", 'os.open("/dev/mem", os.O_RDONLY)', control=False),
    A("reads-the-disk", 'os.open("/dev/vda", os.O_RDONLY)', control=False, also=("FileNotFoundError",)),
    A("opens-fuse", 'os.open("/dev/fuse", os.O_RDWR)', control=False),
    A("reads-random-bytes-from-a-device", 'return os.read(os.open("/dev/urandom", os.O_RDONLY), 4)'),
]
