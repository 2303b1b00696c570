"""The rules of the verdict read a second time: plain and slow, row by row, from their text and not from the code.

Nothing of ``journal.rules`` is used. Every question goes back to the entries; a day is its ordinal. What is carried
from day to day is only what the text itself carries: what showed, what was said, where the runner stands on the way
back.
"""
