"""Ways of opening a store other than on the full screen."""
