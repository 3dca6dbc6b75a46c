"""derive: every "=" of a document proved, refuted, or honestly left undecided."""
