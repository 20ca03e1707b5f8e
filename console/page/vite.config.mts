import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/**
 * The page is static files that the console's server hands out under a strict content security policy: nothing inline, no
 * data: URL and no other host. Vite compiles JSX itself, so no plugin is needed.
 */
export default defineConfig(({ command }) => {
  // A test or a shell may have set another one, and React would come with its checks for developers.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // Browsers that know light-dark(): else the colours would be lowered to a copy of every rule.
      target: ['chrome123', 'firefox120', 'safari17.5'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 600,
      rolldownOptions: {
        onLog(level, log, tell) {
          // "use client" in libraries is meant for servers that render: nothing to do with this page.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
        },
      },
    },
    // `vite console/page` while developing, beside `lakehouse console --port 4180`.
    server: { proxy: { '/api': { target: 'http://127.0.0.1:4180', changeOrigin: true } } },
  };
});
