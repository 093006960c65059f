"""Two registers that parted, laid side by side and joined."""
