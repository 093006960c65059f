"""The map of dependence: boxes, ribbons and arrows on a view that zooms and pans."""
