"""The address: what a link of the board holds, packed or plain."""
