/**
 * moment-timezone with the one zone that sessions have (TIMEZONE = 'UTC'), without 700 KB of all others. By its path,
 * since the package's name leads here.
 */
const moment = require('../../../node_modules/moment-timezone/moment-timezone.js');

moment.tz.load({ version: 'UTC', zones: ['Etc/UTC|UTC|0|0|'], links: ['Etc/UTC|UTC'], countries: [] });

const { tz } = moment.fn;
moment.fn.tz = function (name, keepTime) {
  // moment would log it and go on with this machine's zone.
  if (name !== undefined && !moment.tz.zone(name))
    throw new Error(`The time zone ${name} is left out of the bundle: sessions are in UTC.`);
  return tz.call(this, name, keepTime);
};

module.exports = moment;
