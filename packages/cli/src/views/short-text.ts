/** A commit as a person reads and types it. */
export function shortCommit(id: string): string {
  return id.slice(0, 12);
}

/** A time to the second, as it stands in UTC: `2030-01-01 12:00:00Z`. */
export function shortTime(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
