import { indicators, isBlankOrEnd, isDocumentMark, nothing } from './characters.ts';
import { Cursor } from './cursor.ts';
import { OpenBlocks } from './open-blocks.ts';
import { scanBlock } from './scan-block.ts';
import { scanDirective } from './scan-directive.ts';
import { scanName } from './scan-name.ts';
import { scanPlain } from './scan-plain.ts';
import { scanQuoted } from './scan-quoted.ts';
import { SimpleKeys } from './simple-keys.ts';
import { skipToToken } from './skip-to-token.ts';
import { strayColonHint } from './stray-colon.ts';
import { TagHandles } from './tag-handles.ts';
import type { Token } from './token.ts';
import { TokenQueue } from './token-queue.ts';
import { YamlFault } from './yaml-fault.ts';

/**
 * Gives the tokens of a YAML text one after another, and only as many are read ahead as a key without a `?` needs (a line,
 * 1,024 characters). Throws a `YamlFault` where there can be no token. The steps are those of libyaml 0.2 `scanner.c`,
 * which PyYAML's CSafeLoader uses.
 */
export class Scanner {
  readonly #cursor: Cursor;
  readonly #queue: TokenQueue;
  readonly #handles = new TagHandles();
  readonly #keys = new SimpleKeys();
  /** The next token, once it is known that nothing comes before it. */
  #next: Token | undefined;
  readonly #blocks = new OpenBlocks();
  /** How many brackets are open. */
  #flow = 0;
  #mayBeKey = true;
  #hasVersion = false;

  constructor(text: string, isSecond: boolean) {
    this.#cursor = new Cursor(text, isSecond);
    this.#queue = new TokenQueue(text, this.#cursor);
  }

  /** The next token; the last one is the end of the text. */
  peek(): Token {
    if (this.#next !== undefined) return this.#next;
    for (;;) {
      const token = this.#queue.first();
      if (token !== undefined) {
        this.#keys.dropStale(this.#cursor);
        if (this.#keys.firstNumber() !== this.#queue.taken) {
          this.#next = token;
          return token;
        }
      }
      this.#fetch();
    }
  }

  /** The next token, which is then done with. */
  take(): Token {
    const token = this.peek();
    this.#queue.drop();
    this.#next = undefined;
    return token;
  }

  #fetch(): void {
    const cursor = this.#cursor;
    this.#mayBeKey = skipToToken(cursor, this.#flow > 0, this.#mayBeKey);
    this.#keys.dropStale(cursor);
    this.#unindent(cursor.column());
    const code = cursor.code();
    if (code === nothing) this.#fetchEnd();
    else if (cursor.at > cursor.lineStart) this.#fetchWord(code);
    else if (code === 37) this.#fetchDirective();
    else if (isDocumentMark(cursor.text, cursor.at)) this.#fetchDocumentMark(code === 45);
    else this.#fetchWord(code);
  }

