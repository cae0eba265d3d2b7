// Whether a package is installed: development dependencies are absent in production.

import { codeOf } from '../errors.ts';

export function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(`${name}/package.json`);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ERR_MODULE_NOT_FOUND') return false;
    throw error;
  }
}
