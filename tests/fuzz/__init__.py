"""Files from outside, changed at random until a parser answers with something else than a value or words."""
