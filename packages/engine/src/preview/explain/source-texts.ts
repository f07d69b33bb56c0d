import type { Position } from '../../diagnostics/diagnostic.ts';
import type { Path } from '../../diagnostics/path.ts';
import { secretTags } from '../../hot/secret-tags.ts';
import type { Unknown } from '../../hot/value.ts';
import type { YamlNode } from '../../hot/yaml-node.ts';
import { readTaggedYaml, readTemplateYaml } from '../../hot/yaml-reader.ts';

/** The texts of the sources by file, read when they are asked for. */
export class SourceTexts {
  readonly #read: (file: string) => string | undefined;
  readonly #mayShow: (at: Position, line: string) => boolean;
  readonly #lines = new Map<string, readonly string[] | undefined>();
  readonly #documents = new Map<string, YamlNode<Unknown> | undefined>();

  /** `mayShow` says of a line whether it holds no secret. */
  constructor(read: (file: string) => string | undefined, mayShow: (at: Position, line: string) => boolean) {
    this.#read = read;
    this.#mayShow = mayShow;
  }

  /** The line at a place; undefined where there is none, and where it might show a secret. */
  line(at: Position): string | undefined {
    const text = this.lines(at.file)?.[at.line - 1];
    return text !== undefined && this.#mayShow(at, text) ? text : undefined;
  }

  /** All lines of a file, for comparison. */
  lines(file: string): readonly string[] | undefined {
    if (!this.#lines.has(file)) this.#lines.set(file, this.#read(file)?.split(/\r?\n/));
    return this.#lines.get(file);
  }

  /** Where in a YAML file the way leads, or its last part that is written there; else the place that is given. */
  find(file: string, path: Path, otherwise: Position): Position {
    let node = this.#document(file);
    let found: Position | undefined;
    for (const key of path) {
      const next: YamlNode<Unknown> | undefined = node === undefined ? undefined : step(node, key);
      if (next === undefined) break;
      found = { file, line: next.line, column: next.column };
      node = next;
    }
    return found ?? otherwise;
  }

  #document(file: string): YamlNode<Unknown> | undefined {
    if (!this.#documents.has(file)) {
      const text = this.#read(file);
      this.#documents.set(file, text === undefined ? undefined : readSource(text, file));
    }
    return this.#documents.get(file);
  }
}

/** The reader of templates takes what others do not. */
function readSource(text: string, file: string): YamlNode<Unknown> | undefined {
  return readTaggedYaml(text, file, secretTags).value ?? readTemplateYaml(text, file).value;
}

function step(node: YamlNode<Unknown>, key: string | number): YamlNode<Unknown> | undefined {
  if (node.kind === 'map') return node.entries.get(String(key))?.value;
  return node.kind === 'list' ? node.items.at(Number(key)) : undefined;
}
