"""The database room: what people entrust to the board (meetings, records). Knows the model, no screen."""
