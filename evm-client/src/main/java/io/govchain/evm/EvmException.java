package io.govchain.evm;

import io.govchain.evm.abi.RevertReason;

/** What can go wrong with a chain, each kind with a stable {@link #code()}. */
public abstract sealed class EvmException extends RuntimeException {
  private EvmException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A stable, kebab-case name of the kind of failure. */
  public abstract String code();

  /**
   * No answer from the node: refused, timed out, cut off. Whether a request took effect is not
   * known.
   */
  public static final class ChainUnreachable extends EvmException {
    public ChainUnreachable(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String code() {
      return "chain-unreachable";
    }
  }

  /** The node's answer is not what JSON-RPC promises, or is larger than allowed. */
  public static final class ResponseRefused extends EvmException {
    public ResponseRefused(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String code() {
      return "chain-response-refused";
    }
  }

  /** The node answered with an error. */
  public static final class RpcError extends EvmException {
    private final int rpcCode;
    private final String rpcMessage;

    public RpcError(String method, int rpcCode, String rpcMessage) {
      super(method + " was refused by the node: " + rpcMessage + " (" + rpcCode + ")", null);
      this.rpcCode = rpcCode;
      this.rpcMessage = rpcMessage;
    }

    /** JSON-RPC's number of the error. */
    public int rpcCode() {
      return rpcCode;
    }

    /** The node's words, shortened. */
    public String rpcMessage() {
      return rpcMessage;
    }

    @Override
    public String code() {
      return "chain-rpc-error";
    }
  }

  /** A contract refused the call. */
  public static final class CallReverted extends EvmException {
    private final transient RevertReason reason;

    public CallReverted(String address, RevertReason reason) {
      super("call of " + address + " reverted: " + reason.text(), null);
      this.reason = reason;
    }

    /** The decoded reason; {@link RevertReason#raw()} is the revert data. */
    public RevertReason reason() {
      return reason;
    }

    @Override
    public String code() {
      return "call-reverted";
    }
  }

  /** The account's nonce was used by another transaction: this one can never take effect. */
  public static final class TransactionDisplaced extends EvmException {
    public TransactionDisplaced(String message) {
      super(message, null);
    }

    @Override
    public String code() {
      return "transaction-displaced";
    }
  }

  /** A reference that already stands for another call. */
  public static final class ReferenceConflict extends EvmException {
    public ReferenceConflict(String message) {
      super(message, null);
    }

    @Override
    public String code() {
      return "reference-conflict";
    }
  }

  /** A call that no block could ever hold, found before anything was signed. */
  public static final class CallRefused extends EvmException {
    public CallRefused(String message) {
      super(message, null);
    }

    @Override
    public String code() {
      return "call-refused";
    }
  }

  /**
   * The sender cannot take the call now: closed, full, or its store failed. Nothing was broadcast
   * by this call.
   */
  public static final class SenderUnavailable extends EvmException {
    public SenderUnavailable(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String code() {
      return "sender-unavailable";
    }
  }
}
