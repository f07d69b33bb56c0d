import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { lineStarts, placeAt } from './line-starts.ts';
import { composeDocument } from './yaml/compose-document.ts';
import { Composition, type CompositionOptions } from './yaml/composition.ts';
import { enclosingPath } from './yaml/enclosing-path.ts';
import type { WrittenNodes } from './yaml/written.ts';
import { YamlFault } from './yaml/yaml-fault.ts';
import type { YamlNode } from './yaml-node.ts';
import type { ScalarTags } from './yaml-scalar.ts';

/** No text larger than this is read. */
export const textLimit = 16 * 1024 * 1024;

/** How deep maps and lists may lie in each other: far beyond any plan, far below what a call stack holds. */
export const depthLimit = 256;

/**
 * Reads one YAML document as Heat reads it (PyYAML's CSafeLoader, dates kept as text, then JSON): of equal keys the last
 * one counts, keys become text, `<<` merges. Gives null's node for an empty text. On bad input of whatever kind it gives
 * problems with their places, and no value; of faults of syntax only the first is found.
 */
export function readYaml(text: string, file: string): Checked<YamlNode> {
  return readTaggedYaml(text, file, noTags);
}

/**
 * Reads a template. Heat reads what libyaml refuses once more, by PyYAML's own reader: it takes `{a:}`, a tab behind the
 * indentation with which a block begins, characters escaped as two halves (`"\\ud83d\\ude00"`), and directives that nobody
 * knows. Dates without quotes are then no text, which the date of a template's version has to be. Problems are the first
 * reader's. Heat: `common/template_format.py`, simple_parse; 19.0.
 */
export function readTemplateYaml(text: string, file: string): Checked<YamlNode> {
  const refused = refuseText(text, file);
  if (refused !== undefined) return { problems: [refused] };
  const options = { file, tags: noTags, depthLimit };
  const first = compose(text, options);
  // The two differ in what a byte order mark is.
  const isTriedAgain = first.fault?.isForgiven === true && !text.includes('\ufeff');
  const second = isTriedAgain ? compose(text, { ...options, isSecond: true }) : first;
  return checked(second.value?.kind === 'map' ? second : first, text, file);
}

const noTags: ScalarTags<never> = new Map();

/**
 * `readYaml` for a file in which scalars may have tags beside YAML's own. What is `written` of each node is noted there
 * for who wants to change the text.
 */
export function readTaggedYaml<Extra>(
  text: string,
  file: string,
  tags: ScalarTags<Extra>,
  written?: WrittenNodes<Extra>,
): Checked<YamlNode<Extra>> {
  const refused = refuseText(text, file);
  if (refused !== undefined) return { problems: [refused] };
  const options = { file, tags, depthLimit, ...(written === undefined ? {} : { written }) };
  return checked(compose(text, options), text, file);
}

/** What was read of a text up to a fault. */
interface Composed<Extra> {
  readonly value?: YamlNode<Extra>;
  readonly problems: readonly Diagnostic[];
  readonly fault?: YamlFault;
}

function compose<Extra>(text: string, options: CompositionOptions<Extra>): Composed<Extra> {
  const composition = new Composition<Extra>(text, options);
  const { problems } = composition;
  try {
    const value = composeDocument(composition) ?? { kind: 'scalar', value: null, line: 1, column: 1 };
    return problems.length > 0 ? { problems } : { value, problems };
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    return { problems, fault: error };
  }
}

function checked<Extra>(
  { value, problems, fault }: Composed<Extra>,
  text: string,
  file: string,
): Checked<YamlNode<Extra>> {
  if (fault !== undefined) return { problems: [...problems, faultProblem(fault, text, file)] };
  return value === undefined ? { problems } : { value, problems };
}

function faultProblem({ code, message, offset, expected, hint }: YamlFault, text: string, file: string): Diagnostic {
  const at = Math.min(offset, text.length);
  const path = formatPath(enclosingPath(text, at));
  return problem(code, message, {
    at: { file, ...placeAt(lineStarts(text), at) },
    ...(path === '' ? {} : { path }),
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** What can be refused without parsing: too long, or characters that YAML does not allow. */
function refuseText(text: string, file: string): Diagnostic | undefined {
  if (text.length > textLimit) {
    return problem('yaml-limit', `The file is larger than ${textLimit / 1024 / 1024} MB`, {
      at: { file, line: 1, column: 1 },
      expected: `at most ${textLimit / 1024 / 1024} MB of text`,
    });
  }
  // Single units are sooner looked through than characters.
  if (!maybeUnprintable.test(text)) return undefined;
  const found = unprintable.exec(text);
  if (found === null) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return problem('yaml-syntax', `The character U+${code.toUpperCase()} is not allowed in YAML`, {
    at: { file, ...placeAt(lineStarts(text), found.index) },
    expected: 'text in UTF-8; other characters written as escapes in double quotes',
  });
}

const maybeUnprintable = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]/;
/** PyYAML 6 `reader.py`, NON_PRINTABLE. */
const unprintable = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
