/** Shorter texts are not looked for: they would be found everywhere. */
const shortest = 6;

/**
 * The texts by which a secret is recognised: itself, with and without blanks around it, and each of these as base64
 * (wherever it begins in what was encoded, both alphabets), URL-encoded, escaped for JSON and quoted for a shell.
 * None for a secret of fewer than six characters.
 */
export function secretForms(secret: string): readonly string[] {
  const forms = new Set([secret, secret.trim()].filter(isLongEnough).flatMap(formsOf));
  return [...forms];
}

function isLongEnough(text: string): boolean {
  return text.length >= shortest && [...text].length >= shortest;
}

function formsOf(text: string): readonly string[] {
  return [text, ...base64Forms(text), ...urlForms(text), ...jsonForms(text), text.replaceAll("'", "'\\''")];
}

/** What a text's bytes alone decide of its base64, for each place in a group of three; and what `base64` prints of it. */
function base64Forms(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const cores = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const whole = bytes.toString('base64');
  const standard = [...cores, whole, ...[64, 76].map((width) => wrapped(whole, width))];
  return standard.flatMap((each) => [each, each.replaceAll('+', '-').replaceAll('/', '_')]);
}

function wrapped(text: string, width: number): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');
}

/** Encoders differ in the marks that they leave, in how they write a blank, and in the case of their digits. */
function urlForms(text: string): readonly string[] {
  const loose = encodeURIComponent(text.toWellFormed());
  const strict = loose.replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const marks = [loose, strict].flatMap((each) => [each, each.replaceAll('%2F', '/')]);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  const blanks = [form, ...marks.flatMap((each) => [each, each.replaceAll('%20', '+')])];
  return blanks.flatMap((each) => [each, each.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
}

/** As JavaScript and as Python write a text in JSON, without the quotes around it. */
function jsonForms(text: string): readonly string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const ascii = plain.replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [plain, ascii, plain.replaceAll('/', '\\/')];
}
