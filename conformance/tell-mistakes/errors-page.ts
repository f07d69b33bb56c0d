import type { Diagnostic } from '../../packages/engine/src/diagnostics/diagnostic.ts';
import type { HeatAnswer, Mistake } from './mistake.ts';
import { tytoProblems } from './tyto-problems.ts';

const introduction = `# What goes wrong, and how it is told

Mistakes that authors of templates make, with the words of Heat 19.0 and those of Tyto. Both are what the two really say:
\`make errors\` writes this page from the templates in \`conformance/mistakes\`, and a test holds it true. Heat stops at the
first mistake that it finds; Tyto tells all of them at once, each with its file, line and column, the path in the
document, what was expected, and the nearest name where a name is wrong. What Heat takes without a word though it can
hardly be meant is a warning.
`;

/** The page of errors, in Markdown. */
export function errorsPage(mistakes: readonly Mistake[]): string {
  return [introduction, ...mistakes.map(section)].join('\n');
}

function section(mistake: Mistake): string {
  const { title, sources, heat } = mistake;
  const problems = tytoProblems(mistake);
  const files = [...sources].map(
    ([file, text]) => (file === 'template.yaml' ? '' : `\`${file}\`:\n\n`) + block(languageOf(file), text),
  );
  const ours = problems.map((problem) => problemText(problem, sources)).join('\n\n');
  return `## ${title}\n\n${files.join('\n')}\nHeat${heatSays(heat)}\nTyto:\n\n${block('text', ours === '' ? 'no error' : ours)}`;
}

function heatSays(heat: HeatAnswer | undefined): string {
  if (heat === undefined) return ' was not asked.\n';
  if (heat.message === null)
    return heat.status === 'REFUSED' ? ' refuses it without a word.\n' : ' takes it without a word.\n';
  return `:\n\n${block('text', heat.message)}`;
}

/** As the command line tells it: the place, the line of the source, and what else there is to say. */
function problemText(problem: Diagnostic, sources: ReadonlyMap<string, string>): string {
  const { at, code, severity, message, path, expected, hint } = problem;
  const place = at === undefined ? '' : `${at.file}:${at.line}:${at.column}: `;
  const source = sources.get(at?.file ?? '')?.split('\n')[(at?.line ?? 0) - 1];
  const excerpt =
    source === undefined || problem.secret === true ? [] : excerptLines(source, at?.line ?? 0, at?.column ?? 1);
  const details = Object.entries({ path, expected, hint }).flatMap(([name, text]) =>
    text === undefined ? [] : [`  ${name}: ${text}`],
  );
  return [`${place}${severity}[${code}]: ${message}`, ...excerpt, ...details].join('\n');
}

function excerptLines(source: string, line: number, column: number): string[] {
  const gutter = `${line}`.padStart(4);
  const text = source.replaceAll('\t', '  ');
  const head = source.slice(0, column - 1).replaceAll('\t', '  ');
  return [`${gutter} | ${text}`, `${' '.repeat(gutter.length)} | ${' '.repeat(head.length)}^`];
}

function languageOf(file: string): string {
  return /\.(yaml|json|sh)$/.exec(file)?.[1] ?? 'text';
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}
