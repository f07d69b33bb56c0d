import { Composer, type CST, type Document, isScalar, Lexer, Parser } from 'yaml';
import { type Checked, type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { lineStarts, placeAt } from './line-starts.ts';
import { buildYaml, type ScalarTags } from './yaml-builder.ts';
import type { YamlNode } from './yaml-node.ts';

/** No text larger than this is parsed: parsing takes a hundred times the memory of the text. */
export const textLimit = 16 * 1024 * 1024;

/** How deep maps and lists may lie in each other: far beyond any plan, far below what a call stack holds. */
export const depthLimit = 256;

const composerOptions = {
  schema: 'failsafe',
  version: '1.1',
  merge: false,
  resolveKnownTags: false,
  uniqueKeys: false,
  strict: true,
} as const;

/**
 * Reads one YAML document as Heat reads it (PyYAML's SafeLoader, dates kept as text, then JSON): of equal keys the last
 * one counts, keys become text, `<<` merges. Gives null's node for an empty text. On bad input of whatever kind it gives
 * problems with their places, and no value.
 */
export function readYaml(text: string, file: string): Checked<YamlNode> {
  return readTaggedYaml(text, file, noTags);
}

const noTags: ScalarTags<never> = new Map();

/** `readYaml` for a file in which scalars may have tags beside YAML's own. */
export function readTaggedYaml<Extra>(text: string, file: string, tags: ScalarTags<Extra>): Checked<YamlNode<Extra>> {
  const refused = refuseText(text, file);
  if (refused !== undefined) return { problems: [refused] };
  const starts = lineStarts(text);
  const at = (offset: number): Position => ({ file, ...placeAt(starts, offset) });
  const tokens = parseTokens(text);
  if (typeof tokens === 'number') {
    return { problems: [problem('yaml-limit', `Maps and lists lie more than ${depthLimit} deep`, { at: at(tokens) })] };
  }
  const composed = composeDocument(tokens, text.length);
  const problems = composed.problems.map((each) => syntaxProblem(each.message, at(each.offset)));
  if (composed.document === undefined || problems.length > 0) {
    return problems.length > 0
      ? { problems }
      : { value: { kind: 'scalar', value: null, line: 1, column: 1 }, problems: [] };
  }
  return buildYaml(composed.document, file, text, tags);
}

/** What can be refused without parsing: too long, or characters that YAML does not allow. */
function refuseText(text: string, file: string): Diagnostic | undefined {
  if (text.length > textLimit) {
    return problem('yaml-limit', `The file is larger than ${textLimit / 1024 / 1024} MB`, {
      at: { file, line: 1, column: 1 },
      expected: `at most ${textLimit / 1024 / 1024} MB of text`,
    });
  }
  const found = unprintable.exec(text);
  if (found === null) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return problem('yaml-syntax', `The character U+${code.toUpperCase()} is not allowed in YAML`, {
    at: { file, ...placeAt(lineStarts(text), found.index) },
    expected: 'text in UTF-8; other characters written as escapes in double quotes',
  });
}

/** PyYAML 6 `reader.py`, NON_PRINTABLE. */
const unprintable = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** All tokens of the syntax, or the offset at which they lie too deep. */
function parseTokens(text: string): readonly CST.Token[] | number {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > depthLimit + 1) return Math.min(parser.offset, text.length);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

interface Composed {
  readonly document?: Document.Parsed;
  readonly problems: readonly { readonly message: string; readonly offset: number }[];
}

function composeDocument(tokens: readonly CST.Token[], length: number): Composed {
  const composer = new Composer(composerOptions);
  const documents: Document.Parsed[] = [];
  for (const token of tokens) {
    for (const document of composer.next(token)) documents.push(document);
  }
  for (const document of composer.end(true, length)) documents.push(document);
  const problems = documents
    .flatMap((each) => each.errors)
    // PyYAML lets a comment follow a quote or a bracket at once.
    .filter((each) => !each.message.startsWith('Comments must be separated'))
    .map((each) => ({ message: each.message, offset: each.pos[0] }));
  const [document, second] = documents;
  if (second !== undefined && problems.length === 0) {
    return { problems: [{ message: 'There is a second document', offset: second.range[0] }] };
  }
  // Where there are comments alone the composer makes a document that has nothing of the text.
  const isEmpty = document === undefined || (isScalar(document.contents) && document.contents.type === undefined);
  return isEmpty ? { problems } : { document, problems };
}

function syntaxProblem(message: string, at: Position): Diagnostic {
  return problem('yaml-syntax', message.replace(/\.$/, ''), { at, expected: 'one well-formed YAML or JSON document' });
}
