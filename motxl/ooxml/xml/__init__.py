"""The bytes of XML parts: found and spliced by offset, decoded and escaped."""
