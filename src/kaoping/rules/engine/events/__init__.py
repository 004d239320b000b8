"""What events count (事项计分): recorded, rated, and brought through the limits, in the order of spec section 3."""
