#!/usr/bin/env node
// Runs the TypeScript sources as they are: no build step that could be forgotten.
require('tsx/cjs');
require('../conformance/main.ts');
