"""The Hall/Van de Castle system as data and arithmetic; no NLP."""
