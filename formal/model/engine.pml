/*
 * A party's engine: crosschain-proxy/src/main/java/io/govchain/crosschain/engine. Every option of its loop is one input
 * (formal/README.md has the table); what follows from it happens in the same step, as in the engine's transitions.
 */

typedef Progress {
  mtype state = Unseen;      /* TransactionState */
  mtype own = Idle;          /* StepProgress.Stage of the own step; Known is told by its outcome */
  bit asked;                 /* the peer's step was asked for (the initiator only) */
  mtype judgement = None;    /* Judgement.Stage of the peer's step */
  mtype given = None;        /* verdictGiven on the peer's step */
  mtype undoing = None;      /* Undoing.Stage of the own step */
  bit aborted                /* abortRecorded */
}

/*
 * Entries on their way to the record: the durable queue and what was sent. They land when they land, in any order. (Of the others
 * nothing else depends: that they land late is no different from being decided late.)
 */
typedef Queue {
  mtype outcome = None;
  mtype verdict = None;
  bit opening;
  bit abort
}

Progress e[2];               /* what the process works with */
Progress j[2];               /* what its journal holds */
Queue q[2];
bit journalLost[2];          /* RecordOpened.journalLost */

#define KNOWN(p) (e[p].own == Succeeded || e[p].own == Failed || e[p].own == NotExecuted)
#define OPEN(p) (e[p].state == Executing || e[p].state == Settling)
#define LIVE(p) (OPEN(p) || WINDING_DOWN(p))
#define WINDING_DOWN(p) (e[p].state == Compensating || e[p].state == Escalated)
#define MAY_START(p) (clock == Before && !e[p].aborted)

inline copy(to, from) {
  to.state = from.state;
  to.own = from.own;
  to.asked = from.asked;
  to.judgement = from.judgement;
  to.given = from.given;
  to.undoing = from.undoing;
  to.aborted = from.aborted
}

/* An empty disk. */
inline blank(to) {
  to.state = Unseen;
  to.own = Idle;
  to.asked = 0;
  to.judgement = None;
  to.given = None;
  to.undoing = None;
  to.aborted = 0
}

inline loseDisk(p) {
  diskLost = 1;
  if
  :: status != None -> journalLost[p] = 1
  :: else
  fi;
  blank(e[p]);
  persist(p)
}

inline become(p, next) {
  hold(finals_are_final, !ENDED(e[p].state));
  e[p].state = next
}

/* Journal.persist: with the state, before anything that the world can see. */
inline persist(p) {
#ifndef PERSIST_LATE
  copy(j[p], e[p])
#else
  skip
#endif
}

inline giveUp(p) {
  if
  :: !e[p].aborted -> e[p].aborted = 1; q[p].abort = 1
  :: else
  fi
}

/* Learning.executed: the own outcome is known, now and for ever. */
inline learn(p, what) {
  e[p].own = what;
  q[p].outcome = what;
  sent[Outcome0 + p] = 1
}

/* Advancing.advance, but for the verdict, and whether the party is done (Settling). */
inline advance(p) {
  if
  :: e[p].own == Queued && e[p].judgement == Disputed -> learn(p, NotExecuted)
  :: e[p].own == Queued && e[p].judgement == Accepted && MAY_START(p) -> e[p].own = Running; ordered[p] = 1
  :: p == 0 && e[p].own == Idle && MAY_START(p) -> e[p].own = Running; ordered[p] = 1
  :: p == 0 && e[p].own == Succeeded && !e[p].asked && MAY_START(p) -> e[p].asked = 1; sent[Request] = 1
  :: else
  fi;
  if
  :: e[p].own == Succeeded && e[p].given == Accepted -> become(p, Settling)
  :: else
  fi
}

/* WindingDown.proceed: what was not begun is signed off. */
inline proceed(p) {
  if
  :: e[p].own == Idle || e[p].own == Queued -> learn(p, NotExecuted)
#ifdef TIMEOUT_IS_FAILURE
  :: e[p].own == Running && PASSED -> learn(p, NotExecuted)
#endif
  :: else
  fi
}

/* What is of no more use is forgotten by the model, so that states that differ in nothing else are one. */
inline forget(p) {
  e[p].asked = 0;
  e[p].judgement = None;
  e[p].given = None;
  e[p].aborted = 0;
  if
  :: ENDED(e[p].state) -> e[p].own = Idle; e[p].undoing = None
  :: else
  fi
}

inline react(p) {
  if
  :: e[p].state == Executing -> advance(p)
  :: WINDING_DOWN(p) -> proceed(p)
  :: else
  fi;
  if
  :: WINDING_DOWN(p) || ENDED(e[p].state) -> forget(p)
  :: else
  fi;
  persist(p)
}

/* RecordOpened. */
inline opened(p) {
  if
  :: journalLost[p] -> e[p].own = Unknown; e[p].asked = 1
  :: !journalLost[p] && p == 0 && e[p].state != Opening -> giveUp(p)
  :: else
  fi;
  become(p, Executing);
  react(p)
}

