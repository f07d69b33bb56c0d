import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRig, type Rig } from '../testing/rig.ts';

const version = 'heat_template_version: wallaby\n';

/** A template with a nested one beside it that reads a file, an environment in a folder of its own, and values. */
function writeSite(rig: Rig): void {
  rig.write(
    'site/main.yaml',
    `${version}parameters:
  who: {type: string, default: world}
  word: {type: string, hidden: true, default: ''}
  data: {type: json, default: {}}
resources:
  greeting: {type: My::Greeting, properties: {who: {get_param: who}}}
outputs:
  greeting: {value: {get_attr: [greeting, text]}}
  word: {value: {get_param: word}}
  data: {value: {get_param: data}}
`,
  );
  rig.write('site/env/lab.yaml', 'resource_registry: {My::Greeting: ../parts/greeting.yaml}\nparameters: {word: w}\n');
  rig.write(
    'site/parts/greeting.yaml',
    `${version}parameters: {who: {type: string}}
resources: {v: {type: OS::Heat::Value, properties: {value: {get_param: who}}}}
outputs: {text: {value: {str_replace: {template: {get_file: ../text.txt}, params: {WHO: {get_attr: [v, value]}}}}}}
`,
  );
  rig.write('site/text.txt', 'Hello WHO');
  rig.write('values.json', '{"who": "you", "data": {"whole": 12345678901234567890, "float": 1.0, "n": null}}');
}

test('outputs are computed with files found where Heat’s client finds them, hidden values shown, numbers exact', async (t) => {
  const rig = makeRig(t);
  writeSite(rig);
  const { status, out, err } = await rig.run('hot outputs site/main.yaml -e site/env/lab.yaml -p values.json --json');
  assert.equal(status, 0, err);
  assert.equal(
    out,
    '{"kind":"HotOutputs","formatVersion":1,"status":"CREATE_COMPLETE","outputs":{"greeting":"Hello you","word":"w",' +
      '"data":{"whole":12345678901234567890,"float":1.0,"n":null}},"errors":[]}\n',
  );
  assert.deepEqual(rig.filesWith('Hello').length, 1, 'nothing is kept');
});

test('an output that fails is null, is told with its place, and makes the exit status 1', async (t) => {
  const rig = makeRig(t);
  rig.write(
    'a.yaml',
    `${version}outputs:\n  good: {value: 1}\n  bad: {value: {list_join: [',', {get_param: OS::stack_name}]}}\n`,
  );
  const json = await rig.run('hot outputs a.yaml --json');
  assert.equal(json.status, 1);
  const told = JSON.parse(json.out);
  assert.deepEqual(told.outputs, { good: 1, bad: null });
  const [{ code, file, line, column, path, output }] = told.errors;
  assert.deepEqual(
    { code, file, line, column, path, output },
    {
      code: 'function-argument',
      file: 'a.yaml',
      line: 4,
      column: 34,
      path: 'outputs.bad.value.list_join[1]',
      output: 'bad',
    },
  );
  const human = await rig.run('hot outputs a.yaml');
  assert.match(human.out, /"bad": null/);
  assert.match(human.err, /^a\.yaml:4:34: error\[function-argument\]/m);
});

test('what is not there is told, with the nearest name', async (t) => {
  const rig = makeRig(t);
  writeSite(rig);
  const missing = await rig.run('hot outputs site/mian.yaml --json');
  assert.equal(missing.status, 1);
  const { status, outputs, errors } = JSON.parse(missing.out);
  assert.deepEqual([status, outputs, errors[0].code], ['REFUSED', {}, 'input-file']);
  assert.match(errors[0].hint, /site\/main\.yaml/);
  rig.write('values.json', '{"who": }');
  assert.match(
    (await rig.run('hot outputs site/main.yaml -p values.json')).err,
    /^values\.json:1:9: error\[json-syntax\]/m,
  );
});

