"""READ: files to cleaned articles with metadata and sentences."""
