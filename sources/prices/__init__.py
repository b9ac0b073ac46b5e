"""Published price lists read for an editor: what they say becomes proposed blocks, which a person accepts or not."""
