import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The console that `npm run dev` talks to. */
const server = process.env.GOVCHAIN_CONSOLE ?? 'http://127.0.0.1:8090';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    manifest: 'manifest.json',
    sourcemap: false,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/v1': server } },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['src/shell/testing.ts'] },
});
