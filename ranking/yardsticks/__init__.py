"""Official yardsticks: a published framework's questions, scored from the dated facts, with what is open left open."""
