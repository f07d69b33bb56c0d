/**
 * Splits a text into words as a shell does: at blanks, with quotes and backslashes, nothing expanded. Gives what is
 * wrong where a quote is not closed or nothing follows a backslash. Python: `shlex.split`, which Ansible applies to
 * `ansible_ssh_common_args`.
 */
export function splitWords(text: string): readonly string[] | { readonly problem: string } {
  const words: string[] = [];
  let rest = text.replace(/^[ \t\r\n]+/, '');
  while (rest !== '') {
    let word = '';
    while (rest !== '' && !/^[ \t\r\n]/.test(rest)) {
      const part = nextPart(rest);
      if ('problem' in part) return part;
      word += part.text;
      rest = rest.slice(part.length);
    }
    words.push(word);
    rest = rest.replace(/^[ \t\r\n]+/, '');
  }
  return words;
}

type Part = { readonly text: string; readonly length: number } | { readonly problem: string };

function nextPart(rest: string): Part {
  if (rest.startsWith("'")) {
    const end = rest.indexOf("'", 1);
    if (end < 0) return { problem: "a quote ' is not closed" };
    return { text: rest.slice(1, end), length: end + 1 };
  }
  if (rest.startsWith('"')) {
    const [quoted] = /^"(?:[^"\\]|\\[\s\S])*"/.exec(rest) ?? [];
    if (quoted === undefined) return { problem: 'a quote " is not closed' };
    return { text: quoted.slice(1, -1).replaceAll(/\\(["\\])/g, '$1'), length: quoted.length };
  }
  if (rest.startsWith('\\')) {
    return rest.length === 1
      ? { problem: 'nothing follows the last backslash' }
      : { text: rest.slice(1, 2), length: 2 };
  }
  const [plain = ''] = /^[^ \t\r\n'"\\]+/.exec(rest) ?? [];
  return { text: plain, length: plain.length };
}
