package io.govchain.testnet.consortium;

import io.govchain.evm.signing.SigningKey;

/** A genesis institution before there is a chain. */
record Founder(String code, String name, SigningKey governor) {
  static Founder of(Member member) {
    return new Founder(member.code(), member.name(), member.governor().key());
  }
}
