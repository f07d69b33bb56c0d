import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDeployment, makeRig, type Rig } from '../testing/rig.ts';

const binary = join(import.meta.dirname, '..', '..', '..', '..', 'bin');

/** Runs a program of a shell that has tyto on its path; gives what it printed. */
function shell(rig: Rig, program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, {
    cwd: rig.directory,
    env: {
      ...process.env,
      PATH: `${binary}:${process.env.PATH}`,
      TYTO_DATA: join(rig.directory, 'data'),
      HOME: rig.directory,
    },
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.equal(result.stderr, '', program);
  return result.stdout;
}

function missing(program: string): string | false {
  return spawnSync(program, ['--version']).status !== 0 && `${program} is not installed`;
}

/** What each shell is asked, and what it must offer. */
const lines: readonly (readonly [string, readonly string[]])[] = [
  ['tyto deploy', ['deployment']],
  ['tyto plan s', ['schema', 'show']],
  ['tyto preview ', ['web-1']],
  ['tyto plan show w', ['web']],
  ['tyto apply web-1 --target s', ['second']],
  ['tyto outputs web-1 ', ['said']],
  ['tyto outputs web-1 said --ra', ['--raw']],
  ['tyto deployment set web-1 --set pass', ['password=']],
  ['tyto run show ', ['r1', 'web-1']],
  ['tyto plan import pl', ['plan/']],
];

/** bash's own completion, as it stands behind the tab key. */
const bashDriver = `
source <(tyto completion bash)
compopt() { :; }
complete_line() {
  COMP_LINE=$1 COMP_POINT=\${#1}
  local spaced=\${1//[=]/ = }; spaced=\${spaced//@/ @ }
  read -ra COMP_WORDS <<<"$spaced"
  case $1 in *[[:space:]]|*[=@]) COMP_WORDS+=('') ;; esac
  COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
  _tyto tyto
  printf '%s\\n' "\${COMPREPLY[@]}"
}
for line in "$@"; do complete_line "$line"; echo --; done
`;

test('bash completes commands, options and names', { skip: missing('bash') }, async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('apply web-1 -y');
  const asked = [...lines.map(([line]) => line), 'tyto apply web-1 --target=s', 'tyto plan show web@'];
  const answers = shell(rig, 'bash', ['--norc', '-c', bashDriver, 'bash', ...asked]).split('--\n');
  for (const [index, [line, offered]] of lines.entries()) {
    const wanted = offered.map((each) => each.replace(/\/$/, ''));
    assert.deepEqual(answers[index]?.trim().split('\n').sort(), wanted, line);
  }
  assert.equal(answers[lines.length]?.trim(), 'second', 'bash keeps what stands before the equals sign');
  assert.match(answers[lines.length + 1]?.trim() ?? '', /^[0-9a-f]{12}$/);
});

test('fish completes commands, options and names', { skip: missing('fish') }, async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('apply web-1 -y');
  const program = `tyto completion fish | source; ${lines.map(([line]) => `complete -C '${line}'; echo @@`).join('; ')}`;
  const answers = shell(rig, 'fish', ['--no-config', '-c', program]).split('@@\n');
  for (const [index, [line, offered]] of lines.entries()) {
    const found = answers[index]
      ?.trim()
      .split('\n')
      .map((each) => each.split('\t')[0]);
    assert.deepEqual(found?.sort(), offered, line);
  }
});

/** zsh in a terminal of its own, in which the keys are typed; what it then would run is written down. */
const zshDriver = `
zmodload zsh/zpty
zpty shell zsh -f -i
say() { zpty -w -n shell "$1"; }
say $'unsetopt zle_bracketed_paste; PS1=; autoload -Uz compinit; compinit -u -D; source <(tyto completion zsh)\\n'
say $'write() { print -r -- "$BUFFER" >> typed; zle kill-buffer }; zle -N write; bindkey "^O" write; print ready > ready\\n'
until [ -s ready ]; do sleep 0.05; done
count=0
for line in "$@"; do
  (( count += 1 ))
  say "$line"$'\\t\\x0f'
  for try in {1..200}; do
    [ -e typed ] && [ $(wc -l < typed) -ge $count ] && break
    zpty -r -t shell > /dev/null
    sleep 0.05
  done
done
zpty -d shell
cat typed
`;

test('zsh completes commands, options and names', { skip: missing('zsh') }, async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('apply web-1 -y');
  const single = lines.filter(([, offered]) => offered.length === 1);
  const typed = shell(rig, 'zsh', ['-f', '-c', zshDriver, 'zsh', ...single.map(([line]) => line)])
    .trimEnd()
    .split('\n');
  const wanted = single.map(([line, [offered = '']]) => `${line.slice(0, line.lastIndexOf(' ') + 1)}${offered}`);
  assert.deepEqual(
    typed.map((line) => line.trimEnd()),
    wanted,
  );
});

test('completion says nothing where there is nothing to say, whatever is wrong', async (t) => {
  const rig = makeRig(t);
  for (const line of [
    'complete -- nonsense x',
    'complete -- preview x',
    'complete -- resource show web-1 x',
    'complete -- run show x',
  ]) {
    const { status, out, err } = await rig.run(line);
    assert.deepEqual([status, out.includes('x'), err], [0, false, ''], line);
  }
  assert.deepEqual(rig.filesWith(''), [], 'nothing is made by looking');
  rig.write('file', '');
  assert.equal((await rig.run('complete -- --data file preview x')).err, '');
  const unknown = await rig.run('completion tcsh');
  assert.equal(unknown.status, 1);
  assert.match(unknown.err, /bash, zsh, fish/);
});
