"""Forging the answer."""

from attack import Attack as A

FRAME = '''
import hashlib
def frame(payload, kind=b"R", id=S["order"], magic=b"CCW1", length=None, digest=None):
    length = len(payload) if length is None else length
    return struct.pack(">4scII32s", magic, kind, id, length, digest or hashlib.sha256(payload).digest()) + payload
def end(*parts, code=0):
    for part in parts:
        os.write(3, part)
    os._exit(code)
'''


def forged(name: str, code: str, expected: str = "malformed", **options) -> A:
    """An attack on the result pipe. Without the sandbox it fails alike."""
    return A(name, FRAME + code, expected=expected, control=False, **options)


ATTACKS = [
    forged("ends-without-an-answer", "os._exit(0)", "exited"),
    forged("closes-the-pipe", "os.close(3)\nos._exit(0)", "exited"),
    forged("answers-and-fails", 'end(frame(b"{}"), code=1)', "exited"),
    forged("answers-twice", 'end(frame(b"{}"), frame(b"{}"))'),
    forged("adds-bytes", 'end(frame(b"{}"), b"x")'),
    forged("cuts-the-answer-off", 'end(frame(b"{}" * 10)[:-1])'),
    forged("answers-with-another-digest", 'end(frame(b"{}", digest=bytes(32)))'),
    forged("answers-for-another-revision", 'end(frame(b"{}", id=S["order"] + 1))'),
    forged("answers-as-the-worker", 'end(frame(b"{}", kind=b"H"))'),
    forged("answers-with-a-failure", 'end(frame(b"{}", kind=b"F"))'),
    forged("answers-with-another-magic", 'end(frame(b"{}", magic=b"CCW2"))'),
    forged("announces-too-much", 'end(frame(b"{}", length=(1 << 32) - 1))'),
    forged("writes-before-the-real-answer", 'os.write(3, b"x")\nreturn "goes on"'),
    forged("hides-its-answer-and-goes-on", 'os.write(3, frame(b"{}"))\nwhile True: pass', "timeout", seconds=1),
    forged("sends-the-log-into-the-answer", "os.dup2(3, 2)\nos.dup2(3, 1)\nos.write(2, frame(b'{}'))", "exited"),
]
