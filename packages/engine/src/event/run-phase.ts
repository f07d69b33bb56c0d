/** What a run does now: make and change; remove what is no longer wanted; or, after a failure, the same backwards. */
export type RunPhase = 'forward' | 'removal' | 'undo' | 'undo removal';
