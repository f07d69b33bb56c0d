import { join } from 'node:path';

/** The folders of our own plugins and plays. */
const ownPlugins = join(import.meta.dirname, 'plugins');
export const ownPlays = join(import.meta.dirname, 'plays');

/** The descriptor on which our callback plugin tells events. */
export const eventsDescriptor = 3;

/** No more nodes than this are worked on at once. */
const mostForks = 20;

/**
 * The environment of `ansible-playbook`: this process's without anything that sets up ansible, for neither the user's
 * variables nor any `ansible.cfg` may change what a deployment does, and with what we need. `directory` is a call's own.
 */
export function ansibleEnvironment(
  environment: NodeJS.ProcessEnv,
  directory: string,
  hosts: number,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(?:ANSIBLE_|LC_|LANG$|LANGUAGE$|PYTHONDONT)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    TYTO_EVENTS: String(eventsDescriptor),
    ANSIBLE_CONFIG: join(directory, 'ansible.cfg'),
    ANSIBLE_LOCAL_TEMP: join(directory, 'local'),
    ANSIBLE_SSH_CONTROL_PATH_DIR: join(directory, 'c'),
    ANSIBLE_CALLBACK_PLUGINS: join(ownPlugins, 'callback'),
    ANSIBLE_STDOUT_CALLBACK: 'tyto_events',
    ANSIBLE_INVENTORY_PLUGINS: join(ownPlugins, 'inventory'),
    ANSIBLE_INVENTORY_ENABLED: 'tyto_members',
    ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED: 'true',
    ANSIBLE_TRANSFORM_INVALID_GROUP_CHARS: 'ignore',
    ANSIBLE_PYTHON_INTERPRETER: 'auto_silent',
    ANSIBLE_FORKS: String(Math.min(Math.max(hosts, 1), mostForks)),
    ANSIBLE_PIPELINING: 'true',
    ANSIBLE_HOST_KEY_CHECKING: 'true',
    ANSIBLE_RETRY_FILES_ENABLED: 'false',
    ANSIBLE_NO_TARGET_SYSLOG: 'true',
    ANSIBLE_NOCOLOR: 'true',
    ANSIBLE_NOCOWS: 'true',
    ANSIBLE_DEPRECATION_WARNINGS: 'false',
    ANSIBLE_LOCALHOST_WARNING: 'false',
    ANSIBLE_DEVEL_WARNING: 'false',
  };
}