test('with --files names are looked up in one folder, whichever file names them', async (t) => {
  const rig = makeRig(t);
  rig.write('a.yaml', `${version}resources: {n: {type: sub/child.yaml}}\noutputs: {o: {value: {get_attr: [n, o]}}}\n`);
  rig.write('files/sub/child.yaml', `${version}outputs: {o: {value: {get_file: x.txt}}}\n`);
  rig.write('files/x.txt', 'found');
  const { out, err } = await rig.run('hot outputs a.yaml --files files --json');
  assert.equal(JSON.parse(out).outputs.o, 'found', err);
});

test('environments are merged as Heat does, or as its client did', async (t) => {
  const rig = makeRig(t);
  rig.write('a.yaml', `${version}parameters: {j: {type: json}}\noutputs: {j: {value: {get_param: j}}}\n`);
  rig.write('one.yaml', 'parameters: {j: {a: {x: 1}, b: 1}}\n');
  rig.write('two.yaml', 'parameters: {j: {a: {y: 2}}}\n');
  rig.write('p.json', '{"j": {"p": 0}}');
  const outputOf = async (options: string): Promise<unknown> =>
    JSON.parse((await rig.run(`hot outputs a.yaml -e one.yaml ${options} --json`)).out).outputs.j;
  assert.deepEqual(await outputOf('-e two.yaml'), { a: { y: 2 } });
  assert.deepEqual(await outputOf('-e two.yaml --merge client'), { a: { x: 1, y: 2 }, b: 1 });
  assert.deepEqual(await outputOf('-p p.json'), { p: 0 });
  assert.deepEqual(await outputOf('-e two.yaml -p p.json'), { a: { y: 2 } }, 'several environments win');
  assert.deepEqual(await outputOf('-e two.yaml -p p.json --merge client'), { p: 0 });
});

test('a preview has Heat’s five classes', async (t) => {
  const rig = makeRig(t);
  const random = (name: string, length: number): string =>
    `  ${name}: {type: OS::Heat::RandomString, properties: {length: ${length}}}\n`;
  rig.write('a.yaml', `${version}resources:\n${random('same', 5)}${random('gone', 5)}${random('other', 5)}`);
  rig.write('b.yaml', `${version}resources:\n${random('same', 5)}${random('other', 6)}${random('new', 5)}`);
  const { status, out } = await rig.run('hot preview a.yaml --to b.yaml');
  assert.equal(status, 0);
  assert.equal(
    out,
    '+ new  added\n± other  replaced\n- gone  deleted\n\n1 added, 0 updated, 1 replaced, 1 deleted, 1 unchanged\n',
  );
  assert.deepEqual(JSON.parse((await rig.run('hot preview a.yaml --to b.yaml --json')).out), {
    kind: 'HotPreview',
    formatVersion: 1,
    unchanged: ['same'],
    updated: [],
    replaced: ['other'],
    added: ['new'],
    deleted: ['gone'],
  });
  rig.write('b.yaml', `${version}resources: {a: {type: OS::Heat::Nope}}\n`);
  const refused = await rig.run('hot preview a.yaml --to b.yaml');
  assert.equal(refused.status, 1);
  assert.match(refused.err, /^b\.yaml:2:23: error\[resource-type\]/m);
});

test('an expression is evaluated, alone or in a stack, and its problems have a caret', async (t) => {
  const rig = makeRig(t);
  writeSite(rig);
  const evaluate = (...words: readonly string[]): Promise<{ status: number | null; out: string; err: string }> =>
    rig.runWords(['hot', 'eval', ...words]);
  assert.equal((await evaluate('{str_split: [",", "a,b"]}')).out, '- a\n- b\n');
  assert.equal((await evaluate('{list_join: [", ", [a, 1.0]]}')).status, 1);
  const inStack = await evaluate(
    '{get_attr: [greeting, text]}',
    '-t',
    'site/main.yaml',
    '-e',
    'site/env/lab.yaml',
    '--json',
  );
  assert.equal(inStack.out, '{"kind":"HotValue","formatVersion":1,"value":"Hello world"}\n');
  const wrong = await evaluate('{get_param: wo}', '-t', 'site/main.yaml', '-e', 'site/env/lab.yaml');
  assert.equal(wrong.status, 1);
  assert.match(
    wrong.err,
    /^expression:1:13: error\[parameter-undefined\].*\n {3}1 \| \{get_param: wo\}\n {5}\| {13}\^$/m,
  );
  assert.match((await evaluate('{yaql: {expression: $.data, data: 1}}', '--version', 'newton')).err, /^$/);
  assert.match((await evaluate('x', '--version', 'xena')).err, /error\[template-version\]/);
  assert.match((await evaluate('{str_splt: [",", "a"]}')).err, /Did you mean "str_split"/);
});

