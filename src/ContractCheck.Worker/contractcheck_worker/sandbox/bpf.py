"""Programs of the kernel's classic packet filter over one system call, and what they decide without a kernel.

The data of a program is struct seccomp_data: the call's number at byte 0, the architecture at 4, six arguments of 64 bits from 16 on.
"""

import struct
from typing import NamedTuple, Sequence

LOAD, JUMP_EQUAL, JUMP_LESS_NOT, AND, RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16


class Instruction(NamedTuple):
    """One instruction; `then` and `otherwise` are how many of the next ones a jump leaves out."""

    code: int
    value: int
    then: int = 0
    otherwise: int = 0


def load(offset: int) -> Instruction:
    """Takes 32 bits of the data."""
    return Instruction(LOAD, offset)


def low(argument: int) -> int:
    """Where the lower half of an argument is. Both architectures are little-endian."""
    return ARGUMENTS + 8 * argument


def high(argument: int) -> int:
    """Where the upper half of an argument is."""
    return low(argument) + 4


def returning(action: int) -> Instruction:
    """Ends the program."""
    return Instruction(RETURN, action)


def unless_equal(value: int, then: "Sequence[Instruction]") -> "list[Instruction]":
    """Runs instructions where what was taken is another value."""
    return [Instruction(JUMP_EQUAL, value, len(then), 0), *then]


def if_equal(value: int, then: "Sequence[Instruction]") -> "list[Instruction]":
    """Runs instructions where what was taken is the value."""
    return [Instruction(JUMP_EQUAL, value, 0, len(then)), *then]


def if_at_least(value: int, then: "Sequence[Instruction]") -> "list[Instruction]":
    """Runs instructions where what was taken is no less."""
    return [Instruction(JUMP_LESS_NOT, value, 0, len(then)), *then]


def assemble(program: "Sequence[Instruction]") -> bytes:
    """The kernel's array of struct sock_filter."""
    return b"".join(struct.pack("=HBBI", i.code, i.then, i.otherwise, i.value) for i in program)


def run(program: "Sequence[Instruction]", architecture: int, number: int, arguments: "Sequence[int]" = ()) -> int:
    """What the program returns for a call. For tests of programs whose architecture is not at hand."""
    padded = [value & (1 << 64) - 1 for value in (*arguments, *([0] * (6 - len(arguments))))]
    data = struct.pack("<IIQ6Q", number, architecture, 0, *padded)
    taken = at = 0
    while True:
        code, value, then, otherwise = program[at]
        at += 1
        if code == LOAD:
            taken = struct.unpack_from("<I", data, value)[0]
        elif code == AND:
            taken &= value
        elif code == JUMP_EQUAL:
            at += then if taken == value else otherwise
        elif code == JUMP_LESS_NOT:
            at += then if taken >= value else otherwise
        elif code == RETURN:
            return value
        else:
            raise ValueError(f"instruction {code:#x} is not known")
