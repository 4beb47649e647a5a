"""Rule files that are being written to what an editor shows: each answer is made from a text and a position."""
