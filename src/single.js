// The whole page in one file: unpacks what stands in it, and begins with the first part, `single-start.js`. Everything is
// in the file, so that it runs from a disk, where a browser loads neither modules nor WebAssembly.

// A little more than seven bits in a byte of UTF-8: see `packed.rs`. A character below 128 is a digit, one from U+0100 is two,
// and eleven digits, the last first, are 78 bits.
const NOT_BELOW = [0, 10, 13, 60], SINGLE = 124, BASE = 137, DIGITS = 11;
const unpacked = (text) => {
  const single = [], digits = [], bytes = [];
  for (let code = 0, digit = 0; digit < SINGLE; code++) if (!NOT_BELOW.includes(code)) single[code] = digit++;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 256) digits.push(single[code]);
    else digits.push(SINGLE + Math.floor((code - 256) / BASE), (code - 256) % BASE);
  }
  // What fits into a number without a loss is worked out as one.
  const number = (from, to) => {
    let value = 0;
    while (to-- > from) value = value * BASE + digits[to];
    return BigInt(value);
  };
  const high = BigInt(BASE) ** 6n;
  let held = 0n, bits = 0;
  for (let at = 0; at + DIGITS <= digits.length; at += DIGITS) {
    held = (held << 78n) | (number(at + 6, at + DIGITS) * high + number(at, at + 6));
    for (bits += 78; bits > 47; ) {
      bits -= 48;
      const six = Number(BigInt.asUintN(48, held >> BigInt(bits)));
      for (let shift = 40; shift >= 0; shift -= 8) bytes.push(Math.floor(six / 2 ** shift) & 255);
    }
    held = BigInt.asUintN(bits, held);
  }
  return bytes;
};

// LZMA without a header: lc 4, lp 0, pb 0. No browser's own decompressor comes near it, and this is all it takes.
const expanded = (input, size) => {
  const out = new Uint8Array(size);
  const half = (count) => new Uint16Array(count).fill(1024);
  let at = 5, range = 0xffffffff, code = 0;
  for (let i = 1; i < 5; i++) code = code * 256 + input[i];
  const shift = () => {
    if (range < 0x1000000) {
      range *= 256;
      code = code * 256 + input[at++];
    }
  };
  const bit = (table, i) => {
    const chance = table[i], bound = (range >>> 11) * chance, is = code >= bound;
    if (is) {
      range -= bound;
      code -= bound;
      table[i] -= chance >> 5;
    } else {
      range = bound;
      table[i] += (2048 - chance) >> 5;
    }
    shift();
    return is ? 1 : 0;
  };
  const tree = (table, from, bits) => {
    let node = 1;
    for (let i = 0; i < bits; i++) node = node * 2 + bit(table, from + node);
    return node - (1 << bits);
  };
  const reverse = (table, from, bits) => {
    let node = 1, value = 0;
    for (let i = 0; i < bits; i++) {
      const is = bit(table, from + node);
      node = node * 2 + is;
      value |= is << i;
    }
    return value;
  };
  const lengths = () => {
    const table = half(2 + 8 + 8 + 256);
    return () => (!bit(table, 0) ? tree(table, 2, 3) : !bit(table, 1) ? 8 + tree(table, 10, 3) : 16 + tree(table, 18, 8));
  };
  const literals = half(0x300 << 4), slots = half(256), near = half(115), aligned = half(16);
  const [isMatch, isAgain, isNotLast, isNotSecond, isThirdOrFourth, isLong] = [0, 0, 0, 0, 0, 0].map(() => half(12));
  const length = lengths(), lengthAgain = lengths();
  const distance = (length) => {
    const slot = tree(slots, Math.min(length, 3) * 64, 6);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1;
    let value = (2 | (slot & 1)) << count;
    if (slot < 14) return value + reverse(near, value - slot, count);
    let direct = 0;
    for (let i = 4; i < count; i++) {
      range = range >>> 1;
      const is = code >= range;
      if (is) code -= range;
      direct = direct * 2 + (is ? 1 : 0);
      shift();
    }
    return value + direct * 16 + reverse(aligned, 0, 4);
  };
  let state = 0, last = [0, 0, 0, 0], to = 0;
  while (to < size) {
    if (!bit(isMatch, state)) {
      const from = 0x300 * ((to ? out[to - 1] : 0) >> 4);
      let symbol = 1;
      if (state > 6) {
        let match = out[to - last[0] - 1];
        while (symbol < 256) {
          const expected = (match >> 7) & 1;
          match <<= 1;
          const is = bit(literals, from + ((1 + expected) << 8) + symbol);
          symbol = symbol * 2 + is;
          if (is !== expected) break;
        }
      }
      while (symbol < 256) symbol = symbol * 2 + bit(literals, from + symbol);
      out[to++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (!bit(isAgain, state)) {
      count = length();
      last = [distance(count), last[0], last[1], last[2]];
      state = state < 7 ? 7 : 10;
    } else {
      if (!bit(isNotLast, state)) {
        if (!bit(isLong, state)) {
          out[to] = out[to - last[0] - 1];
          to++;
          state = state < 7 ? 9 : 11;
          continue;
        }
      } else {
        const which = !bit(isNotSecond, state) ? 1 : 2 + bit(isThirdOrFourth, state);
        last.unshift(last.splice(which, 1)[0]);
      }
      count = lengthAgain();
      state = state < 7 ? 8 : 11;
    }
    for (const end = Math.min(to + count + 2, size); to < end; to++) out[to] = out[to - last[0] - 1];
  }
  return out;
};

const find = (selector) => document.querySelector(selector);
// As it was opened: what "save with the app in it" writes again, with other records.
const whole = '<!doctype html>\n' + document.documentElement.outerHTML;
const ends = find('#packed').dataset.ends.split(' ');
const bytes = expanded(unpacked(find('#packed').textContent), +ends.at(-1));
let from = 0;
const parts = ends.map((end) => bytes.subarray(from, (from = +end)));
globalThis.partnerpad = { whole, parts };
document.head.append(Object.assign(document.createElement('script'), { type: 'module', textContent: new TextDecoder().decode(parts[0]) }));
