# Started as: sh -c <this text> sh PROGRAM ARGUMENTS..., with standard input a pipe whose only writer is the JVM.
#
# Becomes PROGRAM (so the process that the JVM started is PROGRAM itself: its id, its signals, its exit code) and
# leaves a guard behind. The guard waits for a line on the pipe. However the JVM ends (normally, by a crash, by
# kill -9), the kernel closes the pipe; the guard then reads an empty line and ends PROGRAM: first politely, because a
# chain may want to save its state, waking it up if it was paused, and after five seconds by force.
# The line "release" sends the guard away instead: PROGRAM then lives on after the JVM.
#
# When PROGRAM ends first, the JVM closes the pipe as soon as it has collected the exit code. The guard then signals an
# id that is free; ids are given out in turn, so nobody else can have got it in that instant.
exec 3<&0 </dev/null
(
  (
    trap '' INT HUP TERM
    IFS= read -r line <&3
    [ "$line" = release ] && exit 0
    kill -TERM $$
    kill -CONT $$
    waited=0
    while kill -0 $$ && [ $waited -lt 50 ]; do
      sleep 0.1
      waited=$((waited + 1))
    done
    kill -KILL $$
  ) >/dev/null 2>&1 &
)
# Ctrl-C reaches the whole foreground group. The JVM ends its children itself, in order.
trap '' INT
exec "$@" 3<&-
