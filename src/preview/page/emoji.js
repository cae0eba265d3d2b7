// Text with its emoji as pictures, so that flags show on machines without an emoji font.

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const EMOJI = /^\p{RGI_Emoji}$/v;
/** A cheap first check: most texts have no emoji. The ranges begin at ‼ and at the mahjong tiles; keycaps contain U+20E3. */
const PERHAPS = /[\u203c-\u3299\u{1f000}-\u{1faff}]|\u20e3/u;
const VARIATION_SELECTOR = '\ufe0f';
const JOINER = '\u200d';

/**
 * The text as nodes. Copied text keeps its emoji: each picture's alternative text is its character.
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function shown(text) {
  const fragment = document.createDocumentFragment();
  if (!PERHAPS.test(text)) {
    fragment.append(text);
    return fragment;
  }
  let plain = '';
  for (const { segment } of graphemes.segment(text)) {
    if (EMOJI.test(segment)) {
      fragment.append(plain, picture(segment));
      plain = '';
    } else plain += segment;
  }
  fragment.append(plain);
  return fragment;
}

/** @param {string} emoji */
function picture(emoji) {
  const image = document.createElement('img');
  image.className = 'emoji';
  image.alt = emoji;
  image.draggable = false;
  image.src = `/emoji/${fileName(emoji)}.svg`;
  // No such picture: show the character in the font at hand.
  image.addEventListener('error', () => image.replaceWith(emoji), { once: true });
  return image;
}

/**
 * Twemoji's names: code points in hexadecimal; the variation selector only in joined emoji.
 * @param {string} emoji
 */
function fileName(emoji) {
  const isJoined = emoji.includes(JOINER);
  return [...emoji]
    .filter((character) => isJoined || character !== VARIATION_SELECTOR)
    .map((character) => character.codePointAt(0)?.toString(16))
    .join('-');
}
