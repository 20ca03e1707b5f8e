#!/usr/bin/env node
// Runs the TypeScript sources as they are: no build step that could be forgotten.
// The AWS SDK that is pinned here runs on Node 20; its notice is about versions that are not.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require('tsx/cjs');
require('./main.ts');
