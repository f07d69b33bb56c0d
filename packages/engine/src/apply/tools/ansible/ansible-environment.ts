import { join } from 'node:path';

const ownPlugins = join(import.meta.dirname, 'plugins');
/** The folder of our own plays. */
export const ownPlays = join(import.meta.dirname, 'plays');

/** The descriptor on which our callback plugin tells events. */
export const eventsDescriptor = 3;

/** No more nodes than this are worked on at once. */
const mostForks = 20;

/** An environment without anything that sets up ansible, in the one locale that every program of ansible takes. */
export function plainEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^(?:ANSIBLE_|LC_|LANG$|LANGUAGE$)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8' };
}

/**
 * The environment of `ansible-playbook`: a plain one, for neither the user's variables nor any `ansible.cfg` may change what
 * a deployment does. What we set stands in the call's own `ansible.cfg`: our
 * callback plugin takes what leads there out again, so that a task that calls ansible on this machine has none of it.
 */
export function ansibleEnvironment(environment: NodeJS.ProcessEnv, directory: string): NodeJS.ProcessEnv {
  return {
    ...plainEnvironment(environment),
    PYTHONDONTWRITEBYTECODE: '1',
    ANSIBLE_CONFIG: join(directory, 'ansible.cfg'),
    TYTO_EVENTS: String(eventsDescriptor),
  };
}

/** The `ansible.cfg` of a call for so many hosts, in whose own directory it lies. */
export function ansibleConfig(directory: string, hosts: number): string {
  return `[defaults]
callback_plugins = ${join(ownPlugins, 'callback')}
stdout_callback = tyto_events
inventory_plugins = ${join(ownPlugins, 'inventory')}
force_valid_group_names = ignore
local_tmp = ${join(directory, 'local')}
forks = ${Math.min(Math.max(hosts, 1), mostForks)}
interpreter_python = auto_silent
host_key_checking = True
retry_files_enabled = False
no_target_syslog = True
nocolor = True
nocows = True
deprecation_warnings = False
localhost_warning = False
devel_warning = False

[inventory]
enable_plugins = tyto_members
any_unparsed_is_failed = True

[connection]
pipelining = True

[ssh_connection]
pipelining = True
control_path_dir = ${join(directory, 'c')}
`;
}
