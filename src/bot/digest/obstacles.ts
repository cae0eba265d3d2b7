// What pauses a digest without a person's will.

import type { Subscription } from '../../store/types.ts';

/** Reasons for a pause that no person caused: as stored, and as named in message ids. */
export const OBSTACLES: Readonly<Record<string, string>> = {
  'topic closed': 'topic-closed',
  'topic deleted': 'topic-deleted',
  'may not write': 'silent',
};

/** As named in message ids. */
export type Obstacle = (typeof OBSTACLES)[string];

/** What paused the digest, where no person did. */
export function obstacleOf({ state }: Subscription): Obstacle | undefined {
  return state.status === 'paused' ? OBSTACLES[state.reason] : undefined;
}