test('validate tells every problem of a template of one’s own', async (t) => {
  const rig = makeRig(t);
  writeSite(rig);
  const valid = await rig.run('validate site/main.yaml -e site/env/lab.yaml');
  assert.equal(valid.status, 0, valid.err);
  assert.equal(valid.out, "'site/main.yaml' is valid: 2 resources\n");
  rig.write(
    'bad.yaml',
    `${version}parameters: {p: {type: string}}
resources:
  a: {type: OS::Heat::Value, properties: {valu: 1}}
  b: {type: child.yaml}
outputs:
  o: {value: {get_attr: [c, value]}}
`,
  );
  const { status, err } = await rig.run('validate bad.yaml');
  assert.equal(status, 1);
  assert.match(err, /^bad\.yaml:4:\d+: error\[property-unknown\]/m);
  assert.match(err, /^bad\.yaml:5:\d+: error\[file-missing\]/m);
  assert.match(err, /^bad\.yaml:7:\d+: error\[name-unknown\]/m);
  const json = JSON.parse((await rig.run('validate bad.yaml --json')).out);
  assert.ok(json.problems.length >= 3);
});

test('a batch answers each line as it comes', async (t) => {
  const rig = makeRig(t);
  const { child, ended } = rig.start('hot batch');
  const answers: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => answers.push(...String(chunk).split('\n').filter(Boolean)));
  const ask = async (line: string): Promise<string> => {
    child.stdin?.write(`${line}\n`);
    const before = answers.length;
    while (answers.length === before) await new Promise((resolve) => child.stdout?.once('data', resolve));
    return answers.at(-1) ?? '';
  };
  const template = `${version}outputs: {o: {value: 1.0}}`;
  assert.equal(
    await ask(JSON.stringify({ template })),
    '{"status": "CREATE_COMPLETE", "outputs": {"o": 1.0}, "resources": []}',
  );
  assert.match(await ask('{'), /^\{"status": "MALFORMED"/);
  child.stdin?.end(JSON.stringify({ template: 'x' }));
  assert.equal((await ended).status, 0);
  assert.match(answers.at(-1) ?? '', /^\{"status": "REFUSED"/);
});

test('a template is valid though its parameters have no values yet', async (t) => {
  const rig = makeRig(t);
  rig.write(
    'a.yaml',
    `${version}parameters: {p: {type: string}}
resources: {v: {type: OS::Heat::Value, properties: {value: {get_param: p}}}}
outputs: {o: {value: {get_attr: [v, value]}}}
`,
  );
  const { status, out, err } = await rig.run('validate a.yaml');
  assert.equal(err, '');
  assert.equal(out, "'a.yaml' is valid: 1 resource\n");
  assert.equal(status, 0);
  assert.match((await rig.run('hot outputs a.yaml')).err, /^a\.yaml:2:14: error\[parameter-missing\]/m);
});

test('a directory where a file is wanted, and a directory of files that is not there, are told as what they are', async (t) => {
  const rig = makeRig(t);
  rig.write('site.yaml/main.yaml', `${version}outputs: {o: {value: 1}}\n`);
  const template = await rig.run('validate site.yaml');
  assert.equal(template.status, 1);
  assert.match(template.err, /error\[input-file\]: "site\.yaml" is a directory/);
  const folder = await rig.run('hot outputs site.yaml/main.yaml --files nowhere --json');
  assert.equal(folder.status, 1);
  assert.match(folder.out, /"message":"There is no directory \\"nowhere\\""/);
});
