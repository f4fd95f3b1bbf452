-- From here on states are written in version 3, without what says nothing, and read in version 2 as well. Nothing is
-- written anew here; earlier programs, which could not read what comes, refuse this journal at their start.
SELECT 1;
