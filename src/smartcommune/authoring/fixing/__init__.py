"""Rule files to the same files with their problems put right, and to the proof that these judge all alike."""
