"""What Matomo exports of visits."""
