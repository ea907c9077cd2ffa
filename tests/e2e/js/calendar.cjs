// Reads a calendar file from its input with a parser that is not ours, and says as JSON what it found.
const { dirname, join } = require('node:path');
const { readFileSync } = require('node:fs');
const ICAL = require(join(dirname(process.env.PARTNERPAD_ICAL), 'dist', 'ical.es5.cjs'));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
const [event, ...more] = calendar.getAllSubcomponents('vevent');
const [alarm] = event.getAllSubcomponents('valarm');
const { uid, summary, description, startDate, endDate } = new ICAL.Event(event);
console.log(JSON.stringify({
  events: 1 + more.length,
  uid,
  summary,
  description,
  start: startDate.toString(),
  days: endDate.subtractDateTz(startDate).toSeconds() / 86400,
  is_day: startDate.isDate,
  alarm: alarm.getFirstPropertyValue('trigger').toString(),
}));
