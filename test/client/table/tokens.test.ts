// Everything that is to be read can be read, in light and in dark: contrast as WCAG 2.2 counts it, from the palette itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PARTY_COLOURS } from '../../../shared/colours.ts';

const css = readFileSync(join(import.meta.dirname, '../../../client/styles/tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
const colours = (part: string): Map<string, string> =>
  new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6,8});/g)].map((match) => [match[1]!, match[2]!]));

const channels = (hex: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
const over = (wash: string, ground: string): number[] => {
  const alpha = Number.parseInt(wash.slice(7, 9), 16) / 255;
  return channels(wash).map((value, i) => value * alpha + channels(ground)[i]! * (1 - alpha));
};
const luminance = (rgb: number[]): number => {
  const [r, g, b] = rgb.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (one: number[], other: number[]): number => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
};

const GROUNDS = ['paper', 'desk', 'soft'];
const READ = ['ink', 'quiet', 'chair', 'done', 'past', ...PARTY_COLOURS];

describe.each([
  ['light', colours(light)],
  ['dark', new Map([...colours(light), ...colours(dark)])],
])('the %s palette', (_, palette) => {
  const rgb = (name: string): number[] => channels(palette.get(name)!);

  test.each(READ)('%s can be read on every ground', (name) => {
    for (const ground of GROUNDS)
      expect(contrast(rgb(name), rgb(ground)), ground).toBeGreaterThanOrEqual(4.5);
  });

  test.each(PARTY_COLOURS)('%s can be read on its own wash', (colour) => {
    const wash = over(palette.get(`${colour}-wash`)!, palette.get('paper')!);
    expect(contrast(rgb(colour), wash)).toBeGreaterThanOrEqual(4.5);
  });

  test('any two delegations are told apart by colour, and not by its lightness alone', () => {
    const hue = (name: string): number => {
      const [r, g, b] = rgb(name);
      return (Math.atan2(Math.sqrt(3) * (g! - b!), 2 * r! - g! - b!) * 180) / Math.PI;
    };
    const pairs = PARTY_COLOURS.flatMap((one, i) => PARTY_COLOURS.slice(i + 1).map((other) => [one, other]));
    expect(pairs.length).toBe(10);
    for (const [one, other] of pairs) {
      const apart = Math.abs(hue(one!) - hue(other!)) % 360;
      expect(Math.min(apart, 360 - apart), `${one} ${other}`).toBeGreaterThanOrEqual(30);
    }
  });

  test.each(['focus', 'edge'])('%s is seen as a line', (name) => {
    for (const ground of ['paper', 'desk'])
      expect(contrast(rgb(name), rgb(ground))).toBeGreaterThanOrEqual(3);
  });

  test('words on ink can be read', () => {
    expect(contrast(rgb('paper'), rgb('ink'))).toBeGreaterThanOrEqual(4.5);
  });
});
