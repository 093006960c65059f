"""Chart values drawn on a PDF page: flat fills, vector paths, hatching as clipped lines."""
