"""The parts of the weekly report, each read from the room that knows it; nothing is summed here."""