  #fetchWord(code: number): void {
    const indicator = indicators[code];
    if (indicator === undefined) this.#fetchPlain();
    else this.#fetchIndicated(indicator);
  }

  #fetchIndicated(indicator: string): void {
    const isFlow = this.#flow > 0;
    const isWord = isBlankOrEnd(this.#cursor.text.charCodeAt(this.#cursor.at + 1));
    switch (indicator) {
      case '[':
        this.#fetchOpening('list');
        break;
      case '{':
        this.#fetchOpening('map');
        break;
      case ']':
        this.#fetchClosing('list end');
        break;
      case '}':
        this.#fetchClosing('map end');
        break;
      case ',':
        this.#fetchComma();
        break;
      case '-':
        if (isWord) this.#fetchItem();
        else this.#fetchPlain();
        break;
      case '?':
        if (isWord || isFlow) this.#fetchKey();
        else this.#fetchPlain();
        break;
      case ':':
        if (isWord || isFlow) this.#fetchValue();
        else this.#fetchPlain();
        break;
      case '*':
        this.#fetchName('alias');
        break;
      case '&':
        this.#fetchName('anchor');
        break;
      case '!':
        this.#fetchTag();
        break;
      case '|':
      case '>':
        if (isFlow) this.#refuse();
        else this.#fetchBlock();
        break;
      case '"':
      case "'":
        this.#fetchQuoted();
        break;
      default:
        this.#refuse();
    }
  }

  /** Ends the blocks that are further right than the column. */
  #unindent(column: number): void {
    if (this.#flow > 0) return;
    while (this.#blocks.end(column)) this.#queue.mark('block end', 0);
  }

  /** Begins a block here, if none is open at this column. */
  #beginBlock(kind: 'block list' | 'block map'): void {
    if (this.#flow === 0 && this.#blocks.begin(this.#cursor.column())) this.#queue.mark(kind, 0);
  }

  #endBlocks(): void {
    this.#unindent(-1);
    this.#keys.remove();
    this.#mayBeKey = false;
  }

  #saveKey(): void {
    if (!this.#mayBeKey) return;
    this.#keys.save(
      this.#cursor,
      this.#queue.nextNumber(),
      this.#flow === 0 && this.#blocks.indent === this.#cursor.column(),
    );
  }

  #fetchEnd(): void {
    this.#endBlocks();
    // No key that waits for its colon, around however many brackets, can get it any more.
    this.#keys.dropAll();
    this.#queue.mark('text end', 0);
  }

  #fetchDirective(): void {
    const cursor = this.#cursor;
    this.#endBlocks();
    const start = cursor.place();
    const directive = scanDirective(cursor, this.#handles);
    if (directive === 'version') {
      if (this.#hasVersion) throw new YamlFault('There is a "%YAML" line already', start.at);
      this.#hasVersion = true;
    }
    this.#queue.add('directive', start, '', 'plain', cursor.at);
  }

  #fetchDocumentMark(isStart: boolean): void {
    this.#endBlocks();
    this.#queue.mark(isStart ? 'document start' : 'document end', 3);
  }

  #fetchOpening(kind: 'list' | 'map'): void {
    this.#saveKey();
    this.#keys.open();
    this.#flow++;
    this.#mayBeKey = true;
    this.#queue.mark(kind, 1);
  }

  #fetchClosing(kind: 'list end' | 'map end'): void {
    this.#keys.remove();
    this.#keys.close();
    if (this.#flow > 0) this.#flow--;
    this.#mayBeKey = false;
    this.#queue.mark(kind, 1);
  }

  #fetchComma(): void {
    this.#keys.remove();
    this.#mayBeKey = true;
    this.#queue.mark('comma', 1);
  }

  #fetchItem(): void {
    if (this.#flow === 0 && !this.#mayBeKey) {
      throw new YamlFault('A list cannot begin here', this.#cursor.at, {
        hint: 'Begin the list on a line of its own, or put quotes around the value',
      });
    }
    this.#beginBlock('block list');
    this.#keys.remove();
    this.#mayBeKey = true;
    this.#queue.mark('item', 1);
  }

  #fetchKey(): void {
    if (this.#flow === 0 && !this.#mayBeKey) throw new YamlFault('A key cannot begin here', this.#cursor.at);
    this.#beginBlock('block map');
    this.#keys.remove();
    this.#mayBeKey = this.#flow === 0;
    this.#queue.mark('key', 1);
  }

  #fetchValue(): void {
    const key = this.#keys.current();
    if (key.isPossible) {
      this.#queue.insert('key', key);
      if (this.#flow === 0 && this.#blocks.begin(key.column)) this.#queue.insert('block map', key);
      key.isPossible = false;
      this.#mayBeKey = false;
    } else {
      if (this.#flow === 0 && !this.#mayBeKey) {
        throw new YamlFault('A ":" is not allowed here, where no map can begin', this.#cursor.at, {
          hint: strayColonHint(this.#cursor.text, this.#cursor.at),
        });
      }
      this.#beginBlock('block map');
      this.#mayBeKey = this.#flow === 0;
    }
    this.#queue.mark('value', 1);
  }

  #fetchName(kind: 'alias' | 'anchor'): void {
    const cursor = this.#cursor;
    this.#saveKey();
    this.#mayBeKey = false;
    const start = cursor.place();
    const name = scanName(cursor);
    this.#queue.add(kind, start, name, 'plain', cursor.at);
  }

  #fetchTag(): void {
    const cursor = this.#cursor;
    this.#saveKey();
    this.#mayBeKey = false;
    const start = cursor.place();
    const tag = this.#handles.scan(cursor, this.#flow > 0);
    this.#queue.add('tag', start, tag, 'plain', cursor.at);
  }

  #fetchBlock(): void {
    const cursor = this.#cursor;
    this.#keys.remove();
    this.#mayBeKey = true;
    const start = cursor.place();
    const { text, end } = scanBlock(cursor, this.#blocks.indent);
    this.#queue.add('scalar', start, text, 'block', end);
  }

  #fetchQuoted(): void {
    const cursor = this.#cursor;
    this.#saveKey();
    this.#mayBeKey = false;
    const start = cursor.place();
    const text = scanQuoted(cursor);
    this.#queue.add('scalar', start, text, 'quoted', cursor.at);
  }

  #fetchPlain(): void {
    const cursor = this.#cursor;
    this.#saveKey();
    this.#mayBeKey = false;
    const start = cursor.place();
    const { text, end, endsLine } = scanPlain(cursor, this.#blocks.indent + 1, this.#flow > 0);
    if (endsLine) this.#mayBeKey = true;
    this.#queue.add('scalar', start, text, 'plain', end);
  }

  #refuse(): void {
    const char = String.fromCharCode(this.#cursor.code());
    if (char === '\t') throw new YamlFault('Tabs cannot indent a line', this.#cursor.at, { expected: 'spaces' });
    throw new YamlFault(`No value can begin with "${char}"`, this.#cursor.at, { hint: 'Put quotes around the value' });
  }
}
