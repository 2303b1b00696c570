"""The screen Soreness: both ankles' lights, clocks and trend."""
