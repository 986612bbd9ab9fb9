"""All attacks."""

from . import devices, files, frames, kernel, network, privileges, processes, resources, writes

ALL = [
    attack
    for part in (files, writes, network, processes, kernel, privileges, devices, resources, frames)
    for attack in part.ATTACKS
]
