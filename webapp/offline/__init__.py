"""What makes it an app on the home screen: manifest, service worker, the pack of pages."""
