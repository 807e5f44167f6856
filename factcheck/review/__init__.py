"""A review: findings decided one by one, and the decisions written together."""
