/** Where something stands inside a document: keys and list indexes from the top. */
export type Path = readonly (string | number)[];

const simple = /^[A-Za-z0-9_%-]+$/;

/**
 * A path as it is written everywhere (`resources.web.properties.ports[0]`); an element that is not simple is a JSON
 * string in brackets: `parameters["OS::stack_name"]`. Gives an empty text for an empty path.
 */
export function formatPath(path: Path): string {
  let text = '';
  for (const element of path) {
    if (typeof element === 'number') text += `[${element}]`;
    else if (!simple.test(element)) text += `[${JSON.stringify(element)}]`;
    else text += text === '' ? element : `.${element}`;
  }
  return text;
}

/** A written path that goes on below another one; either may be empty. */
export function extendPath(base: string, path: Path): string {
  const rest = formatPath(path);
  return base === '' || rest === '' || rest.startsWith('[') ? base + rest : `${base}.${rest}`;
}
