package io.govchain.adapter;

/** How a request stands at its gateway. All but the first two are final. */
public enum GatewayStatus {
  /** The gateway knows no such request. */
  UNKNOWN,
  /** Asked, not answered. */
  REQUESTED,
  /** The call is in effect. */
  SUCCEEDED,
  /** Nothing took effect. */
  FAILED,
  /** It took effect and was undone. */
  COMPENSATED,
  /** It was never opened, and will not be. */
  EXPIRED
}
