"""What changes a store, and what tells two versions of one apart: nothing here is done unasked."""
