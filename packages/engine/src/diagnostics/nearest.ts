import { distanceFrom } from './edit-distance.ts';

/**
 * The candidate that is most like a misspelt name, for "did you mean". Gives `undefined` where none is near: more than a
 * third of the name, and at least two characters, would have to change, and none goes on where the name ends or ends where
 * it goes on. Of equals the first one wins.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let begun: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  const lowered = name.toLowerCase();
  const distanceTo = distanceFrom(lowered);
  for (const candidate of candidates) {
    if (best === undefined && begun === undefined && beginsAlike(name, candidate)) begun = candidate;
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const other = candidate.toLowerCase();
    if (bestDistance === 1 && other !== lowered) continue;
    const distance = distanceTo(other, Math.min(bestDistance, candidate.length));
    if (distance === undefined) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best ?? begun;
}

/** Whether one is the other with more behind it: `is_prod`, `is_production`. */
function beginsAlike(name: string, candidate: string): boolean {
  const least = Math.min(name.length, candidate.length);
  if (least < 4 || isOtherLetter(name.charCodeAt(0), candidate.charCodeAt(0))) return false;
  return name.slice(0, least).toLowerCase() === candidate.slice(0, least).toLowerCase();
}

/** Whether two characters are surely not the same letter, as two of ASCII may be: seen without lowering the whole. */
function isOtherLetter(a: number, b: number): boolean {
  return a < 128 && b < 128 && (a | 32) !== (b | 32);
}
