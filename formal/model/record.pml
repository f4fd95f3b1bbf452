/*
 * The record on the governance chain: contracts/src/governance/Transactions.sol for a plan of two writes, one on each side of a
 * pipeline. Party 0 is its source and the initiator. Step s belongs to party s and is verified by the other.
 */

mtype status = None;          /* ITransactions.Status */
mtype outcome[2] = Pending;   /* ITransactions.Outcome */
mtype verdict[2] = None;      /* ITransactions.Verdict */
mtype undone[2] = None;       /* ITransactions.Compensation */
bit digestIsFalse[2];         /* the report names evidence that does not exist; only liars do that */
bit agreed[2];                /* resolvedBy */
bit openingRefused;           /* an EntryRejectedOnChain for the opening is to be seen */
bit abortRefused;             /* the same for the initiator's abort, reason TooEarly */
mtype clock = Before;         /* block time: before, at and after the deadline, and after the grace for compensation */

#define ENDED(s) ((s) == Settled || (s) == Compensated || (s) == Resolved)
#define UNDOING (status == Compensating || status == Escalated)
#define PASSED (clock == After || clock == Overdue)
#define SIGNED_OFF(s) (outcome[s] == Failed || outcome[s] == NotExecuted || undone[s] == Compensated)
#define LATER_SIGNED_OFF(s) ((s) == 1 || SIGNED_OFF(1))

/* What the record takes in; anything else is rejected and changes nothing. */
#ifdef LEAVE_FINAL
#define TAKES_OUTCOME(s, what) (status != None \
  && (outcome[s] == Pending || ((what) == Succeeded && outcome[s] != Succeeded)))
#define TAKES_ABORT(p) (status != None && status != Compensating && (PASSED || (p) == 0))
#else
#define TAKES_OUTCOME(s, what) ((status == Open || UNDOING) \
  && (outcome[s] == Pending || ((what) == Succeeded && outcome[s] != Succeeded)))
#define TAKES_ABORT(p) (status == Open && (PASSED || ((p) == 0 && !ALL_SUCCEEDED)))
#endif
#define ALL_SUCCEEDED (outcome[0] == Succeeded && outcome[1] == Succeeded)
#define TAKES_VERDICT(s) (status == Open && outcome[s] == Succeeded && verdict[s] == None)
#ifdef UNDO_IN_ANY_ORDER
#define ITS_TURN(s) true
#else
#define ITS_TURN(s) LATER_SIGNED_OFF(s)
#endif
#define TAKES_UNDONE(s, what) (UNDOING && outcome[s] == Succeeded && undone[s] != Compensated && undone[s] != (what) \
  && ITS_TURN(s))
#define TAKES_ESCALATION (status == Compensating && PASSED)
#define TAKES_RESOLUTION(p) (status == Escalated && !agreed[p])

#ifdef SETTLE_UNVERIFIED
#define MAY_SETTLE ALL_SUCCEEDED
#else
#define MAY_SETTLE (ALL_SUCCEEDED && verdict[0] == Accepted && verdict[1] == Accepted)
#endif

/* Entries that wait and that no status to come would take in: to drop them is what the record does when they land. */
inline drop() {
#ifdef LEAVE_FINAL
  skip
#else
  q[0].verdict = None;
  q[1].verdict = None;
  q[0].abort = 0;
  q[1].abort = 0;
  abortRefused = 0;
  digestIsFalse[0] = 0;
  digestIsFalse[1] = 0;
  if
  :: ENDED(status) -> q[0].outcome = None; q[1].outcome = None
  :: else
  fi
#endif
}

/* The status only ever changes here, so a final one that is left is seen here. */
inline turn(next) {
  hold(finals_are_final, !ENDED(status));
  status = next;
  drop()
}

inline conclude() {
  if
  :: UNDOING && SIGNED_OFF(0) && SIGNED_OFF(1) -> turn(Compensated)
  :: status == Open && MAY_SETTLE -> turn(Settled)
  :: else
  fi;
  examine()
}

inline record_opening() {
  if
  :: status == None -> status = Open
  :: else
  fi
}

inline record_outcome(s, what) {
  if
  :: TAKES_OUTCOME(s, what) ->
     outcome[s] = what;
     if
     :: status == Open && what != Succeeded -> turn(Compensating)
     :: status != Open && ENDED(status) -> turn(Compensating)
     :: else
     fi;
     conclude()
  :: else
  fi
}

inline record_verdict(s, what) {
  if
  :: TAKES_VERDICT(s) ->
     verdict[s] = what;
     if
     :: what == Disputed -> turn(Compensating)
     :: else
     fi;
     conclude()
  :: else
  fi
}

inline record_undone(s, what) {
  if
  :: TAKES_UNDONE(s, what) ->
     undone[s] = what;
     if
     :: what == Failed && status != Escalated -> turn(Escalated)
     :: else
     fi;
     conclude()
  :: else
  fi
}

inline record_abort(p) {
  if
  :: TAKES_ABORT(p) -> turn(Compensating); conclude()
  :: !TAKES_ABORT(p) && p == 0 && status == Open -> abortRefused = 1
  :: else
  fi
}

inline record_escalation() {
  if
  :: TAKES_ESCALATION -> turn(Escalated)
  :: else
  fi
}

inline record_resolution(p) {
  if
  :: TAKES_RESOLUTION(p) ->
     agreed[p] = 1;
     if
     :: agreed[0] && agreed[1] -> turn(Resolved)
     :: else
     fi
  :: else
  fi
}
