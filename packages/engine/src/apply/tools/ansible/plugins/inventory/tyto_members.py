"""Gives ansible the members of an action. They come on standard input, so that no file has their inputs in clear."""

from __future__ import annotations

import json
import os
import sys
import tempfile

from ansible.plugins.inventory import BaseInventoryPlugin
from ansible.utils.unsafe_proxy import wrap_var

DOCUMENTATION = """
name: tyto_members
short_description: The members of one action
description: Reads the members of one action as JSON from standard input.
options: {}
"""

# What was read: a playbook may ask for the inventory again, and standard input has it once.
_read = {}


class InventoryModule(BaseInventoryPlugin):
    NAME = 'tyto_members'
    # Variables of the inventory are templates, as in any inventory. Inputs are wrapped: they never are.
    trusted_by_default = True

    def verify_file(self, path):
        return path == 'tyto,'

    def parse(self, inventory, loader, path, cache=True):
        if 'members' not in _read:
            _read['members'] = json.load(sys.stdin)
            if _read['members']['extra'] is not None:
                publish(_read['members']['extra'], _read['members']['extra_descriptor'])
        for name, host in _read['members']['hosts'].items():
            inventory.add_host(name)
            for key, value in host['inputs'].items():
                inventory.set_variable(name, key, wrap_var(value))
            for key, value in host['variables'].items():
                inventory.set_variable(name, key, value)
        for name, members in _read['members']['groups'].items():
            group = inventory.add_group(name)
            for member in members:
                inventory.add_child(group, member)


def publish(extra, descriptor):
    """Lays out extra variables as a file that has no name, for --extra-vars @/dev/fd/DESCRIPTOR."""
    text = '{%s}' % ', '.join('%s: %s' % (quoted(key), tagged(value)) for key, value in extra['inputs'].items())
    templates = ', '.join('%s: %s' % (quoted(key), quoted(value)) for key, value in extra['templates'].items())
    if templates:
        text = '%s%s%s}' % (text[:-1], ', ' if extra['inputs'] else '', templates)
    if hasattr(os, 'memfd_create'):
        made = os.memfd_create('extra')
    else:
        with tempfile.TemporaryFile() as file:
            made = os.dup(file.fileno())
    with os.fdopen(os.dup(made), 'wb') as file:
        file.write(text.encode())
    os.lseek(made, 0, os.SEEK_SET)
    os.dup2(made, descriptor, inheritable=False)
    os.close(made)


def tagged(value):
    """YAML in which every text has the tag that keeps ansible from taking it for a template."""
    if isinstance(value, str):
        return '!unsafe ' + quoted(value)
    if isinstance(value, list):
        return '[%s]' % ', '.join(map(tagged, value))
    if isinstance(value, dict):
        return '{%s}' % ', '.join('? %s : %s' % (quoted(key), tagged(item)) for key, item in value.items())
    if isinstance(value, float) and value != value:
        return '.nan'
    if isinstance(value, float) and value in (float('inf'), float('-inf')):
        return '.inf' if value > 0 else '-.inf'
    if isinstance(value, float):
        # YAML 1.1 knows no exponent without a point and a sign.
        mantissa, mark, exponent = repr(value).partition('e')
        mantissa = mantissa if '.' in mantissa else mantissa + '.0'
        return mantissa + mark + (exponent if not mark or exponent[0] in '+-' else '+' + exponent)
    return json.dumps(value)


def quoted(text):
    plain = ''.join(each if ' ' <= each <= '~' and each not in '"\\' else '\\U%08x' % ord(each) for each in text)
    return '"%s"' % plain
