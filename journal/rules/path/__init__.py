"""After a twist and back to running: phases, rungs and caps as functions of days read."""
