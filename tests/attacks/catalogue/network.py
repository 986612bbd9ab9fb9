"""Reaching anything that listens."""

from attack import Attack as A

CONNECT = 's = socket.socket({})\ns.connect({})\ns.send(b"x")'

ATTACKS = [
    A("connects-by-tcp", CONNECT.format("", '("127.0.0.1", S["tcp"])')),
    A("sends-by-udp", 's = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"x", ("127.0.0.1", S["udp"]))'),
    A("opens-a-tcp-socket", "socket.socket()"),
    A("opens-an-ipv6-socket", "socket.socket(socket.AF_INET6)", control=False),
    A("opens-a-raw-socket", "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)", control=False),
    A("opens-a-packet-socket", "socket.socket(17, socket.SOCK_RAW)", control=False),
    A("opens-a-netlink-socket", "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)"),
    A("opens-a-kernel-crypto-socket", "socket.socket(38, socket.SOCK_SEQPACKET)", control=False),
    A("opens-a-virtual-machine-socket", "socket.socket(40, socket.SOCK_STREAM)", control=False),
    A("opens-a-bluetooth-socket", "socket.socket(31, socket.SOCK_RAW, 1)", control=False),
    A("connects-to-docker", CONNECT.format("socket.AF_UNIX", 'S["unix"]')),
    A("connects-to-an-abstract-socket", CONNECT.format("socket.AF_UNIX", '"\\0" + S["abstract"]')),
    A("makes-a-socket-pair", "socket.socketpair()"),
    A("listens", 's = socket.socket()\ns.bind(("127.0.0.1", 0))\ns.listen()'),
    A("binds-a-path", 's = socket.socket(socket.AF_UNIX)\ns.bind(os.path.join(S["empty"], "s"))'),
    A("sockets-by-number", "raw(41, 198, 2, 1, 0)"),
    A("asks-for-a-name", 'socket.getaddrinfo("localhost.attack.example", 80)', also=("gaierror",), control=False),
    A("asks-for-a-url", 'import urllib.request\nreturn urllib.request.urlopen(f"http://127.0.0.1:{S[\'tcp\']}/", timeout=2)', also=("URLError",), control=False),
    A("asks-by-http", 'import http.client\nc = http.client.HTTPConnection("127.0.0.1", S["tcp"], timeout=2)\nc.connect()'),
    A("loops-by-asyncio", 'import asyncio\nasyncio.new_event_loop()'),
    A("rings-a-socket", "p = ctypes.create_string_buffer(120)\nreturn raw(425, 425, 4, p)"),
    A("waits-by-epoll", 'import select\nselect.epoll()'),
]
