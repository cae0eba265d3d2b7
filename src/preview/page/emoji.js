// Text into the page, emoji as pictures: machines without an emoji font show flags all the same.
// Called by entities.js and wherever a name or a button is written.

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const EMOJI = /\p{RGI_Emoji}/v;
const MAYBE_EMOJI = /[\u203c-\u3299\u{1f000}-\u{1faff}]/u;

/**
 * Appends the text. Copying it gives the emoji back, since they are the pictures' alternative texts.
 * @param {Node} parent
 * @param {string} text
 */
export function appendText(parent, text) {
  if (!MAYBE_EMOJI.test(text)) {
    parent.appendChild(document.createTextNode(text));
    return;
  }
  let plain = '';
  const flush = () => {
    if (plain) parent.appendChild(document.createTextNode(plain));
    plain = '';
  };
  for (const { segment } of graphemes.segment(text)) {
    if (!EMOJI.test(segment)) {
      plain += segment;
      continue;
    }
    flush();
    parent.appendChild(picture(segment));
  }
  flush();
}

/**
 * The element's only content.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  element.replaceChildren();
  appendText(element, text);
}

/** @param {string} emoji */
function picture(emoji) {
  const image = document.createElement('img');
  image.className = 'emoji';
  image.alt = emoji;
  image.draggable = false;
  image.src = `/emoji/${fileName(emoji)}.svg`;
  // A picture that does not exist: the character, in whatever font there is.
  image.addEventListener('error', () => image.replaceWith(emoji), { once: true });
  return image;
}

/** Code points in hexadecimal; the variation selector stands in names of joined emoji alone. @param {string} emoji */
function fileName(emoji) {
  const joined = emoji.includes('\u200d');
  return [...emoji]
    .filter((character) => joined || character !== '\ufe0f')
    .map((character) => character.codePointAt(0)?.toString(16))
    .join('-');
}
