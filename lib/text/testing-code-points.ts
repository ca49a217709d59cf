import fc from "fast-check";

const firstSurrogate = 0xd800;
const surrogates = 0x800;
const codePoints = 0x110000;

/**
 * A code point that is no half of a pair: what fast-check calls the unit "binary", without the table of a million code
 * points that it takes two seconds to make in each process.
 */
export const anyCodePoint: fc.Arbitrary<string> = fc.nat(codePoints - surrogates - 1).map(
  (at) => String.fromCodePoint(at < firstSurrogate ? at : at + surrogates),
  (text) => {
    const point = typeof text === "string" ? (text.codePointAt(0) ?? -1) : -1;
    const isHalf = point >= firstSurrogate && point < firstSurrogate + surrogates;
    if (point < 0 || isHalf || text !== String.fromCodePoint(point)) throw new Error("not one code point");
    return point < firstSurrogate ? point : point - surrogates;
  },
);
