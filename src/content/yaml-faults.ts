// What is wrong with a file that is not YAML, named for what it is: a parser of YAML only says where it lost its way.

/** Something wrong at a line and column, both counted from 1. */
export interface Fault {
  readonly line: number;
  readonly column: number;
  /** What is wrong; what to write. */
  readonly what: string;
}

/** What the parser reports. */
export interface ParserError {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

const MERGE_MARK = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;
const NO_BREAK = /[\u00a0\u2007\u202f\u3000]/;
const KEY_LINE = /^( *)((?:- +)*)([A-Za-z0-9_-]+):(?: +(.*))?$/;

/** The one mistake that the parser's first error comes from. */
export function nameFault(text: string, error: ParserError): Fault {
  const lines = text.split(/\r?\n/);
  // Some errors are noticed only in the line after.
  const near = [error.line, error.line + 1, error.line - 1];
  return (
    mergeMark(lines) ??
    tab(lines, error) ??
    noBreakSpace(lines) ??
    ofParser(error) ??
    unclosed(lines, error) ??
    first(near, (line) => ofLine(lines, line)) ??
    inBrackets(lines, error) ?? {
      line: error.line,
      column: error.column,
      what: `is not YAML (${error.message.replace(/\s+/g, ' ').trim()}); compare with the entries around it`,
    }
  );
}

function first<T>(lines: readonly number[], find: (line: number) => T | undefined): T | undefined {
  for (const line of lines) {
    const found = find(line);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mergeMark(lines: readonly string[]): Fault | undefined {
  const at = lines.findIndex((line) => MERGE_MARK.test(line));
  if (at < 0) return undefined;
  const what = 'an unfinished merge; keep one of the two versions and delete <<<<<<<, ======= and >>>>>>>';
  return { line: at + 1, column: 1, what };
}

function tab(lines: readonly string[], error: ParserError): Fault | undefined {
  const at = lines.findIndex((line) => /^ *(?:- *)?\t/.test(line));
  if (at < 0 || (at + 1 !== error.line && error.code !== 'TAB_AS_INDENT')) return undefined;
  const column = (lines[at] ?? '').indexOf('\t') + 1;
  return { line: at + 1, column, what: 'a tab stands here; indent with spaces' };
}

/** Where YAML wants a space: before a key, after a colon or a dash. */
function noBreakSpace(lines: readonly string[]): Fault | undefined {
  for (const [index, line] of lines.entries()) {
    const found =
      /^(?: *(?:- *)?)[\u00a0\u2007\u202f\u3000]|^ *(?:- +)?[A-Za-z0-9_-]+:[\u00a0\u2007\u202f\u3000]/.exec(
        line,
      );
    if (!found) continue;
    const column = line.search(NO_BREAK) + 1;
    const code = (line.codePointAt(column - 1) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { line: index + 1, column, what: `a no-break space (U+${code}) stands here; write a plain space` };
  }
  return undefined;
}

/** Errors that the parser names rightly. */
function ofParser({ code, message, line, column }: ParserError): Fault | undefined {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return {
        line,
        column,
        what: 'the file has a second document after "---"; put it into a file of its own',
      };
    case 'TAG_RESOLVE_FAILED':
      return { line, column, what: 'tags (!) are not used here; write the value in quotation marks' };
    case 'BAD_SCALAR_START':
      return {
        line,
        column,
        what: 'a text that begins with @, ` or % goes in double quotation marks; put it in them',
      };
    default:
      return /call stack/.test(message) ? { line, column, what: TOO_DEEP } : undefined;
  }
}

export const TOO_DEEP = 'is nested too deeply to be read; see the templates in CONTRIBUTING.md';

/** A quotation mark or a bracket that is never closed, in the line where it opens. */
function unclosed(lines: readonly string[], error: ParserError): Fault | undefined {
  const quote = /Missing closing (["'])quote/.exec(error.message)?.[1];
  for (let line = Math.min(error.line, lines.length); line >= 1; line -= 1) {
    const text = lines[line - 1] ?? '';
    const open = openAtEnd(text);
    if (open === undefined) continue;
    const { mark, column } = open;
    if (mark === '"' || mark === "'") {
      if (quote === undefined) continue;
      return {
        line,
        column,
        what: `the quotation mark ${mark} is never closed; write it at the end of the text as well`,
      };
    }
    if (!/must be sufficiently indented and end with/.test(error.message)) return undefined;
    const cut = / #.*[\]}]\s*$/.exec(text.slice(column));
    if (cut) return { line, column: column + cut.index + 2, what: CUT_BY_REMARK };
    const closing = mark === '[' ? ']' : '}';
    return { line, column, what: `the bracket ${mark} is never closed; write the missing ${closing}` };
  }
  return undefined;
}

/** The innermost mark of a value that is open where the line ends. */
function openAtEnd(text: string): { readonly mark: string; readonly column: number } | undefined {
  const open: { mark: string; column: number }[] = [];
  let start = true;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? '';
    if (mark === '#' && (at === 0 || text[at - 1] === ' ')) break;
    if (mark === ' ') continue;
    const isInFlow = open.length > 0;
    if ((mark === '"' || mark === "'") && start) {
      const end = closing(text, at, mark);
      if (end < 0) return { mark, column: at + 1 };
      at = end;
      start = false;
    } else if ((mark === '[' || mark === '{') && (start || isInFlow)) {
      open.push({ mark, column: at + 1 });
      start = true;
    } else if (isInFlow && (mark === ']' || mark === '}')) {
      const last = open.at(-1);
      if (last?.mark !== (mark === ']' ? '[' : '{')) return last;
      open.pop();
      start = false;
    } else {
      const before =
        (isInFlow && mark === ',') || (':-'.includes(mark) && /^(?: |$)/.test(text.slice(at + 1)));
      start = before;
    }
  }
  return open.at(-1);
}

function closing(text: string, from: number, mark: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (mark === '"' && text[at] === '\\') at += 1;
    else if (text[at] === mark) {
      if (mark === "'" && text[at + 1] === "'") at += 1;
      else return at;
    }
  }
  return -1;
}

/** What is wrong with one line by itself or next to the one above. */
function ofLine(lines: readonly string[], line: number): Fault | undefined {
  const text = lines[line - 1];
  if (text === undefined || text.trim() === '' || text.trimStart().startsWith('#')) return undefined;
  const column = text.search(/\S/) + 1;
  const at = (what: string, from = column): Fault => ({ line, column: from, what });

  const glued = /^ *(?:- +)?([A-Za-z_]+):([^\s/].*)$/.exec(text);
  if (glued) {
    const [, key = ''] = glued;
    return at(`no space after "${key}:"; write "${key}: …"`, text.indexOf(`${key}:`) + 1);
  }
  if (/^ *-[A-Za-z0-9_]+:/.test(text)) return at('no space after the dash; write "- "');
  const wide = /^ *(?:- +)?[A-Za-z_]+\s*(\uff1a)/.exec(text);
  if (wide) return at('the colon is a wide one (U+FF1A); write a plain ":"', text.indexOf('\uff1a') + 1);
  if (/^ *[{[]/.test(text) && isItemOf(lines, line))
    return at(`no dash before ${text[column - 1]}; write "- ${text[column - 1]}"`);
  const keyed = KEY_LINE.exec(text);
  if (!keyed) {
    const above = KEY_LINE.exec(lines[line - 2] ?? '');
    if (/^ *[^\s:-]\S*(?: +[^\s:]+){2,}$/.test(text) && /^[^"'[{|>]/.test(above?.[4] ?? ''))
      return at(`goes on with the "${above?.[3]}" of the line above; write a text on one line`);
    const word = /^ *(?:- +)?([a-z]+) +\S/.exec(text)?.[1];
    return word !== undefined && !text.trimStart().startsWith('- ')
      ? at(`no colon after the key; write "${word}: …", or put a text on the line of its key`)
      : undefined;
  }
  return misplaced(lines, line) ?? ofValue(keyed[4] ?? '', at, text);
}

function ofValue(value: string, at: (what: string, from?: number) => Fault, text: string): Fault | undefined {
  const from = text.length - value.length + 1;
  const isQuoted = value.startsWith('"') || value.startsWith("'");
  if (isQuoted) {
    const end = closing(value, 0, value[0] ?? '"');
    if (value[0] === "'" && /^\p{L}/u.test(value.slice(end + 1)))
      return at('an apostrophe ends a text in single quotation marks; put it in double ones', from);
    return end >= 0 && !/^\s*(?:#.*)?$/.test(value.slice(end + 1))
      ? at('goes on after the closing quotation mark; put the whole text in quotation marks', from)
      : undefined;
  }
  if (/^(?:\[[^\]]*\]|\{[^}]*\})\s*[^\s#]/.test(value))
    return at(`a text that begins with ${value[0]} goes in double quotation marks`, from);
  if (value.startsWith('{') || value.startsWith('[')) return undefined;
  if (/^[“”„«‘’‚‹]/u.test(value) && /: |:$/.test(value))
    return at(`${value[0]} is no quotation mark of YAML; put the text in straight ones, "…"`, from);
  if (/^[*&|>]/.test(value) && !/^[|>][-+\d]*$/.test(value))
    return at(`a text that begins with ${value[0]} goes in double quotation marks`, from);
  if (value.startsWith('- '))
    return at('a text that begins with a dash goes in double quotation marks', from);
  if (/: |:$/.test(value)) return at('a text with ": " in it goes in double quotation marks', from);
  return undefined;
}

/** A text in `{ }` or `[ ]` that holds what has a meaning there. */
function inBrackets(lines: readonly string[], { line, column }: ParserError): Fault | undefined {
  const text = lines[line - 1] ?? '';
  if (!/^[^#]*[{[]/.test(text)) return undefined;
  const glued =
    /: [^\s,:"{}[\]]+ ((?:source|at|passage|says|note|id|step|to|how|text|of|original|language|role|party|names|name|short|since|until|ru|uk|on|was|why)): /.exec(
      text,
    );
  if (glued)
    return {
      line,
      column: glued.index + glued[0].length - `${glued[1]}: `.length + 1,
      what: `a comma is missing before "${glued[1]}:"; write one`,
    };
  const what =
    'a text with one of , : [ ] { } in it goes in double quotation marks when it stands in brackets';
  return { line, column, what };
}

/** A key that stands a little to the left or right of those above it. */
function misplaced(lines: readonly string[], line: number): Fault | undefined {
  const own = keyColumn(lines[line - 1] ?? '');
  if (own === undefined) return undefined;
  for (let above = line - 1; above >= 1; above -= 1) {
    const text = lines[above - 1] ?? '';
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const column = keyColumn(text);
    if (column === undefined || column === own || /:\s*(?:#.*)?$/.test(text)) return undefined;
    if (column - own > 1) return undefined;
    const what = `stands in column ${own + 1}, the line above in column ${column + 1}; begin both in the same`;
    return { line, column: own + 1, what };
  }
  return undefined;
}

function keyColumn(text: string): number | undefined {
  const found = KEY_LINE.exec(text);
  return found ? (found[1] ?? '').length + (found[2] ?? '').length : undefined;
}

/** Whether the entries around are items, `- { … }`, in a column of their own. */
function isItemOf(lines: readonly string[], line: number): boolean {
  const indent = /^ */.exec(lines[line - 1] ?? '')?.[0] ?? '';
  return [lines[line - 2], lines[line]].some((near) => near?.startsWith(`${indent}- `));
}

const CUT_BY_REMARK =
  'the text ends before " #"; put it in double quotation marks, or a remark on a line of its own';

/** Keys whose value is a text of our own: a remark after it would be taken for a part of it, or cut it. */
const CUT =
  /^ *(?:- +)?(?:text|title|about|name|short|role|description|note|was|why|quote|venue|duration|passage|original|if): +(?!["'[{|>#&*!])\S.*?( #)/;

/** Whether a remark stands behind something in its line, or looks as if it did. */
function hasRemark(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(0x23); at >= 0; at = bytes.indexOf(0x23, at + 1))
    if (bytes[at - 1] === 0x20) return true;
  return false;
}

/** Texts that end before ` #`, since YAML takes the rest for a remark. */
export function cutTexts(bytes: Buffer): readonly Fault[] {
  if (!hasRemark(bytes)) return [];
  return bytes
    .toString()
    .split('\n')
    .flatMap((line, index) => {
      const found = line.includes(' #') ? CUT.exec(line) : null;
      if (!found) return [];
      return [{ line: index + 1, column: found[0].length, what: CUT_BY_REMARK }];
    });
}
