"""What leaves the building: documents as PDF and Excel."""
