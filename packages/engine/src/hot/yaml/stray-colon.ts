/**
 * What to do about a ":" where no map can begin: the text before it may have begun in an earlier line, whose ":" is
 * missing or has no space behind it, or which it is indented further than.
 */
export function strayColonHint(text: string, at: number): string {
  const lines = text.slice(0, at).split(/\r\n|[\r\n]/);
  const own = lines.at(-1) ?? '';
  const before = lastWritten(lines.slice(0, -1));
  const isFirst = !/:\s/.test(own);
  const quotes = 'Put quotes around a value that has ": " in it, or begin the map on a line of its own';
  if (!isFirst || before === undefined || indentation(own) <= indentation(before.text)) {
    const joined = isFirst && before !== undefined && indentation(own) === indentation(before.text);
    return joined && lacksColon(before.text) ? behind(before) : quotes;
  }
  if (lacksColon(before.text)) return behind(before);
  return `Indent the line like line ${before.line}, whose value is in its own line`;
}

interface Line {
  readonly text: string;
  readonly line: number;
}

function behind({ text, line }: Line): string {
  return /^\s*(?:- +)*[\w.-]+:\S/.test(text)
    ? `Put a space behind the ":" in line ${line}`
    : `Put a ":" behind the key in line ${line}, if it is one`;
}

/** Whether a line looks as if it were to have a key and has none. */
function lacksColon(line: string): boolean {
  return !/:(?:\s|$)/.test(line);
}

/** The last line that is neither empty nor a comment. */
function lastWritten(lines: readonly string[]): Line | undefined {
  const index = lines.findLastIndex((each) => !/^\s*(?:#|$)/.test(each));
  const text = lines[index];
  return text === undefined ? undefined : { text, line: index + 1 };
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}
