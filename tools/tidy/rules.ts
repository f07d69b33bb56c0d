import { entries, impureFiles, lineLimit, longFiles, packages, rooms, testExternals, workshops } from '../rooms.ts';
import { findCycles } from './cycles.ts';
import type { Import, Project, SourceFile } from './project.ts';

/** A law of the repository. */
export interface Rule {
  readonly name: string;
  /** Gives one line, `file:line: what is wrong and what to do`, for each breach. */
  readonly check: (project: Project) => string[];
}

/** Where a file stands: in a room or package, or in a workshop such as `bench`. */
interface Place {
  readonly package: string | undefined;
  readonly room: string | undefined;
}

const roomIndex = new Map(rooms.map((room, index) => [room.name, index]));
const pureRooms = new Set(rooms.filter((room) => room.pure).map((room) => room.name));

export const rules: readonly Rule[] = [
  { name: 'every file stands in a room, a package or a workshop', check: checkPlaces },
  {
    name: 'rooms and packages import only what the table allows',
    check: (project) => eachImport(project, checkImport),
  },
  { name: 'no file imports itself through others, types counted', check: checkCycles },
  { name: 'pure rooms read no clock, environment or randomness', check: checkPurity },
  { name: 'every file is used', check: checkUse },
  { name: 'no file grows too long', check: checkLength },
  { name: 'nothing evades the type check or the linter', check: checkEvasions },
];

function placeOf(path: string): Place | undefined {
  const [top = '', name = '', source = '', ...rest] = path.split('/');
  if (workshops.includes(top)) return { package: undefined, room: undefined };
  if (top !== 'packages' || source !== 'src' || !packages.some((known) => known.name === name)) return undefined;
  if (name !== 'engine' || (rest.length === 1 && rest[0] === 'index.ts')) return { package: name, room: undefined };
  const room = rest.length > 1 ? rest[0] : undefined;
  return room !== undefined && roomIndex.has(room) ? { package: name, room } : undefined;
}

function checkPlaces(project: Project): string[] {
  return [...project.keys()]
    .filter((path) => placeOf(path) === undefined)
    .map((path) => `${path}:1: stands in no room of tools/rooms.ts; move it into one, or add the room there`);
}

function eachImport(project: Project, check: (file: SourceFile, made: Import) => string | undefined): string[] {
  const problems: string[] = [];
  for (const file of project.values()) {
    for (const made of file.imports) {
      const problem = check(file, made);
      if (problem !== undefined) problems.push(`${file.path}:${made.line}: ${problem}`);
    }
  }
  return problems;
}

function checkImport(file: SourceFile, made: Import): string | undefined {
  const from = placeOf(file.path);
  if (from === undefined || from.package === undefined) return undefined;
  const known = packages.find((candidate) => candidate.name === from.package);
  if (known === undefined) return undefined;
  if (made.target.kind === 'node') return checkNodeImport(file, from, made.text);
  if (made.target.kind === 'external') {
    const allowed =
      known.externals.includes(made.target.name) || (file.isTest && testExternals.includes(made.target.name));
    return allowed ? undefined : `imports '${made.target.name}', which tools/rooms.ts does not allow here`;
  }
  const to = placeOf(made.target.path);
  if (to === undefined) return `imports '${made.text}', which stands in no room of tools/rooms.ts`;
  if (to.package === undefined) return `imports '${made.text}'; packages import nothing from ${workshops.join(', ')}`;
  if (made.target.path.endsWith('.test.ts')) return `imports the test '${made.text}'`;
  if (made.target.path.includes('/testing/') && !file.isTest) return `imports '${made.text}', which serves tests alone`;
  if (to.package !== from.package) {
    if (!known.mayImport.includes(to.package)) return `package ${from.package} may not import package ${to.package}`;
    return made.text.startsWith('.')
      ? `reaches into package ${to.package} by path; write '@tyto/${to.package}/…'`
      : undefined;
  }
  if (!made.text.startsWith('.')) return `imports its own package as '${made.text}'; write a relative path`;
  return checkRooms(from.room, to.room);
}

function checkNodeImport(file: SourceFile, from: Place, name: string): string | undefined {
  if (from.room === undefined || !pureRooms.has(from.room) || file.isTest) return undefined;
  return `room ${from.room} is pure and imports '${name}'; take what it gives as an argument`;
}

function checkRooms(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined || from === to) return undefined;
  if (to === undefined) return `room ${from} may not import the package's index; import the file itself`;
  const room = rooms.find((candidate) => candidate.name === from);
  if (room === undefined) return undefined;
  if (room.mayImport !== 'any earlier room') {
    return room.mayImport.includes(to) ? undefined : `room ${from} may not import room ${to} (tools/rooms.ts)`;
  }
  const isEarlier = (roomIndex.get(to) ?? 0) < (roomIndex.get(from) ?? 0);
  return isEarlier ? undefined : `room ${from} may not import room ${to}, which comes later (tools/rooms.ts)`;
}

function checkCycles(project: Project): string[] {
  const successors = new Map<string, string[]>();
  for (const file of project.values()) {
    successors.set(
      file.path,
      file.imports.flatMap((made) => (made.target.kind === 'file' ? [made.target.path] : [])),
    );
  }
  return findCycles(successors).map((files) => `${files[0]}:1: is in an import cycle of ${files.join(', ')}`);
}

function checkPurity(project: Project): string[] {
  return [...project.values()].flatMap((file) => {
    const room = placeOf(file.path)?.room;
    if (room === undefined || !pureRooms.has(room) || file.isTest || impureFiles.has(file.path)) return [];
    return file.facts.impurities.map(
      (use) => `${file.path}:${use.line}: room ${room} is pure and uses ${use.text}; take it as an argument`,
    );
  });
}

function checkUse(project: Project): string[] {
  const waiting = [...project.values()].filter(
    (file) => file.path.endsWith('.test.ts') || entries.some((pattern) => pattern.test(file.path)),
  );
  const used = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const imported = file.imports.flatMap((made) => (made.target.kind === 'file' ? [made.target.path] : []));
    for (const path of [...imported, ...file.started]) {
      const next = project.get(path);
      if (next === undefined || used.has(next)) continue;
      used.add(next);
      waiting.push(next);
    }
  }
  return [...project.values()]
    .filter((file) => !used.has(file))
    .map((file) => `${file.path}:1: nothing uses it; delete it, or name it as an entry in tools/rooms.ts`);
}

function checkLength(project: Project): string[] {
  const tooLong = [...project.values()]
    .filter((file) => !file.isTest && !longFiles.has(file.path) && file.facts.lines > lineLimit)
    .map(
      (file) => `${file.path}:${lineLimit}: has ${file.facts.lines} lines, above ${lineLimit}; split it by its nouns`,
    );
  const needless = [...project.values()]
    .filter((file) => longFiles.has(file.path) && file.facts.lines <= lineLimit)
    .map((file) => `${file.path}:1: is no longer long; take it off the list in tools/rooms.ts`);
  return [...tooLong, ...needless];
}

function checkEvasions(project: Project): string[] {
  return [...project.values()].flatMap((file) =>
    file.facts.evasions.map((use) => `${file.path}:${use.line}: uses ${use.text}; say what the type is`),
  );
}
