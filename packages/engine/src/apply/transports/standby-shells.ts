import { type StandbyEnd, StandbyShell } from './standby-shell.ts';

/** As many standby shells as are at work at once. */
export interface StandbyShells {
  /** Has a shell run what it is fed. */
  run(input: string): Promise<StandbyEnd>;
  /** Lets those go that wait; what is at work goes on. */
  close(): Promise<void>;
}

/** Starts nothing before it is asked to run something. */
export function standbyShells(shell: readonly string[], environment: NodeJS.ProcessEnv): StandbyShells {
  const all = new Set<StandbyShell>();
  const idle: StandbyShell[] = [];
  const take = (): StandbyShell => {
    for (let found = idle.shift(); found !== undefined; found = idle.shift()) {
      if (!found.over) return found;
      all.delete(found);
    }
    const made = new StandbyShell(shell, environment);
    all.add(made);
    return made;
  };
  return {
    run: async (input) => {
      const taken = take();
      const end = await taken.run(input);
      if (taken.over) all.delete(taken);
      else idle.push(taken);
      return end;
    },
    close: async () => {
      idle.length = 0;
      const leaving = [...all];
      all.clear();
      await Promise.all(leaving.map((each) => each.close()));
    },
  };
}
