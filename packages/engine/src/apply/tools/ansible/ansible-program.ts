import { execFile } from 'node:child_process';
import { plainEnvironment } from './ansible-environment.ts';

/** The oldest ansible-core that this works with. */
const oldest = [2, 14] as const;
const advice = `install ansible-core ${oldest.join('.')} or newer (Debian and Ubuntu: apt-get install ansible-core)`;

/** Why ansible can't be used on this machine, with what to do; undefined where it can. */
export type AnsibleFault = string | undefined;

const asked = new Map<string, Promise<AnsibleFault>>();

/**
 * Looks whether `ansible-playbook` can be used: found on the path, and not too old. Asked once for each program and path,
 * and again as long as it can't.
 */
export function ansibleFault(program: string, environment: NodeJS.ProcessEnv): Promise<AnsibleFault> {
  const key = JSON.stringify([program, plainEnvironment(environment)]);
  const answer = asked.get(key) ?? ask(program, environment);
  asked.set(key, answer);
  void answer.then((fault) => fault !== undefined && asked.delete(key));
  return answer;
}

function ask(program: string, environment: NodeJS.ProcessEnv): Promise<AnsibleFault> {
  return new Promise((resolve) => {
    execFile(
      program,
      ['--version'],
      { cwd: '/', env: plainEnvironment(environment), timeout: 60_000 },
      (error, stdout, stderr) => {
        if (error !== null && error.code === 'ENOENT') resolve(`${program} was not found on the PATH: ${advice}`);
        else if (error !== null)
          resolve(`${program} --version failed: ${firstLine(stderr || error.message)}: ${advice}`);
        else resolve(versionFault(program, stdout));
      },
    );
  });
}

/** What is wrong with the version that `ansible-playbook --version` tells; undefined where nothing is. */
export function versionFault(program: string, said: string): AnsibleFault {
  // Before 2.11: `ansible-playbook 2.9.6`; since: `ansible-playbook [core 2.14.18]`.
  const [, version = '', major = '', minor = ''] = /^\S+ \[?(?:core |base )?((\d+)\.(\d+)[^\s\]]*)/.exec(said) ?? [];
  if (version === '') return `${program} does not tell its version (${firstLine(said)}): ${advice}`;
  const found = [Number(major), Number(minor)] as const;
  const isOld = found[0] < oldest[0] || (found[0] === oldest[0] && found[1] < oldest[1]);
  return isOld ? `${program} is of ansible ${version}, which is too old: ${advice}` : undefined;
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
