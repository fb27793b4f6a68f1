"""Figures: what is counted and measured, the same unit side by side, so that differing numbers meet the eye."""
