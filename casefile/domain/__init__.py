"""The words of the product as frozen values. Standard library only; everything else may import this, it imports nothing."""
