#!/usr/bin/python
"""Makes the directory of a playbook's outputs on a node, and later reads and removes it. Runs on nodes: old Pythons too."""

from __future__ import absolute_import, division, print_function

import base64
import errno
import os
import shutil
import stat
import tempfile

from ansible.module_utils.basic import AnsibleModule

__metaclass__ = type

# An output larger than this is not a value.
LIMIT = 16 * 1024 * 1024


def read(path):
    """What an output holds; a text says why it can't be had, None that it was not written."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (IOError, OSError) as error:
        if error.errno == errno.ENOENT:
            return None
        return error
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            return 'is not a plain file'
        if found.st_size > LIMIT:
            return 'is larger than 16 MiB (%d bytes)' % found.st_size
        parts = []
        while True:
            part = os.read(file, 1024 * 1024)
            if not part:
                return {'base64': base64.b64encode(b''.join(parts)).decode('ascii')}
            parts.append(part)
    finally:
        os.close(file)


def collect(path, names):
    outputs, problems, denied = {}, {}, False
    for name in names:
        found = read('%s/outputs.%s' % (path, name))
        if isinstance(found, dict):
            outputs[name] = found['base64']
        elif isinstance(found, (IOError, OSError)):
            denied = denied or found.errno in (errno.EACCES, errno.EPERM)
            problems[name] = 'can not be read: %s' % os.strerror(found.errno)
        elif found is not None:
            problems[name] = found
    if not denied and os.path.basename(path).startswith('tyto-outputs-'):
        shutil.rmtree(path, ignore_errors=True)
    return {'outputs': outputs, 'problems': problems, 'denied': denied}


def main():
    module = AnsibleModule(
        argument_spec={
            'step': {'type': 'str', 'required': True, 'choices': ['prepare', 'collect']},
            'path': {'type': 'str'},
            'names': {'type': 'list', 'elements': 'str', 'default': []},
        },
        supports_check_mode=True,
    )
    if module.params['step'] == 'collect':
        module.exit_json(changed=False, **collect(module.params['path'], module.params['names']))
    try:
        module.exit_json(changed=False, path=tempfile.mkdtemp(prefix='tyto-outputs-'))
    except (IOError, OSError) as error:
        module.fail_json(msg='no directory for outputs can be made: %s' % error)


if __name__ == '__main__':
    main()
