package io.govchain.crosschain.engine;

/** Why the record refused an entry; names and order as in {@code ITransactions}. */
public enum Rejection {
  None,
  UnknownTransaction,
  AlreadyOpen,
  LimitReached,
  DeadlineOutOfRange,
  PipelineUnusable,
  NotTheInitiator,
  NotResponsible,
  NotTheVerifier,
  NotAParty,
  WrongStatus,
  AlreadyReported,
  NothingToVerify,
  NothingToCompensate,
  TooEarly,
  NoSuchStep,
  LaterStepUnfinished,
  InstitutionRestricted
}
