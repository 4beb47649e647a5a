"""Outcomes to the answer for one commune: reasons, missing facts, advice and margin."""
