import { spawnSync } from 'node:child_process';

/** Why Heat's engine can't be asked on this machine, and what to do; undefined where it can. */
export function withoutHeat(): string | undefined {
  const found = spawnSync('/usr/bin/python3', ['-c', 'import heat.engine.service'], { stdio: 'ignore' });
  return found.status === 0 ? undefined : "Heat is not on this machine; install Debian's package python3-heat";
}
