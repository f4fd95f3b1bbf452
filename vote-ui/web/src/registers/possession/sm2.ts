import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { concat, getBytes, toBeHex, toBigInt } from 'ethers';
import { sm3 } from './sm3';

/** The recommended curve of GB/T 32918. */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Point = weierstrass(CURVE);

/** Who signs, where nobody said another: "1234567812345678", with its length in bits before it. */
const IDENTITY = `0x0080${'31323334353637383132333435363738'}`;
const WIDTH = 32;

const wide = (number: bigint): string => toBeHex(number, WIDTH);

/** The point of a key; throws where there is none on the curve. */
export const sm2Point = (publicKey: Uint8Array) => Point.fromBytes(getBytes(concat(['0x04', publicKey])));

/** Whether the key signed the message with SM2, SM3 and the default identity (GB/T 32918.2, 7.1). */
export function sm2Verifies(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = sm2Point(publicKey);
  const r = toBigInt(signature.slice(0, WIDTH));
  const s = toBigInt(signature.slice(WIDTH));
  const t = (r + s) % CURVE.n;
  if (r === 0n || s === 0n || r >= CURVE.n || s >= CURVE.n || t === 0n) return false;
  const { a, b, Gx, Gy } = CURVE;
  const z = sm3(getBytes(concat([IDENTITY, ...[a, b, Gx, Gy].map(wide), publicKey])));
  const e = toBigInt(sm3(getBytes(concat([z, message]))));
  const sum = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t));
  return !sum.is0() && (e + sum.toAffine().x) % CURVE.n === r;
}
