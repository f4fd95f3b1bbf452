package io.govchain.amdp;

import io.govchain.amdp.crypto.LocalSigner;
import java.util.Arrays;

/** The parties of the tests, with fixed keys, paths and times. */
public final class Cast {

  public static final LocalSigner APPLICATION_KEY = key(0x11);
  public static final LocalSigner SUBCHAIN_PROXY_KEY = key(0x22);
  public static final LocalSigner CROSSCHAIN_PROXY_KEY = key(0x33);
  public static final LocalSigner PEER_KEY = key(0x44);
  public static final LocalSigner STRANGER_KEY = key(0x55);

  public static final String APPLICATION = "registry/notary-app";
  public static final String SUBCHAIN_PROXY = "registry/subchain-proxy";
  public static final String CROSSCHAIN_PROXY = "registry/crosschain-proxy";
  public static final String PEER = "court/crosschain-proxy";

  public static final String PIPELINE = "registry/evidence";
  public static final String CONSTRAINT = "0x" + "c0".repeat(32);
  public static final String DIGEST = "0x" + "d1".repeat(32);
  public static final long NOW = 1_790_000_000L;

  private Cast() {}

  static LocalSigner key(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return LocalSigner.of(bytes);
  }

  /** The call that every other test message belongs to. */
  public static ApplicationCall call() {
    return ApplicationCall.builder()
        .from(APPLICATION)
        .to(SUBCHAIN_PROXY)
        .request("deed-2031")
        .issued(NOW)
        .validForSeconds(300)
        .deadlineSeconds(600)
        .pipeline(PIPELINE, CONSTRAINT)
        .write(
            StepSide.SOURCE,
            "registry/evidence-store",
            "store(bytes32,string)",
            DIGEST,
            "deed 2031")
        .write(
            StepSide.TARGET, "court/evidence-store", "store(bytes32,string)", DIGEST, "deed 2031")
        .read(
            StepSide.TARGET,
            "court/evidence-store",
            "find(bytes32)(string,address,uint64,bool)",
            DIGEST)
        .random(new FixedRandom("call"))
        .sign(APPLICATION_KEY);
  }

  /** A draft in the transaction of {@link #call}. */
  public static MessageDraft draft(String to) {
    return MessageDraft.to(to)
        .transaction(call().transaction())
        .pipeline(PIPELINE, CONSTRAINT)
        .valid(NOW + 2, NOW + 700);
  }

  /** A step request of the cross-chain proxy to its peer. */
  public static Envelope stepRequest() {
    return stepRequest(draft(PEER).step(1));
  }

  /** A step request with another draft. */
  public static Envelope stepRequest(MessageDraft draft) {
    ApplicationCall call = call();
    SealContext context =
        new SealContext(
            CROSSCHAIN_PROXY, PEER, call.transaction(), 1, SealContext.Purpose.ARGUMENTS);
    String sealed =
        Sealed.encrypt(
            call.disclosures().get(1).text(),
            context,
            PEER_KEY.publicKey(),
            new FixedRandom("seal"));
    return new MessageFactory(
            CROSSCHAIN_PROXY_KEY, CROSSCHAIN_PROXY, new FixedRandom("step-request"))
        .sign(draft, new MessageData.StepRequest(call.envelope(), sealed, java.util.List.of()));
  }
}
