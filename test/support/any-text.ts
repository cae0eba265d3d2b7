// Texts of any code points. Not fast-check's own `unit: 'binary'`: it puts all of Unicode into a map, 1 s and 180 MB a worker.

import fc from 'fast-check';

const SURROGATES = { first: 0xd8_00, last: 0xdf_ff };

/** A code point that is no surrogate; one in three is ASCII, as what programs look for is. */
const codePoint = fc
  .oneof(fc.nat(0x7f), fc.nat(0xff_ff), fc.nat(0x10_ff_ff))
  .filter((code) => code < SURROGATES.first || code > SURROGATES.last)
  .map((code) => String.fromCodePoint(code));

export function anyText(limits: { readonly minLength?: number; readonly maxLength?: number } = {}) {
  return fc.string({ ...limits, unit: codePoint });
}
