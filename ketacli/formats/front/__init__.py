"""The front page of a store: claims by question, each under its verdict. It is a web page, and nothing else."""
