/*
 * One cross-chain transaction of two writes: the initiator's own (step 0), then its peer's (step 1). Bounds, properties and what
 * stands for what in the code: formal/README.md. Configurations and faulty variants are chosen by -D; formal/check.sh knows them.
 */

mtype = {
  /* states of engine and record */
  Unseen, Opening, Executing, Settling, Rejected, None, Open, Compensating, Settled, Compensated, Escalated, Resolved,
  /* stages of a step */
  Idle, Queued, Running, Unknown, Pending, Succeeded, Failed, NotExecuted,
  /* evidence and its judgement */
  EvidenceRequested, Accepted, Disputed,
  /* work of a subchain proxy, undoing */
  Prepared, Waiting, Done, Refused,
  /* block time */
  Before, At, After, Overdue
}

#ifndef MOST_ATTEMPTS
#define MOST_ATTEMPTS 2
#endif

/* The properties. Each is true until it is found broken; the checker names the one whose assertion failed. */
bit settled_is_true = 1;
bit compensated_is_true = 1;
bit at_most_once = 1;
bit finals_are_final = 1;
bit intent_before_effect = 1;
bit undone_in_reverse_order = 1;

/* Who lies: an institution whose proxies say and do anything that their keys allow. -1 for nobody. */
#ifndef LIAR
#define LIAR -1
#endif
#define LIES(p) (LIAR == (p))

/* Messages between the institutions. What was sent arrives at any time and any number of times, in any order, or never. */
#define Request 0
#define Outcome0 1
#define EvidenceRequest0 3
bit sent[5];
bit lost[2];                 /* an outcome that did not come: its verifier asks for the evidence */
bit cut;                     /* from now on nothing comes through, whatever is retried */
#define GOT(m) (sent[m] && !cut)

/* An institution whose subchain, or the way there and back, stands still from now on: its proxy knows as little as before. */
bit stuck[2];

bit diskLost;
bit refused;                 /* the peer has refused its step, or seems not to be reached */
bit silent;                  /* the liar does nothing more */

/* Without a bound while it is only asked that nothing wrong happens: then a crash may follow every single step. */
#ifdef CRASHES
byte crashes;
#define MAY_CRASH (crashes < CRASHES)
#define COUNT_CRASH crashes++
#else
#define MAY_CRASH true
#define COUNT_CRASH skip
#endif

#include "record.pml"

inline hold(property, condition) {
  if
  :: condition
  :: else -> property = 0; assert(property)
  fi
}

inline examine() {
  hold(settled_is_true, (status != Settled ||
    (ALL_SUCCEEDED && verdict[0] == Accepted && verdict[1] == Accepted && effects[0] > 0 && effects[1] > 0)));
  /* Of an honest institution's step it is the truth; of a liar's it is what the liar signed off. */
  hold(compensated_is_true, (status != Compensated ||
    (SIGNED_OFF(0) && SIGNED_OFF(1) && (LIES(0) || effects[0] == undoings[0]) && (LIES(1) || effects[1] == undoings[1]))));
  hold(at_most_once, (effects[0] < 2 && effects[1] < 2 && undoings[0] < 2 && undoings[1] < 2))
}

#include "subchain.pml"
#include "engine.pml"

#define TIME_COUNTS (status != Escalated && !ENDED(status))

proctype GovernanceChain() {
end:
  do
  /* Once nothing depends on the time any more, it may as well stand. */
  :: d_step { TIME_COUNTS && clock == Before -> clock = At }
  :: d_step { TIME_COUNTS && clock == At -> clock = After }
  :: d_step { TIME_COUNTS && clock == After -> clock = Overdue }
  /* The opening is taken in or refused (limits, credit, another plan's pipeline); after the deadline always refused. */
  :: d_step { q[0].opening && clock == Before -> q[0].opening = 0; record_opening() }
  :: d_step { q[0].opening && status == None -> q[0].opening = 0; openingRefused = 1 }
  od
}

/* Entries of one party: they land in any order, as late as it pleases the chain. */
proctype Recorder(byte p) {
end:
  do
  :: d_step { q[p].outcome != None -> record_outcome(p, q[p].outcome); q[p].outcome = None }
  :: d_step { q[p].verdict != None -> record_verdict(1 - p, q[p].verdict); q[p].verdict = None }
  :: d_step { q[p].abort -> q[p].abort = 0; record_abort(p) }
  od
}

