"""What tests share: a fixed clock, journals to start from, the app over one of them."""
