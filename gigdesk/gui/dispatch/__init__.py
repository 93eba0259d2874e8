"""Page: batches, who is on them, their contracts and papers, and their way there and back."""