#define STATUS_NEWS(p) (ENDED(status) || (UNDOING && e[p].state != status))

/* Restarted: everything that was asked for and has not shown a result is asked for again. */
inline outstanding(p) {
  if
  :: e[p].state == Opening && p == 0 -> q[p].opening = 1
  :: LIVE(p) && KNOWN(p) && outcome[p] == Pending -> q[p].outcome = e[p].own
  :: else
  fi;
  if
  :: e[p].judgement == EvidenceRequested && e[p].state == Executing -> sent[EvidenceRequest0 + p] = 1
  :: else
  fi;
  if
  :: OPEN(p) && e[p].given != None && verdict[1 - p] == None -> q[p].verdict = e[p].given
  :: else
  fi;
  if
  :: OPEN(p) && e[p].aborted -> q[p].abort = 1
  :: else
  fi;
  if
  :: WINDING_DOWN(p) && e[p].undoing == Done && undone[p] != Compensated -> record_undone(p, Compensated)
  :: WINDING_DOWN(p) && e[p].undoing == Failed && undone[p] == None -> record_undone(p, Failed)
  :: else
  fi
}

#define CLAIMED(p) ((GOT(Outcome0 + (1 - p)) && !lost[1 - p]) || LIES(1 - p) || (p == 1 && GOT(Request)))
#define UNJUDGED(p) (e[p].judgement == None || e[p].judgement == EvidenceRequested)
/* Whether the evidence that was accepted is the one that the record names. */
#ifdef VERIFY_NOTHING
#define NAMES_IT(p) true
#else
#define NAMES_IT(p) (!digestIsFalse[1 - (p)])
#endif
#ifdef ENDS
#define NEEDS_REQUEST(p) true
#else
#define NEEDS_REQUEST(p) (!sent[Outcome0 + (1 - p)])
#endif

