"""What `briefing doctor` finds on this machine, in its terminal and in the store."""
