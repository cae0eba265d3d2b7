// Comparing dates that are only as exact as their source: 2019, 2024-05, 2025-02-18.

/** Negative where `a` is certainly before `b`, positive where it is certainly after, 0 where they may be the same. */
export function comparePartial(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  const [left, right] = [a.slice(0, shared), b.slice(0, shared)];
  return left < right ? -1 : left > right ? 1 : 0;
}
