// How the client is built. Everything it needs is a file of its own (no inline script, no data: address), so that it
// runs under a content security policy that allows nothing but this origin.
import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

export default defineConfig({
  root: 'client',
  // The server puts a fresh number in its place with every page; see its policy.
  html: { cspNonce: '__CSP_NONCE__' },
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
  },
});
