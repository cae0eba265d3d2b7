// Sentences of the check that are said to two kinds of editors: those who write files, and those who fill in the desk's form.

const [BEGIN, BETWEEN, END] = ['\u0001', '\u0002', '\u0003'];
const PARTS = new RegExp(
  `${BEGIN}([^${BEGIN}${BETWEEN}${END}]*)${BETWEEN}([^${BEGIN}${BETWEEN}${END}]*)${END}`,
  'gu',
);

/**
 * A part of a sentence that is said in two ways, such as `by: with all who agreed` and `all who agreed under “By”`. The sentence
 * stays one; `inFile` and `inForm` take it apart.
 */
export function either(file: string, form: string): string {
  return `${BEGIN}${file}${BETWEEN}${form}${END}`;
}

/** A sentence for those who write files: what the command line prints. */
export function inFile(what: string): string {
  return what.replace(PARTS, '$1');
}

/** A sentence for those who fill in a form. */
export function inForm(what: string): string {
  return what.replace(PARTS, '$2').replace(/ {2,}/g, ' ').trim();
}
