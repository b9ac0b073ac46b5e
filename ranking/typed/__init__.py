"""What people type and bring: texts, numbers and files, before anything is done with them."""
