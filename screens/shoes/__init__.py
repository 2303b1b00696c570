"""The screen Shoes: pairs, what they have run, how they fit."""
