// Quotation marks around what isn't a phrase of the interface: marked words, names of follows.

/** `“words”`, in other languages than English `«words»`. */
export function inQuotationMarks(language: string, words: string): string {
  return language === 'en' ? `“${words}”` : `«${words}»`;
}
