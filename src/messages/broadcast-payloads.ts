// The buttons under a broadcast, as fields of callback_data.

/** `any` and `in-xx` set the audience's language. */
export interface BroadcastPayload {
  readonly type: 'broadcast';
  readonly broadcast: number;
  readonly act: 'all' | 'subscribers' | 'any' | 'send' | 'cancel' | 'stop' | `in-${string}`;
}

const ACTS: readonly BroadcastPayload['act'][] = ['all', 'subscribers', 'any', 'send', 'cancel', 'stop'];

export function broadcastFields({ broadcast, act }: BroadcastPayload): readonly string[] {
  return [String(broadcast), act];
}

export function broadcastPayloadOf(id: string, act: string): BroadcastPayload | undefined {
  if (!/^[1-9]\d{0,14}$/.test(id)) return undefined;
  const known = ACTS.find((one) => one === act) ?? languageAct(act);
  return known && { type: 'broadcast', broadcast: Number(id), act: known };
}

function languageAct(act: string): `in-${string}` | undefined {
  return /^in-[a-z]{2}$/.test(act) ? `in-${act.slice(3)}` : undefined;
}
