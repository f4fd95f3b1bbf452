/*
 * A subchain proxy with its journal (subchain-proxy/server: OrderBook, Executor, ExecutionRules) and the subchain that it writes to.
 * What the proxy has signed keeps its hash and its nonce, so that sending it again is no second write.
 */

typedef Execution {
  mtype execution = None;    /* None, Prepared, or the outcome */
  mtype undoing = None;      /* None, Prepared, Succeeded, Refused */
  byte attempt               /* to undo, from 1 */
}

Execution x[2];
bit ordered[2];              /* ExecuteStep was sent to the subchain proxy */
bit undoOrdered[2];          /* CompensateStep */

/* The subchain: writes that wait to be included, and what became of the last one that was. */
byte pool[2];
byte undoPool[2];
mtype landed[2] = None;
mtype undoLanded[2] = None;

/* What really happened. Nobody but the properties looks at it, and the evidence proves it. */
byte effects[2];
byte undoings[2];

#define ANSWERED(p) ((x[p].execution == Succeeded || x[p].execution == Failed || x[p].execution == NotExecuted) && !stuck[p])
#define UNDONE(p) (x[p].undoing == Succeeded && !stuck[p])
#define UNDO_REFUSED(p) (x[p].undoing == Refused && !stuck[p])

/* ExecutionRules.mayExecute */
#ifdef EXECUTE_BEFORE_OPEN
#define MAY_EXECUTE(p) (status == None || (status == Open && outcome[p] == Pending && clock == Before))
#else
#define MAY_EXECUTE(p) (status == Open && outcome[p] == Pending && clock == Before)
#endif
#define NOT_YET (status == None && !PASSED)

#define MAY_UNDO(p) (UNDOING && outcome[p] == Succeeded && undone[p] != Compensated)

/* A new attempt only once the one before is known to have had no effect. */
#ifdef COMPENSATE_TWICE
#define NONE_WAITS(p) true
#define NOT_SENT(p) (undoPool[p] < x[p].attempt)
#else
#define NONE_WAITS(p) (undoPool[p] == 0)
#define NOT_SENT(p) (undoPool[p] == 0)
#endif
#define ORDERED(p) (ordered[p] && !stuck[p] && x[p].execution == None)
#define UNDO_ORDERED(p) (undoOrdered[p] && !stuck[p] && x[p].execution != Prepared && \
  (x[p].undoing == None || x[p].undoing == Refused) && x[p].attempt < MOST_ATTEMPTS)

inline broadcast(p) {
  hold(intent_before_effect, (status != None && x[p].execution == Prepared));
  pool[p]++
}

inline broadcastUndoing(p) {
  hold(intent_before_effect, (status != None && status != Open && x[p].undoing == Prepared));
  hold(undone_in_reverse_order, (LATER_SIGNED_OFF(p) || LIES(1)));
  undoPool[p]++
}

proctype SubchainProxy(byte p) {
end:
  do
  /* Judged by the record, then signed with its nonce and put on disk. The same order again is the same execution. */
  :: d_step { ORDERED(p) && landed[p] == None && pool[p] == 0 && MAY_EXECUTE(p) ->
#ifdef BROADCAST_BEFORE_DISK
       broadcast(p);
#endif
       x[p].execution = Prepared }
  :: d_step { ORDERED(p) && landed[p] == None && pool[p] == 0 && !MAY_EXECUTE(p) && !NOT_YET && outcome[p] != Succeeded ->
       x[p].execution = NotExecuted }
  /* After a loss the chain has the write from before (Executor.earlier); while it waits to be included it is waited for. */
  :: d_step { ORDERED(p) && landed[p] != None -> x[p].execution = landed[p] }
  :: d_step { x[p].execution == Prepared && landed[p] == None && pool[p] == 0 && !stuck[p] -> broadcast(p) }
  :: d_step { x[p].execution == Prepared && landed[p] != None -> x[p].execution = landed[p] }

  /* An order to undo: a new attempt only after one that had no effect. */
  :: d_step { UNDO_ORDERED(p) && undoLanded[p] != Succeeded && NONE_WAITS(p) && MAY_UNDO(p) ->
       x[p].undoing = Prepared; x[p].attempt++; undoLanded[p] = None }
  :: d_step { UNDO_ORDERED(p) && undoLanded[p] == Succeeded -> x[p].undoing = Succeeded }
  :: d_step { x[p].undoing == Prepared && undoLanded[p] == None && NOT_SENT(p) && !stuck[p] -> broadcastUndoing(p) }
  :: d_step { x[p].undoing == Prepared && undoLanded[p] != None ->
       if
       :: undoLanded[p] == Succeeded -> x[p].undoing = Succeeded
       :: else -> x[p].undoing = Refused
       fi }
  od
}

proctype Subchain(byte p) {
end:
  do
  /* Included, whenever that is: it takes effect, or the business contract refuses it. */
  :: d_step { pool[p] > 0 && !stuck[p] -> pool[p]--; landed[p] = Succeeded; effects[p]++; examine() }
  :: d_step { undoPool[p] > 0 && !stuck[p] -> undoPool[p]--; undoLanded[p] = Succeeded; undoings[p]++; examine() }
#ifndef CALM
  :: d_step { pool[p] > 0 && !stuck[p] -> pool[p]--; landed[p] = Failed }
  :: d_step { undoPool[p] > 0 && !stuck[p] -> undoPool[p]--; undoLanded[p] = Failed }
#endif
  od
}