/* A liar reports what it likes and when; its write lands when it likes, or never. */
proctype Liar(byte p) {
end:
  do
  :: d_step { !silent && p == 0 && status == None && clock == Before -> record_opening() }
  :: d_step { !silent && TAKES_OUTCOME(p, Succeeded) -> digestIsFalse[p] = 1; record_outcome(p, Succeeded) }
  :: d_step { !silent && TAKES_OUTCOME(p, Succeeded) && effects[p] > 0 -> digestIsFalse[p] = 0; record_outcome(p, Succeeded) }
  :: d_step { !silent && TAKES_OUTCOME(p, Failed) -> record_outcome(p, Failed) }
  :: d_step { !silent && TAKES_OUTCOME(p, NotExecuted) -> record_outcome(p, NotExecuted) }
  :: d_step { !silent && TAKES_VERDICT(1 - p) -> record_verdict(1 - p, Accepted) }
  :: d_step { !silent && TAKES_VERDICT(1 - p) -> record_verdict(1 - p, Disputed) }
  :: d_step { !silent && TAKES_UNDONE(p, Compensated) -> record_undone(p, Compensated) }
  :: d_step { !silent && TAKES_UNDONE(p, Failed) -> record_undone(p, Failed) }
  :: d_step { !silent && TAKES_ABORT(p) -> record_abort(p) }
  :: d_step { !silent && TAKES_ESCALATION -> record_escalation() }
  :: d_step { !silent && TAKES_RESOLUTION(p) -> record_resolution(p) }
  :: d_step { !silent && effects[p] == 0 -> effects[p] = 1; examine() }
#ifdef ENDS
  :: d_step { !silent -> silent = 1 }
#endif
  od
}

/* What no retry makes good: only where it is asked whether a transaction ends all the same. */
proctype Trouble(byte p) {
end:
  do
  :: d_step { p == 0 && !cut -> cut = 1 }
  /* Nothing may depend on a refusal or on a crash. */
  :: d_step { p == 0 && !refused -> refused = 1 }
#ifdef CRASHES
  :: d_step { p == 0 && MAY_CRASH -> crashes = CRASHES }
#endif
  :: d_step { sent[Outcome0 + p] && !lost[p] && e[1 - p].judgement == None -> lost[p] = 1 }
  :: d_step { (e[p].own == Running || e[p].undoing == Running) && !stuck[p] -> stuck[p] = 1 }
  od
}

#if defined(DISK_LOSS) || defined(NEW_NONCE) || defined(BROADCAST_BEFORE_DISK)
/* A subchain proxy that starts again: what it knows is on its disk, or the disk is empty and the chain has to tell. */
proctype Restarts(byte p) {
end:
  do
#ifdef NEW_NONCE
  :: d_step { x[p].execution == Prepared && landed[p] == None && pool[p] == 1 -> broadcast(p) }
#endif
#ifdef BROADCAST_BEFORE_DISK
  :: d_step { x[p].execution == Prepared -> x[p].execution = None }
#endif
#ifdef DISK_LOSS
  :: d_step { (x[p].execution != None || x[p].undoing != None) && !diskLost ->
       diskLost = 1; x[p].execution = None; x[p].undoing = None; x[p].attempt = 0 }
#endif
  od
}
#endif

init {
  atomic {
    run GovernanceChain();
    byte i;
    for (i : 0 .. 1) {
      if
      :: LIES(i) -> run Liar(i)
      :: else ->
         run CrosschainProxy(i);
         run Recorder(i);
         run SubchainProxy(i);
         run Subchain(i);
#if defined(DISK_LOSS) || defined(NEW_NONCE) || defined(BROADCAST_BEFORE_DISK)
         run Restarts(i);
#endif
#ifdef ENDS
         run Trouble(i)
#endif
      fi
    }
  }
}

/* Settled, compensated, or in the hands of people; or never opened, and the initiator's application was told. */
#define TRANSACTION_ENDED (ENDED(status) || status == Escalated || (status == None && (e[0].state == Rejected || LIES(0))))
ltl transaction_ends { <> (TRANSACTION_ENDED) }
