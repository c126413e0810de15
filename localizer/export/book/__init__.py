"""The launch book: what is sold on a target, at which price, with which words; for paper and phones."""
