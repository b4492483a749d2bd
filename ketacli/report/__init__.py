"""What a summary, a comparison or a chart says, before anyone draws it."""
