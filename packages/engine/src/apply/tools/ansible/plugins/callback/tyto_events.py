"""Tells what ansible does as lines of JSON on a descriptor of its own, while it does it."""

from __future__ import annotations

import json
import os
import re

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: tyto_events
type: stdout
short_description: Events of a run as lines of JSON
description: Writes each event as one line of JSON to the descriptor that the environment names.
options: {}
"""

# Of each text this many characters are told.
TEXT_LIMIT = 32 * 1024
# What ansible puts before that which ssh said. Where the link was lost, ssh said nothing.
AROUND_SSH = re.compile(r'^(?:Failed to connect to the host via ssh:|Data could not be sent to remote host .*? over ssh:)')
# Plays of Tyto's own; what their tasks give back is for Tyto.
OWN_PLAYS = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), 'plays') + os.sep


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'stdout'
    CALLBACK_NAME = 'tyto_events'

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._descriptor = int(os.environ['TYTO_EVENTS'])
        # The settings are read by now, and are not for what a task may call on this machine.
        for name in ('ANSIBLE_CONFIG', 'PYTHONDONTWRITEBYTECODE', 'TYTO_EVENTS'):
            os.environ.pop(name, None)

    def tell(self, **event):
        data = (json.dumps(event, default=str) + '\n').encode()
        try:
            while data:
                data = data[os.write(self._descriptor, data):]
        except OSError:
            # Who listened is gone; the playbook goes on.
            pass

    def tell_result(self, result, outcome, **more):
        if is_own(result._task):
            given = result._result
            kept = {key: given[key] for key in ('path', 'outputs', 'problems') if key in given}
            about = {'host': result._host.get_name(), 'task': result._task.name, 'outcome': outcome}
            self.tell(kind='own', reason=more.get('reason') or reason_of(given), **about, **kept)
            return
        about = {'host': result._host.get_name(), 'task': result._task.get_name().strip(), 'outcome': outcome}
        self.tell(kind='result', **about, **more)

    def v2_playbook_on_play_start(self, play):
        own = (getattr(play, '_included_path', None) or '') + os.sep == OWN_PLAYS
        if not own:
            self.tell(kind='play', name=play.get_name().strip())

    def v2_runner_on_start(self, host, task):
        if not is_own(task):
            self.tell(kind='start', host=host.get_name(), task=task.get_name().strip())

    def v2_runner_on_ok(self, result):
        given = result._result
        texts = ['[WARNING]: %s' % each for each in given.get('warnings') or ()]
        if given.get('_ansible_verbose_always'):
            texts.append(shown(self._dump_results(dict(given))))
        outcome = 'changed' if given.get('changed') else 'ok'
        self.tell_result(result, outcome, text=limited('\n'.join(texts)))

    def v2_runner_on_failed(self, result, ignore_errors=False):
        given = result._result
        outcome = 'ignored' if ignore_errors else 'failed'
        self.tell_result(result, outcome, reason=reason_of(given), text=limited(failure_text(given)))

    def v2_runner_on_skipped(self, result):
        self.tell_result(result, 'skipped')

    def v2_runner_on_unreachable(self, result):
        text = AROUND_SSH.sub('', str(result._result.get('msg', '')).strip()).strip()
        outcome = 'ignored' if getattr(result._task, 'ignore_unreachable', None) else 'unreachable'
        self.tell_result(result, outcome, reason=text[-4000:], text=limited(text))

    def v2_runner_retry(self, result):
        left = result._result.get('retries', 0) - result._result.get('attempts', 0)
        self.tell(kind='retry', host=result._host.get_name(), task=result._task.get_name().strip(), left=left)

    def v2_on_file_diff(self, result):
        given = result._result
        if is_own(result._task):
            return
        items = given.get('results') if result._task.loop else None
        for each in items or [given]:
            if each.get('diff') and each.get('changed'):
                text = self._get_diff(each['diff'])
                if text.strip():
                    self.tell(kind='diff', host=result._host.get_name(), text=limited(text))

    def v2_playbook_on_stats(self, stats):
        hosts = {host: stats.summarize(host) for host in stats.processed}
        self.tell(kind='stats', hosts=hosts)


def is_own(task):
    return (task.get_path() or '').startswith(OWN_PLAYS)


def limited(text):
    if len(text) <= TEXT_LIMIT:
        return text
    half = TEXT_LIMIT // 2
    return '%s\n[tyto: %d characters left out]\n%s' % (text[:half], len(text) - 2 * half, text[-half:])


def shown(dumped):
    """A result as people read it: of what only has a message, the message."""
    try:
        given = json.loads(dumped)
    except ValueError:
        return dumped
    if isinstance(given, dict) and isinstance(given.get('msg'), str):
        return given['msg']
    return dumped


def failed_part(given):
    """The part of a result that failed: of a loop the first such item."""
    for each in given.get('results') or ():
        if isinstance(each, dict) and each.get('failed'):
            return each
    return given


def reason_of(given):
    """Why a task failed, on one line."""
    part = failed_part(given)
    lines = str(part.get('msg', '')).strip().splitlines()
    reason = lines[0] if lines else 'no message'
    if 'rc' in part and part.get('rc') not in (None, 0) and reason == 'non-zero return code':
        reason = 'status %s' % part['rc']
    said = str(part.get('stderr') or part.get('module_stderr') or '').strip().splitlines()
    if said:
        reason = '%s: %s' % (reason, said[-1])
    return reason[:2000]


def failure_text(given):
    part = failed_part(given)
    texts = [str(part.get('msg', '')).strip()]
    for key in ('stdout', 'stderr', 'module_stdout', 'module_stderr'):
        said = str(part.get(key) or '').strip()
        if said:
            texts.append('%s:\n%s' % (key, said))
    return '\n'.join(each for each in texts if each)
