"""What an exercise is: the catalogue, the routines and the drawn figure. Knows nothing of the journal."""
