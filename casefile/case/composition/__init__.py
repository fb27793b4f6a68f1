"""How a brief is composed of rows: the profile that chooses, the material, and each section's rules. All pure."""
