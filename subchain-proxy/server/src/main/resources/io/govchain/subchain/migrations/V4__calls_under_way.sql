-- How many calls an application has under way is asked at every new one.
CREATE INDEX calls_under_way ON calls (application)
  WHERE status NOT IN ('settled', 'compensated', 'resolved', 'rejected', 'escalated');
