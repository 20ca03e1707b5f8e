/**
 * Stands in the bundles for packages that the driver loads and that no function uses: other clouds' storage and
 * identity, browsers, certificate revocation, files of connections. They may be loaded and named; whatever is called
 * throws, so nothing that needs one of them goes on without it.
 */
const absent = (path) =>
  new Proxy(function () {}, {
    get(_, name) {
      // What module interop and promises ask of everything.
      if (typeof name === 'symbol' || name === '__esModule' || name === 'then') return undefined;
      // asn1.js: structures are declared when the driver's module is loaded, and used for revocation lists only.
      if (path === '' && name === 'define') return () => absent('define()');
      return absent(path === '' ? name : `${path}.${name}`);
    },
    apply() {
      throw new Error(`${path} is left out of the bundle: lambdas/snowflake/left-out`);
    },
    construct() {
      throw new Error(`${path} is left out of the bundle: lambdas/snowflake/left-out`);
    },
  });

module.exports = absent('');
