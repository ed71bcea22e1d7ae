"""RECONCILE: the same event across articles, disagreements, procedure, corrections."""
