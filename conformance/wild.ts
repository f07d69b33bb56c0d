/**
 * Validates the templates that stand in openstack/heat-templates and in Heat's own tests by Heat and by Tyto, and
 * evaluates every yaql expression of openstack/tripleo-heat-templates over data of many forms.
 *
 *   node conformance/wild.ts [--templates PATH|URL] [--heat PATH|URL] [--tripleo PATH|URL] [--write]
 *
 * `--write` puts the table into docs/hot-conformance.md. What is fetched lies in the user's cache, never in this
 * repository.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judgeLine, type Verdict } from './judge.ts';
import { Oracle } from './oracle/oracle.ts';
import { withoutHeat } from './oracle/without-heat.ts';
import { tellVerdict } from './tell-case.ts';
import { type FoundTemplate, foundTemplates } from './wild/found-templates.ts';
import { openRepository } from './wild/repository.ts';
import { testStrings } from './wild/test-strings.ts';
import { yaqlExpressions, yaqlTemplate } from './wild/yaql-expressions.ts';

const { values } = parseArgs({
  options: {
    templates: { type: 'string', default: 'https://github.com/openstack/heat-templates' },
    heat: { type: 'string', default: 'https://github.com/openstack/heat' },
    tripleo: { type: 'string', default: 'https://github.com/openstack/tripleo-heat-templates' },
    write: { type: 'boolean', default: false },
  },
});

const missing = withoutHeat();
if (missing !== undefined) {
  console.error(`error: ${missing}`);
  process.exit(1);
}

/** How many templates of a source came to what. */
interface Row {
  readonly source: string;
  readonly counts: ReadonlyMap<string, number>;
}

const differing: string[] = [];
const templates = openRepository(values.templates);
const heat = openRepository(values.heat);
const tripleo = openRepository(values.tripleo);
const expressions = yaqlExpressions(tripleo).map((each) => ({ name: each, template: yaqlTemplate(each), files: {} }));
const rows = [
  await judgeAll(`templates of heat-templates, ${templates.commit}`, foundTemplates(templates), 'validate'),
  await judgeAll(`templates in tests of heat, ${heat.commit}`, testStrings(heat), 'validate'),
  await judgeAll(`yaql of tripleo-heat-templates, ${tripleo.commit}`, expressions, 'create'),
];
const table = tableOf(rows);
console.log(table);
for (const each of differing) console.log(each);
if (values.write) writeTable(table);
if (differing.length > 0) process.exitCode = 1;

async function judgeAll(source: string, found: readonly FoundTemplate[], action: 'validate' | 'create'): Promise<Row> {
  const oracle = new Oracle();
  const counts = new Map<string, number>();
  for (const { name, template, files } of found) {
    const verdict = await judgeLine(JSON.stringify({ template, files, do: action }), oracle);
    const column = columnOf(verdict);
    counts.set(column, (counts.get(column) ?? 0) + 1);
    if (verdict.kind === 'differs') differing.push(tellVerdict(name, verdict));
  }
  oracle.close();
  return { source, counts };
}

function columnOf(verdict: Verdict): string {
  if (verdict.kind === 'same') return verdict.status === 'REFUSED' ? 'both refuse it' : 'both take it';
  return verdict.kind === 'known' ? `listed: ${verdict.name}` : verdict.kind;
}

function tableOf(all: readonly Row[]): string {
  const columns = [...new Set(all.flatMap(({ counts }) => [...counts.keys()]))].sort();
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['source', 'count', ...columns]),
    line(['---', ...['count', ...columns].map(() => '---:')]),
    ...all.map(({ source, counts }) => {
      const sum = [...counts.values()].reduce((total, each) => total + each, 0);
      return line([source, String(sum), ...columns.map((each) => String(counts.get(each) ?? 0))]);
    }),
  ].join('\n');
}

function writeTable(text: string): void {
  const file = `${import.meta.dirname}/../docs/hot-conformance.md`;
  const page = readFileSync(file, 'utf8');
  const [begin, end] = ['<!-- found in the wild -->', '<!-- end of table -->'];
  writeFileSync(file, page.replace(new RegExp(`${begin}[^]*${end}`), `${begin}\n\n${text}\n\n${end}`));
}
