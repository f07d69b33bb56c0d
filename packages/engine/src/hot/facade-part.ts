/** What a nested template may ask of the resource that it stands for: it stands there beside the properties. */
export const facadeParts = ['metadata', 'deletion_policy', 'update_policy'] as const;

export type FacadePart = (typeof facadeParts)[number];
