"""The page Workshop: exercises prepared, played, looked back on and learnt from."""
