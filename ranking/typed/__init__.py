"""What people type: texts and numbers, before anything is done with them."""