proctype CrosschainProxy(byte p) {
end:
  do
  /* CallForwarded */
  :: d_step { p == 0 && e[p].state == Unseen ->
       if
       :: clock == Before ->
          become(p, Opening); q[p].opening = 1;
#ifdef EXECUTE_BEFORE_OPEN
          e[p].own = Running; ordered[p] = 1;
#endif
       :: else -> become(p, Rejected)
       fi;
       persist(p) }
  /* StepRequested */
  :: d_step { p == 1 && (GOT(Request) || LIES(0)) && e[p].own == Idle && clock == Before &&
       (e[p].state == Unseen || e[p].state == Opening || e[p].state == Executing) ->
       e[p].own = Queued;
       if
       :: e[p].state == Unseen -> become(p, Opening)
       :: else
       fi;
       react(p) }
  /* RecordOpened */
  :: d_step { status != None && (e[p].state == Unseen || e[p].state == Opening || e[p].state == Rejected) -> opened(p) }
  /* EntryRejectedOnChain, and BlockTimeAdvanced while there is no record */
  :: d_step { e[p].state == Opening && status == None && ((p == 0 && openingRefused) || PASSED) ->
       become(p, Rejected); persist(p) }
  :: d_step { p == 0 && abortRefused ->
#ifndef ABORT_ONCE
       e[p].aborted = 0;
#endif
       abortRefused = 0; persist(p) }
  /* StatusChangedOnChain, when the party comes to see it */
  :: d_step { LIVE(p) && STATUS_NEWS(p) -> become(p, status); react(p) }
  /* StepReportedOnChain of the own step: reported or undone in a life that this journal does not remember */
  :: d_step { LIVE(p) && !KNOWN(p) && outcome[p] != Pending -> e[p].own = outcome[p]; react(p) }
  :: d_step { WINDING_DOWN(p) && undone[p] == Compensated && e[p].undoing != Done -> e[p].undoing = Done; persist(p) }
  :: d_step { WINDING_DOWN(p) && undone[p] == Failed && e[p].undoing == None -> e[p].undoing = Failed; persist(p) }
  /* StepReportedOnChain of the peer's step: evidence is asked for, a verdict is given (once) or remembered */
  :: d_step { e[p].state == Executing && outcome[1 - p] == Succeeded && verdict[1 - p] == None && e[p].given == None &&
       e[p].judgement == None && NEEDS_REQUEST(p) ->
       e[p].judgement = EvidenceRequested; sent[EvidenceRequest0 + p] = 1; persist(p) }
  :: d_step { e[p].state == Executing && outcome[1 - p] == Succeeded && verdict[1 - p] == None && e[p].given == None &&
       (e[p].judgement == Accepted || e[p].judgement == Disputed) ->
       if
       :: e[p].judgement == Accepted && NAMES_IT(p) -> e[p].given = Accepted
       :: else -> e[p].given = Disputed
       fi;
       q[p].verdict = e[p].given;
       react(p) }
  :: d_step { e[p].state == Executing && verdict[1 - p] != None && e[p].given == None -> e[p].given = verdict[1 - p]; react(p) }
  /* StepReportedOnChain of the own step while undoing: its turn has come */
  :: d_step { WINDING_DOWN(p) && e[p].own == Succeeded && outcome[p] == Succeeded && e[p].undoing == None && ITS_TURN(p) ->
       e[p].undoing = Running; persist(p); undoOrdered[p] = 1 }
  /* StepExecuted, ExecutionRefused */
  :: d_step { LIVE(p) && !KNOWN(p) && ANSWERED(p) -> learn(p, x[p].execution); react(p) }
  /* OutcomeReceived and EvidenceJudged: true evidence is of what happened, and whoever lies can send other evidence */
#ifdef VERIFY_NOTHING
  :: d_step { CLAIMED(p) && e[p].state == Executing && UNJUDGED(p) -> e[p].judgement = Accepted; react(p) }
#else
  :: d_step { CLAIMED(p) && e[p].state == Executing && UNJUDGED(p) && effects[1 - p] > 0 -> e[p].judgement = Accepted; react(p) }
#endif
  :: d_step { LIES(1 - p) && e[p].state == Executing && UNJUDGED(p) -> e[p].judgement = Disputed; react(p) }
  /* EvidenceRequested */
  :: d_step { GOT(EvidenceRequest0 + (1 - p)) && KNOWN(p) && lost[p] ->
       lost[p] = 0; sent[EvidenceRequest0 + (1 - p)] = 0 }
  /* PeerRefused, MessageUndeliverable: the initiator may be told so at any time, rightly or not, but once */
  :: d_step { p == 0 && e[p].state == Executing && e[p].asked && !e[p].aborted && !refused &&
       e[p].judgement == None ->
       refused = 1; giveUp(p); react(p) }
#ifndef NO_DEADLINE
  /* BlockTimeAdvanced */
  :: d_step { (e[p].state == Executing || e[p].state == Settling) && PASSED && !e[p].aborted -> giveUp(p); persist(p) }
  /* The same without an abort: what nobody asked for was not executed. The engine says so where its step is the first that the
     record waits for; here it may in any case. */
  :: d_step { p == 1 && e[p].state == Executing && PASSED && !e[p].aborted && e[p].own == Idle ->
       e[p].aborted = 1; learn(p, NotExecuted); persist(p) }
#endif
#ifndef NO_ESCALATION
  :: d_step { e[p].state == Compensating && clock == Overdue && TAKES_ESCALATION -> record_escalation() }
#endif
  /* CompensatorExecuted */
  :: d_step { WINDING_DOWN(p) && UNDONE(p) && (e[p].undoing == Running || e[p].undoing == Waiting || e[p].undoing == Failed) ->
       e[p].undoing = Done; persist(p); record_undone(p, Compensated) }
  /* CompensatorRefused: tried again after a pause, or for good */
  :: d_step { WINDING_DOWN(p) && UNDO_REFUSED(p) && e[p].undoing == Running && x[p].attempt < MOST_ATTEMPTS ->
       e[p].undoing = Waiting; persist(p) }
  :: d_step { WINDING_DOWN(p) && UNDO_REFUSED(p) && e[p].undoing == Running ->
       e[p].undoing = Failed; persist(p); record_undone(p, Failed) }
  /* BlockTimeAdvanced, CompensationRetried (an operator's order) */
  :: d_step { WINDING_DOWN(p) && UNDO_REFUSED(p) && x[p].attempt < MOST_ATTEMPTS &&
       (e[p].undoing == Waiting || e[p].undoing == Failed) ->
       e[p].undoing = Running; persist(p); undoOrdered[p] = 1 }
#ifdef COMPENSATE_TWICE
  /* No answer is taken for a refusal. */
  :: d_step { WINDING_DOWN(p) && e[p].undoing == Running && x[p].undoing == Prepared && x[p].attempt < MOST_ATTEMPTS ->
       x[p].undoing = Refused; persist(p) }
#endif
#ifndef CALM
  /* ResolutionAgreed */
  :: d_step { e[p].state == Escalated && TAKES_RESOLUTION(p) -> record_resolution(p) }
#endif
  /* kill -9 and Restarted */
  :: d_step { MAY_CRASH && e[p].state != Unseen ->
       COUNT_CRASH;
#ifdef FORGET_JOURNAL
       blank(e[p]); persist(p)
#else
       copy(e[p], j[p]); outstanding(p)
#endif
     }
#ifdef PERSIST_LATE
  :: d_step { e[p].state != j[p].state || e[p].own != j[p].own -> copy(j[p], e[p]) }
#endif
#ifdef DISK_LOSS
  /* Restarted with an empty disk; entries that are in the chain's pool still land. */
  :: d_step { e[p].state != Unseen && !diskLost ->
       loseDisk(p) }
  :: d_step { e[p].state != Unseen && !diskLost ->
       loseDisk(p);
       q[p].outcome = None; q[p].verdict = None; q[p].opening = 0; q[p].abort = 0 }
#endif
  od
}
