"""Scores on annotated documents (``make score``) and speed as ratios against peers in the same run (``make bench``)."""
