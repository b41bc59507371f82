/** What follows an opcode in the binary format. */
export type Immediate = 'index' | 'block' | 'memory' | 'lane' | 'i32' | 'f32' | 'f64' | 'lanes';

interface Encoding {
  readonly opcode: readonly number[];
  readonly immediates: readonly Immediate[];
}

const plain = (...opcode: number[]): Encoding => ({ opcode, immediates: [] });
const taking = (opcode: number, ...immediates: Immediate[]): Encoding => ({ opcode: [opcode], immediates });
/** Of the vector instructions: their numbers stand after a prefix, in LEB128. */
const simd = (code: number, ...immediates: Immediate[]): Encoding => ({
  opcode: code < 0x80 ? [0xfd, code] : [0xfd, (code & 0x7f) | 0x80, code >> 7],
  immediates,
});

/** The instructions that the generator uses, by their names in the text format. */
export const encodings = {
  block: taking(0x02, 'block'),
  loop: taking(0x03, 'block'),
  if: taking(0x04, 'block'),
  else: plain(0x05),
  end: plain(0x0b),
  br_if: taking(0x0d, 'index'),
  call: taking(0x10, 'index'),
  select: plain(0x1b),
  'local.get': taking(0x20, 'index'),
  'local.set': taking(0x21, 'index'),
  'local.tee': taking(0x22, 'index'),
  'i32.const': taking(0x41, 'i32'),
  'f32.const': taking(0x43, 'f32'),
  'f64.const': taking(0x44, 'f64'),
  'i32.load': taking(0x28, 'memory'),
  'f32.load': taking(0x2a, 'memory'),
  'f64.load': taking(0x2b, 'memory'),
  'i32.load8_u': taking(0x2d, 'memory'),
  'f32.store': taking(0x38, 'memory'),
  'f64.store': taking(0x39, 'memory'),
  'i32.store8': taking(0x3a, 'memory'),
  'i32.lt_u': plain(0x49),
  'i32.add': plain(0x6a),
  'i32.sub': plain(0x6b),
  'i32.mul': plain(0x6c),
  'i32.and': plain(0x71),
  'i32.or': plain(0x72),
  'i32.xor': plain(0x73),
  'i32.shl': plain(0x74),
  'i32.shr_u': plain(0x76),
  'f32.neg': plain(0x8c),
  'f32.add': plain(0x92),
  'f32.mul': plain(0x94),
  'f32.div': plain(0x95),
  'f64.neg': plain(0x9a),
  'f64.add': plain(0xa0),
  'f64.mul': plain(0xa2),
  'f64.div': plain(0xa3),
  'v128.load': simd(0x00, 'memory'),
  'v128.load32_splat': simd(0x09, 'memory'),
  'v128.load64_splat': simd(0x0a, 'memory'),
  'v128.store': simd(0x0b, 'memory'),
  'i8x16.shuffle': simd(0x0d, 'lanes'),
  'i32x4.splat': simd(0x11),
  'f32x4.splat': simd(0x13),
  'f64x2.splat': simd(0x14),
  'f32x4.extract_lane': simd(0x1f, 'lane'),
  'f64x2.extract_lane': simd(0x21, 'lane'),
  'f32x4.eq': simd(0x41),
  'f32x4.ne': simd(0x42),
  'f32x4.lt': simd(0x43),
  'f32x4.gt': simd(0x44),
  'f32x4.ge': simd(0x46),
  'f64x2.eq': simd(0x47),
  'f64x2.ne': simd(0x48),
  'f64x2.lt': simd(0x49),
  'f64x2.gt': simd(0x4a),
  'f64x2.ge': simd(0x4c),
  'v128.not': simd(0x4d),
  'v128.and': simd(0x4e),
  'v128.or': simd(0x50),
  'v128.xor': simd(0x51),
  'v128.bitselect': simd(0x52),
  'v128.any_true': simd(0x53),
  'v128.load32_lane': simd(0x56, 'memory', 'lane'),
  'v128.load64_lane': simd(0x57, 'memory', 'lane'),
  'v128.store32_lane': simd(0x5a, 'memory', 'lane'),
  'v128.store64_lane': simd(0x5b, 'memory', 'lane'),
  'i32x4.shl': simd(0xab),
  'i32x4.shr_u': simd(0xad),
  'i32x4.add': simd(0xae),
  'i32x4.sub': simd(0xb1),
  'i64x2.shl': simd(0xcb),
  'i64x2.shr_u': simd(0xcd),
  'i64x2.add': simd(0xce),
  'i64x2.sub': simd(0xd1),
  'i64x2.gt_s': simd(0xd9),
  'f32x4.abs': simd(0xe0),
  'f32x4.neg': simd(0xe1),
  'f32x4.sqrt': simd(0xe3),
  'f32x4.add': simd(0xe4),
  'f32x4.sub': simd(0xe5),
  'f32x4.mul': simd(0xe6),
  'f32x4.div': simd(0xe7),
  'f32x4.max': simd(0xe9),
  'f32x4.pmin': simd(0xea),
  'f32x4.pmax': simd(0xeb),
  'f64x2.abs': simd(0xec),
  'f64x2.neg': simd(0xed),
  'f64x2.sqrt': simd(0xef),
  'f64x2.add': simd(0xf0),
  'f64x2.sub': simd(0xf1),
  'f64x2.mul': simd(0xf2),
  'f64x2.div': simd(0xf3),
  'f64x2.max': simd(0xf5),
  'f64x2.pmin': simd(0xf6),
  'f64x2.pmax': simd(0xf7),
  'f32x4.relaxed_madd': simd(0x105),
  'f64x2.relaxed_madd': simd(0x107),
} satisfies Readonly<Record<string, Encoding>>;

export type Op = keyof typeof encodings;

/**
 * An instruction by name, its immediates as numbers: a memory place is its alignment (log2 of bytes) and offset, a
 * shuffle its 16 byte indices.
 */
export type Instruction = readonly [op: Op, ...immediates: readonly number[]];

/** Instructions in a row; as an operand, those that leave one value on the stack. */
export type Code = readonly Instruction[];
