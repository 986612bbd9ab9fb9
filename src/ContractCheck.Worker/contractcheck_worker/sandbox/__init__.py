"""The sandbox that a child locks itself into before the first byte of the repository's code is read (docs/security.md).

`offer` says what the machine has, `enter` does it: privileges, files, system calls, and canaries that try whether it holds.
"""
