-- Which calls should be over by now is asked every few seconds, and how many are not is told with each look at the
-- metrics: neither may read all calls that there ever were.
CREATE INDEX calls_unfinished ON calls (deadline)
  WHERE status NOT IN ('settled', 'compensated', 'resolved', 'rejected');
