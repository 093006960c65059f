"""Who leans on whom: the network, concentration and people with no alternative."""
