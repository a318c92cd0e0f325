// Preloaded into a program that runs with reload: tells the supervisor each file of this checkout that it loads. A file is
// reported before it is parsed, so the one with the syntax error is known too.
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  load: (url, context, nextLoad) => {
    if (process.connected && url.startsWith('file:') && !url.includes('/node_modules/')) {
      process.send?.({ imported: fileURLToPath(url) }, undefined, undefined, () => {});
    }
    return nextLoad(url, context);
  },
});
