"""The page Dependence."""
