"""What a reader knows before it reads: tables that a person can edit, each with its loader and its check."""
